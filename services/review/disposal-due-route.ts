/** Route: what may end, or goes to an archive, with all that stands against it. */
import { type DisposalFacts, against } from "../disposal/against.ts";
import { earliestOf, requireOneTime } from "../disposal/one-time.ts";
import type { DisposalDeps } from "../disposal/propose.ts";
import { type Archive, againstTransfer, receivedBefore } from "../disposal/transfer.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { ItemSummaryBody } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { againstBody, floorBody, ruleBody } from "./disposal-body.ts";
import { type DueItemBody, DuePage, type DuePageBody, DueQuery } from "./disposal-schema.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, route } from "./route.ts";

interface DueDeps extends DisposalDeps {
  readonly reviews: Pick<ReviewStore, "itemsOf">;
}

export function dueRoute(deps: DueDeps): Route {
  return route({
    method: "get",
    path: "/disposal/due",
    tag: "Disposal",
    summary:
      "Items whose shortest term of keeping is over, and what stands against the end of each",
    permission: "disposal:see",
    query: DueQuery,
    answer: { status: 200, schema: DuePage },
    handle: async ({ sight, query: { cursor, limit, way } }) => {
      const time = await timeOf(deps);
      const after = parsePosition(cursor) ?? 0;
      const found = await dueIn(deps, { way, time, after, limit: limit + 1, sight });
      const { entries: shown, next } = cutPage(found, limit);
      const items = await deps.reviews.itemsOf(
        shown.map(({ itemId }) => itemId),
        sight,
      );
      const entries = shown.map((facts) => dueBody(facts, items.get(facts.itemId), way, time));
      const { json } = pageReply({ entries, next }, positionCursor);
      const endsBy = ruleBody(await deps.endingRule());
      return { json: { ...json, rule: time.transfers, endsBy, blocked: await blockedBy(deps) } };
    },
  });
}

type Way = "destroy" | "transfer";

function dueIn(
  { disposals }: DueDeps,
  asked: {
    readonly way: Way;
    readonly time: Awaited<ReturnType<typeof timeOf>>;
    readonly after: number;
    readonly limit: number;
    readonly sight: Sight | null;
  },
): Promise<readonly DisposalFacts[]> {
  const { way, time, after, limit, sight } = asked;
  const { day, transfers } = time;
  if (way === "destroy") return disposals.due(day, after, limit, sight);
  if (transfers === null) return Promise.resolve([]);
  const received = receivedBefore(day, transfers);
  return disposals.dueForArchive(transfers.terms, received, after, limit, sight);
}

/** For those who only look; whoever decides is refused where the clocks differ. */
export async function timeOf({
  clock,
  disposals,
  days,
  transferRule,
}: Pick<DisposalDeps, "clock" | "disposals" | "days" | "transferRule">) {
  const at = earliestOf([clock(), await disposals.databaseTime()]);
  return { at, day: days.dayOf(at), days, transfers: await transferRule() };
}

async function blockedBy(deps: DueDeps): Promise<DuePageBody["blocked"]> {
  try {
    await requireOneTime(deps);
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { code: error.code, detail: error.message, fix: error.fix ?? "" };
  }
}

function dueBody(
  facts: DisposalFacts,
  item: ItemSummaryBody | undefined,
  way: Way,
  time: Awaited<ReturnType<typeof timeOf>>,
): DueItemBody {
  const { transfers } = time;
  const stands =
    way === "transfer" && transfers !== null
      ? againstTransfer(facts, { archive: ANY_ARCHIVE, rule: transfers }, time)
      : against(facts, time);
  const { itemId, sizeBytes, receivedAt, sha256, decided, lockedUntil, findings } = facts;
  return {
    ...{ itemId, sizeBytes, receivedAt, sha256, lockedUntil, findings: [...findings] },
    ...{ filename: item?.filename ?? "", deviceName: item?.deviceName ?? "" },
    recordedAt: item?.recordedAt ?? null,
    retention: decided && floorBody(decided),
    against: againstBody(stands),
  };
}

/** Whatever a certain one may not take is told once it is named. */
const ANY_ARCHIVE: Archive = {
  ...{ organisation: "", person: "", fonds: "", basis: "", basisSha256: null },
  highest: "top-secret",
};
