/** Policy packs in PostgreSQL; changes stand behind one another, each in one transaction with its action. */
import { type Selectable, type Transaction, sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type {
  PolicyEntry,
  PolicyStore,
  PolicyText,
  Proposal,
} from "../../services/policy/policy-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";

type Row = Selectable<Tables["policy_packs"]>;

const SHOWN = 200;

/** Of packs, or of tables of working days: one table holds both. */
export function createPolicyStore(db: Database, kind: Row["kind"] = "pack"): PolicyStore {
  const texts = () => textsOf(db, kind);
  const alone = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        await sql`SELECT pg_advisory_xact_lock(hashtextextended('policy packs', 0))`.execute(
          transaction,
        );
        return work(transaction);
      }),
    );
  return {
    ...readingPart(texts),
    ...signingPart(db, kind, texts),

    propose: (proposal, { text, signature }, action) =>
      alone(async (transaction) => {
        await requireNew(transaction, proposal);
        await requireNewer(transaction, proposal);
        const { id, code, version, sha256, why, publisher } = proposal;
        await transaction
          .insertInto("policy_packs")
          .values({
            ...{ id, kind, code, version, valid_from: proposal.validFrom, text, sha256, why },
            ...{ proposed_by: proposal.proposedBy, proposed_at: proposal.proposedAt },
            ...{ act: null, decided_by: null, decided_at: null, decided_why: null },
            publisher: publisher === null ? null : JSON.stringify(publisher),
            publisher_signature: signature === null ? null : Buffer.from(signature),
            signature: null,
          })
          .execute();
        await appendAction(transaction, action);
      }),

    decide: (id, decision, action) =>
      alone((transaction) => decide(transaction, kind, [id, decision, action])),
  };
}

const textsOf = (db: Database, kind: Row["kind"]) =>
  db.selectFrom("policy_packs").selectAll().where("kind", "=", kind);

type Texts = () => ReturnType<typeof textsOf>;

function signingPart(
  db: Database,
  kind: Row["kind"],
  texts: Texts,
): Pick<PolicyStore, "unsigned" | "signOnce"> {
  return {
    async unsigned(limit, skip) {
      const query = texts().where("act", "=", "applied").where("signature", "is", null);
      const rows = await ask(() => query.orderBy("position").limit(limit).offset(skip).execute());
      return rows.flatMap((row) => whole(row) ?? []);
    },

    async signOnce(id, signature) {
      const update = db
        .updateTable("policy_packs")
        .set({ signature: sql<Buffer>`coalesce(signature, ${Buffer.from(signature)})` })
        .where("id", "=", id)
        .where("kind", "=", kind)
        .returning("signature");
      const row = await ask(() => update.executeTakeFirstOrThrow());
      return row.signature ?? signature;
    },
  };
}

function readingPart(texts: Texts): Pick<PolicyStore, "find" | "entries" | "applied" | "inForce"> {
  return {
    async find(id) {
      const query = texts().where("id", "=", id);
      return whole(await ask(() => query.executeTakeFirst()));
    },

    async entries() {
      const query = texts().orderBy("position", "desc");
      return (await ask(() => query.limit(SHOWN).execute())).map(entryOf);
    },

    async applied() {
      const newest = sql<boolean>`version = (SELECT max(n.version) FROM policy_packs n
        WHERE n.kind = policy_packs.kind AND n.code = policy_packs.code AND n.act = 'applied')`;
      const query = texts().where("act", "=", "applied").where(newest).orderBy("decided_at");
      return (await ask(() => query.orderBy("position").execute())).flatMap(
        (row) => whole(row) ?? [],
      );
    },

    async inForce(at, day) {
      const query = texts()
        .where("act", "=", "applied")
        .where("valid_from", "<=", day)
        .where("decided_at", "<=", sql<Date>`${at}::timestamptz`)
        .orderBy("decided_at", "desc")
        .orderBy("position", "desc");
      return whole(await ask(() => query.limit(1).executeTakeFirst()));
    },
  };
}

async function decide(
  transaction: Transaction<Tables>,
  kind: Row["kind"],
  [id, { act, by, at, why }, action]: Parameters<PolicyStore["decide"]>,
): Promise<PolicyEntry> {
  const found = transaction
    .selectFrom("policy_packs")
    .selectAll()
    .where("id", "=", id)
    .where("kind", "=", kind);
  const row = await found.executeTakeFirst();
  if (row === undefined) throw new Refusal("missing", "policy/no-such-pack", "no such policy pack");
  if (row.act !== null) throw decidedAlready(row.act);
  if (act === "applied") await requireNewer(transaction, entryOf(row));
  const decided = await transaction
    .updateTable("policy_packs")
    .set({ act, decided_by: by, decided_at: at, decided_why: why })
    .where("id", "=", id)
    .where("act", "is", null)
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendAction(transaction, action);
  return entryOf(decided);
}

async function requireNew(
  transaction: Transaction<Tables>,
  { sha256 }: Pick<Proposal, "sha256">,
): Promise<void> {
  const same = await transaction
    .selectFrom("policy_packs")
    .select("id")
    .where("sha256", "=", sha256)
    .where(sql<boolean>`act IS DISTINCT FROM 'withdrawn'`)
    .executeTakeFirst();
  if (same === undefined) return;
  throw new Refusal("conflict", "policy/proposed-already", "this text was proposed already", {
    fix: "Look at the list of packs: it waits for another person, or is applied.",
  });
}

async function requireNewer(
  transaction: Transaction<Tables>,
  { code, version }: Pick<Proposal, "code" | "version">,
): Promise<void> {
  const newest = await transaction
    .selectFrom("policy_packs")
    .select((select) => select.fn.max("version").as("version"))
    .where("code", "=", code)
    .where("act", "=", "applied")
    .executeTakeFirst();
  const applied = newest?.version ?? null;
  if (applied === null || applied < version) return;
  throw new Refusal("conflict", "policy/version-taken", "a version as new as this is applied", {
    fix: "Give the changed pack a higher version: a version names one text for ever.",
    facts: { applied },
  });
}

const decidedAlready = (act: string): Refusal =>
  new Refusal("conflict", "policy/decided", "this proposal was decided already", {
    fix: "Look at the list of packs.",
    facts: { act },
  });

const whole = (row: Row | undefined): PolicyText | null =>
  row === undefined
    ? null
    : {
        ...{ entry: entryOf(row), text: row.text },
        ...{ signature: row.signature, publisherSignature: row.publisher_signature },
      };

function entryOf(row: Row): PolicyEntry {
  const { id, code, version, sha256, why, act, decided_by: by, decided_why: decidedWhy } = row;
  const at = maybeInstant(row.decided_at);
  const isOpen = act === null || by === null || at === null || decidedWhy === null;
  return {
    ...{ id, code, version, validFrom: row.valid_from, sha256, why },
    ...{ proposedBy: row.proposed_by, proposedAt: utcInstant(row.proposed_at) },
    ...{ publisher: row.publisher, isSigned: row.signature !== null },
    decision: isOpen ? null : { act, by, at, why: decidedWhy },
  };
}
