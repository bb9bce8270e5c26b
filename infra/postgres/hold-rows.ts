/** How a hold is laid out in its row, and read back from it. */
import type { Selectable } from "kysely";
import type { Hold, HoldRelease, HoldScope } from "../../services/holds/hold.ts";
import type { ListedHold } from "../../services/holds/hold-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { assert } from "../../services/kernel/refusal.ts";
import type { Tables } from "./tables.ts";

export type HoldRow = Selectable<Tables["holds"]>;

export function holdOf(row: HoldRow): Hold {
  return {
    ...{ id: row.id, position: row.position, kind: row.kind, scope: scopeOf(row) },
    authority: { number: row.authority_number, ...row.authority },
    ...{ reason: row.reason, reviewOn: row.review_on, placedBy: row.placed_by },
    placedAt: utcInstant(row.placed_at),
    released: releaseOf(row),
  };
}

export const listedHold = ({
  items,
  kept,
  ...row
}: HoldRow & { items: number; kept: number }): ListedHold => ({ ...holdOf(row), items, kept });

export function releaseOf(row: HoldRow): HoldRelease | null {
  const { released_at: at, released_by: by, release_reason: reason } = row;
  return at === null || by === null ? null : { at: utcInstant(at), by, reason: reason ?? "" };
}

function scopeOf(row: HoldRow): HoldScope {
  const { scope, item_ids: itemIds, case_id: caseId, session_id: sessionId, query } = row;
  if (scope === "items" && itemIds !== null) return { kind: "items", itemIds };
  if (scope === "case" && caseId !== null) return { kind: "case", caseId };
  if (scope === "session" && sessionId !== null) return { kind: "session", sessionId };
  assert(query !== null, "a hold has the scope that it names");
  return { kind: "query", query };
}

export const scopeColumns = (scope: HoldScope) => ({
  scope: scope.kind,
  item_ids: scope.kind === "items" ? [...new Set(scope.itemIds)] : null,
  case_id: scope.kind === "case" ? scope.caseId : null,
  session_id: scope.kind === "session" ? scope.sessionId : null,
  query: scope.kind === "query" ? JSON.stringify(scope.query) : null,
});
