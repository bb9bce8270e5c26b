/** EvidenceStore and DerivativeStore on PostgreSQL: the item's row is the lock on its chain. */
import { type Selectable, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { CustodyEvent, Happening } from "../../services/evidence/custody-event.ts";
import type { Derivative, DerivativeStore } from "../../services/evidence/derivative.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore, Opening, StepRun } from "../../services/evidence/evidence-store.ts";
import { type Step, ENDS, PIPELINE, rowOf, stepsDue } from "../../services/evidence/pipeline.ts";
import { askOverviews } from "./asked-overviews.ts";
import { lookAgain } from "./looked-at-again.ts";
import { type Database, ask } from "./connection.ts";
import { keepDerivative } from "./derivative-rows.ts";
import { type NewEvent, appendEvent } from "./custody-chain.ts";
import { firstOpenings } from "./grant-items.ts";
import { changingColumns, itemOfRow } from "./item-row.ts";
import { countRefusal, tellRefusals } from "./refusal-counts.ts";
import type { Tables } from "./tables.ts";
import { wantCopy, wantedSteps } from "./wanted-copies.ts";
import { withItem } from "./with-item.ts";

const noSuchItem = (): Refusal =>
  new Refusal("missing", "evidence/no-such-item", "there is no such item");

export class PostgresEvidenceStore implements EvidenceStore, DerivativeStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(itemId: ItemId): Promise<EvidenceItem> {
    const row = await ask(() =>
      this.#db.selectFrom("items").selectAll().where("id", "=", itemId).executeTakeFirst(),
    );
    if (row === undefined) throw noSuchItem();
    return itemOfRow(row);
  }

  async save(before: EvidenceItem, after: EvidenceItem, event: NewEvent): Promise<EvidenceItem> {
    const version = before.version + 1;
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("items")
          .set({ ...changingColumns(after), version })
          .where("id", "=", before.id)
          .where("version", "=", before.version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) {
          throw new Refusal("conflict", "evidence/moved", "another run moved this item first");
        }
        await appendEvent(transaction, before.id, event);
        const due = stepsDue(after);
        let gone = transaction.deleteFrom("step_runs").where("item_id", "=", before.id);
        if (due.length > 0) gone = gone.where("step", "not in", due);
        await gone.execute();
      }),
    );
    return { ...after, version };
  }

  record(itemId: ItemId, event: NewEvent, opens: readonly Opening[] = []): Promise<CustodyEvent> {
    return withItem(this.#db, itemId, async (transaction) => {
      for (const opening of await firstOpenings(transaction, itemId, event.at, opens)) {
        await appendEvent(transaction, itemId, { ...event, happening: opening.happening });
      }
      return appendEvent(transaction, itemId, event);
    });
  }

  countRefusal(itemId: ItemId, what: string, event: NewEvent): Promise<void> {
    return withItem(this.#db, itemId, (transaction) =>
      countRefusal(transaction, itemId, what, event),
    );
  }

  tellRefusals(now: UtcInstant): Promise<number> {
    return tellRefusals(this.#db, now);
  }

  custody(itemId: ItemId): Promise<readonly CustodyEvent[]> {
    return this.custodyFrom(itemId, 0, null);
  }

  async custodyFrom(
    itemId: ItemId,
    index: number,
    limit: number | null,
  ): Promise<readonly CustodyEvent[]> {
    const all = this.#db
      .selectFrom("custody_events")
      .selectAll()
      .where("item_id", "=", itemId)
      .where("index", ">=", index)
      .orderBy("index");
    const rows = await ask(() => (limit === null ? all : all.limit(limit)).execute());
    return rows.map(eventOf);
  }

  async due(
    now: UtcInstant,
    limitPerStep: number,
  ): Promise<readonly { itemId: ItemId; step: Step }[]> {
    const found = await Promise.all(PIPELINE.map((row) => this.#dueFor(row, now, limitPerStep)));
    return found
      .flat()
      .sort((a, b) => a.receivedAt - b.receivedAt || a.position - b.position)
      .map(({ itemId, step }) => ({ itemId, step }));
  }

  async #dueFor(
    row: (typeof PIPELINE)[number],
    now: UtcInstant,
    limit: number,
  ): Promise<{ itemId: ItemId; step: Step; position: number; receivedAt: number }[]> {
    const rows = await ask(() =>
      this.#db
        .selectFrom("items as i")
        .select(["i.id", "i.position", "i.received_at"])
        .where(isDue(row))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom("step_runs as r")
                .select("r.step")
                .whereRef("r.item_id", "=", "i.id")
                .where("r.step", "=", row.step)
                .where("r.not_before", ">", sql<Date>`${now}::timestamptz`),
            ),
          ),
        )
        .orderBy("i.received_at")
        .limit(limit)
        .execute(),
    );
    return rows.map(({ id, position, received_at }) => ({
      ...{ itemId: id, step: row.step, position },
      receivedAt: received_at.getTime(),
    }));
  }

  async wantCopy(itemId: ItemId, at: UtcInstant): Promise<EvidenceItem> {
    const item = await wantCopy(this.#db, itemId, at);
    if (item === null) throw noSuchItem();
    return item;
  }

  wanted(now: UtcInstant, limit: number): Promise<readonly { itemId: ItemId; step: Step }[]> {
    return wantedSteps(this.#db, now, limit);
  }

  askOverviews(limit: number, at: UtcInstant) {
    return askOverviews(this.#db, limit, at);
  }

  lookAgain(reasons: readonly string[], limit: number) {
    return lookAgain(this.#db, reasons, limit);
  }

  async stepRuns(itemId: ItemId): Promise<readonly StepRun[]> {
    const rows = await ask(() =>
      this.#db
        .selectFrom("step_runs")
        .selectAll()
        .where("item_id", "=", itemId)
        .orderBy("step")
        .execute(),
    );
    return rows.map((row) => ({
      step: row.step,
      attempts: row.attempts,
      notBefore: row.not_before === null ? null : utcInstant(row.not_before),
      lastError: row.last_error,
      progress: row.progress,
      ...(row.seconds_left === null ? {} : { secondsLeft: row.seconds_left }),
    }));
  }

  async saveStepRun(itemId: ItemId, run: StepRun): Promise<void> {
    const { step, attempts, notBefore, lastError, progress, secondsLeft = null } = run;
    // The row's lock waits for a save that is under way: a note written behind it would stay for ever.
    await ask(() =>
      sql`INSERT INTO step_runs (item_id, step, attempts, not_before, last_error, progress, seconds_left)
          SELECT id, ${step}, ${attempts}::integer, ${notBefore}::timestamptz, ${lastError},
                 ${progress}::real, ${secondsLeft}::integer
          FROM items WHERE id = ${itemId} AND ${isDue(rowOf(step))} FOR SHARE
          ON CONFLICT (item_id, step) DO UPDATE
          SET attempts = excluded.attempts, not_before = excluded.not_before,
              last_error = excluded.last_error, progress = excluded.progress,
              seconds_left = excluded.seconds_left`.execute(this.#db),
    );
  }

  async findByDigest(sha256: Sha256, except: ItemId | null): Promise<ItemId | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("items")
        .select("id")
        .where("original_sha256", "=", sha256)
        .where("stage", "not in", [...ENDS])
        .$if(except !== null, (query) => query.where("id", "!=", except))
        .orderBy("position")
        .limit(1)
        .executeTakeFirst(),
    );
    return row?.id ?? null;
  }

  async keepOnce(derivative: Derivative): Promise<Derivative> {
    await ask(() => keepDerivative(this.#db, derivative));
    const kept = (await this.derivatives(derivative.itemId)).find(
      ({ kind }) => kind === derivative.kind,
    );
    if (kept === undefined) throw noSuchItem();
    return kept;
  }

  async derivatives(itemId: ItemId): Promise<readonly Derivative[]> {
    const rows = await ask(() =>
      this.#db
        .selectFrom("derivatives")
        .selectAll()
        .where("item_id", "=", itemId)
        .orderBy("kind", "desc")
        .execute(),
    );
    return rows.map((row) => ({
      itemId: row.item_id,
      kind: row.kind,
      mediaType: row.media_type,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
      object: row.object,
      madeBy: row.made_by,
      ...(row.encrypted === null ? {} : { encrypted: row.encrypted }),
      ...(row.numbers === null ? {} : { numbers: row.numbers }),
    }));
  }
}

/** Of a row of items: `stepsDue` in SQL. */
const isDue = ({ track, from }: (typeof PIPELINE)[number]) =>
  track === "original"
    ? sql<boolean>`stage = ${from}`
    : track === "viewing"
      ? sql<boolean>`(viewing_stage = ${from} AND stage IN ('verified', 'sealed'))`
      : sql<boolean>`(${sql.ref(`${track}_stage`)} = ${from} AND viewing_stage = 'ready' AND stage IN ('verified', 'sealed'))`;

export const eventOf = (row: Selectable<Tables["custody_events"]>): CustodyEvent => ({
  itemId: row.item_id,
  index: row.index,
  at: utcInstant(row.at),
  actor: row.actor,
  kind: row.kind,
  data: dataOf(row.body),
  body: row.body,
  previousSha256: row.previous_sha256,
  sha256: row.sha256,
});

/** The data as it was hashed. A body that was changed behind our back still parses or is shown as empty. */
function dataOf(body: string): Happening["data"] {
  try {
    const { data } = JSON.parse(body) as { data?: Happening["data"] };
    return data ?? {};
  } catch {
    return {};
  }
}
