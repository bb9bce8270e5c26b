/** Routes: my saved searches. No record tells of them: they change nothing but what their owner sees. */
import type { Clock } from "../kernel/clock.ts";
import { type SavedSearchId, newId } from "../kernel/ids.ts";
import type { SavedSearch, SavedSearchStore } from "../search/saved-search.ts";
import type { Sight } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import { type Route, route } from "./route.ts";
import { SavedSearchBody, SavedSearchList, SavedSearchRequest } from "./search-schema.ts";

export interface SavedSearchRouteDeps {
  readonly savedSearches: SavedSearchStore;
  readonly clock: Clock;
}

const [tag, permission, path] = ["Search", "items:see", "/me/searches"] as const;

export const savedSearchRoutes = ({ savedSearches, clock }: SavedSearchRouteDeps): Route[] => [
  route({
    ...{ method: "get", path, tag, permission },
    summary: "The searches that I saved, by name",
    answer: { status: 200, schema: SavedSearchList },
    handle: async ({ sight }) => {
      const saved = await savedSearches.saved(somebody(sight));
      return { json: { entries: saved.map(bodyOf) } };
    },
  }),
  route({
    ...{ method: "post", path, tag, permission },
    summary: "Save a search for myself; it takes the place of the one of that name",
    body: SavedSearchRequest,
    answer: { status: 201, schema: SavedSearchBody },
    handle: async ({ sight, body: { name, question } }) => {
      const given = Object.entries(question).filter(([, value]) => value !== undefined);
      const search = { id: newId<SavedSearchId>(), name, savedAt: clock() };
      const kept = await savedSearches.save(somebody(sight), {
        ...search,
        question: Object.fromEntries(given) as SavedSearch["question"],
      });
      return { json: bodyOf(kept), status: 201 };
    },
  }),
  route({
    ...{ method: "delete", path: `${path}/{id}`, tag, permission },
    summary: "Remove one of mine",
    params: IdPath,
    answer: { status: 204 },
    handle: async ({ sight, params }) => {
      await savedSearches.forget(somebody(sight), params.id as SavedSearchId);
      return { status: 204 };
    },
  }),
];

const bodyOf = ({ id, name, question, savedAt }: SavedSearch) => ({ id, name, question, savedAt });

function somebody(sight: Sight | null): Sight {
  if (sight === null) throw new Error("broken invariant: whoever is signed in is somebody");
  return sight;
}
