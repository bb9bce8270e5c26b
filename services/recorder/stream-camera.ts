/** A camera or encoder whose stream is known only once its first bytes are here: it is called, or awaited. */
import type { Refusal } from "../kernel/refusal.ts";
import { type Camera, type LiveBody, NOTHING_KNOWN } from "./ports.ts";

/** Why a stream gave nothing. "other-audio": its sound is no AAC. */
export type StreamProblem = "wrong-passphrase" | "other-audio";

export interface SentStream {
  readonly chunks: AsyncIterable<Buffer>;
  kill(): void;
  /** What went wrong since it was asked last. */
  problem(): StreamProblem | null;
}

export interface StreamDeps {
  /** Calls, or listens. AAC is written otherwise in a transport stream than in MP4, and no other sound is. */
  readonly connect: (sound: "aac" | "other") => SentStream;
  /** Resolves early, and never rejects, when `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** To connect, and to send a key picture. */
const FIRST_BYTES_MS = 8_000;

interface Begun {
  readonly stream: SentStream;
  readonly chunks: AsyncIterator<Buffer>;
  readonly first: Promise<IteratorResult<Buffer>>;
}

/** What is said of it where nothing comes, and where it is not let in. */
export type StreamWords = Readonly<Record<"silent" | "refused", () => Refusal>>;

export function streamCamera(
  deps: StreamDeps,
  isListener: boolean,
  { silent, refused }: StreamWords,
): Camera {
  let sound: "aac" | "other" = "aac";
  let waiting: Begun | null = null;
  /** What nobody called goes on listening until it is asked again: who calls meanwhile is not turned away. */
  const leave = (begun: Begun, signal: AbortSignal): void => {
    waiting = begun;
    const end = (): void => {
      if (waiting === begun) waiting = null;
      begun.stream.kill();
    };
    signal.addEventListener("abort", end, { once: true });
    void begun.first.then(() => signal.removeEventListener("abort", end));
  };
  const open = async (signal: AbortSignal): Promise<LiveBody> => {
    const begun = waiting ?? begin(deps.connect(sound));
    waiting = null;
    const got = await firstOf(begun, deps, signal);
    if (signal.aborted) begun.stream.kill();
    signal.throwIfAborted();
    if (got === "late") {
      const problem = begun.stream.problem();
      if (isListener) leave(begun, signal);
      else begun.stream.kill();
      throw problem === "wrong-passphrase" ? refused() : silent();
    }
    if (got.done !== true) return bodyOf(begun, got.value);
    const problem = begun.stream.problem();
    if (problem === "wrong-passphrase") throw refused();
    if (problem !== "other-audio" || sound === "other") throw silent();
    sound = "other";
    return open(signal);
  };
  return { open };
}

function begin(stream: SentStream): Begun {
  const chunks = stream.chunks[Symbol.asyncIterator]();
  return { stream, chunks, first: chunks.next() };
}

async function firstOf({ first }: Begun, { sleep }: StreamDeps, signal: AbortSignal) {
  const early = new AbortController();
  const late = sleep(FIRST_BYTES_MS, AbortSignal.any([early.signal, signal]));
  const got = await Promise.race([first, late.then(() => "late" as const)]);
  early.abort();
  return got;
}

function bodyOf({ stream, chunks }: Begun, first: Buffer): LiveBody {
  return {
    source: null,
    chunks: joined(first, chunks),
    // Nobody can ask the sender to end: what is no whole fragment yet is lost.
    stop: () => stream.kill(),
    kill: () => stream.kill(),
    // What receives and what joins is one: nothing is held for another, and its end is the sender's.
    kept: () => undefined,
    state: () => Promise.resolve(NOTHING_KNOWN),
  };
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
