/** The body of a list: its entries and the cursor of the next page. */
import type { Page } from "./review-store.ts";

export function pageReply<Entry, Next>(
  { entries, next }: Page<Entry, Next>,
  cursorOf: (next: Next) => string,
): { readonly json: { entries: readonly Entry[]; nextCursor: string | null } } {
  return { json: { entries, nextCursor: next === null ? null : cursorOf(next) } };
}
