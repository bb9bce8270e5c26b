/** Use cases: invite a person of a partner agency, invite them again, and what they do with the secret: set their password, once. */
import type { Account } from "../access/access-store.ts";
import { hashPassword } from "../access/password.ts";
import { mintSecret, secretDigest } from "../access/secret.ts";
import type { NewAction } from "../actions/action.ts";
import { type CalendarDate, addDays } from "../calendar/calendar-date.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type PartnerId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { noSuchGuest } from "./end-guest.ts";
import { type Guest, stands } from "./guest.ts";
import { type Partner, isPartner } from "./partner.ts";
import type { SharingStore } from "./sharing-store.ts";
import { LONGEST_GUEST_DAYS, requireTerm } from "./term.ts";

export interface GuestDeps {
  readonly sharing: SharingStore;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
  /** When a day begins in the agency's zone. */
  readonly startOf: (day: CalendarDate) => UtcInstant;
}

/** Long enough for a telephone call and a walk to a desk, short enough that what lies about is worth nothing the day after next. */
export const INVITATION_HOURS = 24;
const INVITATION_MS = INVITATION_HOURS * 3_600_000;

export interface GuestWish {
  readonly name: string;
  readonly displayName: string;
  readonly partnerId: PartnerId;
  readonly until: CalendarDate;
}

export interface Invited {
  readonly guest: Guest;
  /** Shown once; its digest is kept. */
  readonly secret: string;
}

/** @throws Refusal missing "sharing/no-such-partner"; invalid "sharing/bad-term"; conflict "access/name-taken". */
export async function inviteGuest(deps: GuestDeps, wish: GuestWish, by: UserId): Promise<Invited> {
  const { sharing, clock, today, startOf } = deps;
  const partner = await partnerOf(sharing, wish.partnerId, today());
  const longest = addDays(today(), LONGEST_GUEST_DAYS);
  requireTerm(today(), wish.until, longest < partner.until ? longest : partner.until);
  const [id, at, { secret, invitation }] = [newId<UserId>(), clock(), minted(clock())];
  const named = { name: wish.name.normalize("NFC"), displayName: wish.displayName };
  const account: Account = {
    ...{ id, ...named, role: "guest", createdAt: at, disabledAt: null },
    // Nobody knows it: the door is shut until they set their own.
    ...{ passwordHash: await hashPassword(mintSecret("hfg").secret), endsAt: startOf(wish.until) },
  };
  const guest: Guest = {
    ...{ userId: id, ...named, partnerId: wish.partnerId, until: wish.until },
    ...{ invitedAt: at, invitedBy: by, invitation, enteredAt: null, disabledAt: null },
  };
  await sharing.addGuest(account, guest, invitedAction(guest, at, by));
  return { guest, secret };
}

/** The last secret opens nothing from then on. @throws Refusal missing "sharing/no-such-guest". */
export async function inviteAgain(deps: GuestDeps, id: UserId, by: UserId): Promise<Invited> {
  const { sharing, clock, today } = deps;
  const found = await sharing.guest(id);
  const partner = await partnerOf(sharing, found?.partnerId ?? null, today()).catch(() => null);
  if (found === null || partner === null || !stands(found, partner, today())) throw noSuchGuest();
  const [at, { secret, invitation }] = [clock(), minted(clock())];
  const guest = { ...found, invitation };
  await sharing.inviteAgain(id, invitation, invitedAction(guest, at, by));
  return { guest, secret };
}

/**
 * What is unknown, used, or over is answered alike.
 * @throws Refusal missing "sharing/no-such-invitation"; invalid "access/password-too-short", "access/password-too-easy".
 */
export async function enter(
  { sharing, clock, today }: Pick<GuestDeps, "sharing" | "clock" | "today">,
  secret: string,
  password: string,
): Promise<string> {
  const passwordHash = await hashPassword(password);
  const sha256 = secretDigest("hfg", secret);
  const partners = new Map((await sharing.partners()).map((one) => [one.id, one]));
  const at = clock();
  let name = "";
  const entered =
    sha256 !== null &&
    (await sharing.enter(sha256, (guest) => {
      const partner = partners.get(guest.partnerId);
      const isOver = guest.invitation === null || at >= guest.invitation.until;
      if (isOver || partner === undefined || !stands(guest, partner, today())) return null;
      name = guest.name;
      const subject = `user:${guest.userId}` as const;
      return {
        ...{ passwordHash, at },
        action: {
          ...{ kind: "guest-entered", at, actor: subject, subject, before: null },
          ...{ after: { partner: guest.partnerId }, reason: null },
        },
      };
    }));
  if (entered) return name;
  throw new Refusal("missing", "sharing/no-such-invitation", "this invitation opens nothing", {
    fix: "It was used, or is over: ask whoever invited you for another.",
  });
}

const minted = (now: UtcInstant) => {
  const { secret, sha256 } = mintSecret("hfg");
  return { secret, invitation: { sha256, until: plusMs(now, INVITATION_MS) } };
};

async function partnerOf(
  sharing: Pick<SharingStore, "partners">,
  id: PartnerId | null,
  today: CalendarDate,
): Promise<Partner> {
  const found = (await sharing.partners()).find((one) => one.id === id);
  if (found !== undefined && isPartner(found, today)) return found;
  throw new Refusal("missing", "sharing/no-such-partner", "no such partner", {
    fix: "Name a partner agency that another person approved, and whose day is not over.",
  });
}

const invitedAction = (
  { userId, partnerId, until, invitation }: Guest,
  at: UtcInstant,
  by: UserId,
): NewAction => ({
  ...{ kind: "guest-invited", at, actor: `user:${by}`, subject: `user:${userId}`, before: null },
  after: { partner: partnerId, until, invitationUntil: invitation?.until ?? null },
  reason: null,
});
