/** Use cases: propose a partner agency, approve it as another person, and end it with all that rests on it. */
import { type TwoPeopleDeps, anotherThan } from "../access/two-people.ts";
import type { ActionKind, NewAction, Values } from "../actions/action.ts";
import { type CalendarDate, addDays } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type PartnerId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseCreditCode } from "./credit-code.ts";
import { type EndDeps, endGuest } from "./end-guest.ts";
import { type Partner, partnerState } from "./partner.ts";
import type { SharingStore } from "./sharing-store.ts";
import { LONGEST_PARTNER_DAYS, requireTerm } from "./term.ts";

export interface PartnerDeps extends TwoPeopleDeps {
  readonly sharing: SharingStore;
  readonly today: () => CalendarDate;
}

export type PartnerWish = Pick<
  Partner,
  "nameZh" | "nameEn" | "kind" | "code" | "contact" | "highest" | "until" | "reason"
>;

/** @throws Refusal invalid "sharing/bad-code", "sharing/no-name", "sharing/bad-term"; conflict "sharing/partner-known". */
export async function proposePartner(
  { sharing, clock, today }: Pick<PartnerDeps, "sharing" | "clock" | "today">,
  wish: PartnerWish,
  by: UserId,
): Promise<Partner> {
  const code = parseCreditCode(wish.code);
  if (code === null) {
    throw new Refusal("invalid", "sharing/bad-code", "this is no unified social credit code", {
      fix: "Copy the 18 characters from the agency's certificate: the last one checks the others.",
    });
  }
  if (wish.nameZh === null && wish.nameEn === null) {
    throw new Refusal("invalid", "sharing/no-name", "a partner has a name", {
      fix: "Give its name in Chinese, in English, or in both.",
    });
  }
  requireTerm(today(), wish.until, addDays(today(), LONGEST_PARTNER_DAYS));
  const at = clock();
  const partner: Partner = {
    ...{ ...wish, code, id: newId<PartnerId>(), proposedAt: at, proposedBy: by },
    ...{ approved: null, ended: null },
  };
  await sharing.addPartner(partner, told("partner-proposed", partner, at, by, valuesOf(partner)));
  return partner;
}

/** @throws Refusal missing "sharing/no-such-partner"; conflict "sharing/partner-decided"; forbidden as `anotherThan`. */
export async function approvePartner(
  deps: PartnerDeps,
  id: PartnerId,
  by: UserId,
): Promise<Partner> {
  const [requireOther, at] = [await anotherThan(deps, by), deps.clock()];
  return deps.sharing.changePartner(id, (before) => {
    if (partnerState(before, deps.today()) !== "waiting") throw decided();
    requireOther(before.proposedBy);
    const after = { ...before, approved: { at, by } };
    return { after, action: told("partner-approved", after, at, by, valuesOf(after)) };
  });
}

/**
 * From then on no request of its guests is answered; then their accounts and what they were given end one by one: cut
 * off, it is done again, or by custody's round (./end-guest.ts). Ending it twice ends what was left.
 * @throws Refusal missing "sharing/no-such-partner".
 */
export async function endPartner(
  deps: EndDeps,
  id: PartnerId,
  by: UserId,
  reason: string,
): Promise<void> {
  const at = deps.clock();
  const partner = await deps.sharing.changePartner(id, (before) => {
    if (before.ended !== null) return null;
    const action = told("partner-ended", before, at, by, { endedAt: at });
    return { after: { ...before, ended: { at, by, reason } }, action: { ...action, reason } };
  });
  for (const guest of await deps.sharing.guests(id)) {
    await endGuest(
      deps,
      guest.userId,
      { by, actor: `user:${by}` },
      partner.ended?.reason ?? reason,
    );
  }
}

const decided = (): Refusal =>
  new Refusal("conflict", "sharing/partner-decided", "this partner does not wait any more", {
    fix: "Look at the list again: it was approved, or it ended.",
  });

const valuesOf = ({ nameZh, nameEn, kind, code, highest, until }: Partner): Values => ({
  ...{ nameZh, nameEn, kind, code, until },
  highest: { state: highest.state, duties: [...highest.duties] },
});

const told = (
  kind: ActionKind,
  { id, reason }: Partner,
  at: UtcInstant,
  by: UserId,
  after: Values,
): NewAction => ({
  ...{ kind, at, actor: `user:${by}`, subject: `partner:${id}`, before: null, after, reason },
});
