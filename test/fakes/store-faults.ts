/** Faults for the fakes of stores: at the Nth call of a method, fail before or after doing the work. */
import { Refusal } from "../../services/kernel/refusal.ts";

/** "fail": nothing happened. "fail-but-persist": it happened, and the caller hears an error. */
export type FaultKind = "fail" | "fail-but-persist";

export class StoreFaults {
  readonly #calls = new Map<string, number>();
  readonly #planned = new Map<string, { kind: FaultKind; error: Error }>();

  /** `nth` counts from 1 over the calls from now on. */
  at(
    method: string,
    nth: number,
    kind: FaultKind,
    error: Error = new Refusal("unavailable", "objects/store-unavailable", "injected fault"),
  ): void {
    this.#planned.set(`${method}#${this.calls(method) + nth}`, { kind, error });
  }

  /** How often `method` was called. */
  calls(method: string): number {
    return this.#calls.get(method) ?? 0;
  }

  async around<T>(method: string, work: () => Promise<T>): Promise<T> {
    const call = this.calls(method) + 1;
    this.#calls.set(method, call);
    const fault = this.#planned.get(`${method}#${call}`);
    if (fault?.kind === "fail") throw fault.error;
    const result = await work();
    if (fault !== undefined) throw fault.error;
    return result;
  }
}
