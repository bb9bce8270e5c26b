/** Ports whose Nth call, counted over all of them, fails before or after its work was done. */
import type { FaultKind } from "./store-faults.ts";

export class FailingCalls {
  /** Names of the calls so far, in order. */
  readonly calls: string[] = [];
  readonly #planned: ReadonlyMap<number, FaultKind>;

  /** `planned` counts calls from 0. */
  constructor(planned: ReadonlyMap<number, FaultKind>) {
    this.#planned = planned;
  }

  /** `port` with its asynchronous methods counted and made to fail as planned. */
  wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...given: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(member, target, given);
          return String(name) === "verifierKey" ? call() : this.#around(String(name), call);
        };
      },
    });
  }

  async #around(name: string, call: () => unknown): Promise<unknown> {
    const fault = this.#planned.get(this.calls.length);
    this.calls.push(name);
    if (fault === "fail") throw new Error(`injected: ${name} did nothing`);
    const result = await call();
    if (fault !== undefined) throw new Error(`injected: ${name} did it and was not heard`);
    return result;
  }
}
