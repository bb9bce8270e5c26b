/**
 * A token as the signer sees it: calls to the process that has its module loaded, which is started when it is needed,
 * and ended when it is late or its token is not what it was.
 *
 * A PIN that was refused is never tried again, also not by the next signer: tokens lock after a few tries. It is tried
 * once more when its file was written anew. What a token said of a PIN may be lost on the way: so it counts as refused from
 * before it is tried until it was taken.
 */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { KeyHandle } from "../key-handle.ts";
import { type PinMemory, pinMemory, readPin } from "./pin.ts";
import { type Said, type TokenCall, TokenAnswer } from "./token-protocol.ts";
import type { TokenFault, TokenKeyKind } from "./token.ts";
import { tokenRefusal } from "./token-refusal.ts";
import type { TokenUri } from "./token-uri.ts";

const PROCESS = new URL("token-process.ts", import.meta.url).pathname;
/** Logging in to a token over a network takes seconds; still shorter than the guard of the key waits. */
const ANSWER_LIMIT_MS = 6_000;
/** Finding the primes of an RSA key takes a small token half a minute. */
const MAKING_TAKES_TIMES = 10;

/** The module gave up, or the token's process did. */
class Fault extends Error {
  readonly fault: TokenFault;
  readonly rv: number | null;
  /** Whether the token's process said so; else it was late, or gone. */
  readonly isHeard: boolean;

  constructor(fault: TokenFault, rv: number | null, isHeard = false) {
    super(fault);
    this.fault = fault;
    this.rv = rv;
    this.isHeard = isHeard;
  }
}

export interface TokenOptions {
  /** What the module is told by its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs?: number;
  /** Hears of each PIN that is about to be tried, and of the process that does. */
  readonly onTry?: (pid: number) => void;
  /** Hears of each login, and of the process that made it. */
  readonly onOpen?: (pid: number) => void;
}

/** Faults that a fresh session may cure: the token was restarted, or its session was lost. */
const isPassing = (error: unknown): boolean => error instanceof Fault && error.fault === "other";

export class TokenClient {
  readonly #uri: TokenUri;
  readonly #filter: { readonly object: string | null; readonly id: Buffer | null };
  readonly #memory: PinMemory;
  readonly #env: TokenOptions["env"];
  readonly #limitMs: number;
  readonly #onTry: (pid: number) => void;
  readonly #onOpen: (pid: number) => void;
  #session: Promise<Session> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** `folder` keeps which PIN was refused. Nothing is started yet. */
  constructor(uri: TokenUri, folder: string, { env, limitMs, onTry, onOpen }: TokenOptions) {
    this.#uri = uri;
    this.#filter = { object: uri.object, id: uri.id };
    this.#memory = pinMemory(folder);
    this.#env = env;
    this.#limitMs = limitMs ?? ANSWER_LIMIT_MS;
    this.#onTry = onTry ?? (() => undefined);
    this.#onOpen = onOpen ?? (() => undefined);
  }

  /** SubjectPublicKeyInfo of the keys of this name. @throws Refusal unavailable. */
  keys(): Promise<readonly Buffer[]> {
    return this.#ask("keys", { filter: this.#filter });
  }

  /** A new key of this name that never leaves the token; its SubjectPublicKeyInfo. */
  async make(kind: TokenKeyKind): Promise<Buffer> {
    return only(await this.#ask("make", { filter: this.#filter, kind, fresh: randomBytes(16) }));
  }

  /** The key of `spki`, which need not be reachable now. */
  key(spki: Buffer): KeyHandle {
    const named = { filter: this.#filter, spki };
    return {
      spki,
      sign: async (bytes) => only(await this.#ask("sign", { ...named, bytes })),
      check: async () => void (await this.#ask("check", named)),
    };
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => null);
    this.#session = null;
    session?.end();
  }

  /** One call after the other: a module is one thread here. */
  #ask<Op extends TokenCall>(op: Op, said: Said<Op>): Promise<readonly Buffer[]> {
    const mine = this.#last.then(() => this.#tryTwice(op, said));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #tryTwice<Op extends TokenCall>(op: Op, said: Said<Op>): Promise<readonly Buffer[]> {
    try {
      const isFresh = this.#session === null;
      // Making a key twice leaves two; everything else may be asked again.
      const mayRepeat = !isFresh && op !== "make";
      return await this.#once(op, said).catch((error: unknown) => {
        if (!mayRepeat || !isPassing(error)) throw error;
        return this.#once(op, said);
      });
    } catch (error) {
      throw error instanceof Fault ? tokenRefusal(error.fault, error.rv) : error;
    }
  }

  async #once<Op extends TokenCall>(op: Op, said: Said<Op>): Promise<readonly Buffer[]> {
    this.#session ??= this.#open();
    try {
      return await (await this.#session).ask(op, said);
    } catch (error) {
      // Also where only a key was asked for in vain: whatever comes next begins with a fresh look at the token.
      await this.close();
      throw error;
    }
  }

  async #open(): Promise<Session> {
    const pin = await readPin(this.#uri.pinFile);
    if (await this.#memory.isRefused(pin)) throw new Fault("pin-refused", null);
    const session = new Session(this.#limitMs, this.#env);
    const { modulePath, name } = this.#uri;
    try {
      await session.ask("open", { modulePath, name });
      await this.#memory.keepTried(pin);
      this.#onTry(session.pid);
      await session.ask("login", { pin: pin.bytes });
      await this.#memory.forget();
    } catch (error) {
      if (isOtherAnswer(error)) await this.#memory.forget();
      session.end();
      throw error;
    }
    this.#onOpen(session.pid);
    return session;
  }
}

/** The token said why it let nobody in, and it was not the PIN. */
const isOtherAnswer = (error: unknown): boolean =>
  error instanceof Fault && error.isHeard && error.fault !== "pin-refused";

function only([found]: readonly Buffer[]): Buffer {
  if (found === undefined) throw new Fault("other", null);
  return found;
}

/** One process with one login. */
class Session {
  readonly #child: ChildProcess;
  readonly #limitMs: number;
  #calls = 0;
  #ended: Promise<never>;

  constructor(limitMs: number, env: TokenOptions["env"]) {
    this.#limitMs = limitMs;
    this.#child = fork(PROCESS, [], {
      env: { ...env },
      execArgv: [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.#ended = new Promise((_resolve, reject) => {
      const gone = (): void => reject(new Fault("other", null));
      this.#child.once("exit", gone);
      this.#child.once("error", gone);
    });
    this.#ended.catch(() => undefined);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask<Op extends TokenCall>(op: Op, said: Said<Op>): Promise<readonly Buffer[]> {
    const call = ++this.#calls;
    const answered = Promise.withResolvers<readonly Buffer[]>();
    const hear = (message: unknown): void => {
      const answer = TokenAnswer.safeParse(message).data;
      if (answer === undefined || answer.call !== call) return;
      if ("found" in answer) answered.resolve(answer.found);
      else answered.reject(new Fault(answer.fault, answer.rv, true));
    };
    const limitMs = op === "make" ? this.#limitMs * MAKING_TAKES_TIMES : this.#limitMs;
    const timer = setTimeout(() => answered.reject(new Fault("gone", null)), limitMs);
    this.#child.on("message", hear);
    try {
      this.#child.send({ call, op, said }, (error) => {
        if (error !== null) answered.reject(new Fault("other", null));
      });
      return await Promise.race([answered.promise, this.#ended]);
    } finally {
      clearTimeout(timer);
      this.#child.off("message", hear);
    }
  }

  /** At once: a module that hangs hears nothing else. */
  end(): void {
    this.#child.kill("SIGKILL");
  }
}
