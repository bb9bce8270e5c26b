/** What is read again when something happened, and how often at most; nothing of a browser is in here. */
import type { Subject } from "../webhooks/event-names.ts";

/** As the stream of events tells it (services/review/event-schema.ts). */
export interface Happened {
  readonly type: string;
  readonly itemId?: string;
  readonly caseId?: string;
  readonly sessionId?: string;
  readonly packageId?: string;
  readonly holdId?: string;
  readonly batchId?: string;
}

export type Key = readonly string[];

/** By what an event is about: lists, and with its id the thing itself. */
const READ: Readonly<Record<Subject, (event: Happened) => readonly Key[]>> = {
  item: ({ itemId = "", caseId }) => [
    ["items"],
    ["item", itemId],
    ...(caseId === undefined ? [] : [["cases"], ["case", caseId]]),
  ],
  case: ({ caseId = "" }) => [["cases"], ["case", caseId]],
  session: ({ sessionId = "" }) => [
    ["recording-sessions"],
    ["recording-session", sessionId],
    ["live", sessionId],
    ["live-now"],
    ["live-running"],
  ],
  package: ({ packageId = "" }) => [["packages"], ["package", packageId], ["exports"]],
  hold: () => [["holds"], ["item-hold"]],
  batch: () => [["visits"], ["chain"]],
};

/** Of all that happens something may wait for somebody. */
export function staleKeys(event: Happened): readonly Key[] {
  const subject = event.type.slice(0, event.type.indexOf("."));
  // A name newer than this page tells nothing that it shows.
  return subject in READ ? [...READ[subject as Subject](event), ["waiting"]] : [];
}

/** All that events keep fresh: read once where the stream begins, for what happened until then. */
export const HEARD: readonly Key[] = [
  ...[["items"], ["item"], ["cases"], ["case"], ["recording-sessions"], ["recording-session"]],
  ...[["live"], ["live-now"], ["live-running"], ["packages"], ["package"], ["exports"]],
  ...[["holds"], ["item-hold"], ["visits"], ["chain"], ["waiting"]],
];

/** What happens together is read once: soon, and no oftener than every `GAP_MS`. */
const SOON_MS = 300;
const GAP_MS = 2_000;

export class Gathered {
  readonly #read: (keys: readonly Key[]) => void;
  readonly #now: () => number;
  readonly #after: (ms: number, act: () => void) => void;
  #keys = new Map<string, Key>();
  #isDue = false;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(
    read: (keys: readonly Key[]) => void,
    now: () => number,
    after: (ms: number, act: () => void) => void,
  ) {
    this.#read = read;
    this.#now = now;
    this.#after = after;
  }

  add(keys: readonly Key[]): void {
    for (const key of keys) this.#keys.set(JSON.stringify(key), key);
    if (this.#isDue || this.#keys.size === 0) return;
    this.#isDue = true;
    const ms = Math.max(SOON_MS, this.#lastAt + GAP_MS - this.#now());
    this.#after(ms, () => this.#flush());
  }

  #flush(): void {
    const keys = [...this.#keys.values()];
    this.#keys = new Map();
    this.#isDue = false;
    this.#lastAt = this.#now();
    this.#read(keys);
  }
}
