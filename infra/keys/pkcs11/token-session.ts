/** The process that has a token's module loaded, with one login: calls to it, and what came back. */
import { type ChildProcess, fork } from "node:child_process";
import { type Said, type TokenCall, TokenAnswer } from "./token-protocol.ts";
import type { TokenFault } from "./token-fault.ts";

const PROCESS = new URL("token-process.ts", import.meta.url).pathname;
/** Finding the primes of an RSA key takes a small token half a minute. */
const MAKING_TAKES_TIMES = 10;

/** The module gave up, or the token's process did. */
export class Fault extends Error {
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

export class TokenSession {
  readonly #child: ChildProcess;
  readonly #limitMs: number;
  #calls = 0;
  #ended: Promise<never>;

  constructor(limitMs: number, env: Readonly<Record<string, string>>) {
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
