/** Routes: a redacted recording is released from the secrecy of what it was made of, by two people; and that is taken back. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import type { ItemId, ReleaseId } from "../kernel/ids.ts";
import {
  type ReleaseDeps,
  decideRelease,
  proposeRelease,
  revokeRelease,
} from "../secrecy/release-item.ts";
import { IdPath } from "./api-schema.ts";
import {
  ReleaseBody,
  ReleaseList,
  ReleasePath,
  ReleaseRequest,
  releaseBody,
} from "./release-schema.ts";
import { type Caller, type Route, callerOf, route } from "./route.ts";

export type ReleaseRouteDeps = ReleaseDeps & TwoPeopleDeps;

const tag = "Secrecy";
const base = "/items/{id}/releases";
const described = { tag, permission: "secrecy:label" as const, params: ReleasePath };
const answer = { status: 200, schema: ReleaseBody };

export const releaseRoutes = (deps: ReleaseRouteDeps): Route[] => [
  route({
    method: "get",
    path: base,
    tag,
    summary: "Every release that was ever proposed of a redacted recording, oldest first",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: ReleaseList },
    handle: async ({ params }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      return { json: { entries: (await deps.releases.ofItem(id)).map(releaseBody) } };
    },
  }),
  route({
    method: "post",
    path: base,
    tag,
    summary: "Propose that it is released from the secrecy of what it was made of",
    permission: "secrecy:label",
    params: IdPath,
    body: ReleaseRequest,
    answer: { status: 201, schema: ReleaseBody },
    handle: async (call) => {
      const by = callerOf(call).person.id;
      const made = await proposeRelease(deps, call.params.id as ItemId, by, call.body.reason);
      return { json: releaseBody(made), status: 201 };
    },
  }),
  route({
    ...{ ...described, answer, method: "post", path: `${base}/{releaseId}/approval` },
    dangerous: true,
    summary: "Release it; another person than the one who proposed it",
    body: ReleaseRequest,
    handle: async (call) => ({
      json: releaseBody(await decideRelease(deps, named(call.params), "released", stepOf(call))),
    }),
  }),
  route({
    ...{ ...described, answer, method: "post", path: `${base}/{releaseId}/refusal` },
    summary: "Refuse what was proposed; another person than the one who proposed it",
    body: ReleaseRequest,
    handle: async (call) => ({
      json: releaseBody(await decideRelease(deps, named(call.params), "refused", stepOf(call))),
    }),
  }),
  route({
    ...{ ...described, answer, method: "post", path: `${base}/{releaseId}/revocation` },
    summary: "Take a release back: it is as secret as its sources again",
    body: ReleaseRequest,
    handle: async (call) => ({
      json: releaseBody(await revokeRelease(deps, named(call.params), stepOf(call))),
    }),
  }),
];

const named = ({ id, releaseId }: { readonly id: string; readonly releaseId: string }) => ({
  ...{ itemId: id as ItemId, id: releaseId as ReleaseId },
});

const stepOf = (call: {
  readonly caller: Caller | null;
  readonly body: { readonly reason: string };
}) => ({ by: callerOf(call).person.id, reason: call.body.reason });
