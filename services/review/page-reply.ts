/** The body of a list: its entries and the cursor of the next page. */
import type { Position } from "./cursor.ts";
import type { Page } from "./review-store.ts";

/** `found` was asked for one more than `limit`: it only says that there is a next page. */
export function cutPage<Entry extends { readonly position: Position }>(
  found: readonly Entry[],
  limit: number,
): Page<Entry, Position> {
  const entries = found.slice(0, limit);
  return { entries, next: found.length > limit ? (entries.at(-1)?.position ?? null) : null };
}

export function pageReply<Entry, Next>(
  { entries, next }: Page<Entry, Next>,
  cursorOf: (next: Next) => string,
): { readonly json: { entries: readonly Entry[]; nextCursor: string | null } } {
  return { json: { entries, nextCursor: next === null ? null : cursorOf(next) } };
}
