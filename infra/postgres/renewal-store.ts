/** Renewals of time stamps in PostgreSQL. */
import { sql } from "kysely";
import type { RenewalKey } from "../../services/anchors/renewal.ts";
import type { Renewal, RenewalFile, RenewalStore } from "../../services/anchors/renewal-store.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { ObjectKey } from "../../services/objects/object-key.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { keptLists } from "./revocation-lists.ts";
import { answered, isAsked, keptToken } from "./token-store.ts";

export function createRenewalStore(db: Database): RenewalStore {
  return {
    save: (renewal) => ask(() => db.transaction().execute((tx) => save(tx, renewal))),
    of: (origin) => read(db, (query) => query.where("origin", "=", origin)),
    notEntered: () => read(db, (query) => query.where("is_entered", "=", false)),

    async entered({ origin, number }) {
      const update = db
        .updateTable("ledger_renewals")
        .set({ is_entered: true })
        .where("origin", "=", origin)
        .where("number", "=", number);
      await ask(() => update.execute());
    },

    due: (authority, now) => due(db, authority, now),

    keep: ({ origin, number }, authority, { response, genTime, validUntil }, now) =>
      ask(() =>
        db.transaction().execute(async (tx) => {
          await tx
            .insertInto("ledger_renewal_tokens")
            .values({
              ...{ origin, number, authority, response: Buffer.from(response) },
              ...{ gen_time: genTime, kept_at: now, valid_until: validUntil },
            })
            .onConflict((on) => on.columns(["origin", "number", "authority"]).doNothing())
            .execute();
          await answered(tx, authority);
        }),
      ),

    waitingSince: () => waitingSince(db),

    async tokens(key) {
      const query = db
        .selectFrom("ledger_renewal_tokens")
        .innerJoin("timestamp_authorities", "name", "authority")
        .select(["authority", "response", "gen_time", "kept_at", "valid_until", "roots_pem"])
        .where("origin", "=", key.origin)
        .where("number", "=", key.number)
        .orderBy("authority");
      const rows = await ask(() => query.execute());
      const lists = await keptLists(
        db,
        rows.map(({ authority }) => authority),
      );
      return rows.map((row) => keptToken(row, lists(row.authority)));
    },

    async ask(origin, at) {
      const insert = db
        .insertInto("ledger_renewals_asked")
        .values({ origin, asked_at: at })
        .onConflict((on) => on.column("origin").doNothing());
      await ask(() => insert.execute());
    },

    async asked() {
      const query = db.selectFrom("ledger_renewals_asked").select("origin").orderBy("origin");
      return (await ask(() => query.execute())).map(({ origin }) => origin);
    },
  };
}

async function due(db: Database, authority: string, now: UtcInstant): Promise<Renewal[]> {
  const { rows } = await ask(() =>
    sql<RenewalKey>`
      SELECT r.origin, r.number FROM timestamp_authorities t
      CROSS JOIN (SELECT origin, max(number) AS number FROM ledger_renewals GROUP BY origin) r
      WHERE ${isAsked(authority, now)}
        AND NOT EXISTS (SELECT 1 FROM ledger_renewal_tokens k
          WHERE k.origin = r.origin AND k.number = r.number AND k.authority = t.name)
      ORDER BY r.origin`.execute(db),
  );
  const found: Renewal[] = [];
  for (const { origin, number } of rows) {
    found.push(
      ...(await read(db, (query) =>
        query.where("origin", "=", origin).where("number", "=", number),
      )),
    );
  }
  return found;
}

async function waitingSince(db: Database): Promise<UtcInstant | null> {
  const query = db
    .selectFrom("ledger_renewals as r")
    .leftJoin("ledger_renewal_tokens as k", (on) =>
      on.onRef("k.origin", "=", "r.origin").onRef("k.number", "=", "r.number"),
    )
    .where("k.authority", "is", null)
    .select(sql<Date | null>`min(r.made_at)`.as("since"));
  return maybeInstant((await ask(() => query.executeTakeFirst()))?.since ?? null);
}

async function save(db: Database, renewal: Omit<Renewal, "isEntered">): Promise<boolean> {
  const { origin, number, size, madeAt, text, files } = renewal;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("ledger_renewals")
    .values({ origin, number, size, body: text, made_at: madeAt })
    .onConflict((on) => on.columns(["origin", "number"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  const rows = files.map(({ path, sizeBytes, sha256, object, covers }) => ({
    ...{ origin, number, path, sha256, size_bytes: sizeBytes },
    ...{ object_key: object.key, version_id: object.versionId },
    ...{ first_size: covers?.first ?? null, last_size: covers?.last ?? null },
  }));
  // Nine values a row; a statement has 65,535 at most.
  for (let at = 0; at < rows.length; at += 1_000) {
    await db
      .insertInto("ledger_renewal_files")
      .values(rows.slice(at, at + 1_000))
      .execute();
  }
  await db.deleteFrom("ledger_renewals_asked").where("origin", "=", origin).execute();
  return true;
}

const renewals = (db: Database) => db.selectFrom("ledger_renewals").selectAll();

async function read(
  db: Database,
  narrow: (query: ReturnType<typeof renewals>) => ReturnType<typeof renewals>,
): Promise<readonly Renewal[]> {
  const rows = await ask(() => narrow(renewals(db)).orderBy("origin").orderBy("number").execute());
  return Promise.all(
    rows.map(async ({ origin, number, size, body, ...row }) => ({
      ...{ origin, number, size, text: body, isEntered: row.is_entered },
      madeAt: utcInstant(row.made_at),
      files: await filesOf(db, { origin, number }),
    })),
  );
}

async function filesOf(db: Database, { origin, number }: RenewalKey): Promise<RenewalFile[]> {
  const rows = await ask(() =>
    db
      .selectFrom("ledger_renewal_files")
      .selectAll()
      .where("origin", "=", origin)
      .where("number", "=", number)
      .orderBy("path")
      .execute(),
  );
  return rows.map(({ path, sha256, first_size: first, last_size: last, ...row }) => ({
    ...{ path, sha256, sizeBytes: row.size_bytes },
    object: { key: row.object_key as ObjectKey, versionId: row.version_id },
    covers: first === null || last === null ? null : { first, last },
  }));
}
