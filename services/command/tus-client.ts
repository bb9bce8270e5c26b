/**
 * A small tus 1.0.0 client: sends a file in 8 MiB appends, each with its SHA-256, and goes on where the
 * server stands after a cut, a restart of the server, or a kill of this process.
 */
import { type FileHandle, open } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ClientTls } from "../access/device-identity.ts";
import { formatMetadata } from "../ingest/upload-metadata.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What proves the device: its token, or its certificate. */
export interface DeviceSender {
  readonly deviceToken?: string | null;
  readonly tls?: ClientTls;
}

/** One request; null where no whole answer came, and only the server knows what it did. */
export type Exchange = (
  sender: DeviceSender,
  method: string,
  url: URL,
  headers?: Readonly<Record<string, string>>,
  body?: Uint8Array,
) => Promise<Answer | null>;

export interface TusOptions extends DeviceSender {
  /** Of the service, e.g. http://127.0.0.1:8420 */
  readonly url: string;
  readonly exchange: Exchange;
  readonly patchBytes?: number;
  /** Tries without any progress before it gives up. */
  readonly tries?: number;
  readonly firstDelayMs?: number;
}

export interface TusFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Where the upload goes on, kept by the caller over a kill. */
export interface UploadPlace {
  load(): Promise<string | null>;
  save(uploadUrl: string): Promise<void>;
}

/** The server said no and will go on saying no. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
  readonly status: number;
  readonly code: string;
  readonly fix: string | undefined;
  readonly retryAfterMs: number;
  /** It says itself that trying again is of no use for longer than anyone waits here: a day's quota is used up. */
  readonly isForLong: boolean;

  constructor(answer: Answer) {
    const problem = Problem.safeParse(parse(answer.body));
    super(problem.success ? problem.data.detail : `HTTP ${answer.status}`);
    this.status = answer.status;
    this.code = problem.success ? problem.data.code : "command/upload-refused";
    this.fix = problem.success ? problem.data.fix : undefined;
    const seconds = Number(answer.headers["retry-after"]);
    this.isForLong = seconds > MAX_RETRY_AFTER_SECONDS;
    this.retryAfterMs = seconds > 0 && seconds <= MAX_RETRY_AFTER_SECONDS ? seconds * 1000 : 0;
  }
}

/** It could not be reached, or was too busy, for as long as we tried. */
export class UploadUnreachable extends Error {
  override readonly name = "UploadUnreachable";
}

/** No answer came; whether the bytes arrived, only the server knows. */
class ConnectionBroken extends Error {
  override readonly name = "ConnectionBroken";
}

const Problem = z.object({ code: z.string(), detail: z.string(), fix: z.string().optional() });
const PATCH_BYTES = 8 << 20;
const TRIES = 10;
/** While nobody has answered yet: most likely the address is wrong, or nothing runs there. */
const FIRST_TRIES = 5;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 20_000;
const MAX_RETRY_AFTER_SECONDS = 300;
/** Try again: timed out, conflict (look at the offset anew), too early, locked, too many, checksum mismatch. */
const AGAIN = new Set([408, 409, 423, 425, 429, 460, 500, 502, 503, 504]);

/** Sends the whole file and answers the upload's address. */
export async function sendFile(
  options: TusOptions,
  file: TusFile,
  place: UploadPlace,
  onProgress: (sentBytes: number) => void,
): Promise<string> {
  const handle = await open(file.path, "r");
  try {
    return await untilSent(options, file, handle, place, onProgress);
  } finally {
    await handle.close();
  }
}

async function untilSent(
  options: TusOptions,
  file: TusFile,
  handle: FileHandle,
  place: UploadPlace,
  onProgress: (sentBytes: number) => void,
): Promise<string> {
  const patience = new Patience(options);
  let upload = await place.load();
  let offset: number | null = null;
  for (;;) {
    try {
      if (upload === null) {
        upload = await create(options, file);
        await place.save(upload);
        offset = 0;
      }
      if (offset === null) {
        offset = await offsetOf(options, upload);
        if (offset === null) {
          upload = null; // it expired: begin anew
          continue;
        }
      }
      onProgress(offset);
      if (offset >= file.sizeBytes) return upload;
      const next = await append(options, upload, handle, offset, file.sizeBytes);
      if (next > offset) patience.progressed();
      offset = next;
    } catch (error) {
      const passing = error instanceof UploadRefused && AGAIN.has(error.status) && !error.isForLong;
      if (!passing && !(error instanceof ConnectionBroken)) throw error;
      await patience.wait(error);
      offset = null;
    }
  }
}

async function create(options: TusOptions, file: TusFile): Promise<string> {
  const metadata = formatMetadata(file.metadata);
  const answer = await ask(options, "POST", new URL("/uploads", options.url), {
    "Upload-Length": String(file.sizeBytes),
    ...(metadata === "" ? {} : { "Upload-Metadata": metadata }),
  });
  const { location } = answer.headers;
  if (answer.status !== 201 || location === undefined) throw new UploadRefused(answer);
  return new URL(location, new URL("/uploads", options.url)).href;
}

/** Null if the server has no such upload any more. */
async function offsetOf(options: TusOptions, upload: string): Promise<number | null> {
  const answer = await ask(options, "HEAD", new URL(upload), {});
  if (answer.status === 404 || answer.status === 410) return null;
  return wholeOffset(answer, 200);
}

async function append(
  options: TusOptions,
  upload: string,
  handle: FileHandle,
  offset: number,
  sizeBytes: number,
): Promise<number> {
  const bytes = Buffer.allocUnsafe(Math.min(options.patchBytes ?? PATCH_BYTES, sizeBytes - offset));
  const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, offset);
  if (bytesRead === 0) throw new Error("the file became shorter while it was sent");
  const body = bytes.subarray(0, bytesRead);
  const digest = createHash("sha256").update(body).digest("base64");
  const answer = await ask(
    options,
    "PATCH",
    new URL(upload),
    {
      "Content-Type": "application/offset+octet-stream",
      "Content-Length": String(body.byteLength),
      "Upload-Offset": String(offset),
      "Upload-Checksum": `sha256 ${digest}`,
    },
    body,
  );
  return wholeOffset(answer, 204);
}

function wholeOffset(answer: Answer, expected: number): number {
  const offset = Number(answer.headers["upload-offset"]);
  if (answer.status !== expected || !Number.isSafeInteger(offset)) throw new UploadRefused(answer);
  return offset;
}

/** @throws ConnectionBroken */
async function ask(
  options: TusOptions,
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body?: Buffer,
): Promise<Answer> {
  const answer = await options.exchange(options, method, url, headers, body);
  if (answer === null) throw new ConnectionBroken("no answer came");
  return answer;
}

/** Waits longer after each failure, as the server asks or doubling; progress starts it anew. */
class Patience {
  readonly #options: TusOptions;
  #failures = 0;
  #answered = false;

  constructor(options: TusOptions) {
    this.#options = options;
  }

  progressed(): void {
    this.#failures = 0;
    this.#answered = true;
  }

  async wait(error: unknown): Promise<void> {
    this.#failures += 1;
    this.#answered ||= error instanceof UploadRefused;
    const tries = this.#options.tries ?? (this.#answered ? TRIES : FIRST_TRIES);
    if (this.#failures >= tries) {
      throw error instanceof UploadRefused
        ? error
        : new UploadUnreachable("the service does not answer", { cause: error });
    }
    const doubled = (this.#options.firstDelayMs ?? FIRST_DELAY_MS) * 2 ** (this.#failures - 1);
    const asked = error instanceof UploadRefused ? error.retryAfterMs : 0;
    const jitter = 0.75 + Math.random() / 2; // docks that lost one server must not come back as one
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(asked, Math.min(doubled, LONGEST_DELAY_MS) * jitter)),
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
