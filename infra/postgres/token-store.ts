/** Time stamps over chosen heads in PostgreSQL. */
import { sql } from "kysely";
import type { Anchor } from "../../services/anchors/anchor-store.ts";
import {
  type AuthorityState,
  type KeptToken,
  type Listed,
  type TokenEnd,
  type TokenStore,
  LONGEST_PAUSE_MS,
  addCertificates,
  pauseMs,
} from "../../services/anchors/token-store.ts";
import type { TimestampAuthority } from "../../services/anchors/timestamp.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { anchorsOf, readAnchors } from "./anchor-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { certificateAnswers } from "./certificate-answers.ts";
import { keptLists, revocationLists } from "./revocation-lists.ts";

export function createTokenStore(db: Database): TokenStore {
  return {
    configure: (authorities, now) => configure(db, authorities, now),
    due: (authority, now) => due(db, authority, now),

    keep: ({ origin, size }, authority, { response, genTime, validUntil }, now) =>
      ask(() =>
        db.transaction().execute(async (tx) => {
          await tx
            .insertInto("ledger_tokens")
            .values({
              ...{ origin, size, authority, response: Buffer.from(response) },
              ...{ gen_time: genTime, kept_at: now, valid_until: validUntil },
            })
            .onConflict((on) => on.columns(["origin", "size", "authority"]).doNothing())
            .execute();
          await answered(tx, authority);
        }),
      ),

    failed: (authority, code, now) =>
      ask(() =>
        db.transaction().execute(async (tx) => {
          const { failures } = await tx
            .updateTable("timestamp_authorities")
            .set((eb) => ({ failures: eb("failures", "+", 1), failure: code }))
            .where("name", "=", authority)
            .returning("failures")
            .executeTakeFirstOrThrow();
          await tx
            .updateTable("timestamp_authorities")
            .set({ not_before: plusMs(now, pauseMs(failures)) })
            .where("name", "=", authority)
            .execute();
        }),
      ),

    ...revocationLists(db),
    ...certificateAnswers(db),
    states: () => states(db),

    tokens: async (origin, size) =>
      (await tokensOver(db, origin, size, size)).map(({ token }) => token),

    ends: (origin, size) => endsOver(db, origin, size),

    async stamped(origin, index, validAt) {
      const such = validAt === undefined ? undefined : isValidAt(validAt);
      return (await readAnchors(stampedAbove(db, origin, index, such).limit(1)))[0] ?? null;
    },

    firstEnd: (origin, since, within) => firstEnd(db, origin, since, within),

    async stampedAfter(origin, after, limit, listed) {
      const such = listed === undefined ? undefined : isNotAmong(listed);
      const anchors = await readAnchors(stampedAbove(db, origin, after, such).limit(limit));
      const [first, last] = [anchors[0], anchors.at(-1)];
      if (first === undefined || last === undefined) return [];
      const tokens = await tokensOver(db, origin, first.size, last.size);
      return anchors.map((anchor) => ({
        anchor,
        tokens: tokens.filter(({ size }) => size === anchor.size).map(({ token }) => token),
      }));
    },
  };
}

/** Over heads from `first` to `last`, both included. */
async function tokensOver(db: Database, origin: string, first: number, last: number) {
  const rows = await ask(() =>
    db
      .selectFrom("ledger_tokens")
      .innerJoin("timestamp_authorities", "name", "authority")
      .select(["size", "authority", "response", "gen_time", "kept_at", "valid_until", "roots_pem"])
      .where("origin", "=", origin)
      .where("size", ">=", first)
      .where("size", "<=", last)
      .orderBy("size")
      .orderBy("authority")
      .execute(),
  );
  const lists = await keptLists(
    db,
    rows.map(({ authority }) => authority),
  );
  return rows.map(({ size, ...row }) => ({ size, token: keptToken(row, lists(row.authority)) }));
}

async function endsOver(db: Database, origin: string, size: number): Promise<readonly TokenEnd[]> {
  const rows = await ask(() =>
    db
      .selectFrom("ledger_tokens")
      .select(["kept_at", "valid_until"])
      .where("origin", "=", origin)
      .where("size", "=", size)
      .orderBy("authority")
      .execute(),
  );
  return rows.map((row) => ({
    keptAt: utcInstant(row.kept_at),
    validUntil: maybeInstant(row.valid_until),
  }));
}

/** Of a row of any kind of token, joined with its authority's. */
export const keptToken = (
  row: {
    authority: string;
    response: Buffer;
    gen_time: Date;
    kept_at: Date;
    valid_until: Date | null;
    roots_pem: string;
  },
  lists: KeptToken["lists"],
): KeptToken => ({
  ...{ authority: row.authority, response: row.response, rootsPem: row.roots_pem, lists },
  ...{ genTime: utcInstant(row.gen_time), keptAt: utcInstant(row.kept_at) },
  validUntil: maybeInstant(row.valid_until),
});

/** Its failures are over. */
export async function answered(db: Database, authority: string): Promise<void> {
  await db
    .updateTable("timestamp_authorities")
    .set({ failures: 0, failure: null, not_before: null })
    .where("name", "=", authority)
    .execute();
}

/** For the authority `t`: it is asked, and not left alone. A pause that is too long comes of a clock that was set back. */
export const isAsked = (authority: string, now: string) => {
  const latest = plusMs(utcInstant(new Date(now)), LONGEST_PAUSE_MS);
  return sql<boolean>`t.name = ${authority} AND t.configured
    AND (t.not_before IS NULL OR t.not_before <= ${now} OR t.not_before > ${latest})`;
};

async function due(db: Database, authority: string, now: string): Promise<readonly Anchor[]> {
  const { rows } = await ask(() =>
    sql<{ origin: string; size: number }>`
      SELECT a.origin, a.size FROM timestamp_authorities t
      CROSS JOIN ledger_writers w
      CROSS JOIN LATERAL (SELECT origin, size FROM ledger_anchors WHERE origin = w.origin
                          ORDER BY size DESC LIMIT 1) a
      WHERE ${isAsked(authority, now)}
        AND NOT EXISTS (SELECT 1 FROM ledger_tokens k
          WHERE k.origin = a.origin AND k.size = a.size AND k.authority = t.name)
      ORDER BY a.origin`.execute(db),
  );
  const found: Anchor[] = [];
  for (const { origin, size } of rows) {
    found.push(
      ...(await readAnchors(anchorsOf(db, origin).where("ledger_anchors.size", "=", size))),
    );
  }
  return found;
}

async function states(db: Database): Promise<readonly AuthorityState[]> {
  const { rows } = await ask(() =>
    sql<{
      name: string;
      failure: string | null;
      behind: Date | null;
      gen_time: Date | null;
      kept_at: Date | null;
      list_failure: string | null;
      list_failures: number;
      this_update: Date | null;
      next_update: Date | null;
    }>`
      SELECT t.name, t.failure, n.gen_time, n.kept_at, t.list_failure, t.list_failures,
             l.this_update, l.next_update,
             min(GREATEST(a.chosen_at, t.since)) FILTER (WHERE a.chosen_at IS NOT NULL) AS behind
      FROM timestamp_authorities t
      LEFT JOIN LATERAL (SELECT gen_time, kept_at FROM ledger_tokens WHERE authority = t.name
                         ORDER BY kept_at DESC LIMIT 1) n ON true
      LEFT JOIN LATERAL (SELECT this_update, next_update FROM (
                           SELECT this_update, next_update FROM timestamp_lists WHERE authority = t.name
                           UNION ALL
                           (SELECT this_update, next_update FROM timestamp_answers WHERE authority = t.name
                            ORDER BY this_update DESC, sha256 LIMIT 1)) kept
                         ORDER BY next_update NULLS LAST, this_update LIMIT 1) l ON true
      LEFT JOIN ledger_writers w ON true
      LEFT JOIN LATERAL (SELECT size FROM ledger_tokens
                         WHERE authority = t.name AND origin = w.origin
                         ORDER BY size DESC LIMIT 1) k ON true
      LEFT JOIN LATERAL (SELECT chosen_at FROM ledger_anchors
                         WHERE origin = w.origin AND size > COALESCE(k.size, -1)
                         ORDER BY size LIMIT 1) a ON true
      WHERE t.configured
      GROUP BY t.name, n.gen_time, n.kept_at, l.this_update, l.next_update
      ORDER BY t.name`.execute(db),
  );
  return rows.map(({ name, failure, behind, gen_time: gen, kept_at: kept, ...row }) => {
    const [thisUpdate, nextUpdate] = [maybeInstant(row.this_update), maybeInstant(row.next_update)];
    const list = thisUpdate === null ? null : { thisUpdate, nextUpdate };
    const [genTime, keptAt] = [maybeInstant(gen), maybeInstant(kept)];
    const newest = genTime === null || keptAt === null ? null : { genTime, keptAt };
    const behindSince = maybeInstant(behind);
    return {
      name,
      failure,
      behindSince,
      newest,
      list,
      listFailure: row.list_failure,
      listFailures: row.list_failures,
    };
  });
}

/** Chosen heads larger than `index` that have a token that is `such`, the smallest first. */
const stampedAbove = (db: Database, origin: string, index: number, such = sql<boolean>`true`) =>
  anchorsOf(db, origin)
    .where("ledger_anchors.size", ">", index)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("ledger_tokens")
          .select("authority")
          .whereRef("ledger_tokens.origin", "=", "ledger_anchors.origin")
          .whereRef("ledger_tokens.size", "=", "ledger_anchors.size")
          .where(such),
      ),
    )
    .orderBy("ledger_anchors.size");

const isValidAt = (at: UtcInstant) => sql<boolean>`(valid_until IS NULL OR valid_until >= ${at})`;
const isNotAmong = ({ size, since }: Listed) =>
  sql<boolean>`(ledger_tokens.size > ${size} OR kept_at >= ${since})`;

async function firstEnd(
  db: Database,
  origin: string,
  since: UtcInstant | null,
  { after, until }: { readonly after: UtcInstant; readonly until: UtcInstant },
): Promise<UtcInstant | null> {
  const query = db
    .selectFrom("ledger_tokens")
    .select("valid_until")
    .where("origin", "=", origin)
    .where("valid_until", ">", new Date(after))
    .where("valid_until", "<=", new Date(until))
    .$if(since !== null, (all) => all.where("kept_at", ">=", new Date(since ?? 0)))
    .orderBy("valid_until")
    .limit(1);
  const row = await ask(() => query.executeTakeFirst());
  return maybeInstant(row?.valid_until ?? null);
}

function configure(
  db: Database,
  authorities: readonly Pick<TimestampAuthority, "name" | "rootsPem">[],
  now: UtcInstant,
): Promise<void> {
  return ask(() =>
    db.transaction().execute(async (tx) => {
      await sql`LOCK TABLE timestamp_authorities IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
      await tx.updateTable("timestamp_authorities").set({ configured: false }).execute();
      for (const { name, rootsPem } of authorities) {
        const before = await tx
          .selectFrom("timestamp_authorities")
          .select("roots_pem")
          .where("name", "=", name)
          .executeTakeFirst();
        const roots = addCertificates(before?.roots_pem ?? "", rootsPem);
        await tx
          .insertInto("timestamp_authorities")
          .values({ name, roots_pem: roots, since: now, configured: true })
          .onConflict((on) => on.column("name").doUpdateSet({ roots_pem: roots, configured: true }))
          .execute();
      }
    }),
  );
}
