/** Use cases: label an item, a case or a recording session, extend and end that; by what the agency may set and the house may hold. */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CustodyKind } from "../evidence/custody-event.ts";
import type { Clock } from "../kernel/clock.ts";
import { type LabelId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Agency, DOUBT_WORKING_DAYS, authorityOf } from "./authority.ts";
import { type Ceiling, refuseLevel } from "./ceiling.ts";
import type { Families } from "./family.ts";
import {
  type Label,
  type LabelKind,
  endOfTerm,
  endedAlready,
  extended,
  isInForce,
  isLevel,
} from "./label.ts";
import type { SecrecyStore, Telling, Thing } from "./secrecy-store.ts";

export interface LabelDeps {
  readonly secrecy: SecrecyStore;
  readonly clock: Clock;
  readonly classification: Classification;
}

/** What this house and its agency may hold and set, and how its days count. */
export interface Classification {
  readonly ceiling: Ceiling;
  readonly agency: Agency;
  /** The day it is in the agency's zone. */
  readonly today: () => CalendarDate;
  /** By the policy pack in force. */
  readonly families: () => Promise<Families>;
  /** The last of so many working days after `from`. */
  readonly workingDaysAfter: (from: CalendarDate, count: number) => Promise<CalendarDate>;
}

export interface Labeller {
  readonly id: UserId;
  readonly isAdmin: boolean;
}

export interface LabelWish {
  readonly kind: LabelKind;
  readonly issuedOn: CalendarDate | null;
  readonly until: CalendarDate | null;
  readonly condition: string | null;
  readonly scope: readonly UserId[] | null;
  readonly basis: string;
}

/**
 * What the agency may not set itself is a proposal: protected at once, and to be reported in ten working days.
 * @throws Refusal forbidden "secrecy/above-ceiling", "secrecy/no-authority"; invalid "secrecy/term-too-long",
 * "secrecy/bad-term"; missing as `SecrecyStore.put`.
 */
export async function setLabel(
  deps: LabelDeps,
  thing: Thing,
  wish: LabelWish,
  by: Labeller,
): Promise<Label> {
  const { ceiling, agency, today, workingDaysAfter } = deps.classification;
  const families = await deps.classification.families();
  const { kind, scope, basis, condition } = wish;
  const now = today();
  const issuedOn = wish.issuedOn ?? now;
  if (issuedOn > now) {
    throw new Refusal("invalid", "secrecy/bad-term", "a label is issued today or before", {
      fix: "Name the day that stands on the document.",
    });
  }
  // A proposal is protected as the highest level, but may turn out to be what was proposed.
  if (isLevel(kind)) refuseLevel(ceiling, kind);
  const authority = authorityOf(agency, kind, families);
  if (authority === "refuse") {
    throw new Refusal(
      "forbidden",
      "secrecy/no-authority",
      "an agency of this place never sets it",
      {
        fix: "Set the item apart, and report it to the authority that may decide.",
      },
    );
  }
  const isProposed = authority === "propose";
  const label: Label = {
    ...{
      id: newId<LabelId>(),
      kind,
      issuedOn,
      condition,
      basis,
      ended: null,
      reviewed: null,
      version: 0,
    },
    status: isProposed ? "proposed" : "confirmed",
    until: isProposed ? null : endOfTerm(kind, issuedOn, wish.until, families),
    scope: scope === null ? null : [...new Set([...scope, by.id])],
    reportBy: isProposed ? await workingDaysAfter(now, DOUBT_WORKING_DAYS) : null,
    ...{ setAt: deps.clock(), setBy: `user:${by.id}` },
  };
  await deps.secrecy.put(thing, null, label, telling(deps, thing, label, by, "set"));
  return label;
}

/**
 * The authority's decision on a proposal, entered by another person than the one who proposed.
 * @throws Refusal conflict "secrecy/ended", "secrecy/confirmed"; forbidden as `requireAnother`; invalid as `setLabel`.
 */
export async function confirmLabel(
  deps: LabelDeps & TwoPeopleDeps,
  thing: Thing,
  id: LabelId,
  { basis, until }: { readonly basis: string; readonly until: CalendarDate | null },
  by: Labeller,
): Promise<Label> {
  const before = await findInForce(deps, thing, id);
  if (before.status === "confirmed") {
    throw new Refusal("conflict", "secrecy/confirmed", "this label is confirmed already");
  }
  await requireOther(deps, before, by);
  const { kind, issuedOn } = before;
  const decided = endOfTerm(kind, issuedOn, until, await deps.classification.families());
  const version = before.version + 1;
  const after: Label = { ...before, status: "confirmed", basis, until: decided, version };
  await deps.secrecy.put(thing, before, after, telling(deps, thing, after, by, "confirmed"));
  return after;
}

/** @throws Refusal as `extended`. */
export async function extendLabel(
  deps: LabelDeps,
  thing: Thing,
  id: LabelId,
  until: CalendarDate,
  by: Labeller,
): Promise<Label> {
  const before = await findInForce(deps, thing, id);
  const classifier = { actor: `user:${by.id}` as const, isAbove: by.isAdmin };
  const { today, families } = deps.classification;
  const after = extended(before, classifier, until, today(), await families());
  await deps.secrecy.put(thing, before, after, telling(deps, thing, after, by, "extended"));
  return after;
}

/**
 * A level, or that something is set apart, is lifted by another person than the one who set it.
 * @throws Refusal conflict "secrecy/ended"; forbidden as `requireAnother`.
 */
export async function endLabel(
  deps: LabelDeps & TwoPeopleDeps,
  thing: Thing,
  id: LabelId,
  reason: string,
  by: Labeller,
): Promise<Label> {
  const before = await findInForce(deps, thing, id);
  await requireOther(deps, before, by);
  const ended = { at: deps.clock(), by: `user:${by.id}`, reason } as const;
  const after: Label = { ...before, ended, version: before.version + 1 };
  await deps.secrecy.put(thing, before, after, telling(deps, thing, after, by, "ended"));
  return after;
}

/** What protects as a level is made less by another person than the one who set it. */
async function requireOther(
  deps: TwoPeopleDeps,
  { kind, setBy }: Label,
  by: Labeller,
): Promise<void> {
  if (!isLevel(kind) && kind !== "set-apart") return;
  if (setBy.startsWith("user:")) {
    await requireAnother(deps, setBy.slice("user:".length) as UserId, by.id);
  }
}

/** @throws Refusal missing "secrecy/no-such-label"; conflict "secrecy/ended". */
export async function findInForce(
  { secrecy, classification }: LabelDeps,
  thing: Thing,
  id: LabelId,
): Promise<Label> {
  const found = (await secrecy.labels(thing)).find((label) => label.id === id);
  if (found === undefined) {
    throw new Refusal("missing", "secrecy/no-such-label", "there is no such label here");
  }
  if (!isInForce(found, classification.today())) throw endedAlready();
  return found;
}

const SUBJECTS = { item: "item", case: "case", session: "recording-session" } as const;
const KIND: CustodyKind = "label-changed";

/** The action says that a label changed, not to what: more people read actions than may know that. */
export function telling(
  ...[{ clock }, { type, id }, label, by, change, why = null]: readonly [
    deps: LabelDeps,
    thing: Thing,
    label: Label,
    by: Labeller,
    change: "set" | "confirmed" | "extended" | "reviewed" | "ended",
    reason?: string | null,
  ]
): Telling {
  const [at, actor] = [clock(), `user:${by.id}` as const];
  const { kind, status, until, basis, issuedOn, scope, ended } = label;
  const said = { change, labelId: label.id, kind, status, issuedOn, until, basis };
  const reason = ended?.reason ?? why;
  const data = { ...said, people: scope?.length ?? null, reason };
  return {
    ...{ at, actor, happening: { kind: KIND, data } },
    action: {
      ...{ kind: "label-changed", at, actor, subject: `${SUBJECTS[type]}:${id}` },
      ...{ before: null, after: { labelId: label.id, change }, reason },
    },
  };
}
