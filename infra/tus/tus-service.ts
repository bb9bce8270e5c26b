/** The service as the dock speaks to it: tus 1.0.0, one request a call, every answer a value and never a throw. */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type UploadId, parseId } from "../../services/kernel/ids.ts";
import type { ClientTls } from "../../services/access/device-identity.ts";
import { CLOCK_PATH, tellClock } from "../../services/ingest/tell-clock.ts";
import { formatMetadata } from "../../services/ingest/upload-metadata.ts";
import { ReceiptFile } from "../../services/sealing/receipt-file.ts";
import { type Ask, batchCalls } from "./batch-calls.ts";
import { type Answer, exchange } from "./exchange.ts";
import { type Outcome, failure, parsed } from "./outcome.ts";

/** Visits follow each other more slowly. */
const CHECK_EVERY_MS = 600_000;
const CHECK_AGAIN_MS = 30_000;

export interface TusServiceOptions {
  readonly url: string;
  readonly deviceToken: string | null;
  /** What proves the device instead of a token, as it is now: another one is used from the next request on. */
  readonly tls?: () => ClientTls;
}

/** Who sends, with connections that are kept; answers both for the next request. */
function keptSender({ url, deviceToken, tls }: TusServiceOptions) {
  const isHttps = new URL(url).protocol === "https:";
  const newAgent = () =>
    isHttps ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  let agent = newAgent();
  let shown = tls?.();
  return {
    next: () => {
      const now = tls?.();
      // A connection shows the certificate it was opened with: a new one needs new connections.
      if (now !== shown) agent = newAgent();
      shown = now;
      return { deviceToken, agent, ...(now === undefined ? {} : { tls: now }) };
    },
    close: (): void => agent.destroy(),
  };
}

export function tusService(options: TusServiceOptions) {
  const { url } = options;
  const sender = keptSender(options);
  let clockOffset: number | null = null;
  const ask = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array,
  ): Promise<Answer | null> => {
    const answer = await exchange(sender.next(), method, new URL(path, url), headers, body);
    const date = Date.parse(answer?.headers.date ?? "");
    if (!Number.isNaN(date)) clockOffset = date - Date.now();
    return answer;
  };
  const tellOwnClock = clockTeller(ask);
  return {
    announce: async (
      sizeBytes: number,
      metadata: Readonly<Record<string, string>>,
    ): Promise<Outcome<UploadId>> => {
      // Once a visit, and before what it is to stand beside.
      await tellOwnClock();
      const answer = await ask("POST", "/uploads", {
        "Upload-Length": String(sizeBytes),
        "Upload-Metadata": formatMetadata(metadata),
      });
      const id = parseId<UploadId>(answer?.headers.location?.split("/").at(-1) ?? "");
      return answer?.status === 201 && id !== null ? { ok: true, value: id } : failure(answer);
    },
    offset: async (upload: UploadId): Promise<Outcome<number>> =>
      sayingWhy(offsetIn(await ask("HEAD", `/uploads/${upload}`), 200)),
    append: async (
      upload: UploadId,
      offset: number,
      bytes: Uint8Array,
      known?: Sha256,
    ): Promise<Outcome<number>> => {
      const digest = Buffer.from(known ?? sha256(bytes), "hex").toString("base64");
      const headers = {
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": String(bytes.byteLength),
        "Upload-Offset": String(offset),
        "Upload-Checksum": `sha256 ${digest}`,
      };
      return offsetIn(await ask("PATCH", `/uploads/${upload}`, headers, bytes), 204);
    },
    receipt: async (upload: UploadId): Promise<Outcome<ReceiptFile | null>> => {
      const answer = await ask("GET", `/uploads/${upload}/receipt`);
      if (answer?.status === 202) return { ok: true, value: null };
      if (answer?.status !== 200) return failure(answer);
      const receipt = ReceiptFile.safeParse(parsed(answer.body));
      return receipt.success ? { ok: true, value: receipt.data } : failure(answer);
    },
    ...batchCalls(ask),
    clockOffsetMs: (): number | null => clockOffset,
    close: sender.close,
  };
}

/** Tells how this machine's clock stands, unless it did a while ago. */
function clockTeller(ask: Ask): () => Promise<void> {
  const json = { "Content-Type": "application/json" };
  let next = 0;
  let telling: Promise<void> | null = null;
  const tell = async (): Promise<void> => {
    const isTold = await tellClock((body) => ask("POST", CLOCK_PATH, json, body));
    next = Date.now() + (isTold ? CHECK_EVERY_MS : CHECK_AGAIN_MS);
  };
  // Recordings that are announced side by side wait for the same answer.
  return async () => {
    if (Date.now() < next) return;
    telling ??= tell().finally(() => (telling = null));
    await telling;
  };
}

/** An answer to HEAD has no body that says why. An upload of another device is 404, so 403 is about this one. */
const sayingWhy = <T>(outcome: Outcome<T>): Outcome<T> =>
  !outcome.ok && outcome.why === "refused" && outcome.status === 403
    ? { ...outcome, code: "access/not-permitted" }
    : outcome;

function offsetIn(answer: Answer | null, expected: number): Outcome<number> {
  const offset = Number(answer?.headers["upload-offset"]);
  return answer?.status === expected && Number.isSafeInteger(offset)
    ? { ok: true, value: offset }
    : failure(answer);
}
