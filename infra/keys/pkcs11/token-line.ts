/**
 * Calls to one token, each answered or refused: its process is started when it is needed, and ended when it is late or
 * its token is not what it was.
 *
 * A PIN that was refused is never tried again, also not by the next process: tokens lock after a few tries. It is tried
 * once more when its file was written anew. What a token said of a PIN may be lost on the way: so it counts as refused from
 * before it is tried until it was taken.
 */
import type { Refusal } from "../../../services/kernel/refusal.ts";
import { type Pin, type PinMemory, pinMemory, readPin } from "./pin.ts";
import type { Said, TokenCall } from "./token-protocol.ts";
import { Fault, TokenSession } from "./token-session.ts";
import type { TokenFault } from "./token-fault.ts";
import type { TokenUri } from "./token-uri.ts";

/** Logging in to a token over a network takes seconds; still shorter than the guard of a signing key waits. */
const ANSWER_LIMIT_MS = 6_000;

export interface TokenOptions {
  /** What the module is told by its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs?: number;
  /** Hears of each PIN that is about to be tried, and of the process that does. */
  readonly onTry?: (pid: number) => void;
  /** Hears of each login, and of the process that made it. */
  readonly onOpen?: (pid: number) => void;
}

/** What a fault is called outside; `rv` is CK_RV. */
export type Telling = (fault: TokenFault, rv: number | null) => Refusal;

/** Faults that a fresh session may cure: the token was restarted, or its session was lost. */
const isPassing = (error: unknown): boolean => error instanceof Fault && error.fault === "other";

export class TokenLine {
  readonly #uri: Pick<TokenUri, "modulePath" | "name" | "pinFile">;
  readonly #memory: PinMemory;
  readonly #options: TokenOptions;
  readonly #limitMs: number;
  readonly #told: Telling;
  #session: Promise<TokenSession> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** `folder` keeps which PIN was refused, for all processes that log in with it. Nothing is started yet. */
  constructor(
    uri: Pick<TokenUri, "modulePath" | "name" | "pinFile">,
    folder: string,
    options: TokenOptions,
    told: Telling,
  ) {
    this.#uri = uri;
    this.#memory = pinMemory(folder);
    this.#options = options;
    this.#limitMs = options.limitMs ?? ANSWER_LIMIT_MS;
    this.#told = told;
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => null);
    this.#session = null;
    session?.end();
  }

  /** One call after the other: a module is one thread here. @throws as `Telling` says, and Refusal as `readPin`. */
  ask<Op extends TokenCall>(op: Op, said: Said<Op>): Promise<readonly Buffer[]> {
    const mine = this.#last.then(() => this.#tryTwice(op, said));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #tryTwice<Op extends TokenCall>(op: Op, said: Said<Op>): Promise<readonly Buffer[]> {
    try {
      const isFresh = this.#session === null;
      // Making a key twice leaves two; everything else may be asked again.
      const mayRepeat = !isFresh && op !== "make" && op !== "make-secret";
      return await this.#once(op, said).catch((error: unknown) => {
        if (!mayRepeat || !isPassing(error)) throw error;
        return this.#once(op, said);
      });
    } catch (error) {
      throw error instanceof Fault ? this.#told(error.fault, error.rv) : error;
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

  async #open(): Promise<TokenSession> {
    const { env, onTry, onOpen } = this.#options;
    const pin = await readPin(this.#uri.pinFile);
    if (await this.#memory.isRefused(pin)) throw new Fault("pin-refused", null);
    const session = new TokenSession(this.#limitMs, env);
    const { modulePath, name } = this.#uri;
    try {
      await session.ask("open", { modulePath, name });
      await this.#logIn(session, pin, onTry);
    } catch (error) {
      session.end();
      throw error;
    }
    onOpen?.(session.pid);
    return session;
  }

  async #logIn(session: TokenSession, pin: Pin, onTry: TokenOptions["onTry"]): Promise<void> {
    if (!(await this.#memory.claimTry(pin, this.#limitMs))) throw new Fault("pin-refused", null);
    try {
      onTry?.(session.pid);
      await session.ask("login", { pin: pin.bytes });
    } catch (error) {
      if (isOtherAnswer(error)) await this.#memory.forget();
      else await this.#memory.keepRefused(pin);
      throw error;
    }
    await this.#memory.forget();
  }
}

/** The token said why it let nobody in, and it was not the PIN. */
const isOtherAnswer = (error: unknown): boolean =>
  error instanceof Fault && error.isHeard && error.fault !== "pin-refused";
