/** Routes: items are found by words and filters, how they are spread, and what stood in the way where nothing is found. */
import { utcInstant } from "../kernel/clock.ts";
import type { CaseId, DeviceId } from "../kernel/ids.ts";
import { countFound, hintsFor } from "../search/count-found.ts";
import { type FindDeps, findPage } from "../search/find-items.ts";
import type { Question } from "../search/search-store.ts";
import { askedOf } from "../search/words.ts";
import type { Sight } from "../secrecy/sight.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, route } from "./route.ts";
import { FindFilters, FindQuery, FoundFacets, FoundPage, SearchHints } from "./search-schema.ts";

export interface SearchRouteDeps extends FindDeps {
  readonly reviews: Pick<ReviewStore, "itemsOf" | "actorNames">;
}

const tag = "Search";
const permission = "items:see";

export const searchRoutes = (deps: SearchRouteDeps): Route[] => [
  route({
    ...{ method: "get", path: "/search", tag, permission },
    summary: "Items that are found by words and filters, newest arrival first",
    query: FindQuery,
    answer: { status: 200, schema: FoundPage },
    handle: async ({ query: { cursor, limit, ...asked }, sight: whose }) => {
      const sight = somebody(whose);
      const page = { after: parsePosition(cursor), limit };
      const { found, next } = await findPage(deps, questionOf(asked), sight, page);
      const ids = found.map(({ itemId }) => itemId);
      const items = await deps.reviews.itemsOf(ids, sight);
      // What was hidden or ended meanwhile is left out.
      const entries = found.flatMap(({ itemId, standsIn }) => {
        const item = items.get(itemId);
        return item === undefined ? [] : [{ ...item, standsIn }];
      });
      return { json: { entries, nextCursor: next === null ? null : positionCursor(next) } };
    },
  }),
  route({
    ...{ method: "get", path: "/search/facets", tag, permission },
    summary: "How what is found is spread over stages, verdicts, terms, devices, cases, activities",
    query: FindFilters,
    answer: { status: 200, schema: FoundFacets },
    handle: async ({ query, sight: whose }) => {
      const sight = somebody(whose);
      const { facets, ...counted } = await countFound(deps, questionOf(query), sight);
      const devices = facets.deviceId.map(({ value }) => value as DeviceId);
      const names = new Map([
        ...(await deps.reviews.actorNames(devices)),
        ...(await deps.search.caseNumbers(
          facets.caseId.map(({ value }) => value),
          sight,
        )),
      ]);
      const named = Object.entries(facets).map(([facet, values]) => [
        facet,
        values.map((each) => ({ ...each, name: names.get(each.value) ?? null })),
      ]);
      return { json: { ...counted, facets: Object.fromEntries(named) as unknown } };
    },
  }),
  route({
    ...{ method: "get", path: "/search/hints", tag, permission },
    summary: "What would be found without each part of a question",
    query: FindFilters,
    answer: { status: 200, schema: SearchHints },
    handle: async ({ query, sight }) => ({
      json: { entries: await hintsFor(deps, questionOf(query), somebody(sight)) },
    }),
  }),
];

function somebody(sight: Sight | null): Sight {
  if (sight === null) throw new Error("broken invariant: whoever is signed in is somebody");
  return sight;
}

function questionOf({ q = "", officer = "", place = "", ...asked }: FindFilters): Question {
  const { from, to, deviceId, caseId, ...rest } = asked;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    words: [...askedOf(q), ...askedOf(officer, "officer"), ...askedOf(place, "place")],
    filter: {
      ...(Object.fromEntries(given) as Question["filter"]),
      ...(deviceId === undefined ? {} : { deviceId: deviceId as DeviceId }),
      ...(caseId === undefined ? {} : { caseId: caseId as CaseId }),
      ...(from === undefined ? {} : { from: utcInstant(new Date(from)) }),
      ...(to === undefined ? {} : { to: utcInstant(new Date(to)) }),
    },
  };
}
