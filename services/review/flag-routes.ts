/** Routes: what people say of recordings that their retention rests on. */
import { type FlagDeps, flagItems, unflagItems } from "../cases/flag-items.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { ItemId, UserId } from "../kernel/ids.ts";
import { idOf } from "./actor-names.ts";
import { IdPath } from "./api-schema.ts";
import { FlagAnswer, FlagList, FlagRequest } from "./flag-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface FlagRouteDeps extends FlagDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const tag = "Items";
const changes = { tag, method: "post", permission: "items:flag", body: FlagRequest } as const;
const answer = { status: 200, schema: FlagAnswer };

export const flagRoutes = (deps: FlagRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/items/{id}/flags",
    tag,
    summary: "Flags of this item, oldest first; those that were taken back too",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: FlagList },
    handle: async ({ params }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      return { json: { entries: await named(deps, id) } };
    },
  }),
  route({
    ...{ ...changes, answer, path: "/item-flags" },
    summary: "Set a flag on items, with the reason; all of them or none",
    handle: async (call) => {
      const itemIds = call.body.itemIds as ItemId[];
      const by = callerOf(call).person.id;
      return { json: { changed: await flagItems(deps, by, { ...call.body, itemIds }) } };
    },
  }),
  route({
    ...{ ...changes, answer, path: "/item-flags/endings" },
    summary: "Take a flag back from items, with the reason; what was promised stays promised",
    handle: async (call) => {
      const itemIds = call.body.itemIds as ItemId[];
      const by = callerOf(call).person.id;
      return { json: { changed: await unflagItems(deps, by, { ...call.body, itemIds }) } };
    },
  }),
];

async function named({ flags, reviews }: FlagRouteDeps, itemId: ItemId) {
  const found = await flags.of(itemId);
  const actors = found.flatMap(({ setBy, ended }) => [
    setBy,
    ...(ended === null ? [] : [ended.by]),
  ]);
  const names = await reviews.actorNames([
    ...new Set(actors.map((actor) => idOf(actor) as UserId)),
  ]);
  const nameOf = (actor: string): string => names.get(idOf(actor)) ?? "";
  return found.map((each) => ({
    ...each,
    setByName: nameOf(each.setBy),
    ended: each.ended === null ? null : { ...each.ended, byName: nameOf(each.ended.by) },
  }));
}
