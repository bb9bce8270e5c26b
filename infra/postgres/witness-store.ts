/** Cosignatures and standings of witnesses in PostgreSQL. */
import type {
  Cosignature,
  WitnessStanding,
  WitnessStore,
} from "../../services/anchors/witness-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

export function createWitnessStore(db: Database): WitnessStore {
  return {
    async standings() {
      const rows = await ask(() =>
        db
          .selectFrom("witness_standings")
          .selectAll()
          .orderBy("witness")
          .orderBy("origin")
          .execute(),
      );
      return rows.map(
        ({ kept_size: keptSize, failing_since: since, retry_at: at, ...standing }) => ({
          ...{ ...standing, keptSize },
          failingSince: maybeInstant(since),
          retryAt: maybeInstant(at),
        }),
      );
    },

    async note({ witness, origin, keptSize, failingSince, retryAt, ...rest }: WitnessStanding) {
      const said = { ...rest, kept_size: keptSize, failing_since: failingSince, retry_at: retryAt };
      await ask(() =>
        db
          .insertInto("witness_standings")
          .values({ witness, origin, ...said })
          .onConflict((on) => on.columns(["witness", "origin"]).doUpdateSet(said))
          .execute(),
      );
    },

    async keepOnly(witnesses) {
      const others = db.deleteFrom("witness_standings");
      await ask(() =>
        (witnesses.length === 0 ? others : others.where("witness", "not in", witnesses)).execute(),
      );
    },

    async keep({ cosignedAt, ...row }) {
      await ask(() =>
        db
          .insertInto("ledger_cosignatures")
          .values({ ...row, cosigned_at: cosignedAt })
          .onConflict((on) => on.columns(["origin", "size", "witness"]).doNothing())
          .execute(),
      );
    },

    cosignatures: (origin, size) =>
      read(cosignaturesOf(db, origin).where("size", "=", size).orderBy("witness")),

    newestCosigned: (origin) => newestCosigned(db, origin),

    covering: (origin, index, limit) =>
      read(
        cosignaturesOf(db, origin)
          .where("size", ">", index)
          .orderBy("size")
          .orderBy("witness")
          .limit(limit),
      ),
  };
}

async function newestCosigned(db: Database, origin: string): Promise<number | null> {
  const query = db
    .selectFrom("ledger_cosignatures as c")
    .innerJoin("witness_standings as s", (on) =>
      on.onRef("s.witness", "=", "c.witness").onRef("s.origin", "=", "c.origin"),
    )
    .select("c.size")
    .where("c.origin", "=", origin)
    .orderBy("c.size", "desc")
    .limit(1);
  return (await ask(() => query.executeTakeFirst()))?.size ?? null;
}

const cosignaturesOf = (db: Database, origin: string) =>
  db.selectFrom("ledger_cosignatures").selectAll().where("origin", "=", origin);

async function read(query: ReturnType<typeof cosignaturesOf>): Promise<readonly Cosignature[]> {
  const rows = await ask(() => query.execute());
  return rows.map(({ cosigned_at: at, ...row }) => ({ ...row, cosignedAt: utcInstant(at) }));
}
