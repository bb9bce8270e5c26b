/** SpotCheckStore in memory; a test says what there is to draw from, and what is known of items. */
import type { NewAction } from "../../services/actions/action.ts";
import type { ItemId, SpotCheckId, UserId } from "../../services/kernel/ids.ts";
import type { SpotSubject } from "../../services/policy/spot-check.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { spotChanged } from "../../services/spotcheck/close-sheet.ts";
import type {
  CheckedItem,
  Draw,
  NewPaper,
  NewSpotCheck,
  Paper,
  SpotCheck,
  SpotCheckStore,
} from "../../services/spotcheck/spot-check-store.ts";
import type { MemoryActionStore } from "./action-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import { MemorySignedDocuments } from "./signed-documents.ts";

interface Kept {
  readonly check: NewSpotCheck;
  draw: Draw | null;
}

export class MemorySpotCheckStore extends MemorySignedDocuments<Paper> implements SpotCheckStore {
  sees: Sees = SEES_ALL;
  readonly populations = new Map<SpotSubject, readonly string[]>();
  readonly names = new Map<string, string>();
  readonly known = new Map<ItemId, CheckedItem>();
  readonly #kept: Kept[] = [];
  readonly #actions: MemoryActionStore;

  constructor(actions: MemoryActionStore) {
    super();
    this.#actions = actions;
  }

  async population(
    ...[subject, , , limit, sight]: Parameters<SpotCheckStore["population"]>
  ): Promise<readonly string[]> {
    const all = this.populations.get(subject) ?? [];
    return all
      .filter((unit) => this.sees(sight, [unit]))
      .toSorted()
      .slice(0, limit);
  }

  async items(itemIds: readonly ItemId[], sight: Sight | null) {
    return itemIds
      .flatMap((id) => this.known.get(id) ?? [])
      .filter(({ itemId }) => this.sees(sight, [itemId]));
  }

  async begin(check: NewSpotCheck, paper: NewPaper, action: NewAction): Promise<void> {
    this.#kept.push({ check, draw: null });
    this.#add(paper, action);
  }

  async undrawn(limit: number) {
    return this.#kept
      .flatMap(({ check: { id }, draw }) => {
        const paper = this.documents.find((one) => one.checkId === id && one.unit === null);
        return draw !== null || paper?.isEntered !== true ? [] : [paper];
      })
      .slice(0, limit);
  }

  async drawOnce(id: SpotCheckId, draw: Draw, action: NewAction): Promise<boolean> {
    const kept = this.#kept.find(({ check }) => check.id === id);
    if (kept === undefined || kept.draw !== null) return false;
    kept.draw = draw;
    this.#actions.add(action);
    return true;
  }

  async find(id: SpotCheckId, sight: Sight | null) {
    const kept = this.#kept.find(({ check }) => check.id === id);
    return kept === undefined || !this.sees(sight, kept.check.units)
      ? null
      : this.#shown(id, sight);
  }

  async page(before: number | null, limit: number, sight: Sight | null) {
    return this.#kept
      .filter(({ check }) => this.sees(sight, check.units))
      .map(({ check }) => this.#shown(check.id, sight))
      .filter(({ position }) => before === null || position < before)
      .toReversed()
      .slice(0, limit);
  }

  async drawn(id: SpotCheckId, asked: string | null, sight: Sight | null) {
    const units = this.#kept.find(({ check }) => check.id === id)?.draw?.units ?? [];
    return units
      .filter((unit) => (asked ?? unit) === unit && this.sees(sight, [unit]))
      .map((unit) => {
        const sheet = this.#newest(id, unit, sight);
        return {
          ...{ unit, name: this.names.get(unit) ?? unit },
          sheet: sheet?.result
            ? { ...sheet.result, version: sheet.number, by: sheet.madeBy }
            : null,
          answers: this.#of(id, unit, sight).filter(({ kind }) => kind === "answer").length,
        };
      });
  }

  async keep(paper: NewPaper, action: NewAction): Promise<void> {
    const { checkId, unit, kind, number, madeBy } = paper;
    const own = unit === null ? [] : this.#of(checkId, unit);
    const isDrawn = this.#kept.some(
      ({ check, draw }) => check.id === checkId && unit !== null && draw?.units.includes(unit),
    );
    const has = (version: number) =>
      own.some((one) => one.kind === "sheet" && one.number === version);
    const follows = kind === "answer" ? has(number) : number === 1 || has(number - 1);
    const isThere = own.some(
      (one) =>
        one.kind === kind && one.number === number && (kind === "sheet" || one.madeBy === madeBy),
    );
    if (!isDrawn || !follows || isThere) throw spotChanged();
    this.#add(paper, action);
  }

  async papers(id: SpotCheckId, unit: string | null, sight: Sight | null) {
    return this.#of(id, unit, sight);
  }

  async newestSheets(id: SpotCheckId, units: readonly string[], sight: Sight | null) {
    return units.flatMap((unit) => this.#newest(id, unit, sight) ?? []);
  }

  async about(userId: UserId, before: number | null, limit: number, sight: Sight) {
    return this.documents
      .map((paper, at) => ({ paper, position: at + 1 }))
      .flatMap(({ paper, position }) => {
        const { checkId, unit, number: version, madeAt, result } = paper;
        if (unit === null || paper !== this.#newest(checkId, unit)) return [];
        if (result?.checkedIds.includes(userId) !== true) return [];
        if (!this.sees(sight, [unit, ...paper.itemIds, ...paper.sessionIds])) return [];
        const isAnswered = this.#of(checkId, unit).some(
          (one) => one.kind === "answer" && one.number === version && one.madeBy === userId,
        );
        return [
          {
            ...{ position, checkId, subject: this.#shown(checkId).subject, unit, version },
            ...{ name: this.names.get(unit) ?? unit, closedAt: madeAt },
            ...{ answerUntil: result.answerUntil, isAnswered },
          },
        ];
      })
      .filter(({ position }) => before === null || position < before)
      .toReversed()
      .slice(0, limit);
  }

  async counts(today: string) {
    const waiting = this.#kept.flatMap(({ check, draw }) =>
      (draw?.units ?? [])
        .filter((unit) => this.#newest(check.id, unit) === undefined)
        .map(() => check.dueOn),
    );
    const isOver = (dueOn: string | null): boolean => dueOn !== null && dueOn < today;
    const undrawn = this.#kept
      .filter(({ draw }) => draw === null)
      .map(({ check }) => check.fixedAt);
    return {
      ...{ waiting: waiting.length, overdue: waiting.filter(isOver).length },
      undrawnSince: undrawn.toSorted()[0] ?? null,
    };
  }

  #shown(id: SpotCheckId, sight: Sight | null = null): SpotCheck {
    const at = this.#kept.findIndex(({ check }) => check.id === id);
    const { check, draw } = this.#kept[at]!;
    const { units, ...rest } = check;
    const closed = (draw?.units ?? []).filter((unit) => this.#newest(id, unit, sight));
    return {
      ...{ ...rest, position: at + 1, populationSize: units.length, draw },
      closed: closed.length,
    };
  }

  #of(id: SpotCheckId, unit: string | null, sight: Sight | null = null): readonly Paper[] {
    return this.documents.filter(
      (one) =>
        one.checkId === id &&
        one.unit === unit &&
        this.sees(sight, [...one.itemIds, ...one.sessionIds]),
    );
  }

  #newest(id: SpotCheckId, unit: string, sight: Sight | null = null): Paper | undefined {
    return this.#of(id, unit, sight).findLast(({ kind }) => kind === "sheet");
  }

  #add(paper: NewPaper, action: NewAction): void {
    this.documents = [...this.documents, { ...paper, signature: null, isEntered: false }];
    this.#actions.add(action);
  }
}
