/** Use cases: end a guest with all that was shared with them, and custody's round over those whose day is past. */
import type { AccessStore } from "../access/access-store.ts";
import { disableUser } from "../access/create-user.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Clock } from "../kernel/clock.ts";
import type { UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { revokeAllOf } from "../secrecy/end-access.ts";
import type { GrantStore } from "../secrecy/grant-store.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import { refuseShare, shareAction } from "./decide-share.ts";
import { idsOf } from "./share.ts";
import type { SharingStore } from "./sharing-store.ts";

export interface EndDeps {
  readonly access: AccessStore;
  readonly clock: Clock;
  readonly grants: GrantStore;
  readonly sharing: SharingStore;
}

/** `by` null: nobody, their day is over; then what was given has ended by itself. */
interface Ender {
  readonly by: UserId | null;
  readonly actor: Actor;
}

/** Ending it twice ends what was left. @throws Refusal missing "sharing/no-such-guest". */
export async function endGuest(
  deps: EndDeps,
  id: UserId,
  { by, actor }: Ender,
  reason: string | null,
): Promise<void> {
  if ((await deps.sharing.guest(id)) === null) throw noSuchGuest();
  await disableUser(deps, id, { actor, reason });
  if (by !== null) await revokeAllOf(deps, id, null, by, reason ?? "");
  for (const share of await deps.sharing.standing(id)) {
    if (by !== null) await refuseShare(deps, share, by, reason);
  }
}

export const noSuchGuest = (): Refusal =>
  new Refusal("missing", "sharing/no-such-guest", "no such guest");

/** A guest whose day is over, or whose partner ended while nobody went on with it. Answers how many were ended. */
export async function endGuests(
  deps: EndDeps & { readonly today: () => CalendarDate },
): Promise<number> {
  const due = await deps.sharing.toEnd(deps.today());
  const partners = new Map((await deps.sharing.partners()).map((one) => [one.id, one]));
  for (const { userId, partnerId } of due) {
    const ended = partners.get(partnerId)?.ended ?? null;
    const ender = { by: ended?.by ?? null, actor: "process:custody" as const };
    await endGuest(deps, userId, ender, ended?.reason ?? null);
  }
  return due.length;
}

interface TellDeps {
  readonly clock: Clock;
  readonly secrecy: Pick<SecrecyStore, "sight" | "hidden">;
  readonly sharing: Pick<SharingStore, "open" | "change">;
  readonly today: () => CalendarDate;
}

/** That a label which came later shuts a share is told once, and then it stays shut. Answers how many were told. */
export async function tellShut(deps: TellDeps): Promise<number> {
  const [today, at] = [deps.today(), deps.clock()];
  let told = 0;
  for (const { id, guestId, scope, shutAt } of await deps.sharing.open(today)) {
    if (shutAt !== null) continue;
    const sight = await deps.secrecy.sight({ id: guestId, role: "guest" }, today);
    if ((await deps.secrecy.hidden(sight, idsOf(scope))).size === 0) continue;
    await deps.sharing.change(id, (before) => {
      if (before.shutAt !== null) return null;
      told += 1;
      const action = shareAction("share-shut", before, at, "process:custody", { guest: guestId });
      return { after: { ...before, shutAt: at }, given: null, signature: null, action };
    });
  }
  return told;
}
