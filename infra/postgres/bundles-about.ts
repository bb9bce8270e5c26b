/** Holds and shares that name an item or a case, or something of it, as far as a reader may know of both: row security decides. */
import { type RawBuilder, sql } from "kysely";
import type { About } from "../../services/actions/about.ts";
import type { HoldId, ShareId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";

/** What is left in a hold when it leaves the case is of the case no more. */
export const holdsAbout = (db: Database, about: About, sight: Sight) =>
  idsOf<HoldId>(
    db,
    sight,
    sql`SELECT h.id FROM holds h WHERE h.case_id = ANY (${casesOf(about)}) OR h.item_ids && ${itemsOf(about)}
        OR h.id IN (SELECT x.hold_id FROM held_items x WHERE x.item_id = ANY (${itemsOf(about)}))`,
  );

export const sharesAbout = (db: Database, about: About, sight: Sight) =>
  idsOf<ShareId>(
    db,
    sight,
    sql`SELECT s.id FROM shares s WHERE s.case_id = ANY (${casesOf(about)}) OR s.item_ids && ${itemsOf(about)}`,
  );

const itemsOf = (about: About): RawBuilder<unknown> =>
  "itemId" in about
    ? sql`ARRAY(SELECT i.id FROM items i WHERE i.id = ${about.itemId})`
    : sql`ARRAY(SELECT l.item_id FROM case_links l WHERE l.case_id = ${about.caseId} AND l.unlinked_at IS NULL)`;

const casesOf = (about: About): RawBuilder<unknown> =>
  "caseId" in about
    ? sql`ARRAY(SELECT c.id FROM cases c WHERE c.id = ${about.caseId})`
    : sql`ARRAY(SELECT l.case_id FROM case_links l WHERE l.item_id = ${about.itemId} AND l.unlinked_at IS NULL)`;

const idsOf = <Id extends string>(
  db: Database,
  sight: Sight,
  query: RawBuilder<unknown>,
): Promise<readonly Id[]> =>
  askAs(db, sight, async (as) =>
    (query as RawBuilder<{ readonly id: Id }>)
      .execute(as)
      .then(({ rows }) => rows.map(({ id }) => id)),
  );
