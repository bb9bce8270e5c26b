/** Use cases: ask that something is shared with a guest, and approve, refuse or end that. Every share takes two people. */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { ActionKind, NewAction, Values } from "../actions/action.ts";
import { type CalendarDate, addDays } from "../calendar/calendar-date.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { type GrantId, type ShareId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { newWatermark } from "../packages/issued.ts";
import { revokeAccess } from "../secrecy/end-access.ts";
import type { Grant, GrantScope } from "../secrecy/grant.ts";
import type { GrantStore } from "../secrecy/grant-store.ts";
import { tellingOf, termsOf } from "../secrecy/grant-telling.ts";
import { isExplained } from "../secrecy/purpose.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import { mayDo } from "../secrecy/sight.ts";
import { type Guest, stands } from "./guest.ts";
import type { Share } from "./share.ts";
import { type SharedContents, shareReceipt } from "./share-receipt.ts";
import type { SharingStore } from "./sharing-store.ts";
import { DEFAULT_DAYS, LONGEST_DAYS, requireTerm } from "./term.ts";

export interface ShareDeps extends TwoPeopleDeps {
  readonly sharing: SharingStore;
  readonly secrecy: Pick<SecrecyStore, "facts" | "sight" | "sourcesOf">;
  readonly today: () => CalendarDate;
  readonly agency: string;
  /** What the guest would find in it now. */
  readonly contents: (scope: GrantScope, guest: UserId) => Promise<SharedContents>;
}

export type ShareWish = Pick<
  Share,
  "guestId" | "scope" | "purpose" | "download" | "reason" | "document"
> & {
  /** Null: the usual time. */
  readonly until: CalendarDate | null;
};

/**
 * @throws Refusal missing "sharing/no-such-guest", "evidence/no-such-item", "cases/no-such-case"; invalid "sharing/bad-term",
 *         "sharing/not-shareable".
 */
export async function askShare(deps: ShareDeps, wish: ShareWish, by: UserId): Promise<Share> {
  const { sharing, clock, today } = deps;
  const guest = await guestOf(deps, wish.guestId);
  const until = wish.until ?? least(addDays(today(), DEFAULT_DAYS), guest.until);
  requireTerm(today(), until, least(addDays(today(), LONGEST_DAYS), guest.until));
  if (!isExplained(wish.purpose, wish.reason)) throw unexplained();
  const at = clock();
  const share: Share = {
    ...{
      ...wish,
      until,
      id: newId<ShareId>(),
      watermark: newWatermark(),
      askedAt: at,
      askedBy: by,
    },
    ...{ decided: null, grantId: null, receipt: null, acknowledged: null, shutAt: null },
  };
  await requireShareable(deps, share);
  await sharing.ask(
    share,
    shareAction("share-asked", share, at, `user:${by}`, termsOfShare(share)),
  );
  return share;
}

/**
 * The grant, the receipt that waits for the guest and the decision are kept together, or none of them.
 * @throws Refusal missing "sharing/no-such-share", "sharing/no-such-guest"; conflict "sharing/share-decided"; forbidden as
 *         `requireAnother`; invalid "sharing/not-shareable", "sharing/bad-term".
 */
export async function approveShare(
  deps: ShareDeps,
  id: ShareId,
  by: UserId,
  reason: string | null,
): Promise<void> {
  const { sharing, clock, today } = deps;
  const asked = await sharing.share(id);
  if (asked === null) throw noSuchShare();
  await requireAnother(deps, asked.askedBy, by);
  if (asked.decided !== null) throw decided();
  await guestOf(deps, asked.guestId);
  requireTerm(today(), asked.until, least(addDays(today(), LONGEST_DAYS), asked.guest.until));
  await requireShareable(deps, asked);
  const contents = await deps.contents(asked.scope, asked.guestId);
  const at = clock();
  const text = shareReceipt({ ...asked, agency: deps.agency, at }, contents);
  const grant = grantOf(asked, at, by, today());
  await sharing.change(id, (before) => {
    if (before.decided !== null) throw decided();
    const after: Share = {
      ...{ ...before, decided: { at, by, approved: true, reason }, grantId: grant.id },
      receipt: { text, sha256: sha256(text) },
    };
    const values = { ...termsOf(grant), share: id, receiptSha256: sha256(text) };
    const telling = tellingOf(grant, {
      ...{ kind: "access-given", at, actor: `user:${by}` as const, before: null, after: values },
      ...{ reason: before.reason, more: { share: id, partner: asked.partner.id } },
    });
    const action = shareAction("share-approved", after, at, `user:${by}`, values, reason);
    return { after, given: { grant, telling }, signature: null, action };
  });
}

/** It is not shared: whoever asked takes it back, or another says no. What was decided stays. @throws Refusal missing "sharing/no-such-share". */
export function refuseShare(
  { sharing, clock }: { readonly sharing: Pick<SharingStore, "change">; readonly clock: Clock },
  id: ShareId,
  by: UserId,
  reason: string | null,
): Promise<void> {
  const at = clock();
  return sharing.change(id, (before) => {
    if (before.decided !== null) return null;
    const after: Share = { ...before, decided: { at, by, approved: false, reason } };
    const action = shareAction("share-refused", after, at, `user:${by}`, {}, reason);
    return { after, given: null, signature: null, action };
  });
}

/** Takes it back, decided or not: the guest's next request finds nothing. @throws Refusal missing "sharing/no-such-share". */
export async function endShare(
  deps: { readonly sharing: SharingStore; readonly clock: Clock; readonly grants: GrantStore },
  id: ShareId,
  by: UserId,
  reason: string,
): Promise<void> {
  await refuseShare(deps, id, by, reason);
  const grantId = (await deps.sharing.share(id))?.grantId ?? null;
  if (grantId !== null) await revokeAccess(deps, grantId, by, reason);
}

const unexplained = (): Refusal =>
  new Refusal("invalid", "secrecy/purpose-unexplained", "this purpose takes a reason", {
    fix: "Say in at least eight characters what is supervised, or whom it protects.",
  });

async function guestOf(
  { sharing, today }: Pick<ShareDeps, "sharing" | "today">,
  id: UserId,
): Promise<Guest> {
  const guest = await sharing.guest(id);
  const partner = (await sharing.partners()).find((one) => one.id === guest?.partnerId);
  if (guest !== null && partner !== undefined && stands(guest, partner, today())) return guest;
  throw new Refusal("missing", "sharing/no-such-guest", "no such guest", {
    fix: "Name a guest whose account is not over, of a partner that is none.",
  });
}

/** As the guest would see it with this share and no other: a share clears nobody for what the partner may not know of. */
async function requireShareable(
  { secrecy, today }: Pick<ShareDeps, "secrecy" | "today">,
  share: Share,
): Promise<void> {
  const { scope, guestId, purpose, download } = share;
  const sight = await secrecy.sight({ id: guestId, role: "guest" }, today());
  const things =
    scope.type === "case"
      ? [{ type: "case", id: scope.caseId } as const]
      : [...scope.itemIds, ...(await secrecy.sourcesOf(scope.itemIds))].map(
          (id) => ({ type: "item", id }) as const,
        );
  const grant = grantOf(share, share.askedAt, share.askedBy, today());
  for (const thing of things) {
    const facts = { ...(await secrecy.facts(thing)), grants: [grant] };
    const { allowed, because } = mayDo(sight, "shares:open", facts, purpose, download);
    if (allowed) continue;
    throw new Refusal("invalid", "sharing/not-shareable", "this is not for that partner", {
      fix: "A label stands above what the partner may know of, or the item is only stored: share less, or have the partner's highest label raised by a new entry.",
      facts: { why: because.join(", ") },
    });
  }
}

const grantOf = (
  { guestId, scope, purpose, download, until, reason }: Share,
  at: UtcInstant,
  by: UserId,
  from: CalendarDate,
): Grant => ({
  ...{ id: newId<GrantId>(), userId: guestId, scope, purpose, download, from, until, reason },
  ...{ givenAt: at, givenBy: by, revokedAt: null, endToldAt: null },
});

const least = (one: CalendarDate, other: CalendarDate): CalendarDate => (one < other ? one : other);

/** With the scope, so that whoever may not know of it is not told of the action either. */
const termsOfShare = ({
  guestId,
  scope,
  purpose,
  download,
  until,
  document,
  watermark,
}: Share): Values => ({
  ...{ guest: guestId, purpose, download, until, watermark },
  ...{ documentName: document.name, documentSha256: document.sha256 },
  ...(scope.type === "case" ? { caseId: scope.caseId } : { itemIds: [...scope.itemIds] }),
});

export const shareAction = (
  kind: ActionKind,
  { id, reason: why }: Pick<Share, "id" | "reason">,
  at: UtcInstant,
  actor: Actor,
  after: Values,
  reason: string | null = why,
): NewAction => ({
  ...{ kind, at, actor, subject: `share:${id}` as const, before: null, after, reason },
});

export const noSuchShare = (): Refusal =>
  new Refusal("missing", "sharing/no-such-share", "no such share");

const decided = (): Refusal =>
  new Refusal("conflict", "sharing/share-decided", "this share was decided already", {
    fix: "Look at it again; ask for another if it is needed.",
  });
