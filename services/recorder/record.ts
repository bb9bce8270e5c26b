/** Use case: record a channel take after take until told to stop; whatever ends a take, another one begins. */
import { isRefusal } from "../kernel/refusal.ts";
import type { Interruption } from "../live/holes.ts";
import type { MeasuredClock, SegmentClocks } from "../live/segment-clocks.ts";
import { ByteRate } from "./byte-rate.ts";
import { FragmentReader, type Piece } from "./fragments.ts";
import type { Camera, LiveBody, Spool, TakeWriter } from "./ports.ts";
import { endsBefore } from "./segment-cutter.ts";

/**
 * Why a take ended. "stopped": it was told to. "source-ended": the camera did. "tool-ended": what joins its packets did, while
 * the camera sent. Codes of refusals say why none began.
 */
export type TakeEnd =
  | "stopped"
  | "source-ended"
  | "tool-ended"
  | "frozen"
  | "too-fast"
  | "malformed"
  | "disk";

/** As the service is told it. Before the first take of this process none ran. */
const INTERRUPTIONS: Readonly<Record<TakeEnd, Interruption>> = {
  stopped: "recorder-away",
  "source-ended": "source-away",
  "tool-ended": "recorder-fault",
  frozen: "source-silent",
  "too-fast": "source-fault",
  malformed: "source-fault",
  disk: "recorder-full",
};

export interface RecordDeps {
  readonly camera: Camera;
  readonly spool: Spool;
  readonly nowMs: () => number;
  /** How far that is from the service's clock. */
  readonly clock: () => MeasuredClock | null;
  /** Resolves early, and never rejects, when `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A segment was closed, by these clocks: whoever sends may look. */
  readonly onClosed: (clocks: SegmentClocks | null) => void;
  /** What the channel is at, for its status. */
  readonly onState: (state: RecordState) => void;
}

export type RecordState =
  | { readonly state: "recording"; readonly sinceMs: number; readonly takes: number }
  | { readonly state: "no-source"; readonly sinceMs: number; readonly why: string };

/** A camera that sent nothing for this long is frozen: its take ends, and it is asked again. */
export const FROZEN_MS = 2_000;
/** To connect and to send its first packet. */
const FIRST_BYTES_MS = 8_000;
const FIRST_WAIT_MS = 250;
/** A camera that is away is asked this seldom at most. */
const LONGEST_WAIT_MS = 500;
/** One that lets nobody in may lock out who asks too often; one that sends too much fills a disk. */
const LONG_WAIT_MS = 60_000;
const ASKED_SELDOM = new Set<string>(["recorder/refused", "too-fast"]);

export async function recordChannel(
  deps: RecordDeps,
  channel: string,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  let after: Interruption = "recorder-away";
  for (let takes = 1; !signal.aborted; takes += 1) {
    const take = deps.spool.take(channel, deps.nowMs());
    const end = await recordTake(deps, { writer: take, takes, after }, signal);
    if (isOver(signal)) return;
    deps.onState({ state: "no-source", sinceMs: deps.nowMs(), why: end.why });
    // What ended the last take that gave something is why this stretch is missing.
    if (end.segments > 0) after = INTERRUPTIONS[end.why as TakeEnd];
    // After a take that gave something the camera is asked again at once.
    const isSeldom = ASKED_SELDOM.has(end.why);
    failures = end.segments > 0 && !isSeldom ? 0 : failures + 1;
    const waitMs = FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10);
    const mostMs = isSeldom ? LONG_WAIT_MS : LONGEST_WAIT_MS;
    if (failures > 0) await deps.sleep(Math.min(waitMs, mostMs), signal);
  }
}

const isOver = ({ aborted }: AbortSignal): boolean => aborted;

interface Ended {
  readonly why: TakeEnd | (string & {});
  readonly segments: number;
}

interface Begun {
  readonly writer: TakeWriter;
  readonly takes: number;
  readonly after: Interruption;
}

async function recordTake(deps: RecordDeps, begun: Begun, signal: AbortSignal): Promise<Ended> {
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
  const writing = new Take(deps, begun, body);
  let why: TakeEnd = "stopped";
  try {
    why = await follow(deps, body, writing, signal);
    return { why, segments: writing.segments };
  } finally {
    signal.removeEventListener("abort", stop);
    body.kill(why === "tool-ended");
  }
}

/** Reads until the body ends, or must be ended; what came is on the disk when it answers. */
async function follow(
  deps: RecordDeps,
  body: LiveBody,
  writing: Take,
  signal: AbortSignal,
): Promise<TakeEnd> {
  const reader = new FragmentReader();
  const rate = new ByteRate();
  const chunks = body.chunks[Symbol.asyncIterator]();
  let why: TakeEnd | null = null;
  while (why === null) {
    const next = chunks.next();
    const got = await orFrozen(deps, body, writing, next);
    if (got === "frozen") {
      why = "frozen";
      body.kill(false);
      continueUntilEnd(next);
    } else if (got.done === true) {
      why = (await body.state()).isThere ? "tool-ended" : "source-ended";
    } else if (rate.isTooFast(got.value.byteLength, deps.nowMs())) why = "too-fast";
    else why = await take(writing, reader, got.value);
  }
  await writing.end(reader.rest());
  return signal.aborted ? "stopped" : why;
}

type Next = Promise<IteratorResult<Buffer>>;

/** A camera that sends, of which nothing is written: what joins its packets hangs. */
const HUNG_MS = 15_000;

/** A camera may send so little that a fragment takes long: what counts is when its last packet came. */
async function orFrozen(
  { nowMs, sleep }: RecordDeps,
  body: LiveBody,
  { hasBegun }: Take,
  next: Next,
): Promise<Awaited<Next> | "frozen"> {
  const fromMs = nowMs();
  // Nothing is frozen sooner, so nobody is asked sooner.
  for (let leftMs = FROZEN_MS; leftMs > 0;) {
    const watch = new AbortController();
    const got = await Promise.race([next, sleep(leftMs, watch.signal).then(() => null)]);
    watch.abort();
    if (got !== null) return got;
    const { lastMs } = await body.state();
    const waitedMs = nowMs() - fromMs;
    const silentMs = nowMs() - Math.max(lastMs ?? fromMs, fromMs);
    const isHeard = hasBegun || lastMs !== null;
    const soonMs = isHeard ? FROZEN_MS - silentMs : FIRST_BYTES_MS - waitedMs;
    leftMs = Math.min(soonMs, HUNG_MS - waitedMs);
  }
  return "frozen";
}

/** Somebody must hear how it ended. */
const continueUntilEnd = (next: Promise<unknown>): void => void next.catch(() => undefined);

/** Null: it goes on. */
async function take(writing: Take, reader: FragmentReader, chunk: Buffer): Promise<TakeEnd | null> {
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
  return null;
}

export const isFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

/**
 * What a fragment is made of came within its length before it, and this: on a busy machine what joins packets is behind. What is
 * held too long comes twice where that dies; what is held too short never comes.
 */
const BEHIND_MS = 3_000;
/** From a camera's packet to its fragment here takes no longer than this, once nothing is held any more. */
const SWIFT_MS = 250;
const CATCH_UP_MS = 10_000;
/** A camera whose clock jumps sends a fragment of hours: no longer than this before the one before it was here did it begin. */
const LONGEST_FRAGMENT_MS = 2_000;

/** One take on the disk: fragments become segments. */
class Take {
  readonly #deps: RecordDeps;
  readonly #begun: Begun;
  readonly #body: LiveBody;
  #openMs: number | null = null;
  /** Where the next fragment begins by what came before it; null: it has caught up, and begins its length before it is here. */
  #nextMs: number | null = null;
  #takenMs = 0;
  /** When the fragment before was here. */
  #hereMs: number | null = null;
  /** The disk took a part of what was written last. */
  #isTorn = false;
  segments = 0;
  hasBegun = false;

  constructor(deps: RecordDeps, begun: Begun, body: LiveBody) {
    this.#deps = deps;
    this.#begun = begun;
    this.#body = body;
  }

  async add(piece: Piece): Promise<void> {
    const { writer, takes, after } = this.#begun;
    if (piece.kind === "init") {
      await writer.begin(piece.bytes, after);
      this.hasBegun = true;
      this.#nextMs = (await this.#body.state()).fromMs;
      this.#deps.onState({ state: "recording", sinceMs: this.#deps.nowMs(), takes });
      return;
    }
    const { bytes } = piece;
    const hereMs = this.#deps.nowMs();
    const mostMs = hereMs - (this.#hereMs ?? hereMs) + LONGEST_FRAGMENT_MS;
    const durationMs = Math.min(piece.durationMs, mostMs);
    this.#hereMs = hereMs;
    let clocks: SegmentClocks | null = null;
    // Where one ends the next begins, by the same clocks; of one that goes on they were told when it was opened.
    if (this.#openMs === null) clocks = await this.#clocks();
    else if (endsBefore(this.#openMs, piece)) clocks = await this.#close(true);
    const isFirst = this.#openMs === null;
    this.#isTorn = true;
    await writer.append(bytes, this.#startOf(durationMs, hereMs), clocks);
    this.#isTorn = false;
    this.#openMs = (this.#openMs ?? 0) + durationMs;
    // Held is from a key picture on, as a segment is: more often would tell nothing.
    if (isFirst) this.#body.kept(hereMs - durationMs - BEHIND_MS);
  }

  /** A fragment is here when it ends; those of which the camera's packets were held come faster than they were recorded. */
  #startOf(durationMs: number, hereMs: number): number {
    const startMs = hereMs - durationMs;
    const ownMs = Math.min(this.#nextMs ?? startMs, startMs);
    const isBehind = startMs - ownMs > SWIFT_MS && this.#takenMs < CATCH_UP_MS;
    this.#takenMs += durationMs;
    this.#nextMs = isBehind ? ownMs + durationMs : null;
    return ownMs;
  }

  /** With what came of a fragment that never came whole; nothing is thrown away. */
  async end(rest: Buffer): Promise<void> {
    const isWhole = rest.byteLength === 0 && !this.#isTorn;
    try {
      if (this.hasBegun && !isWhole) {
        this.#openMs ??= 0;
        const nowMs = this.#deps.nowMs();
        if (!this.#isTorn) await this.#begun.writer.append(rest, nowMs, await this.#clocks());
      }
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    if (this.#openMs !== null) await this.#close(isWhole);
  }

  async #close(isComplete: boolean): Promise<SegmentClocks | null> {
    const clocks = await this.#clocks();
    await this.#begun.writer.close(this.#openMs ?? 0, isComplete, clocks);
    this.#openMs = null;
    this.segments += 1;
    this.#deps.onClosed(clocks);
    return clocks;
  }

  async #clocks(): Promise<SegmentClocks | null> {
    const [recorder, { clock: source }] = [this.#deps.clock(), await this.#body.state()];
    return recorder === null && source === null ? null : { recorder, source };
  }
}
