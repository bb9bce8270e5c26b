/** `push`: a file goes to the service, and its receipt is waited for and verified here. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { parseInstant } from "../kernel/clock.ts";
import { type Sha256, sha256OfStream } from "../kernel/digest.ts";
import { CLOCK_PATH, tellClock } from "../ingest/tell-clock.ts";
import { ReceiptFile } from "../sealing/receipt-file.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { PrivateFiles } from "./host.ts";
import { pushState } from "./push-state.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { PUSH } from "./texts/push.ts";
import { sendFile, type TusOptions, UploadRefused, UploadUnreachable } from "./tus-client.ts";

/** What the receipt says once it is verified, or why it is not believed. */
export type ReceiptVerdict =
  | {
      readonly valid: true;
      readonly itemId: string;
      readonly serverSha256: string;
      readonly sizeBytes: number;
      readonly mayDeleteOnDevice: boolean;
      readonly ledger: { readonly origin: string; readonly index: number };
    }
  | { readonly valid: false; readonly reason: string };

/** What receipts are judged against. */
export interface Trust {
  readonly rootPem: string;
  /** Verifier key of the log of this name. */
  readonly ledgerKey: (origin: string) => Promise<string>;
  /** It came from the very service it judges. */
  readonly fetched: boolean;
}

export interface PushDeps {
  readonly term: Terminal;
  readonly files: PrivateFiles;
  readonly stateFolder: string;
  readonly trust: (url: string) => Promise<Trust>;
  readonly checkReceipt: (receipt: ReceiptFile, trust: Trust) => Promise<ReceiptVerdict>;
  /** Shows how far it is; a no-op where nobody looks. */
  readonly progress: (sizeBytes: number) => { update(sent: number): void; stop(): void };
  readonly receiptLimitMs: number;
}

export interface PushOptions extends TusOptions {
  readonly deviceId?: string;
  readonly case: string | undefined;
  readonly recordedAt: string | undefined;
  readonly activity: string | undefined;
}

export interface Pushed {
  readonly file: string;
  readonly exitCode: ExitCode;
  readonly upload: string | null;
  readonly receipt: ReceiptFile | null;
}

/** All files, one after another; the exit code is that of the first that failed. */
export async function push(
  deps: PushDeps,
  paths: readonly string[],
  options: PushOptions,
): Promise<ExitCode> {
  if (options.recordedAt !== undefined && parseInstant(options.recordedAt) === null) {
    throw new VerbFailure(EXIT.usage, PUSH.badInstant);
  }
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true)
      throw new VerbFailure(EXIT.usage, PUSH.notReadable, { file: path });
  }
  await tellClock((body) =>
    options.exchange(
      options,
      "POST",
      new URL(CLOCK_PATH, options.url),
      { "Content-Type": "application/json" },
      body,
    ),
  );
  const all: Pushed[] = [];
  for (const path of paths) all.push(await pushOne(deps, path, options));
  deps.term.result({
    files: all.map(({ file, exitCode, upload, receipt }) => ({
      file,
      ok: exitCode === EXIT.ok,
      upload,
      receipt,
    })),
  });
  return all.find(({ exitCode }) => exitCode !== EXIT.ok)?.exitCode ?? EXIT.ok;
}

export async function pushOne(deps: PushDeps, path: string, options: PushOptions): Promise<Pushed> {
  const { term } = deps;
  const file = basename(path);
  const failed = (exitCode: ExitCode, upload: string | null = null): Pushed => ({
    file,
    exitCode,
    upload,
    receipt: null,
  });
  try {
    term.tell(PUSH.hashing, { file });
    const local = await sha256OfStream(createReadStream(path, { highWaterMark: 1 << 20 }));
    const state = pushState(deps.files, deps.stateFolder, { ...options, sha256: local.sha256 });
    if ((await state.load()) !== null) term.tell(PUSH.goingOn, { file });
    const bar = deps.progress(local.sizeBytes);
    let upload: string;
    try {
      const metadata = metadataOf(file, local.sha256, options);
      const { sizeBytes } = local;
      upload = await sendFile(options, { path, sizeBytes, metadata }, state, (sent) =>
        bar.update(sent),
      );
    } finally {
      bar.stop();
    }
    term.tell(PUSH.waiting, { file });
    const receipt = await awaitReceipt(deps, options, upload);
    if (receipt === null) {
      term.tell(PUSH.noReceiptYet, { file, seconds: deps.receiptLimitMs / 1000 });
      return failed(EXIT.attention, upload);
    }
    const exitCode = await judge(deps, file, local, receipt, options.url);
    if (exitCode === EXIT.ok) await state.done();
    return { file, exitCode, upload, receipt };
  } catch (error) {
    return failed(explain(term, file, error));
  }
}

function explain(term: Terminal, file: string, error: unknown): ExitCode {
  if (error instanceof UploadUnreachable) {
    term.tell(PUSH.unreachable, { file });
    return EXIT.unreachable;
  }
  if (!(error instanceof UploadRefused)) throw error;
  if (error.code === "ingest/quarantined") {
    term.tell(PUSH.quarantined, { file, reason: error.message });
    return EXIT.negative;
  }
  const { message, code, fix = "" } = error;
  term.tell(PUSH.refused, { file, message, code, fix });
  return error.status >= 500 || error.status === 429 ? EXIT.unreachable : EXIT.attention;
}

/** The receipt is worth something only if it speaks of exactly these bytes. */
async function judge(
  { term, trust, checkReceipt }: PushDeps,
  file: string,
  local: { readonly sha256: Sha256; readonly sizeBytes: number },
  receipt: ReceiptFile,
  url: string,
): Promise<ExitCode> {
  const trusted = await trust(url);
  const verdict = await checkReceipt(receipt, trusted);
  const reason = !verdict.valid
    ? verdict.reason
    : verdict.serverSha256 !== local.sha256 || verdict.sizeBytes !== local.sizeBytes
      ? "receipt/other-bytes"
      : null;
  if (reason !== null || !verdict.valid) {
    term.tell(PUSH.receiptBad, { file, reason: reason ?? "" });
    return EXIT.negative;
  }
  const { itemId, ledger } = verdict;
  term.say(PUSH.receipt, { file, itemId, sha256: local.sha256, ...ledger });
  if (!verdict.mayDeleteOnDevice) term.tell(PUSH.keepOnDevice, { file });
  if (trusted.fetched) term.tell(PUSH.trustFetched);
  return EXIT.ok;
}

/** Null if there is none in time. A service that is down meanwhile is asked again. */
async function awaitReceipt(
  { receiptLimitMs }: PushDeps,
  options: TusOptions,
  upload: string,
): Promise<ReceiptFile | null> {
  const limit = Date.now() + receiptLimitMs;
  for (let delayMs = 100; ; delayMs = Math.min(delayMs * 1.5, 2_000)) {
    const answer = await options.exchange(options, "GET", new URL(`${upload}/receipt`));
    if (answer?.status === 200) return ReceiptFile.parse(JSON.parse(answer.body));
    const waits = answer === null || answer.status === 202 || answer.status >= 500;
    if (!waits) throw new UploadRefused(answer);
    if (Date.now() > limit) return null;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".mp4": "video/mp4",
  ".m4v": "video/mp4",
  ".mov": "video/quicktime",
  ".mkv": "video/x-matroska",
  ".webm": "video/webm",
  ".avi": "video/x-msvideo",
  ".ts": "video/mp2t",
  ".wav": "audio/wav",
  ".mp3": "audio/mpeg",
  ".m4a": "audio/mp4",
  ".jpg": "image/jpeg",
  ".png": "image/png",
};

function metadataOf(
  filename: string,
  sha256: Sha256,
  { case: caseNumber, recordedAt, activity }: PushOptions,
): Readonly<Record<string, string>> {
  return {
    filename,
    filetype: MEDIA_TYPES[extname(filename).toLowerCase()] ?? "application/octet-stream",
    sha256,
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(caseNumber === undefined ? {} : { case: caseNumber }),
    ...(activity === undefined ? {} : { activity }),
  };
}
