/** What stands in a case file (案卷): items, written records and verdicts on sessions, in an order that people choose. Pure. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, SessionId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { RECORD_KINDS } from "../sessions/annotation.ts";

interface Titled {
  /** In the words of whoever keeps the file; may be empty. */
  readonly title: string;
  /** How many pages it has on paper; null: it has none. */
  readonly pages: number | null;
}

export type Entry = Titled &
  (
    | { readonly kind: "item"; readonly itemId: ItemId }
    | {
        readonly kind: "record";
        readonly record: (typeof RECORD_KINDS)[number];
        readonly documentNo: string;
        readonly sha256: Sha256;
      }
    | { readonly kind: "verdict"; readonly sessionId: SessionId }
  );

export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** A file is numbered through, as one on paper is. */
export interface Place {
  readonly number: number;
  readonly pages: PageRange | null;
}

export function placesOf(entries: readonly Pick<Entry, "pages">[]): readonly Place[] {
  let last = 0;
  return entries.map(({ pages }, at) => {
    if (pages === null) return { number: at + 1, pages: null };
    const from = last + 1;
    last += pages;
    return { number: at + 1, pages: { from, to: last } };
  });
}

/** By what an entry is the same one. */
export const keyOf = (entry: Entry): string => {
  if (entry.kind === "item") return `item ${entry.itemId}`;
  return entry.kind === "verdict" ? `verdict ${entry.sessionId}` : `record ${entry.sha256}`;
};

/** @throws Refusal invalid "casefile/entry-twice", "casefile/not-of-this-case". */
export function checkEntries(
  entries: readonly Entry[],
  known: { readonly items: ReadonlySet<ItemId>; readonly sessions: ReadonlySet<SessionId> },
): void {
  const twice = entries.length - new Set(entries.map(keyOf)).size;
  if (twice > 0) {
    throw new Refusal("invalid", "casefile/entry-twice", "something stands in the file twice", {
      fix: "List each item, each written record and each session once.",
    });
  }
  const strange = entries.findIndex(
    (entry) =>
      (entry.kind === "item" && !known.items.has(entry.itemId)) ||
      (entry.kind === "verdict" && !known.sessions.has(entry.sessionId)),
  );
  if (strange >= 0) {
    throw new Refusal("invalid", "casefile/not-of-this-case", "an entry is not of this case", {
      fix: "Link the item to the case, or tell the session's case, then list it.",
      facts: { number: strange + 1 },
    });
  }
}
