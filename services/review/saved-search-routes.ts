/** Routes: my saved searches. No record tells of them: they change nothing but what their owner sees. */
import type { Clock } from "../kernel/clock.ts";
import { type SavedSearchId, newId } from "../kernel/ids.ts";
import type { SavedSearch, SavedSearchStore } from "../search/saved-search.ts";
import { IdPath } from "./api-schema.ts";
import { type Route, route, seerOf } from "./route.ts";
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
    handle: async (call) => {
      const saved = await savedSearches.saved(seerOf(call));
      return { json: { entries: saved.map(bodyOf) } };
    },
  }),
  route({
    ...{ method: "post", path, tag, permission },
    summary: "Save a search for myself; it takes the place of the one of that name",
    body: SavedSearchRequest,
    answer: { status: 201, schema: SavedSearchBody },
    handle: async (call) => {
      const { name, question } = call.body;
      const given = Object.entries(question).filter(([, value]) => value !== undefined);
      const search = { id: newId<SavedSearchId>(), name, savedAt: clock() };
      const kept = await savedSearches.save(seerOf(call), {
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
    handle: async (call) => {
      await savedSearches.forget(seerOf(call), call.params.id as SavedSearchId);
      return { status: 204 };
    },
  }),
];

const bodyOf = ({ id, name, question, savedAt }: SavedSearch) => ({ id, name, question, savedAt });
