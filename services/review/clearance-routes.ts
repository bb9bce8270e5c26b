/** Routes: what people are cleared for, one by one and all of them, and clearing somebody else. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import { type UserId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { LabelDeps } from "../secrecy/set-label.ts";
import { endClearance, setClearance } from "../secrecy/set-people.ts";
import { sightOf, stillClears } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";
import {
  ClearanceBody,
  ClearanceRequest,
  Clearances,
  EndRequest,
  MOST_CLEARED,
} from "./secrecy-schema.ts";

export interface ClearanceRouteDeps extends LabelDeps, TwoPeopleDeps {
  readonly people: TwoPeopleDeps["people"];
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const tag = "Secrecy";

export function clearanceRoutes(deps: ClearanceRouteDeps): Route[] {
  const clearance = { tag, path: "/users/{id}/clearance", params: IdPath };
  return [
    route({
      ...{ method: "get", path: "/clearances", tag, permission: "users:see" },
      summary: "Who was cleared, for what and until when, also those whose day is past",
      answer: { status: 200, schema: Clearances },
      handle: async () => ({ json: await clearancesBody(deps) }),
    }),
    route({
      ...{ ...clearance, method: "get", permission: "users:see" },
      summary: "What somebody is cleared for",
      answer: { status: 200, schema: ClearanceBody },
      handle: async ({ params }) => ({ json: await clearanceOf(deps, params.id as UserId) }),
    }),
    route({
      ...{ ...clearance, method: "post", permission: "secrecy:clear", dangerous: true },
      summary: "Clear somebody else, in place of what the role has by itself",
      body: ClearanceRequest,
      answer: { status: 200, schema: ClearanceBody },
      handle: async (call) => {
        const id = call.params.id as UserId;
        const { reason, ...cleared } = call.body;
        await setClearance(deps, id, cleared, callerOf(call).person.id, reason);
        return { json: await clearanceOf(deps, id) };
      },
    }),
    route({
      ...{ method: "post", path: "/users/{id}/clearance/end", tag, params: IdPath },
      summary: "End what was set for somebody else: from today on the role's own counts again",
      permission: "secrecy:clear",
      dangerous: true,
      body: EndRequest,
      answer: { status: 200, schema: ClearanceBody },
      handle: async (call) => {
        const id = call.params.id as UserId;
        await endClearance(deps, id, call.body.reason, callerOf(call).person.id);
        return { json: await clearanceOf(deps, id) };
      },
    }),
  ];
}

async function clearancesBody({ secrecy, reviews, classification }: ClearanceRouteDeps) {
  const found = await secrecy.clearances(MOST_CLEARED + 1);
  const today = classification.today();
  const setters = found.flatMap(({ setBy }) => parseId<UserId>(setBy.replace(/^user:/, "")) ?? []);
  const names = await reviews.actorNames(setters);
  const entries = found.slice(0, MOST_CLEARED).map(({ person, clearance, setAt, setBy }) => ({
    ...{ ...person, ...clearance, setAt, counts: stillClears(clearance, today) },
    setByName: names.get(setBy.replace(/^user:/, "")) ?? setBy,
  }));
  return { entries, isWhole: found.length <= MOST_CLEARED };
}

async function clearanceOf(deps: ClearanceRouteDeps, id: UserId) {
  const person = await requirePerson(deps, id);
  const set = await deps.secrecy.clearance(id);
  const today = deps.classification.today();
  const { clearance } = sightOf(person, set, today);
  const isSet = stillClears(set, today);
  return { ...clearance, until: isSet ? set.until : null, isSet };
}

/** @throws Refusal missing "access/no-such-user". */
export async function requirePerson(
  { secrecy }: { readonly secrecy: Pick<SecrecyStore, "person"> },
  id: UserId,
) {
  const person = await secrecy.person(id);
  if (person !== null) return person;
  throw new Refusal("missing", "access/no-such-user", "there is no such account");
}
