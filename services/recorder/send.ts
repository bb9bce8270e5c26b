/** Use case: bring what lies in the spool to the service, oldest first, until it is there; nothing is removed before. */
import { sha256 } from "../kernel/digest.ts";
import type { Answered, Door, Spool, Spooled } from "./ports.ts";

export interface SendDeps {
  readonly spool: Spool;
  readonly door: Door;
  readonly nowMs: () => number;
  readonly onState: (state: SendState) => void;
  /** Resolves after `ms`, or earlier when a segment was closed or `signal` is aborted. */
  readonly idle: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface SendState {
  /** Segments and bytes that are here only. */
  readonly waiting: number;
  readonly waitingBytes: number;
  readonly oldestMs: number | null;
  readonly lastSentMs: number | null;
  /** Why the last one did not go; null: it went. */
  readonly problem: string | null;
}

type Left = Pick<SendState, "waiting" | "waitingBytes" | "oldestMs">;

const LOOK_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export async function sendChannel(
  deps: SendDeps,
  channel: string,
  signal: AbortSignal,
): Promise<void> {
  const sending = new Sending(deps, channel);
  let failures = 0;
  while (!signal.aborted) {
    // What is on its way when this process ends is sent again by the next.
    const over = new AbortController();
    const waitMs = await Promise.race([sending.round(signal), aborted(signal, over.signal)]);
    over.abort();
    failures = waitMs === null ? 0 : failures + 1;
    const own = Math.min(LOOK_MS * 2 ** Math.min(failures - 1, 10), LONGEST_WAIT_MS);
    await deps.idle(waitMs === null ? LOOK_MS : Math.max(waitMs, own), signal);
  }
}

/** Until `over` nothing but the abort is heard: there are rounds for months. */
const aborted = (signal: AbortSignal, over: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true, signal: over });
  });

class Sending {
  readonly #deps: SendDeps;
  readonly #channel: string;
  /** The take whose beginning the service has, as far as this process knows. */
  #begun: number | null = null;
  #lastSentMs: number | null = null;
  /** What the service refuses stays here; it is asked again only by another process. */
  readonly #refused = new Set<string>();

  constructor(deps: SendDeps, channel: string) {
    this.#deps = deps;
    this.#channel = channel;
  }

  /** All that waits. Null: nothing is left to send; else for how long the service asks to be left alone. */
  async round(signal: AbortSignal): Promise<number | null> {
    const { spool } = this.#deps;
    const all = await spool.waiting(this.#channel);
    const waiting = all.filter((segment) => !this.#refused.has(keyOf(segment)));
    // There may be days of them: what is left is counted down.
    let left: Left = {
      waiting: waiting.length,
      waitingBytes: waiting.reduce((sum, { bytes }) => sum + bytes, 0),
      oldestMs: waiting[0]?.startedAtMs ?? null,
    };
    for (const [place, segment] of waiting.entries()) {
      if (signal.aborted) return null;
      const answer = await this.#sent(segment);
      if (answer.kind === "again") {
        this.#tell(left, answer.why ?? "again");
        return answer.afterMs;
      }
      left = {
        waiting: left.waiting - 1,
        waitingBytes: left.waitingBytes - segment.bytes,
        oldestMs: waiting[place + 1]?.startedAtMs ?? null,
      };
      if (answer.kind === "refused") this.#refused.add(keyOf(segment));
      this.#tell(left, answer.kind === "refused" ? answer.code : null);
    }
    if (waiting.length === 0) this.#tell(left, this.#refused.size > 0 ? "refused" : null);
    return null;
  }

  async #sent(segment: Spooled): Promise<Answered> {
    const { spool, nowMs } = this.#deps;
    if (this.#begun !== segment.take) {
      const begun = await this.#put("init", segment, "init.mp4");
      if (begun.kind !== "kept") return begun;
      this.#begun = segment.take;
    }
    const name = `${String(segment.sequence).padStart(6, "0")}.m4s`;
    const answer = await this.#put("segment", segment, name);
    if (answer.kind === "init-needed") {
      this.#begun = null;
      return { kind: "again", afterMs: 0 };
    }
    if (answer.kind === "kept") {
      await spool.sent(segment);
      this.#lastSentMs = nowMs();
    }
    return answer;
  }

  /** What the service kept must be what lies here; an answer about other bytes is none. */
  async #put(what: "init" | "segment", segment: Spooled, name: string): Promise<Answered> {
    const { spool, door } = this.#deps;
    const bytes = await (what === "init" ? spool.init(segment) : spool.read(segment));
    const digest = sha256(bytes);
    const answer = await door.put(what, segment, pathOf(segment, name), bytes, digest);
    const isOther = answer.kind === "kept" && answer.sha256 !== digest;
    return isOther ? { kind: "again", afterMs: 0 } : answer;
  }

  #tell(left: Left, problem: string | null): void {
    this.#deps.onState({ ...left, lastSentMs: this.#lastSentMs, problem });
  }
}

const keyOf = ({ take, sequence }: Spooled): string => `${take}/${sequence}`;
/** Takes are told apart by what is said of each, not by a path: they are one track of the channel. */
const pathOf = ({ channel }: Spooled, name: string): string => `${channel}/${name}`;
