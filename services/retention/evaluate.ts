/** Use case: decide anew what changed, and all items again and again, so that no fact is overlooked for longer than a day. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { floorAfter } from "../sealing/retention-floor.ts";
import { type RetentionDecision, isLater } from "./decide.ts";
import { type Decided, type Decider, decider } from "./decider.ts";
import type { RetentionFacts, Until } from "./facts.ts";
import type { NewDecision, RetentionPass, RetentionStore, StoredFacts } from "./retention-store.ts";
import type { RetentionRules } from "./rules.ts";

/** What everything is decided by at one time. */
export interface Basis {
  /** Null: no pack is in force. */
  readonly rules: RetentionRules | null;
  readonly calendar: WorkingDays;
  readonly zone: ZoneDays;
  /** The house's own floor, from reception: an ISO 8601 period. */
  readonly houseFloor: string;
}

export interface EvaluateDeps {
  readonly retention: RetentionStore;
  readonly basis: () => Promise<Basis>;
  readonly clock: Clock;
}

const PAGE = 500;
/** A round ends so that a stop is heard, and what changed meanwhile comes first again. */
const PAGES_PER_ROUND = 20;
const PASS_EVERY_MS = 24 * 3_600_000;

export interface EvaluatedRound {
  /** Decisions that were saved. */
  readonly decided: number;
  /** Items whose facts nothing could be decided from; they are tried again with the next pass over all items. */
  readonly undecided: readonly UndecidedItem[];
}

export interface UndecidedItem {
  readonly itemId: ItemId;
  readonly error: unknown;
}

/** May run twice, also at once: who comes second finds nothing to change. An item that cannot be decided stops no other. */
export async function evaluateRound(
  deps: EvaluateDeps,
  signal: AbortSignal,
): Promise<EvaluatedRound> {
  const basis = await deps.basis();
  const undecided: UndecidedItem[] = [];
  const round = { ...deps, undecided, decideFor: decider(basis.rules, basis.calendar) };
  const changed = await evaluateMarked(round, basis, signal);
  const passed = await evaluateAll(round, basis, signal);
  return { decided: changed + passed, undecided };
}

interface RoundDeps extends EvaluateDeps {
  readonly decideFor: Decider;
  /** Grows. */
  readonly undecided: UndecidedItem[];
}

async function evaluateMarked(deps: RoundDeps, basis: Basis, signal: AbortSignal): Promise<number> {
  let saved = 0;
  for (let round = 0; round < PAGES_PER_ROUND && !signal.aborted; round += 1) {
    const { marks, items } = await deps.retention.marked(PAGE);
    if (marks.length === 0) break;
    saved += await evaluatePage(deps, basis, items);
    await deps.retention.clearMarks(marks);
  }
  return saved;
}

/** Goes on where the pass stands; begins another a day after the last, or at once where the basis changed. */
async function evaluateAll(deps: RoundDeps, basis: Basis, signal: AbortSignal): Promise<number> {
  const { retention, clock } = deps;
  const name = basisName(basis);
  const stood = await retention.pass();
  const now = clock();
  const goesOn = stood !== null && !isOver(stood, name, now);
  if (goesOn && stood.endedAt !== null) return 0;
  let pass: RetentionPass = goesOn ? stood : { basis: name, after: 0, beganAt: now, endedAt: null };
  if (!goesOn && !(await retention.savePass(stood, pass))) return 0;
  let saved = 0;
  for (let round = 0; round < PAGES_PER_ROUND && !signal.aborted; round += 1) {
    const items = await retention.page(pass.after, PAGE);
    saved += await evaluatePage(deps, basis, items);
    const last = items.at(-1);
    const next =
      last === undefined ? { ...pass, endedAt: clock() } : { ...pass, after: last.position };
    // Another process goes on from where it is.
    if (!(await retention.savePass(pass, next)) || last === undefined) break;
    pass = next;
  }
  return saved;
}

/** Also one that began later than now is over: a clock was set back. */
const isOver = (
  { basis, beganAt, endedAt }: RetentionPass,
  name: string,
  now: UtcInstant,
): boolean =>
  basis !== name || beganAt > now || (endedAt !== null && plusMs(beganAt, PASS_EVERY_MS) <= now);

async function evaluatePage(
  { retention, clock, undecided, decideFor }: RoundDeps,
  basis: Basis,
  items: readonly StoredFacts[],
): Promise<number> {
  const at = clock();
  const drafts: Draft[] = [];
  const looks: Parameters<RetentionStore["saveLooks"]>[0][number][] = [];
  for (const stored of items) {
    try {
      const { itemId, before } = stored;
      const decided = decideNow(basis, decideFor, stored);
      if (before?.outcomeSha256 !== decided.outcomeSha256) {
        drafts.push(draftOf(basis, decided, stored, at));
      } else if (before.reviewOn !== decided.reviewOn) {
        looks.push({ itemId, seen: before.number, reviewOn: decided.reviewOn });
      }
    } catch (error) {
      undecided.push({ itemId: stored.itemId, error });
    }
  }
  if (looks.length > 0) await retention.saveLooks(looks);
  if (drafts.length === 0) return 0;
  const locks = await retention.knownLocks(drafts.map(({ itemId }) => itemId));
  const changed = drafts.map((draft) => newDecision(draft, locks.get(draft.itemId)));
  const saved = await retention.save(changed);
  // Whoever decided them meanwhile may have read older facts.
  const missed = changed.filter(({ itemId }) => !saved.has(itemId)).map(({ itemId }) => itemId);
  if (missed.length > 0) await retention.mark(missed);
  return saved.size;
}

interface Draft extends Omit<NewDecision, "locks" | "happening"> {
  /** Until when it is to be locked; null: longer than any lock. */
  readonly keptUntil: UtcInstant | null;
  /** What a seal locks to by the house's own floor, where that alone is promised and nothing was before; else null. */
  readonly sealUntil: UtcInstant | null;
}

function draftOf(
  basis: Basis,
  { decision, outcomeSha256, reviewOn }: Decided,
  stored: StoredFacts,
  at: UtcInstant,
): Draft {
  const { itemId } = stored;
  const text = decisionText(basis, stored, decision);
  const digest = sha256(text);
  const isHouseFloor = decision.reasons.every(({ rule }) => rule === "house-floor");
  const pack = basis.rules === null ? null : `${basis.rules.pack.code} ${basis.rules.pack.version}`;
  return {
    ...{ itemId, decision, pack, text, sha256: digest, outcomeSha256, at, reviewOn },
    seen: stored.before?.number ?? 0,
    keptUntil:
      decision.open || decision.floor === "permanent" ? null : basis.zone.endOf(decision.floor),
    sealUntil:
      isHouseFloor && stored.before === null
        ? floorAfter(stored.receivedAt, basis.houseFloor)
        : null,
  };
}

/** What is decided of these facts, whatever was before. */
export function decideNow(basis: Basis, decideFor: Decider, stored: StoredFacts) {
  const sealedUntil = basis.zone.dayOf(floorAfter(stored.receivedAt, basis.houseFloor));
  return decideFor({ ...factsOf(basis.zone, stored), sealedUntil });
}

/** `lockedUntil`: as the store showed it; undefined: nobody looked. What the seal told and locked is not told again. */
function newDecision(
  { keptUntil, sealUntil, ...draft }: Draft,
  lockedUntil: UtcInstant | undefined,
): NewDecision {
  if (sealUntil !== null && lockedUntil !== undefined && lockedUntil >= sealUntil) {
    return { ...draft, locks: false, happening: null };
  }
  const { decision, pack, sha256: decisionSha256 } = draft;
  const { floor: until, open, conflict, ceiling, classes } = decision;
  return {
    ...draft,
    locks: keptUntil === null || lockedUntil === undefined || lockedUntil < keptUntil,
    happening: {
      kind: "retention-set",
      data: { until, open, conflict, ceiling, classes, pack, decisionSha256 },
    },
  };
}

/** Days of the agency's zone. */
export function factsOf(zone: ZoneDays, stored: StoredFacts): Omit<RetentionFacts, "sealedUntil"> {
  const { itemId, receivedAt, recordedAt, sourceKind, activity, flags, cases, before } = stored;
  return {
    ...{ itemId, sourceKind, activity, cases, sessionActivities: stored.sessionActivities },
    receivedOn: zone.dayOf(receivedAt),
    recordedOn: recordedAt === null ? null : zone.dayOf(recordedAt),
    flags: flags.map(({ flag, at }) => ({ flag, on: zone.dayOf(at) })),
    conditions: stored.conditions.map(({ condition, on, at: toldAt }) => ({
      ...{ condition, on },
      flaggedSince: flags.filter(({ at }) => at > toldAt).map(({ flag }) => flag),
    })),
    session:
      stored.session === null
        ? null
        : {
            endedOn:
              stored.session.stoppedAt === null ? null : zone.dayOf(stored.session.stoppedAt),
          },
    classifiedOn: stored.classifiedOn,
    extensions: stored.extensions.map(({ at, ...given }) => ({ ...given, on: zone.dayOf(at) })),
    reviewed: stored.reviewed,
    promised: laterOf(before?.floor ?? null, stored.sourcesFloor ?? null),
  };
}

/** What was made of recordings is kept as long as was promised of these. */
const laterOf = (one: Until | null, other: Until | null): Until | null =>
  one === null || (other !== null && isLater(other, one)) ? other : one;

const decisionText = (
  { rules, calendar, zone, houseFloor }: Basis,
  { itemId }: StoredFacts,
  decision: RetentionDecision,
): string =>
  `${JSON.stringify({
    format: "holdfast-retention/v1",
    item: itemId,
    pack: rules?.pack ?? null,
    ...{ calendar: calendar.version, zone: zone.zone, houseFloor },
    decision,
  })}\n`;

const basisName = ({ rules, calendar, zone, houseFloor }: Basis): string =>
  sha256([rules?.pack.sha256 ?? "", calendar.version, zone.zone, houseFloor].join("\n"));
