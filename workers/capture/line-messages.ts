/** Lines between two processes: one keeps them, the other records, and may die and be begun again. */
import {
  Refusal,
  type RefusalCode,
  type RefusalKind,
  isRefusal,
} from "../../services/kernel/refusal.ts";
import type { CodedSource } from "../../services/recorder/container.ts";
import {
  type Line,
  type Lines,
  NOTHING_KNOWN,
  type SourceState,
} from "../../services/recorder/ports.ts";

/** One end between two processes of ours, in order and without loss until one of them ends. */
export interface Messages<Out, In> {
  post(message: Out): void;
  listen(take: (message: In) => void): void;
}

/** `line`: its number, which whoever asks gives it. */
export type Asked =
  | { readonly ask: "open"; readonly line: number; readonly camera: string }
  | { readonly ask: "state"; readonly line: number; readonly question: number }
  | { readonly ask: "kept"; readonly line: number; readonly beforeMs: number }
  | { readonly ask: "leave" | "close"; readonly line: number };

export type Told =
  | {
      readonly tell: "opened";
      readonly line: number;
      readonly url: string;
      readonly source: CodedSource;
    }
  | { readonly tell: "refused"; readonly line: number; readonly refusal: Refused }
  | { readonly tell: "state"; readonly question: number; readonly state: SourceState };

interface Refused {
  readonly kind: RefusalKind;
  readonly code: RefusalCode;
  readonly message: string;
}

/**
 * Answers one recorder. What it answers with is called when that one is gone: its lines are left to the next. `onFault` hears
 * what is no refusal: a fault of this process, of which the recorder is told that it failed.
 */
export function serveLines(
  lines: Lines,
  to: Messages<Told, Asked>,
  onFault: (error: unknown) => void,
): () => void {
  const open = new Map<number, Line>();
  let isGone = false;
  const tell = (told: Told): void => {
    if (!isGone) to.post(told);
  };
  const begin = async (line: number, camera: string): Promise<void> => {
    try {
      const opened = await lines.open(camera, NEVER);
      if (isGone) opened.leave();
      else open.set(line, opened);
      tell({ tell: "opened", line, url: opened.url, source: opened.source });
    } catch (error) {
      if (!isRefusal(error)) onFault(error);
      tell({ tell: "refused", line, refusal: refusedBy(error) });
    }
  };
  to.listen((asked) => {
    const line = open.get(asked.line);
    if (asked.ask === "open") void begin(asked.line, asked.camera);
    else if (asked.ask === "state") void answer(line, asked.question).then(tell);
    else if (asked.ask === "kept") line?.kept(asked.beforeMs);
    else {
      open.delete(asked.line);
      line?.[asked.ask]();
    }
  });
  return () => {
    isGone = true;
    for (const line of open.values()) line.leave();
    open.clear();
  };
}

const NEVER = new AbortController().signal;

const answer = async (line: Line | undefined, question: number): Promise<Told> => ({
  ...{ tell: "state", question },
  state: (await line?.state()) ?? NOTHING_KNOWN,
});

function refusedBy(error: unknown): Refused {
  if (!isRefusal(error)) return { kind: "unavailable", code: "recorder/tool-failed", message: "?" };
  const { kind, code, message } = error;
  return { kind, code, message };
}

/** The lines of another process; once `gone` is aborted nobody waits for it. */
export function linesThrough(to: Messages<Asked, Told>, gone: AbortSignal): Lines {
  const asking = new Asking(to, gone);
  to.listen((told) => asking.hear(told));
  gone.addEventListener("abort", () => asking.end(), { once: true });
  return { open: (camera, signal) => asking.open(camera, signal) };
}

class Asking {
  readonly #to: Messages<Asked, Told>;
  readonly #gone: AbortSignal;
  readonly #opening = new Map<number, PromiseWithResolvers<Line>>();
  readonly #states = new Map<number, (state: SourceState) => void>();
  #count = 0;

  constructor(to: Messages<Asked, Told>, gone: AbortSignal) {
    this.#to = to;
    this.#gone = gone;
  }

  async open(camera: string, signal: AbortSignal): Promise<Line> {
    signal.throwIfAborted();
    if (this.#gone.aborted) throw keeperGone();
    const line = this.#next();
    const waiting = Promise.withResolvers<Line>();
    this.#opening.set(line, waiting);
    const stop = (): void => {
      this.#opening.delete(line);
      waiting.reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    this.#post({ ask: "open", line, camera });
    try {
      return await waiting.promise;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  hear(told: Told): void {
    if (told.tell === "state") {
      this.#states.get(told.question)?.(told.state);
      this.#states.delete(told.question);
      return;
    }
    const waiting = this.#opening.get(told.line);
    this.#opening.delete(told.line);
    if (told.tell === "refused") {
      const { kind, code, message } = told.refusal;
      waiting?.reject(new Refusal(kind, code, message));
    } else if (waiting !== undefined) waiting.resolve(this.#lineOf(told));
    else this.#post({ ask: "close", line: told.line }); // nobody wants it any more
  }

  end(): void {
    for (const answer of this.#states.values()) answer(NOTHING_KNOWN);
    this.#states.clear();
    for (const { reject } of this.#opening.values()) reject(keeperGone());
    this.#opening.clear();
  }

  #lineOf({ line, url, source }: Extract<Told, { readonly tell: "opened" }>): Line {
    /** What was known of a line when it was closed is true of what came before: its last segment is not written yet. */
    let last: Promise<SourceState> | null = null;
    return {
      ...{ url, source },
      kept: (beforeMs) => this.#post({ ask: "kept", line, beforeMs }),
      leave: () => this.#post({ ask: "leave", line }),
      close: () => {
        last ??= this.#stateOf(line).then((state) => ({ ...state, isThere: false }));
        this.#post({ ask: "close", line });
      },
      state: () => last ?? this.#stateOf(line),
    };
  }

  #stateOf(line: number): Promise<SourceState> {
    if (this.#gone.aborted) return Promise.resolve(NOTHING_KNOWN);
    const question = this.#next();
    return new Promise((resolve) => {
      this.#states.set(question, resolve);
      this.#post({ ask: "state", line, question });
    });
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  #post(asked: Asked): void {
    if (!this.#gone.aborted) this.#to.post(asked);
  }
}

const keeperGone = (): Refusal =>
  new Refusal("unavailable", "recorder/unreachable", "whoever keeps the lines to cameras is gone");
