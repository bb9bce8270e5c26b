/** Routes: policy packs; what is in force, what waits for another person, and the two acts by which one becomes law here. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { sha256 } from "../kernel/digest.ts";
import {
  type PolicyDeps,
  approvePack,
  known,
  packText,
  proposePack,
  withdrawPack,
} from "../policy/decide-pack.ts";
import type { PolicyEntry } from "../policy/policy-store.ts";
import { type PublisherSigning, publisherOf } from "../policy/publisher.ts";
import { readPack, requirePack } from "../policy/read-pack.ts";
import { type AppliedTextDeps, appliedText } from "./applied-text.ts";
import {
  PACK_BODY_MAX_BYTES,
  PackApproval,
  PackCheck,
  PackCheckRequest,
  PackProposal,
  PackWithdrawal,
  PolicyDetail,
  type PolicyEntryBody,
  PolicyEntry as PolicyEntrySchema,
  PolicyList,
  PolicyPath,
  ShippedPacks,
} from "./policy-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface PolicyRouteDeps
  extends PolicyDeps, TwoPeopleDeps, PublisherSigning, AppliedTextDeps {
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly days: ZoneDays;
  /** The texts of the packs that come with the program. */
  readonly shippedPacks: () => Promise<readonly string[]>;
}

const tag = "Policy";
const see = "policy:see";
const change = "policy:change";

export const policyRoutes = (deps: PolicyRouteDeps): Route[] => [
  ...readingRoutes(deps),
  ...textRoutes(deps),
  ...decidingRoutes(deps),
];

function readingRoutes(deps: PolicyRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/policy/packs",
      tag,
      summary: "Policy packs that were proposed, newest first, and which one is in force",
      permission: see,
      answer: { status: 200, schema: PolicyList },
      handle: async () => {
        const now = deps.clock();
        const [entries, force] = await Promise.all([
          deps.policies.entries(),
          deps.policies.inForce(now, deps.days.dayOf(now)),
        ]);
        return {
          json: { entries: await namedEntries(deps, entries), inForce: force?.entry.id ?? null },
        };
      },
    }),
    route({
      method: "get",
      path: "/policy/packs/{id}",
      tag,
      summary:
        "One of them, with its exact text, the signatures over it, and its place in the ledger",
      permission: see,
      params: PolicyPath,
      answer: { status: 200, schema: PolicyDetail },
      handle: async ({ params }) => {
        const found = await known(deps.policies, params.id);
        const { file } = readPack(Buffer.from(found.text));
        const entry = await oneNamed(deps, found.entry);
        const proven = await appliedText(deps, found, "policy");
        return { json: { entry, ...proven, pack: file?.pack ?? null } };
      },
    }),
  ];
}

/** Texts that nobody has proposed. */
function textRoutes(deps: PolicyRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/policy/shipped",
      tag,
      summary:
        "Packs that come with the program; they count for nothing before two people apply one",
      permission: see,
      answer: { status: 200, schema: ShippedPacks },
      handle: async () => {
        const texts = await deps.shippedPacks();
        const entries = texts.map((text) => ({ pack: requirePack(Buffer.from(text)).pack, text }));
        return { json: { entries } };
      },
    }),
    route({
      method: "post",
      path: "/policy/checks",
      tag,
      summary:
        "Whether the text of a pack is sound: every fault at once, in both languages; and who signed it",
      permission: see,
      body: PackCheckRequest,
      bodyMaxBytes: PACK_BODY_MAX_BYTES,
      answer: { status: 200, schema: PackCheck },
      handle: ({ body: { text, signature } }) => {
        const bytes = Buffer.from(text);
        const { file, problems } = readPack(bytes);
        // A check tells what a file is: whether the house takes it unsigned is asked when it is proposed.
        const asked = { ...deps, isPublisherSignatureRequired: false };
        const publisher = publisherOf(asked, text, bytesOf(signature), deps.clock());
        const json = { pack: file?.pack ?? null, sha256: sha256(bytes), publisher, problems };
        return Promise.resolve({ json });
      },
    }),
  ];
}

const bytesOf = (base64: string | undefined): Buffer | null =>
  base64 === undefined ? null : Buffer.from(base64, "base64");

function decidingRoutes(deps: PolicyRouteDeps): Route[] {
  const kind = packText(deps);
  return [
    route({
      method: "post",
      path: "/policy/packs",
      tag,
      summary: "Propose a pack, with its publisher's signature or none; another person applies it",
      permission: change,
      body: PackProposal,
      bodyMaxBytes: PACK_BODY_MAX_BYTES,
      answer: { status: 201, schema: PolicyEntrySchema },
      handle: async (call) => {
        const { text, why, signature } = call.body;
        const by = callerOf(call).person.id;
        const entry = await proposePack(deps, by, text, why, kind, bytesOf(signature));
        return { status: 201, json: await oneNamed(deps, entry) };
      },
    }),
    route({
      method: "post",
      path: "/policy/packs/{id}/approval",
      tag,
      summary: "Apply a pack that another person proposed; the digest says what was read",
      permission: change,
      dangerous: true,
      params: PolicyPath,
      body: PackApproval,
      answer: { status: 200, schema: PolicyEntrySchema },
      handle: async (call) => {
        const said = { id: call.params.id, ...call.body };
        const entry = await approvePack(deps, callerOf(call).person.id, said, kind);
        return { json: await oneNamed(deps, entry) };
      },
    }),
    route({
      method: "post",
      path: "/policy/packs/{id}/withdrawal",
      tag,
      summary: "Take a proposal back; what is applied stays until a newer pack is",
      permission: change,
      params: PolicyPath,
      body: PackWithdrawal,
      answer: { status: 200, schema: PolicyEntrySchema },
      handle: async (call) => {
        const said = { id: call.params.id, why: call.body.why };
        const entry = await withdrawPack(deps, callerOf(call).person.id, said);
        return { json: await oneNamed(deps, entry) };
      },
    }),
  ];
}

/** With what people are called today. */
export async function namedEntries(
  { reviews }: Pick<PolicyRouteDeps, "reviews">,
  entries: readonly PolicyEntry[],
): Promise<PolicyEntryBody[]> {
  const people = entries.flatMap(({ proposedBy, decision }) => [
    proposedBy,
    ...(decision === null ? [] : [decision.by]),
  ]);
  const names = await reviews.actorNames([...new Set(people)]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return entries.map(({ decision, ...entry }) => ({
    ...entry,
    proposedByName: nameOf(entry.proposedBy),
    decision: decision === null ? null : { ...decision, byName: nameOf(decision.by) },
  }));
}

async function oneNamed(deps: PolicyRouteDeps, entry: PolicyEntry): Promise<PolicyEntryBody> {
  const [body] = await namedEntries(deps, [entry]);
  if (body === undefined) throw new Error("broken invariant: one entry has one body");
  return body;
}
