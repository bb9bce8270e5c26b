/** What others said of the ledger over HTTP, for everyone: cosigned checkpoints, stamped ones with their tokens, and the authorities' certificates. */
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { Refusal } from "../kernel/refusal.ts";
import { isOrigin } from "../ledger/checkpoint.ts";
import type { Anchor, AnchorStore } from "./anchor-store.ts";
import type { KeptList } from "./revocation.ts";
import type { KeptToken, TokenStore } from "./token-store.ts";
import type { WitnessStore } from "./witness-store.ts";

export interface OutsideRoutesDeps {
  readonly anchors: Pick<AnchorStore, "anchor">;
  readonly tokens: Pick<TokenStore, "stamped" | "tokens">;
  readonly witnesses: Pick<WitnessStore, "cosignatures" | "newestCosigned">;
  /** As `currentLog` of the ledger. */
  readonly currentOrigin: () => Promise<string>;
}

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const origin = z.string().refine(isOrigin).optional();
const CheckpointQuery = z.strictObject({ origin, size: number.optional() });
const StampsQuery = z.union([
  z.strictObject({ origin, size: number }),
  z.strictObject({ origin, index: number }),
]);
const NoteQuery = z.strictObject({ origin, size: number });
const TokenQuery = z.strictObject({ origin, size: number, authority: z.string().max(32) });
const ListQuery = TokenQuery.extend({
  kind: z.enum(["crl", "ocsp"]).default("crl"),
  place: z.coerce.number().int().min(0).max(9).default(0),
});
const LIST_TYPES = { crl: "application/pkix-crl", ocsp: "application/ocsp-response" } as const;

const TEXT = "text/plain; charset=utf-8";
/** A first token stays; others may come beside it. */
const FOR_EVER = "public, max-age=31536000, immutable";
const NOW = "no-cache";

export function outsideRoutes(deps: OutsideRoutesDeps): Router {
  const router = Router();
  // A checkpoint of C2SP tlog-checkpoint, with the log's line and then those of its witnesses.
  router.get("/ledger/checkpoint/cosigned", async (request, response) => {
    const query = parse(CheckpointQuery, request);
    const log = await originIn(deps, query);
    const size = query.size ?? (await deps.witnesses.newestCosigned(log));
    if (size === null) throw notCosigned();
    const anchor = await anchorOf(deps, { ...query, size });
    const lines = await deps.witnesses.cosignatures(log, size);
    if (lines.length === 0) throw notCosigned();
    response.set("Cache-Control", NOW).type(TEXT);
    response.send(anchor.note + lines.map(({ line }) => line).join(""));
  });
  router.get("/ledger/stamps", async (request, response) => {
    const anchor = await stampedAnchor(deps, parse(StampsQuery, request));
    response.set("Cache-Control", NOW).json(await stampsOf(deps, anchor));
  });
  router.get("/ledger/stamps/checkpoint", async (request, response) => {
    const { note } = await anchorOf(deps, parse(NoteQuery, request));
    response.set("Cache-Control", FOR_EVER).type(TEXT).send(note);
  });
  router.get("/ledger/stamps/token", async (request, response) => {
    const { response: der } = await tokenOf(deps, parse(TokenQuery, request));
    response.set("Cache-Control", FOR_EVER);
    sendBytes(response, "application/timestamp-reply", der);
  });
  router.get("/ledger/stamps/roots", async (request, response) => {
    const { rootsPem } = await tokenOf(deps, parse(TokenQuery, request));
    response.set("Cache-Control", NOW);
    sendBytes(response, "application/x-pem-file", Buffer.from(rootsPem));
  });
  // RFC 5280 or RFC 6960, as `openssl crl -inform DER` and `openssl ocsp -respin` read them; the newest that is kept.
  router.get("/ledger/stamps/list", async (request, response) => {
    const query = parse(ListQuery, request);
    const { lists } = await tokenOf(deps, query);
    const list = lists.find(({ kind, place }) => kind === query.kind && place === query.place);
    if (list === undefined) throw noList();
    response.set("Cache-Control", NOW);
    sendBytes(response, LIST_TYPES[list.kind], list.der);
  });
  return router;
}

function sendBytes(response: Response, type: string, bytes: Uint8Array): void {
  response.set("Content-Type", type).end(bytes);
}

/** Which tokens there are, and under which addresses they lie. */
async function stampsOf({ tokens }: OutsideRoutesDeps, { origin: log, size }: Anchor) {
  const place = new URLSearchParams({ origin: log, size: String(size) });
  const at = (path: string, authority: string, list?: KeptList): string => {
    const query = new URLSearchParams([...place, ["authority", authority]]);
    if (list?.kind === "ocsp") query.set("kind", list.kind);
    if (list !== undefined && list.place > 0) query.set("place", String(list.place));
    return `/ledger/stamps/${path}?${query.toString()}`;
  };
  return {
    origin: log,
    size,
    checkpoint: `/ledger/stamps/checkpoint?${place.toString()}`,
    tokens: (await tokens.tokens(log, size)).map(({ authority, genTime, lists }) => {
      const atAll = (wanted: KeptList["kind"]): string[] =>
        lists.filter(({ kind }) => kind === wanted).map((list) => at("list", authority, list));
      return {
        ...{ authority, existedAt: genTime },
        ...{ token: at("token", authority), roots: at("roots", authority) },
        ...{ lists: atAll("crl"), answers: atAll("ocsp") },
      };
    }),
  };
}

/** The checkpoint of this size, or the earliest stamped one over the entry `index`. */
async function stampedAnchor(
  deps: OutsideRoutesDeps,
  query: z.infer<typeof StampsQuery>,
): Promise<Anchor> {
  if ("size" in query) return anchorOf(deps, query);
  const anchor = await deps.tokens.stamped(await originIn(deps, query), query.index);
  if (anchor === null) throw notStamped();
  return anchor;
}

async function anchorOf(
  deps: OutsideRoutesDeps,
  query: z.infer<typeof NoteQuery>,
): Promise<Anchor> {
  const anchor = await deps.anchors.anchor(await originIn(deps, query), query.size);
  if (anchor === null) throw notAnchored();
  return anchor;
}

async function tokenOf(
  deps: OutsideRoutesDeps,
  query: z.infer<typeof TokenQuery>,
): Promise<KeptToken> {
  const all = await deps.tokens.tokens(await originIn(deps, query), query.size);
  const token = all.find(({ authority }) => authority === query.authority);
  if (token === undefined) throw notStamped();
  return token;
}

const originIn = async (
  { currentOrigin }: OutsideRoutesDeps,
  query: { readonly origin?: string | undefined },
): Promise<string> => query.origin ?? (await currentOrigin());

function parse<T>(schema: z.ZodType<T>, request: Request): T {
  const result = schema.safeParse(request.query);
  if (result.success) return result.data;
  throw new Refusal("invalid", "ledger/bad-query", "the query is not understood", {
    fix: "stamps: ?size=N of a checkpoint, or ?index=N of an entry; token, roots and list: ?size=N&authority=NAME (list: &place=N, &kind=ocsp for an answer); each with &origin=LOG.",
  });
}

const notAnchored = (): Refusal =>
  new Refusal("missing", "ledger/no-such-head", "no checkpoint of that size was made known", {
    fix: "Take a size that /ledger/checkpoint/cosigned or /ledger/stamps named.",
  });

const notCosigned = (): Refusal =>
  new Refusal("missing", "anchors/not-cosigned", "no such checkpoint was cosigned by a witness", {
    fix: "Where witnesses are asked they cosign within about a minute; /ledger/checkpoint has the newest head, which the log alone signed.",
  });

const noList = (): Refusal =>
  new Refusal(
    "missing",
    "timestamps/no-list",
    "no list of revoked certificates is kept of this authority",
    {
      fix: "/ledger/stamps names those that are; whether there is one is for the operator to configure.",
    },
  );

const notStamped = (): Refusal =>
  new Refusal("missing", "timestamps/not-stamped", "there is no such time stamp, or not yet", {
    fix: "Entries are stamped within about a minute, where authorities are configured.",
  });
