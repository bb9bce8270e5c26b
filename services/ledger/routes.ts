/** The ledger over HTTP, for everyone: checkpoint, tiles and entries as static files, proofs, and the key. */
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { Refusal } from "../kernel/refusal.ts";
import { ledgerKey } from "../objects/object-key.ts";
import { sendBytes } from "../objects/send-bytes.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { isOrigin } from "./checkpoint.ts";
import type { LedgerHead, LedgerStore } from "./ledger-store.ts";
import { type Nodes, proveConsistency, proveInclusion } from "./merkle.ts";
import { parseTilePath } from "./tile.ts";
import { type TileTree, sharedTrees } from "./tile-tree.ts";
import { encodeProof } from "./tlog-proof.ts";

export interface LedgerRoutesDeps {
  readonly ledger: LedgerStore;
  readonly objects: ObjectStore;
  /** As `currentLog`. */
  readonly currentOrigin: () => Promise<string>;
  /** Signed-note verifier key of a log. The api knows the public half only. */
  readonly verifierKey: (origin: string) => string;
  /** The file of `key-revocations.ts`, as it is now. */
  readonly revocations: (nodes: (origin: string, size: number) => Nodes) => Promise<string>;
}

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const OriginQuery = z.object({ origin: z.string().optional() });
const InclusionQuery = z.union([
  z.strictObject({ leaf: z.string().min(1).max(2_000) }),
  z.strictObject({ origin: z.string().optional(), index: size, size }),
]);
const ConsistencyQuery = z.strictObject({ origin: z.string().optional(), from: size, to: size });

const TEXT = "text/plain; charset=utf-8";
/** A tile under its name never changes. */
const FOR_EVER = "public, max-age=31536000, immutable";
const NOW = "no-cache";

interface Deps extends LedgerRoutesDeps {
  readonly tree: (origin: string, size: number) => TileTree;
}

export function ledgerRoutes(given: LedgerRoutesDeps): Router {
  const deps: Deps = { ...given, tree: sharedTrees(given.objects) };
  const router = Router();
  router.get("/ledger/checkpoint", async (request, response) => {
    const head = await headOf(deps, await originIn(deps, parse(OriginQuery, request)));
    response.set("Cache-Control", NOW).type(TEXT).send(head.note);
  });
  router.get("/ledger/key", async (request, response) => {
    const origin = await originIn(deps, parse(OriginQuery, request));
    response
      .set("Cache-Control", NOW)
      .type(TEXT)
      .send(`${deps.verifierKey(origin)}\n`);
  });
  router.get("/ledger/revocations", async (_request, response) => {
    response
      .set("Cache-Control", NOW)
      .type(TEXT)
      .send(await deps.revocations((origin, size) => deps.tree(origin, size).nodes));
  });
  router.get("/ledger/tile/*path", (request, response) => sendTile(deps, request, response));
  router.get("/ledger/proofs/inclusion", async (request, response) => {
    response.set("Cache-Control", NOW).type(TEXT);
    response.send(await inclusion(deps, parse(InclusionQuery, request)));
  });
  router.get("/ledger/proofs/consistency", async (request, response) => {
    const query = parse(ConsistencyQuery, request);
    const origin = await originIn(deps, query);
    const head = await headOf(deps, origin);
    if (query.from > query.to || query.to > head.size) throw beyond(head);
    const tree = deps.tree(origin, head.size);
    const path = await proveConsistency(query.from, query.to, tree.nodes);
    response.set("Cache-Control", NOW).json({ from: query.from, to: query.to, path });
  });
  return router;
}

async function sendTile(
  { objects, ...deps }: LedgerRoutesDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const path = decodeURIComponent(request.path.replace(/^.*?\/ledger\//, ""));
  const origin = await originIn({ objects, ...deps }, parse(OriginQuery, request));
  const ref = parseTilePath(path) === null ? null : await objects.find(ledgerKey(origin, path));
  if (ref === null) throw new Refusal("missing", "ledger/no-such-tile", "there is no such tile");
  const { sizeBytes } = await objects.head(ref);
  response.set("Cache-Control", FOR_EVER).type("application/octet-stream");
  response.set("Content-Length", String(sizeBytes));
  await sendBytes(await objects.read(ref), response);
}

/** A tlog-proof for a leaf under the head that first covered it, or for a place under a chosen size. */
async function inclusion(deps: Deps, query: z.infer<typeof InclusionQuery>): Promise<string> {
  if ("leaf" in query) {
    const place = await deps.ledger.locate(query.leaf);
    const head = place && (await deps.ledger.headCovering(place.origin, place.index));
    if (place === null || head === null) throw noEntry();
    const tree = deps.tree(place.origin, head.size);
    const path = await proveInclusion(place.index, head.size, tree.nodes);
    return encodeProof({ index: place.index, inclusion: path, note: head.note });
  }
  const origin = await originIn(deps, query);
  const head = query.size === 0 ? null : await deps.ledger.headCovering(origin, query.size - 1);
  // A proof needs a signed head; the one of exactly this size, or it cannot be checked by anyone.
  if (head?.size !== query.size) throw noHead();
  if (query.index >= query.size) throw beyond(head);
  const tree = deps.tree(origin, head.size);
  const path = await proveInclusion(query.index, head.size, tree.nodes);
  return encodeProof({ index: query.index, inclusion: path, note: head.note });
}

async function headOf({ ledger }: LedgerRoutesDeps, origin: string): Promise<LedgerHead> {
  const head = await ledger.head(origin);
  if (head === null) throw noHead();
  return head;
}

async function originIn(
  deps: LedgerRoutesDeps,
  query: { readonly origin?: string | undefined },
): Promise<string> {
  const origin = query.origin ?? (await deps.currentOrigin());
  if (!isOrigin(origin)) throw noHead();
  return origin;
}

function parse<T>(schema: z.ZodType<T>, request: Request): T {
  const result = schema.safeParse(request.query);
  if (result.success) return result.data;
  throw new Refusal("invalid", "ledger/bad-query", "the query is not understood", {
    fix: "inclusion: ?leaf=TEXT, or ?index=N&size=N; consistency: ?from=N&to=N; each with &origin=LOG.",
  });
}

const noEntry = (): Refusal =>
  new Refusal("missing", "ledger/no-such-entry", "the ledger has no such entry, or not yet", {
    fix: "The leaf is exact text with its last line break. A new entry is covered within a second.",
  });

const noHead = (): Refusal =>
  new Refusal("missing", "ledger/no-such-head", "no checkpoint of that log has that size", {
    fix: "Take a size that a checkpoint of the log named.",
  });

const beyond = (head: LedgerHead): Refusal =>
  new Refusal("invalid", "ledger/beyond-head", "the log is shorter than that", {
    facts: { size: head.size },
  });
