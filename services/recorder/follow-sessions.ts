/**
 * Use case: record what the service says is running, and go on by its last word while it is silent: a recorder that lost its
 * network, or its power, records what it was told to before.
 */
import type { OwnChannel, Spool } from "./ports.ts";

export interface FollowDeps {
  readonly spool: Pick<Spool, "channels">;
  /** Null: nobody answered. */
  readonly channels: () => Promise<readonly OwnChannel[] | null>;
  /** The service's last word, over a restart. */
  readonly kept: {
    read(): Promise<readonly OwnChannel[]>;
    /** False: there is no room for it now. */
    write(channels: readonly OwnChannel[]): Promise<boolean>;
  };
  /** Runs until its signal is aborted; the first is for the camera of this name. */
  readonly record: (camera: string, channel: string, signal: AbortSignal) => Promise<void>;
  readonly send: (channel: string, signal: AbortSignal) => Promise<void>;
  /** Resolves early, and never rejects, when `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onAnswer: (channels: readonly OwnChannel[] | null) => void;
}

const LOOK_MS = 1_000;
/** A recorder that begins goes by the last word after this long: what is said now is lost if nobody listens. */
const FIRST_WORD_MS = 300;
/** A service that hangs is silent. */
const WORD_MS = 5_000;

/** `room` null: of whatever room. Rejects with what `record` or `send` could not go on after. */
export async function followSessions(
  deps: FollowDeps,
  { room, cameras }: { readonly room: string | null; readonly cameras: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const running = new Running(signal);
  let told = await deps.kept.read();
  let written = told;
  try {
    for (let limitMs = FIRST_WORD_MS; !isOver(signal); limitMs = WORD_MS) {
      const answer = await asked(deps, limitMs, running.over);
      running.throwIfFailed();
      if (isOver(signal)) return;
      deps.onAnswer(answer);
      told = answer ?? told;
      if (!isSame(told, written) && (await deps.kept.write(told))) written = told;
      const own = told.filter((one) => cameras.includes(one.name));
      const wanted = own.filter((one) => one.isRunning && (room === null || one.room === room));
      running.keep(
        "record",
        wanted.map(({ id }) => id),
        (id, ended) => deps.record(own.find((one) => one.id === id)?.name ?? "", id, ended),
      );
      const ids = new Set([...(await deps.spool.channels()), ...wanted.map(({ id }) => id)]);
      running.keep("send", [...ids], deps.send);
      await deps.sleep(LOOK_MS, running.over);
      running.throwIfFailed();
    }
  } finally {
    await running.end();
  }
}

const isOver = ({ aborted }: AbortSignal): boolean => aborted;

/** Null: nobody answered in time. */
async function asked({ channels, sleep }: FollowDeps, limitMs: number, signal: AbortSignal) {
  const over = new AbortController();
  const late = sleep(limitMs, AbortSignal.any([over.signal, signal])).then(() => null);
  const answer = await Promise.race([channels(), late]);
  over.abort();
  return answer;
}

const isSame = (left: readonly OwnChannel[], right: readonly OwnChannel[]): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** What runs, by kind and channel. */
class Running {
  readonly #all = new Map<
    string,
    { readonly ended: AbortController; readonly done: Promise<void> }
  >();
  readonly #signal: AbortSignal;
  /** What one of them could not go on after. */
  readonly #failure = new AbortController();
  /** Aborted from outside, or by a failure. A promise of it, raced each second, would hold every race for months. */
  readonly over: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    this.over = AbortSignal.any([this.#failure.signal, signal]);
  }

  throwIfFailed(): void {
    this.#failure.signal.throwIfAborted();
  }

  /** Starts what does not run, and ends what is wanted no more. */
  keep(
    kind: string,
    channels: readonly string[],
    run: (channel: string, signal: AbortSignal) => Promise<void>,
  ): void {
    const wanted = new Set(channels.map((channel) => `${kind} ${channel}`));
    for (const [key, { ended }] of this.#all) {
      if (key.startsWith(`${kind} `) && !wanted.has(key)) ended.abort();
    }
    for (const channel of channels) {
      const key = `${kind} ${channel}`;
      if (this.#all.has(key)) continue;
      const ended = new AbortController();
      const done = run(channel, AbortSignal.any([ended.signal, this.#signal]))
        .catch((reason: unknown) => this.#failure.abort(reason))
        .finally(() => this.#all.delete(key));
      this.#all.set(key, { ended, done });
    }
  }

  async end(): Promise<void> {
    for (const { ended } of this.#all.values()) ended.abort();
    await Promise.all([...this.#all.values()].map(({ done }) => done));
  }
}
