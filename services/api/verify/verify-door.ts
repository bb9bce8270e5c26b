/** HTTP at /verify, for everyone: shows the page, and answers what is shown to it; nothing of that is kept or logged. */
import { type Request, type Response, Router } from "express";
import { parseSha256 } from "../../kernel/digest.ts";
import { LANGUAGES, type Language, languageOf } from "../../kernel/language.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { type TileObjects, sharedTrees } from "../../ledger/tile-tree.ts";
import { ReadTurns } from "../../review/read-turns.ts";
import { newNonce } from "../page-policy.ts";
import { readBody } from "../read-body.ts";
import { readForm } from "./read-form.ts";
import { type Line, type Shown, type VerifyDeps, verifyAnswer } from "./verify-answer.ts";
import { verifyHtml } from "./verify-html.ts";
import type { VerifyKey } from "./verify-words.ts";

export interface VerifyDoorDeps extends Omit<VerifyDeps, "nodes"> {
  readonly objects: TileObjects;
  readonly publicOrigin: string;
}

/** A receipt has a few kB, one of a docking visit with thousands of files a few hundred. */
const MOST_BYTES = 1 << 20;
/** Signatures and tiles take a core; strangers get no more of it than this. */
const AT_ONCE = 2;

interface Asked {
  readonly status: number;
  readonly lines: readonly Line[] | null;
}

const refused = (status: number, key: VerifyKey): Asked => ({
  ...{ status, lines: [{ tone: "open", key, facts: {} }] },
});

export function verifyDoor(deps: VerifyDoorDeps): Router {
  const router = Router();
  const turns = new ReadTurns(AT_ONCE);
  const tree = sharedTrees(deps.objects);
  const nodes: VerifyDeps["nodes"] = (origin, size) => tree(origin, size).nodes;
  router.get("/verify", (request, response) => {
    send(deps, request, response, { status: 200, lines: null });
  });
  router.post("/verify", async (request, response) => {
    send(deps, request, response, await answered({ ...deps, nodes }, turns, request));
  });
  return router;
}

async function answered(deps: VerifyDeps, turns: ReadTurns, request: Request): Promise<Asked> {
  try {
    // Before the body is read: what waits for its turn would wait with a megabyte each.
    return await turns.take(async () => {
      const shown = await shownIn(request);
      if ("status" in shown) return shown;
      return { status: 200, lines: await verifyAnswer(deps, shown) };
    });
  } catch (error) {
    if (isRefusal(error, "review/too-many-readings")) return refused(503, "busy");
    if (isRefusal(error, "api/body-too-large")) return refused(413, "too-large");
    if (isRefusal(error, "api/content-encoding")) return refused(400, "unreadable");
    throw error;
  }
}

async function shownIn(request: Request): Promise<Shown | Asked> {
  const body = await readBody(request, MOST_BYTES);
  const form = await readForm(request.headers["content-type"] ?? "", body);
  if (form === null) return refused(400, "unreadable");
  const typed = (form.get("digest") ?? "").toString().trim().toLowerCase();
  const digest = typed === "" ? null : parseSha256(typed);
  if (typed !== "" && digest === null) return refused(400, "bad-digest");
  const bytes = [form.get("file"), pasted(form.get("text"))].find((one) => one?.length);
  if (bytes === undefined && digest === null) return refused(400, "nothing");
  return { bytes: bytes ?? null, digest };
}

/** Browsers send line breaks of a text field as CR LF (RFC 7578 §4.3.2 leaves them so); signed texts have LF alone. */
const pasted = (text: Buffer | undefined): Buffer => {
  const lines = (text ?? "").toString().replaceAll("\r\n", "\n");
  return Buffer.from(lines.trim() === "" ? "" : lines);
};

function send(
  { publicOrigin }: VerifyDoorDeps,
  request: Request,
  response: Response,
  { status, lines }: Asked,
): void {
  const nonce = newNonce();
  const page = { language: languageIn(request), lines, nonce };
  response
    .status(status)
    .set("Cache-Control", "no-store")
    .set("Content-Security-Policy", policy(nonce))
    .type("text/html; charset=utf-8")
    .send(verifyHtml(page, publicOrigin));
}

const policy = (nonce: string): string =>
  `default-src 'none';style-src 'nonce-${nonce}';form-action 'self';base-uri 'none';frame-ancestors 'none'`;

function languageIn({ query, headers }: Request): Language {
  const chosen = LANGUAGES.find((language) => language === query["lang"]);
  return chosen ?? languageOf(headers["accept-language"]);
}
