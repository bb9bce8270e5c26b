/** Heads of live chains and lists of live sessions, as documents that custody signs and tells to the ledger. */
import { type Selectable, type Transaction, sql } from "kysely";
import type { SignedDocuments } from "../../services/casefile/sign-documents.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { SessionId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { LiveStore, SealedList } from "../../services/live/live-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { channelOf } from "./live-rows.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { seesSession } from "./walls.ts";

type Papers = Pick<
  LiveStore,
  "moved" | "keepHead" | "headsOf" | "unlisted" | "keepList" | "lists" | "heads" | "signedLists"
>;

type OfHeads = "moved" | "keepHead" | "headsOf" | "heads";

export const livePapers = (db: Database): Papers => ({ ...headPapers(db), ...listPapers(db) });

const headPapers = (db: Database): Pick<Papers, OfHeads> => ({
  heads: signed(db, "head"),

  async moved(limit) {
    const rows = await ask(() =>
      db
        .selectFrom("live_channels as c")
        .selectAll("c")
        .where("c.is_told", "=", false)
        .where("c.links", ">", 0)
        .where(
          sql<boolean>`NOT EXISTS (SELECT FROM live_papers w
            WHERE w.channel_id = c.id AND w.kind = 'head' AND NOT w.is_entered)`,
        )
        .orderBy("c.position")
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => {
      return { channel: channelOf(row), head: { links: row.links, value: row.head } };
    });
  },

  async keepHead({ id, sessionId, channelId, links, text, sha256, salt, madeAt }) {
    // One statement, so that what is made is told of, and the other way round.
    await ask(() =>
      sql`WITH told AS (UPDATE live_channels SET is_told = true WHERE id = ${channelId} AND links = ${links})
          INSERT INTO live_papers (id, kind, session_id, channel_id, number, links, text, sha256, salt, made_at)
          VALUES (${id}, 'head', ${sessionId}, ${channelId}, ${links}, ${links}, ${text}, ${sha256}, ${Buffer.from(salt)}, ${madeAt})
          ON CONFLICT DO NOTHING`.execute(db),
    );
  },

  async headsOf(channelId, before, limit) {
    const query = db.selectFrom("live_papers").selectAll().where("channel_id", "=", channelId);
    const older = before === null ? query : query.where("number", "<", before);
    const newest = older.where("kind", "=", "head").orderBy("number", "desc").limit(limit);
    const rows = await ask(() => newest.execute());
    return rows.map((row) => ({ ...paperOf(row), channelId }));
  },
});

const listPapers = (db: Database): Omit<Papers, OfHeads> => ({
  async unlisted(limit) {
    const { rows } = await ask(() =>
      sql<{ session_id: SessionId }>`
        SELECT c.session_id FROM live_channels c
         WHERE NOT c.is_listed AND c.is_closed
           AND NOT EXISTS (SELECT FROM live_channels o WHERE o.session_id = c.session_id AND NOT o.is_closed)
         GROUP BY c.session_id ORDER BY min(c.position) LIMIT ${limit}`.execute(db),
    );
    return rows.map((row) => row.session_id);
  },

  async keepList({ id, sessionId, number, links, text, sha256, itemIds, salt, madeAt }) {
    const row = { id, kind: "list", session_id: sessionId, channel_id: null, number } as const;
    const told = { links, text, sha256, item_ids: [...itemIds], made_at: madeAt };
    const values = { ...row, ...told, salt: Buffer.from(salt), signature: null };
    try {
      await ask(() =>
        db.transaction().execute(async (transaction) => {
          await markListed(transaction, sessionId, links);
          await transaction.insertInto("live_papers").values(values).execute();
        }),
      );
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw new Refusal("conflict", "live/moved", "the session has this list already", { cause });
    }
  },

  lists: (sessionId, sight) => listsOf(db, sessionId, sight),

  signedLists: signed(db, "list"),
});

/** Unless something came meanwhile: then its channels wait for the next list. */
async function markListed(
  transaction: Transaction<Tables>,
  sessionId: SessionId,
  links: number,
): Promise<void> {
  const channels = await transaction
    .selectFrom("live_channels")
    .select("links")
    .where("session_id", "=", sessionId)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  if (channels.reduce((sum, one) => sum + one.links, 0) !== links) return;
  const update = transaction.updateTable("live_channels").set({ is_listed: true });
  await update.where("session_id", "=", sessionId).execute();
}

async function listsOf(db: Database, sessionId: SessionId, sight: Sight | null) {
  const rows = await askAs(db, sight, (as) =>
    as
      .selectFrom("live_papers as p")
      .innerJoin("recording_sessions as s", "s.id", "p.session_id")
      .selectAll("p")
      .where("p.session_id", "=", sessionId)
      .where("p.kind", "=", "list")
      .where(seesSession(sight))
      .orderBy("p.number", "desc")
      .execute(),
  );
  return rows.map(listOf);
}

const signed = (db: Database, kind: "head" | "list"): SignedDocuments => ({
  async due(limit, skip) {
    const query = db.selectFrom("live_papers").selectAll().where("kind", "=", kind);
    const waiting = query.where("is_entered", "=", false).orderBy("position");
    const rows = await ask(() => waiting.limit(limit).offset(skip).execute());
    return rows.map(({ id, text, salt, signature, is_entered: isEntered }) => {
      return { id, text, salt, signature, isEntered };
    });
  },

  async signOnce(id, signature) {
    const row = await ask(() =>
      db
        .updateTable("live_papers")
        .set({ signature: sql<Buffer>`coalesce(signature, ${Buffer.from(signature)})` })
        .where("id", "=", id)
        .returning("signature")
        .executeTakeFirstOrThrow(),
    );
    return row.signature ?? signature;
  },

  async entered(id) {
    const update = db.updateTable("live_papers").set({ is_entered: true });
    await ask(() => update.where("id", "=", id).execute());
  },
});

const paperOf = (
  row: Selectable<Tables["live_papers"]>,
): Omit<SealedList, "number" | "itemIds"> => ({
  ...{ id: row.id, sessionId: row.session_id, links: row.links, text: row.text },
  ...{ sha256: row.sha256, salt: row.salt, signature: row.signature },
  ...{ madeAt: utcInstant(row.made_at), isEntered: row.is_entered },
});

const listOf = (row: Selectable<Tables["live_papers"]>): SealedList => ({
  ...paperOf(row),
  ...{ number: row.number, itemIds: row.item_ids },
});
