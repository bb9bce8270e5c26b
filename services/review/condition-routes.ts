/** Routes: what people say has come about of items and cases, where their retention waits for it. */
import type { ToldCondition } from "../cases/condition-store.ts";
import type { CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import {
  type ConditionDeps,
  tellCaseCondition,
  tellItemCondition,
} from "../cases/tell-condition.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { CaseId, ItemId, UserId } from "../kernel/ids.ts";
import { idOf } from "./actor-names.ts";
import { IdPath } from "./api-schema.ts";
import {
  CaseConditionRequest,
  ConditionList,
  type ConditionListBody,
  ItemConditionRequest,
} from "./condition-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface ConditionRouteDeps extends ConditionDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly cases: Pick<CaseStore, "find">;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const answer = { status: 200, schema: ConditionList };
const list =
  "What was told of the conditions that its retention waits for; a correction is told anew";
const tell =
  "Tell that a condition has come about, or that it has not; nothing promised gets shorter";
// An item may end by it.
const change = { method: "post", permission: "conditions:tell", dangerous: true, answer } as const;

export const conditionRoutes = (deps: ConditionRouteDeps): Route[] => [
  route({
    ...{ method: "get", path: "/items/{id}/conditions", tag: "Items", summary: list },
    ...{ permission: "items:see", params: IdPath, answer },
    handle: async ({ params }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      return { json: await bodyOf(deps, await deps.conditions.ofItem(id)) };
    },
  }),
  route({
    ...{ ...change, path: "/items/{id}/conditions", tag: "Items", summary: tell },
    ...{ params: IdPath, body: ItemConditionRequest },
    handle: async (call) => {
      const id = call.params.id as ItemId;
      await tellItemCondition(deps, callerOf(call).person.id, id, call.body);
      return { json: await bodyOf(deps, await deps.conditions.ofItem(id)) };
    },
  }),
  route({
    ...{ method: "get", path: "/cases/{id}/conditions", tag: "Cases", summary: list },
    ...{ permission: "cases:see", params: IdPath, answer },
    handle: async ({ params }) => {
      const { id } = await caseFile(deps.cases, params.id as CaseId);
      return { json: await bodyOf(deps, await deps.conditions.ofCase(id)) };
    },
  }),
  route({
    ...{ ...change, path: "/cases/{id}/conditions", tag: "Cases", summary: tell },
    ...{ params: IdPath, body: CaseConditionRequest },
    handle: async (call) => {
      const id = call.params.id as CaseId;
      await tellCaseCondition(deps, callerOf(call).person.id, id, call.body);
      return { json: await bodyOf(deps, await deps.conditions.ofCase(id)) };
    },
  }),
];

async function bodyOf(
  { reviews }: ConditionRouteDeps,
  told: readonly ToldCondition[],
): Promise<ConditionListBody> {
  const names = await reviews.actorNames([...new Set(told.map(({ by }) => idOf(by) as UserId))]);
  return {
    entries: told.map((each, at) => ({
      ...each,
      byName: names.get(idOf(each.by)) ?? "",
      counts: at === told.findLastIndex(({ condition }) => condition === each.condition),
    })),
  };
}
