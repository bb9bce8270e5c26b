/** RetentionStore in memory, over the items and chains of an EvidenceStore in memory. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { isLater } from "../../services/retention/decide.ts";
import type { RetentionDecision } from "../../services/retention/decide.ts";
import type { Extension } from "../../services/retention/extension.ts";
import type { CaseFacts } from "../../services/retention/facts.ts";
import type { KeptReview } from "../../services/retention/review-log.ts";
import type {
  DueLock,
  KeptDecision,
  LockedParts,
  NewDecision,
  RetentionPass,
  RetentionStore,
  StoredFacts,
  SurveyPage,
  ToldDecision,
} from "../../services/retention/retention-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";

interface Kept {
  readonly saved: NewDecision;
  reviewOn: CalendarDate | null;
  lockedUntil: UtcInstant | null;
  lockAt: UtcInstant | null;
  asked: number;
}

const UNLOCKED = { lockedUntil: null, lockAt: null, asked: 0 } as const;

export class MemoryRetentionStore implements RetentionStore {
  /** What other contexts know of items. */
  readonly cases = new Map<ItemId, CaseFacts[]>();
  readonly flags = new Map<ItemId, { readonly flag: string; readonly at: UtcInstant }[]>();
  readonly conditions = new Map<ItemId, StoredFacts["conditions"]>();
  readonly extensions = new Map<ItemId, readonly Extension[]>();
  readonly reviews = new Map<ItemId, readonly KeptReview[]>();
  /** What the receipts say. */
  readonly sealLocks = new Map<ItemId, UtcInstant>();
  readonly sessionActivities = new Map<ItemId, string[]>();
  session: StoredFacts["session"] = null;
  classifiedOn: StoredFacts["classifiedOn"] = [];
  sourceKind: StoredFacts["sourceKind"] = "body_camera";
  readonly #items: MemoryEvidenceStore;
  readonly #kept = new Map<ItemId, Kept>();
  readonly #marks = new Map<number, ItemId>();
  #lastMark = 0;
  #told: ToldDecision[] = [];
  #pass: RetentionPass | null = null;

  constructor(items: MemoryEvidenceStore) {
    this.#items = items;
  }

  async page(after: number, limit: number): Promise<readonly StoredFacts[]> {
    return this.#facts()
      .filter(({ position }) => position > after)
      .slice(0, limit);
  }

  async factsOf(id: ItemId): Promise<StoredFacts | null> {
    return this.#facts().find(({ itemId }) => itemId === id) ?? null;
  }

  async *survey(): AsyncGenerator<SurveyPage> {
    const facts = this.#facts();
    for (let at = 0; at < facts.length; at += 2) {
      yield { of: facts.length, items: facts.slice(at, at + 2) };
    }
  }

  async marked(limit: number) {
    const marks = [...this.#marks].slice(0, limit);
    const ids = new Set(marks.map(([, itemId]) => itemId));
    return {
      marks: marks.map(([mark]) => mark),
      items: this.#facts().filter(({ itemId }) => ids.has(itemId)),
    };
  }

  async clearMarks(marks: readonly number[]): Promise<void> {
    for (const mark of marks) this.#marks.delete(mark);
  }

  async save(decisions: readonly NewDecision[]): Promise<ReadonlySet<ItemId>> {
    for (const { itemId, decision } of decisions) {
      await this.#items.get(itemId);
      const before = this.#kept.get(itemId)?.saved.decision.floor;
      if (before !== undefined && isLater(before, decision.floor)) throw new Error("a floor fell");
    }
    const saved = new Set<ItemId>();
    for (const each of decisions) {
      const { itemId, seen, at, happening, sha256, decision, locks } = each;
      const before = this.#kept.get(itemId);
      if ((before === undefined ? 0 : before.saved.seen + 1) !== seen) continue;
      this.#kept.set(itemId, { ...(before ?? UNLOCKED), saved: each, reviewOn: each.reviewOn });
      if (locks) this.askLock(itemId, at);
      saved.add(itemId);
      if (happening === null) continue;
      await this.#items.record(itemId, { at, actor: "process:custody", happening });
      this.#told.push({ itemId, number: seen + 1, floor: decision.floor, sha256 });
    }
    return saved;
  }

  async saveLooks(looks: Parameters<RetentionStore["saveLooks"]>[0]): Promise<void> {
    for (const { itemId, seen, reviewOn } of looks) {
      const kept = this.#kept.get(itemId);
      if (kept?.saved.seen === seen - 1) kept.reviewOn = reviewOn;
    }
  }

  async mark(itemIds: readonly ItemId[]): Promise<void> {
    for (const itemId of itemIds) this.#marks.set(++this.#lastMark, itemId);
  }

  isMarked(itemId: ItemId): boolean {
    return [...this.#marks.values()].includes(itemId);
  }

  /** Null: nothing was decided yet. */
  saved(itemId: ItemId): NewDecision | null {
    return this.#kept.get(itemId)?.saved ?? null;
  }

  now(itemId: ItemId): RetentionDecision | null {
    return this.saved(itemId)?.decision ?? null;
  }

  reviewOn(itemId: ItemId): CalendarDate | null {
    return this.#kept.get(itemId)?.reviewOn ?? null;
  }

  async decisionOf(itemId: ItemId): Promise<KeptDecision | null> {
    const kept = this.#kept.get(itemId);
    if (kept === undefined) return null;
    const { seen, text, sha256, at } = kept.saved;
    const { lockedUntil, reviewOn } = kept;
    return { number: seen + 1, text, sha256, at, lockedUntil, reviewOn };
  }

  async notEntered(limit: number): Promise<readonly ToldDecision[]> {
    const place = ({ itemId, number }: ToldDecision): string => `${itemId} ${number}`;
    return this.#told.toSorted((a, b) => (place(a) < place(b) ? -1 : 1)).slice(0, limit);
  }

  async entered({ itemId, number }: ToldDecision): Promise<void> {
    this.#told = this.#told.filter((each) => each.itemId !== itemId || each.number !== number);
  }

  async knownLocks(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, UtcInstant>> {
    const known = new Map<ItemId, UtcInstant>();
    for (const itemId of itemIds) {
      const until = this.#kept.get(itemId)?.lockedUntil ?? this.sealLocks.get(itemId);
      if (until !== undefined) known.set(itemId, until);
    }
    return known;
  }

  /** As the audit asks, and the sealing of a copy. */
  askLock(itemId: ItemId, at: UtcInstant): void {
    const kept = this.#kept.get(itemId);
    if (kept === undefined) return;
    kept.lockAt = at;
    kept.asked += 1;
  }

  async locksDue(now: UtcInstant, limit: number): Promise<readonly DueLock[]> {
    return [...this.#kept.values()]
      .filter(({ lockAt }) => lockAt !== null && lockAt <= now)
      .map(({ saved: { itemId, seen, decision }, asked }) => ({
        ...{ itemId, number: seen + 1, floor: decision.floor, open: decision.open },
        asked: String(asked),
      }))
      .slice(0, limit);
  }

  async locked({ itemId, number, asked }: DueLock, { until, next }: LockedParts): Promise<void> {
    const kept = this.#kept.get(itemId);
    if (kept === undefined) return;
    if (kept.lockedUntil === null || kept.lockedUntil < until) kept.lockedUntil = until;
    if (kept.saved.seen + 1 === number && String(kept.asked) === asked) kept.lockAt = next;
  }

  async putOff({ itemId, number, asked }: DueLock, until: UtcInstant): Promise<void> {
    const kept = this.#kept.get(itemId);
    if (kept?.saved.seen === number - 1 && String(kept.asked) === asked) kept.lockAt = until;
  }

  async pass(): Promise<RetentionPass | null> {
    return this.#pass;
  }

  async savePass(before: RetentionPass | null, after: RetentionPass): Promise<boolean> {
    if (JSON.stringify(before) !== JSON.stringify(this.#pass)) return false;
    this.#pass = after;
    return true;
  }

  #facts(): StoredFacts[] {
    return this.#items
      .all()
      .map((item, at) => ({ item, position: at + 1 }))
      .filter(({ item }) => item.stage === "sealed")
      .map(({ item: { id, announced, receivedAt, mediaInfo }, position }) => {
        const kept = this.#kept.get(id)?.saved;
        const { durationMs = 0 } = (mediaInfo ?? {}) as { readonly durationMs?: number };
        const { recordedAt, activity } = announced;
        return {
          ...{ itemId: id, position, receivedAt, activity, sourceKind: this.sourceKind },
          recordedAt: recordedAt === null ? null : plusMs(recordedAt, durationMs),
          sessionActivities: this.sessionActivities.get(id) ?? [],
          ...{ flags: this.flags.get(id) ?? [], cases: this.cases.get(id) ?? [] },
          ...{ session: this.session, classifiedOn: this.classifiedOn },
          conditions: this.conditions.get(id) ?? [],
          extensions: (this.extensions.get(id) ?? []).map(
            ({ by, time, term, until, at: given }) => ({
              ...{ by, time, term, until, at: given },
            }),
          ),
          reviewed: lastLook(this.reviews.get(id)),
          before:
            kept === undefined
              ? null
              : {
                  ...{ number: kept.seen + 1, floor: kept.decision.floor },
                  ...{ open: kept.decision.open, conflict: kept.decision.conflict },
                  classes: kept.decision.classes,
                  outcomeSha256: kept.outcomeSha256,
                  reviewOn: this.reviewOn(id),
                },
        };
      });
  }
}

function lastLook(looks: readonly KeptReview[] = []): StoredFacts["reviewed"] {
  const last = looks.at(-1);
  return last === undefined ? null : { on: last.on, next: last.next };
}
