/**
 * Use case: what waits for one person, by role and sight: each kind with how much of it and the first. What is hidden of
 * them is neither listed nor counted, and no act that takes another person than them.
 */
import { type TwoPeopleDeps, anotherThan } from "../access/two-people.ts";
import { type Permission, allows } from "../access/permission.ts";
import { addDays, addMonths } from "../calendar/calendar-date.ts";
import { awaitedRoles, standing, stateOf } from "../disposal/batch.ts";
import type { DisposalStore } from "../disposal/disposal-store.ts";
import type { HoldStore } from "../holds/hold-store.ts";
import type { UserId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type OpinionDeps, isHandledBy, requireRound } from "../legalreview/give-opinion.ts";
import { parseSubmission } from "../legalreview/submission-text.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { publicityOf } from "../reports/publicity.ts";
import { type Families, reviewPeriods } from "../secrecy/family.ts";
import type { RequestStore } from "../secrecy/request-store.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { UnitDeps } from "../spotcheck/unit.ts";
import type { CaseDuties } from "./case-duties.ts";
import { type Asking, type Found, MOST, type Seen, byDay, seen } from "./waiting-found.ts";
import { scoreSheets, sheetAnswers } from "./waiting-sheets.ts";
import { type ToldDeps, awaitedWords, lateHandIns } from "./waiting-told.ts";
import { WAITING_KINDS, type WaitingKind } from "./waiting-kinds.ts";

export interface WaitingDeps extends TwoPeopleDeps, OpinionDeps, UnitDeps, ToldDeps {
  readonly recordingSessions: UnitDeps["recordingSessions"] & ToldDeps["recordingSessions"];
  readonly officers: UnitDeps["officers"] & ToldDeps["officers"];
  readonly disposals: Pick<DisposalStore, "page">;
  readonly accessRequests: Pick<RequestStore, "page">;
  readonly policies: Pick<PolicyStore, "entries" | "inForce">;
  readonly dayTables: Pick<PolicyStore, "entries">;
  readonly legalReviews: OpinionDeps["legalReviews"];
  readonly secrecy: OpinionDeps["secrecy"] & UnitDeps["secrecy"] & Pick<SecrecyStore, "reviewsDue">;
  readonly holds: Pick<HoldStore, "page">;
  readonly caseDuties: CaseDuties;
  readonly classification: { readonly families: () => Promise<Families> };
}

export interface Waiting {
  readonly kind: WaitingKind;
  readonly count: number;
  /** False: there may be more than were counted. */
  readonly isWhole: boolean;
  /** Those whose day is past. */
  readonly overdue: number;
  readonly first: Found;
}

/** What is due so soon is told. */
const HOLD_DAYS = 7;

type Look = (deps: WaitingDeps, asking: Asking) => Promise<Seen>;
const LOOKS: Readonly<Record<WaitingKind, readonly [Permission, Look]>> = {
  "disposal-appraise": ["disposal:appraise", (deps, asking) => batches(deps, asking, "appraisal")],
  "disposal-approve": ["disposal:approve", (deps, asking) => batches(deps, asking, "approval")],
  "access-requests": ["access:grant", requests],
  "policy-packs": ["policy:change", ({ policies }, asking) => proposals(policies, asking)],
  "day-tables": ["policy:change", ({ dayTables }, asking) => proposals(dayTables, asking)],
  "legal-opinions": ["reviews:opine", opinions],
  "legal-missing": ["reviews:submit", unreviewed],
  "label-reviews": ["secrecy:label", labelReviews],
  "score-sheets": ["spotchecks:score", scoreSheets],
  "sheet-answers": ["spotchecks:answer", sheetAnswers],
  "hold-reviews": ["holds:place", holdReviews],
  publicity: ["cases:change", publicity],
  "awaited-words": ["conditions:tell", awaitedWords],
  "hand-ins": ["cases:see", lateHandIns],
};

export async function waitingFor(deps: WaitingDeps, sight: Sight): Promise<readonly Waiting[]> {
  const judge = await anotherThan(deps, sight.userId);
  const isOther = (asker: UserId): boolean => {
    try {
      judge(asker);
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  };
  const asking = { sight, today: deps.days.dayOf(deps.clock()), isOther };
  const waiting: Waiting[] = [];
  for (const kind of WAITING_KINDS) {
    const [permission, look] = LOOKS[kind];
    if (!allows(sight.role, permission)) continue;
    const { found, isWhole } = await look(deps, asking);
    const [first] = found;
    if (first === undefined) continue;
    const overdue = found.filter(({ due }) => due !== null && due < asking.today).length;
    waiting.push({ kind, count: found.length, isWhole, overdue, first });
  }
  return waiting;
}

async function batches(
  { disposals, clock }: WaitingDeps,
  { sight, isOther }: Asking,
  wanted: "appraisal" | "approval",
): Promise<Seen> {
  const now = clock();
  const all = await disposals.page({ over: false }, null, MOST, sight);
  const mine = all.filter((batch) => {
    if (stateOf(batch, now) !== wanted) return false;
    if (wanted === "appraisal") return true;
    const awaited = awaitedRoles(batch, now);
    if (awaited.every((role) => role !== null && role !== sight.role)) return false;
    const said = [batch.proposedBy, ...standing(batch, now).map(({ by }) => by)];
    return [...said, ...(batch.appraisal === null ? [] : [batch.appraisal.by])].every(isOther);
  });
  const found = mine
    .toReversed()
    .map(({ id, reason }) => ({ to: `/disposal/${id}`, name: reason, due: null }));
  return seen(all, found);
}

async function requests(
  { accessRequests }: WaitingDeps,
  { sight, today, isOther }: Asking,
): Promise<Seen> {
  const filter = { askedBy: null, state: "open" } as const;
  const all = await accessRequests.page(filter, today, null, MOST, sight);
  // What was asked is in somebody's own words and stays on its page.
  const found = all
    .filter(({ askedBy }) => isOther(askedBy))
    .toReversed()
    .map(({ lapsesOn }) => ({ to: "/access", name: null, due: addDays(lapsesOn, -1) }));
  return seen(all, found);
}

async function proposals(store: Pick<PolicyStore, "entries">, { isOther }: Asking): Promise<Seen> {
  const open = (await store.entries()).filter(({ decision }) => decision === null);
  const found = open
    .filter(({ proposedBy }) => isOther(proposedBy))
    .toReversed()
    .map(({ code, version }) => ({ to: "/policy", name: `${code} ${version}`, due: null }));
  return { found, isWhole: true };
}

/** Whoever handled a case does not review it, and is not asked to. */
async function opinions(deps: WaitingDeps, { sight }: Asking): Promise<Seen> {
  const all = await deps.legalReviews.waiting(null, MOST, sight);
  const found: Found[] = [];
  for (const { caseId, caseNumber, round, dueOn } of all) {
    const { text } = await requireRound(deps, caseId, round, sight);
    if (await isHandledBy(deps, sight.userId, parseSubmission(text))) continue;
    found.push({ to: `/cases/${caseId}`, name: caseNumber, due: dueOn });
  }
  return seen(all, byDay(found));
}

async function unreviewed(deps: WaitingDeps, { sight }: Asking): Promise<Seen> {
  const pack = await packInForce(deps, deps.clock());
  const grounds = pack?.pack.legalReview?.grounds ?? [];
  const all = await deps.caseDuties.unreviewed(grounds, null, MOST, sight);
  const found = all.map(({ id, number }) => ({ to: `/cases/${id}`, name: number, due: null }));
  return seen(all, found);
}

async function labelReviews(
  { secrecy, classification }: WaitingDeps,
  { sight, today }: Asking,
): Promise<Seen> {
  const until = { by: addMonths(today, 1), today };
  const periods = reviewPeriods(await classification.families());
  const all = await secrecy.reviewsDue(until, periods, sight, MOST);
  const places = { item: "items", case: "cases", session: "recording-sessions" } as const;
  const found = all.map(({ thing, name, due }) => ({
    to: `/${places[thing.type]}/${thing.id}`,
    ...{ name, due },
  }));
  return seen(all, found);
}

async function holdReviews({ holds }: WaitingDeps, { sight, today }: Asking): Promise<Seen> {
  const all = await holds.page(
    { state: "overdue" },
    addDays(today, HOLD_DAYS + 1),
    null,
    MOST,
    sight,
  );
  const found = all.map(({ authority, reviewOn }) => ({
    ...{ to: "/holds", name: authority.number, due: reviewOn },
  }));
  return seen(all, byDay(found));
}

/** Overdue or due: a decision without a rule waits for nobody. */
async function publicity(deps: WaitingDeps, { sight, today }: Asking): Promise<Seen> {
  const deadlines = (await packInForce(deps, deps.clock()))?.pack.deadlines ?? [];
  const all = await deps.caseDuties.unpublished(MOST, sight);
  const rules = { deadlines, calendar: await deps.calendar(), today };
  const found = all.flatMap((one): Found[] => {
    const { publish, withdraw } = publicityOf(one, one.entries, rules);
    const open = [publish, withdraw].find(
      (duty) => duty?.state === "due" || duty?.state === "overdue",
    );
    return open == null ? [] : [{ to: `/cases/${one.id}`, name: one.number, due: open.due }];
  });
  return seen(all, byDay(found));
}
