/** The service as the dock speaks to it: tus 1.0.0, one request a call, every answer a value and never a throw. */
import { createHash } from "node:crypto";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { z } from "zod";
import { type UploadId, parseId } from "../../services/kernel/ids.ts";
import { formatMetadata } from "../../services/ingest/upload-metadata.ts";
import { ReceiptFile } from "../../services/sealing/receipt-file.ts";
import { type Answer, exchange } from "./exchange.ts";

type Failure =
  | { readonly ok: false; readonly why: "unreachable" }
  | {
      readonly ok: false;
      readonly why: "later" | "refused" | "gone";
      readonly status: number;
      readonly code: string;
      readonly retryAfterMs: number;
    };
type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

const Problem = z.object({ code: z.string() });
/** Statuses that pass: timed out, conflict of offsets, locked, too early, too many, checksum, full. */
const PASSING = new Set([401, 408, 409, 423, 425, 429, 460, 507]);

export interface TusServiceOptions {
  readonly url: string;
  readonly deviceToken: string;
}

export function tusService({ url, deviceToken }: TusServiceOptions) {
  const isHttps = new URL(url).protocol === "https:";
  const agent = isHttps ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const sender = { deviceToken, agent };
  let clockOffset: number | null = null;
  const ask = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array,
  ): Promise<Answer | null> => {
    const answer = await exchange(sender, method, new URL(path, url), headers, body);
    const date = Date.parse(answer?.headers.date ?? "");
    if (!Number.isNaN(date)) clockOffset = date - Date.now();
    return answer;
  };
  return {
    announce: async (
      sizeBytes: number,
      metadata: Readonly<Record<string, string>>,
    ): Promise<Outcome<UploadId>> => {
      const answer = await ask("POST", "/uploads", {
        "Upload-Length": String(sizeBytes),
        "Upload-Metadata": formatMetadata(metadata),
      });
      const id = parseId<UploadId>(answer?.headers.location?.split("/").at(-1) ?? "");
      return answer?.status === 201 && id !== null ? { ok: true, value: id } : failure(answer);
    },
    offset: async (upload: UploadId): Promise<Outcome<number>> =>
      offsetIn(await ask("HEAD", `/uploads/${upload}`), 200),
    append: async (
      upload: UploadId,
      offset: number,
      bytes: Uint8Array,
    ): Promise<Outcome<number>> => {
      const digest = createHash("sha256").update(bytes).digest("base64");
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
    clockOffsetMs: (): number | null => clockOffset,
    close: (): void => agent.destroy(),
  };
}

function offsetIn(answer: Answer | null, expected: number): Outcome<number> {
  const offset = Number(answer?.headers["upload-offset"]);
  return answer?.status === expected && Number.isSafeInteger(offset)
    ? { ok: true, value: offset }
    : failure(answer);
}

/** A success that cannot be read is a proxy's or a bug's: it passes, or a person must look. */
function failure(answer: Answer | null): Failure {
  if (answer === null) return { ok: false, why: "unreachable" };
  const { status } = answer;
  const problem = Problem.safeParse(parsed(answer.body));
  const code = problem.success ? problem.data.code : `http/${status}`;
  const seconds = Number(answer.headers["retry-after"] ?? "0");
  const retryAfterMs = seconds > 0 ? seconds * 1000 : 0;
  const passes = PASSING.has(status) || status >= 500 || status < 400;
  const gone = status === 410 || status === 404;
  return {
    ok: false,
    why: gone ? "gone" : passes ? "later" : "refused",
    status,
    code,
    retryAfterMs,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
