/** Use case: record a channel take after take until told to stop; whatever ends a take, another one begins. */
import { isRefusal } from "../kernel/refusal.ts";
import { FragmentReader, type Piece } from "./fragments.ts";
import type { Camera, LiveBody, Spool, TakeWriter } from "./ports.ts";
import { endsBefore } from "./segment-cutter.ts";

/** Why a take ended. "stopped": it was told to. "source-ended": the camera did. Codes of refusals say why none began. */
export type TakeEnd = "stopped" | "source-ended" | "frozen" | "too-fast" | "malformed" | "disk";

export interface RecordDeps {
  readonly camera: Camera;
  readonly spool: Spool;
  readonly nowMs: () => number;
  /** Resolves early, and never rejects, when `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A segment was closed: whoever sends may look. */
  readonly onClosed: () => void;
  /** What the channel is at, for its status. */
  readonly onState: (state: RecordState) => void;
}

export type RecordState =
  | { readonly state: "recording"; readonly sinceMs: number; readonly takes: number }
  | { readonly state: "no-source"; readonly sinceMs: number; readonly why: string };

/** A camera that sent nothing for this long is frozen: its take ends, and it is asked again. */
export const FROZEN_MS = 2_000;
/** To connect, to be described and to send its first fragment. */
const FIRST_BYTES_MS = 8_000;
/** 100 Mbit/s over ten seconds: more than any camera sends that is worth keeping. */
const MOST_BYTES = 125_000_000;
const RATE_WINDOW_MS = 10_000;
const LONGEST_WAIT_MS = 5_000;
const FIRST_WAIT_MS = 250;

export async function recordChannel(
  deps: RecordDeps,
  channel: string,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  for (let takes = 1; !signal.aborted; takes += 1) {
    const take = deps.spool.take(channel, deps.nowMs());
    const end = await recordTake(deps, take, takes, signal);
    if (isOver(signal)) return;
    deps.onState({ state: "no-source", sinceMs: deps.nowMs(), why: end.why });
    // After a take that gave something the camera is asked again at once.
    failures = end.segments > 0 ? 0 : failures + 1;
    const waitMs = FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10);
    if (failures > 0) await deps.sleep(Math.min(waitMs, LONGEST_WAIT_MS), signal);
  }
}

const isOver = ({ aborted }: AbortSignal): boolean => aborted;

interface Ended {
  readonly why: TakeEnd | (string & {});
  readonly segments: number;
}

async function recordTake(
  deps: RecordDeps,
  take: TakeWriter,
  takes: number,
  signal: AbortSignal,
): Promise<Ended> {
  let body: LiveBody;
  try {
    body = await deps.camera.open(signal);
  } catch (error) {
    if (signal.aborted) return { why: "stopped", segments: 0 };
    if (isRefusal(error)) return { why: error.code, segments: 0 };
    throw error;
  }
  const stop = (): void => body.stop();
  signal.addEventListener("abort", stop);
  const writing = new Take(deps, take, takes);
  try {
    return { why: await follow(deps, body, writing, signal), segments: writing.segments };
  } finally {
    signal.removeEventListener("abort", stop);
    body.kill();
  }
}

/** Reads until the body ends, or must be ended; what came is on the disk when it answers. */
async function follow(
  { nowMs, sleep }: RecordDeps,
  body: LiveBody,
  writing: Take,
  signal: AbortSignal,
): Promise<TakeEnd> {
  const reader = new FragmentReader();
  const rate = new Rate();
  const chunks = body.chunks[Symbol.asyncIterator]();
  let why: TakeEnd = "source-ended";
  for (let limitMs = FIRST_BYTES_MS; ; limitMs = writing.hasBegun ? FROZEN_MS : FIRST_BYTES_MS) {
    const next = chunks.next();
    const watch = new AbortController();
    const frozen = sleep(limitMs, watch.signal).then(() => "frozen" as const);
    const got = await Promise.race([next, frozen]);
    watch.abort();
    if (got === "frozen") {
      why = "frozen";
      body.kill();
      continueUntilEnd(next);
      break;
    }
    if (got.done === true) break;
    if (rate.isTooFast(got.value.byteLength, nowMs())) why = "too-fast";
    else why = await take(writing, reader, got.value);
    if (why !== "source-ended") break;
  }
  await writing.end(reader.rest());
  return signal.aborted ? "stopped" : why;
}

/** Somebody must hear how it ended. */
const continueUntilEnd = (next: Promise<unknown>): void => void next.catch(() => undefined);

async function take(writing: Take, reader: FragmentReader, chunk: Buffer): Promise<TakeEnd> {
  let pieces: readonly Piece[];
  try {
    pieces = reader.push(chunk);
  } catch (error) {
    if (isRefusal(error, "recorder/no-fragments")) return "malformed";
    throw error;
  }
  try {
    for (const piece of pieces) await writing.add(piece);
  } catch (error) {
    if (isFull(error)) return "disk";
    throw error;
  }
  return "source-ended";
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

/** One take on the disk: fragments become segments. */
class Take {
  readonly #deps: RecordDeps;
  readonly #writer: TakeWriter;
  readonly #takes: number;
  #openMs: number | null = null;
  segments = 0;
  hasBegun = false;

  constructor(deps: RecordDeps, writer: TakeWriter, takes: number) {
    this.#deps = deps;
    this.#writer = writer;
    this.#takes = takes;
  }

  async add(piece: Piece): Promise<void> {
    if (piece.kind === "init") {
      await this.#writer.begin(piece.bytes);
      this.hasBegun = true;
      const sinceMs = this.#deps.nowMs();
      this.#deps.onState({ state: "recording", sinceMs, takes: this.#takes });
      return;
    }
    if (this.#openMs !== null && endsBefore(this.#openMs, piece)) await this.#close(true);
    // The fragment is here when it ends.
    await this.#writer.append(piece.bytes, this.#deps.nowMs() - piece.durationMs);
    this.#openMs = (this.#openMs ?? 0) + piece.durationMs;
  }

  /** With what came of a fragment that never came whole; nothing is thrown away. */
  async end(rest: Buffer): Promise<void> {
    const isWhole = rest.byteLength === 0;
    try {
      if (this.hasBegun && !isWhole) {
        await this.#writer.append(rest, this.#deps.nowMs());
        this.#openMs ??= 0;
      }
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    if (this.#openMs !== null) await this.#close(isWhole);
  }

  async #close(isComplete: boolean): Promise<void> {
    await this.#writer.close(this.#openMs ?? 0, isComplete);
    this.#openMs = null;
    this.segments += 1;
    this.#deps.onClosed();
  }
}

/** Bytes of the last ten seconds, counted in two halves. */
class Rate {
  #fromMs = 0;
  #bytes = 0;
  #before = 0;

  isTooFast(bytes: number, nowMs: number): boolean {
    const elapsed = nowMs - this.#fromMs;
    if (elapsed > RATE_WINDOW_MS / 2) {
      this.#before = elapsed > RATE_WINDOW_MS ? 0 : this.#bytes;
      this.#bytes = 0;
      this.#fromMs = nowMs;
    }
    this.#bytes += bytes;
    return this.#bytes + this.#before > MOST_BYTES;
  }
}
