/** ReviewLog in memory, over the decisions and facts of a RetentionStore in memory. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import type { Happening } from "../../services/evidence/custody-event.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { itemEnded } from "../../services/retention/extension.ts";
import { notForReview } from "../../services/retention/keep-review.ts";
import type { DueReview, KeptReview, ReviewLog } from "../../services/retention/review-log.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { byDay } from "./extension-store.ts";
import type { MemoryRetentionStore } from "./retention-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryReviewLog implements ReviewLog {
  sees: Sees = SEES_ALL;
  /** In a batch that runs. */
  readonly proposed = new Set<ItemId>();
  readonly held = new Map<ItemId, number>();
  readonly #items: MemoryEvidenceStore;
  readonly #retention: MemoryRetentionStore;

  constructor(items: MemoryEvidenceStore, retention: MemoryRetentionStore) {
    this.#items = items;
    this.#retention = retention;
  }

  async due(
    ...[until, after, limit, sight]: Parameters<ReviewLog["due"]>
  ): Promise<readonly DueReview[]> {
    return this.#all()
      .filter(({ on, itemId }) => on <= until && this.sees(sight, [itemId]))
      .toSorted(byDay)
      .filter((each) => after === null || byDay(each, after) > 0)
      .slice(0, limit);
  }

  async overdue(today: CalendarDate): Promise<number> {
    return this.#all().filter(({ on }) => on < today).length;
  }

  async ofItem(itemId: ItemId): Promise<readonly KeptReview[]> {
    return this.#retention.reviews.get(itemId) ?? [];
  }

  async keep(itemIds: readonly ItemId[], review: KeptReview, happening: Happening): Promise<void> {
    const items = await Promise.all(itemIds.map((id) => this.#items.get(id)));
    if (items.some(isDisposed)) throw itemEnded();
    if (itemIds.some((id) => this.#retention.reviewOn(id) === null)) {
      throw notForReview();
    }
    for (const id of itemIds) {
      this.#retention.reviews.set(id, [...(await this.ofItem(id)), review]);
      await this.#items.record(id, { at: review.at, actor: review.actor, happening });
    }
    await this.#retention.mark(itemIds);
  }

  #all(): DueReview[] {
    return this.#items.all().flatMap(({ id, stage }, at) => {
      const decision = this.#retention.now(id);
      const on = this.#retention.reviewOn(id);
      if (decision === null || on === null || stage !== "sealed") return [];
      if (this.proposed.has(id)) return [];
      const { floor, open, classes } = decision;
      const last = this.#retention.reviews.get(id)?.at(-1) ?? null;
      const holds = this.held.get(id) ?? 0;
      return [{ itemId: id, position: at + 1, on, floor, open, classes, last, holds }];
    });
  }
}
