/**
 * The round trips to the database that one piece of work makes, each by a name: what is asked, and the how-manieth time. Other
 * rounds of the same process ask between them, so a count of all of them would tell of another point in each run.
 */
import type { RoundTrip, Trap } from "../fixtures/crash-proxy.ts";

/** Of what the work waits for, without naming it: the ledger's next step after it took a leaf of the work. */
const LEDGER = /ledger_place|ledger_publish|"ledger_entries"/;
const BEGINS = /^(?:begin|start transaction)\b/i;
const ENDS = /^(?:commit|rollback)\b/i;
const FRAME = /^(?:savepoint|release|set local)\b/i;

export interface Work {
  /** Ids, one of which is in whatever the work sends, or before it in the same transaction. */
  readonly ids: readonly string[];
  /** What its first round trip says. */
  readonly from: RegExp;
}

/** Names what comes by, in its order. */
export class WorkNames {
  readonly #work: Work;
  readonly #times = new Map<string, number>();
  /** Connections within a transaction, and whether it is one of the work. */
  readonly #open = new Map<object, boolean>();
  #last: string | null = null;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Null: it is no round trip of the work. */
  of({ statement, sent, connection }: RoundTrip): string | null {
    if (BEGINS.test(statement)) this.#open.set(connection, false);
    if (BEGINS.test(statement) || FRAME.test(statement)) return null;
    const names = this.#work.ids.some((id) => sent.includes(id));
    if (names && this.#open.has(connection)) this.#open.set(connection, true);
    const isOwn = names || this.#open.get(connection) === true;
    if (ENDS.test(statement)) this.#open.delete(connection);
    if (this.#last === null && !(isOwn && this.#work.from.test(statement))) return null;
    if (isOwn) return (this.#last = this.#numbered(statement));
    return this.#ledger(statement);
  }

  #ledger(statement: string): string | null {
    if (!LEDGER.test(statement) || !LEDGER.test(this.#last ?? "")) return null;
    const after = `${statement} after ${this.#last}`;
    return this.#times.has(after) ? null : this.#numbered(after);
  }

  #numbered(statement: string): string {
    const time = (this.#times.get(statement) ?? 0) + 1;
    this.#times.set(statement, time);
    return `${statement} #${time}`;
  }
}

/** Keeps the names of one work, in order. */
export function recorder(work: Work): { trap: Trap; names: ReadonlySet<string> } {
  const known = new WorkNames(work);
  const names = new Set<string>();
  return {
    trap: (trip) => {
      const name = known.of(trip);
      if (name !== null) names.add(name);
      return null;
    },
    names,
  };
}
