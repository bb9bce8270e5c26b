/** Routes: whether the decision of a case was published and taken down in time, and telling what was done. */
import type { CaseId, UserId } from "../kernel/ids.ts";
import { standingEntries } from "../reports/publicity.ts";
import { type PublicityDeps, casePublicity, tellPublicity } from "../reports/tell-publicity.ts";
import { idOf } from "./actor-names.ts";
import { IdPath } from "./api-schema.ts";
import { CasePublicity, type CasePublicityBody, PublicityRequest } from "./publicity-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface PublicityRouteDeps extends PublicityDeps {
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const tag = "Cases";
const path = "/cases/{id}/publicity";

export const publicityRoutes = (deps: PublicityRouteDeps): Route[] => [
  route({
    ...{ method: "get", path, tag },
    summary: "When the decision is to be published and taken down, and what was told of that",
    permission: "cases:see",
    params: IdPath,
    answer: { status: 200, schema: CasePublicity },
    handle: async ({ params }) => ({ json: await bodyOf(deps, params.id as CaseId) }),
  }),
  route({
    ...{ method: "post", path, tag },
    summary:
      "Tell that it was published, is exempt, was annulled or taken down; or that an entry was wrong",
    permission: "cases:change",
    params: IdPath,
    body: PublicityRequest,
    answer: { status: 200, schema: CasePublicity },
    handle: async (call) => {
      const id = call.params.id as CaseId;
      const { place = null, reason = null, mistake = null, ...told } = call.body;
      const { person } = callerOf(call);
      await tellPublicity(deps, person.id, id, { ...told, place, reason, mistake });
      return { json: await bodyOf(deps, id) };
    },
  }),
];

async function bodyOf(deps: PublicityRouteDeps, id: CaseId): Promise<CasePublicityBody> {
  const { file, entries, publish, withdraw } = await casePublicity(deps, id);
  const by = entries.map(({ enteredBy }) => idOf(enteredBy) as UserId);
  const names = await deps.reviews.actorNames(by);
  const standing = new Set(standingEntries(entries));
  return {
    ...{ decidedOn: file.decidedOn, publish, withdraw },
    entries: entries.map((entry) => ({
      ...entry,
      stands: standing.has(entry),
      enteredByName: names.get(idOf(entry.enteredBy)) ?? "",
    })),
  };
}
