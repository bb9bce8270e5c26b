/** Routes: at which items somebody has to look whether they are still needed, and that somebody looked. */
import { LAST_DATE, addDays } from "../calendar/calendar-date.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { ItemId } from "../kernel/ids.ts";
import { type KeepReviewDeps, reviewItems } from "../retention/keep-review.ts";
import type { DueReview, KeptReview } from "../retention/review-log.ts";
import { idOf } from "./actor-names.ts";
import type { ItemSummaryBody } from "./api-schema.ts";
import { dayCursor, parseDayPlace } from "./cursor.ts";
import {
  type DueLookBody,
  DueLookPage,
  KeepingAnswer,
  KeepingQuery,
  KeepingRequest,
} from "./extension-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface KeepingRouteDeps extends KeepReviewDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly reviews: Pick<ReviewStore, "actorNames" | "itemsOf">;
}

const tag = "Retention";

export const keepingRoutes = (deps: KeepingRouteDeps): Route[] => [
  route({
    ...{ method: "get", path: "/retention/reviews", tag, permission: "disposal:see" },
    summary: "Items at which somebody has to look whether they are still needed, soonest first",
    query: KeepingQuery,
    answer: { status: 200, schema: DueLookPage },
    handle: async ({ sight, query: { cursor, limit, within } }) => {
      const today = deps.today();
      const until = addDays(today, within);
      const after = parseDayPlace(cursor);
      const found = await deps.retentionReviews.due(until, after, limit + 1, sight);
      const shown = found.slice(0, limit);
      const ids = shown.map(({ itemId }) => itemId);
      const [items, names] = [await deps.reviews.itemsOf(ids, sight), await namesIn(deps, shown)];
      const last = found.length > limit ? shown.at(-1) : undefined;
      const entries = shown.map((due) => bodyOf(due, items.get(due.itemId), names, today));
      return { json: { entries, nextCursor: last === undefined ? null : dayCursor(last) } };
    },
  }),
  route({
    ...{ method: "post", path: "/item-reviews", tag, permission: "retention:extend" },
    summary: "Say of items that somebody looked and they are still needed; all of them or none",
    body: KeepingRequest,
    answer: { status: 200, schema: KeepingAnswer },
    handle: async (call) => {
      const itemIds = [...new Set(call.body.itemIds)] as ItemId[];
      const { reason, next } = call.body;
      await reviewItems(deps, callerOf(call).person.id, {
        ...{ itemIds, reason },
        next: next as CalendarDate | null,
      });
      return { json: { reviewed: itemIds.length } };
    },
  }),
];

type Names = ReadonlyMap<string, string>;

const namesIn = ({ reviews }: KeepingRouteDeps, due: readonly DueReview[]): Promise<Names> =>
  reviews.actorNames([
    ...new Set(due.flatMap(({ last }) => (last === null ? [] : [idOf(last.actor) as never]))),
  ]);

const lookBody = ({ on, next, reason, at, actor }: KeptReview, names: Names) => ({
  ...{ on, reason, at, actor, actorName: names.get(idOf(actor)) ?? "" },
  next: next === LAST_DATE ? null : next,
});

function bodyOf(
  { itemId, on, floor, open, holds, classes, last }: DueReview,
  item: ItemSummaryBody | undefined,
  names: Names,
  today: CalendarDate,
): DueLookBody {
  return {
    ...{ itemId, dueOn: on, isOverdue: on < today, floor, classes: [...classes] },
    ...{ filename: item?.filename ?? "", deviceName: item?.deviceName ?? "" },
    mayEnd: floor !== "permanent" && floor < today && !open && holds === 0,
    last: last && lookBody(last, names),
  };
}
