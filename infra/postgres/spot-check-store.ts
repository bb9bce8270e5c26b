/** SpotCheckStore on PostgreSQL: papers only come, a draw is made once, and of two who go on with a sheet one does. */
import { type Selectable, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, SpotCheckId, UserId } from "../../services/kernel/ids.ts";
import type { SpotSubject } from "../../services/policy/spot-check.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { spotChanged } from "../../services/spotcheck/close-sheet.ts";
import type {
  NewPaper,
  NewSpotCheck,
  Paper,
  PaperResult,
  SheetAbout,
  SpotCheck,
  SpotCheckStore,
} from "../../services/spotcheck/spot-check-store.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { reviewedItems } from "./reviewed-items.ts";
import { seenDocuments, signedDocuments, textOf, textRowOf } from "./signed-documents.ts";
import { populationQuery, seesPopulation, seesUnit, unitName } from "./spot-check-population.ts";
import type { SpotCheckTables } from "./spot-check-tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { seesCase } from "./walls.ts";

type CheckRow = Selectable<SpotCheckTables["spot_checks"]>;
type PaperRow = Selectable<SpotCheckTables["spot_check_papers"]>;

export function createSpotCheckStore(db: Database): SpotCheckStore {
  return {
    ...signedDocuments(db, "spot_check_papers", paperOf),

    async population(subject, span, filter, limit, sight) {
      const query = populationQuery(subject, span, filter, limit, sight);
      return (await ask(() => query.execute(db))).rows.map(({ id }) => id);
    },

    items: (itemIds, sight) => itemsOf(db, itemIds, sight),

    begin: (...asked) => begin(db, ...asked),

    undrawn: (limit) => undrawnOf(db, limit),

    drawOnce: (...asked) => drawOnce(db, ...asked),

    async find(id, sight) {
      return (await checks(db, sight, sql`c.id = ${id}`, 1))[0] ?? null;
    },

    page: (before, limit, sight) =>
      checks(db, sight, before === null ? sql`true` : sql`c.position < ${before}`, limit),

    drawn: (...asked) => drawnOf(db, ...asked),

    keep: (...asked) => keep(db, ...asked),

    async papers(id, unit, sight) {
      const query = db
        .selectFrom("spot_check_papers")
        .selectAll()
        .where("check_id", "=", id)
        .where("unit_id", unit === null ? "is" : "=", unit)
        .where(seenDocuments(sight))
        .orderBy("position");
      return (await ask(() => query.execute())).map(paperOf);
    },

    async newestSheets(id, units, sight) {
      const query = db
        .selectFrom("spot_check_papers")
        .distinctOn("unit_id")
        .selectAll()
        .where("check_id", "=", id)
        .where("kind", "=", "sheet")
        .where(sql<boolean>`unit_id = ANY (${[...units]}::uuid[])`)
        .where(seenDocuments(sight))
        .orderBy("unit_id")
        .orderBy("number", "desc");
      return (await ask(() => query.execute())).map(paperOf);
    },

    about: (...asked) => aboutOf(db, ...asked),

    counts: (today) => countsOf(db, today),
  };
}

async function begin(
  db: Database,
  ...[check, paper, action]: Parameters<SpotCheckStore["begin"]>
): Promise<void> {
  await ask(() =>
    db.transaction().execute(async (transaction) => {
      await transaction.insertInto("spot_checks").values(checkRowOf(check)).execute();
      await transaction.insertInto("spot_check_papers").values(paperRowOf(paper)).execute();
      await appendAction(transaction, action);
    }),
  );
}

async function undrawnOf(db: Database, limit: number): Promise<readonly Paper[]> {
  const query = db
    .selectFrom("spot_checks as c")
    .innerJoin("spot_check_papers as p", "p.check_id", "c.id")
    .selectAll("p")
    .where("c.seed", "is", null)
    .where("p.kind", "=", "population")
    .where("p.is_entered", "=", true)
    .orderBy("c.position")
    .limit(limit);
  return (await ask(() => query.execute())).map(paperOf);
}

function drawOnce(
  db: Database,
  ...[id, { seed, origin, treeSize, drawnAt, units }, action]: Parameters<
    SpotCheckStore["drawOnce"]
  >
): Promise<boolean> {
  return ask(() =>
    db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("spot_checks")
        .set({ seed, origin, tree_size: treeSize, drawn_at: drawnAt, drawn_ids: [...units] })
        .where("id", "=", id)
        .where("seed", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows === 1n) await appendAction(transaction, action);
      return numUpdatedRows === 1n;
    }),
  );
}

async function keep(
  db: Database,
  ...[paper, action]: Parameters<SpotCheckStore["keep"]>
): Promise<void> {
  try {
    await ask(() =>
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto("spot_check_papers").values(paperRowOf(paper)).execute();
        await appendAction(transaction, action);
      }),
    );
  } catch (cause) {
    throw isUniqueViolation(cause) ? spotChanged() : cause;
  }
}

async function countsOf(db: Database, today: CalendarDate) {
  const { rows } = await ask(() =>
    sql<{ waiting: number; overdue: number; undrawn: Date | null }>`
      SELECT count(*) AS waiting, count(*) FILTER (WHERE c.due_on < ${today}::date) AS overdue,
             (SELECT min(fixed_at) FROM spot_checks WHERE drawn_ids IS NULL) AS undrawn
        FROM spot_checks c, unnest(c.drawn_ids) AS u (id) WHERE NOT ${isClosed(null)}`.execute(db),
  );
  const { waiting = 0, overdue = 0, undrawn = null } = rows[0] ?? {};
  return { waiting, overdue, undrawnSince: undrawn === null ? null : utcInstant(undrawn) };
}

/** Of a drawn unit `u.id` of a spot check `c`: by a sheet that `sight` may know of. */
const isClosed = (sight: Sight | null) => sql`EXISTS (SELECT FROM spot_check_papers p
  WHERE p.check_id = c.id AND p.unit_id = u.id AND p.kind = 'sheet' AND ${seenDocuments(sight)})`;

async function itemsOf(db: Database, ...[ids, sight]: Parameters<SpotCheckStore["items"]>) {
  const all = sql`${[...ids]}::uuid[]`;
  const items = await reviewedItems(db, sql`SELECT unnest(${all})`, ids.length, sight);
  const { rows } = await askAs(db, sight, (as) =>
    sql<{
      id: string;
      of: CaseId[];
    }>`SELECT l.item_id AS id, array_agg(l.case_id ORDER BY l.case_id) AS of FROM case_links l
      WHERE l.item_id = ANY (${all}) AND l.unlinked_at IS NULL AND ${seesCase(sight, sql`l.case_id`)} GROUP BY 1`.execute(
      as,
    ),
  );
  const linked = new Map(rows.map((row) => [row.id, row.of]));
  return items
    .filter(({ stage }) => stage !== "disposed")
    .map((item) => ({ ...item, caseIds: linked.get(item.itemId) ?? [] }));
}

async function checks(
  db: Database,
  sight: Sight | null,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly SpotCheck[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<Omit<CheckRow, "unit_ids"> & { population: number; closed: number }>`
      SELECT c.id, c.position, c.subject, c.sheet, c.period, c.sample_size, c.due_on, c.fixed_at, c.fixed_by, c.seed, c.origin,
             c.tree_size, c.drawn_at, c.drawn_ids, cardinality(c.unit_ids) AS population,
             (SELECT count(*) FROM unnest(c.drawn_ids) AS u (id) WHERE ${isClosed(sight)}) AS closed
        FROM spot_checks c WHERE ${which} AND ${seesPopulation(sight)} ORDER BY c.position DESC LIMIT ${limit}`.execute(
      as,
    ),
  );
  return rows.map(({ seed, origin, tree_size, drawn_at, drawn_ids, ...row }) => ({
    ...{ id: row.id, position: row.position, subject: row.subject, sheet: row.sheet },
    ...{ period: row.period, sampleSize: row.sample_size, dueOn: row.due_on },
    ...{ fixedAt: utcInstant(row.fixed_at), fixedBy: row.fixed_by },
    ...{ populationSize: row.population, closed: row.closed },
    draw:
      seed === null || origin === null || tree_size === null || drawn_at === null
        ? null
        : {
            ...{ seed, origin, treeSize: tree_size, drawnAt: utcInstant(drawn_at) },
            units: drawn_ids ?? [],
          },
  }));
}

async function drawnOf(db: Database, ...[id, unit, sight]: Parameters<SpotCheckStore["drawn"]>) {
  const { rows } = await askAs(db, sight, (as) =>
    sql<{
      id: string;
      name: string;
      result: PaperResult | null;
      version: number | null;
      made_by: UserId | null;
      answers: number;
    }>`SELECT u.id, ${unitName} AS name, n.result, n.number AS version, n.made_by,
              (SELECT count(*) FROM spot_check_papers a WHERE a.check_id = c.id AND a.unit_id = u.id AND a.kind = 'answer'
                  AND ${seenDocuments(sight)}) AS answers
         FROM spot_checks c, unnest(c.drawn_ids) WITH ORDINALITY AS u (id, place)
         LEFT JOIN LATERAL (SELECT p.result, p.number, p.made_by FROM spot_check_papers p WHERE p.check_id = c.id AND p.unit_id = u.id
                               AND p.kind = 'sheet' AND ${seenDocuments(sight)} ORDER BY p.number DESC LIMIT 1) n ON true
        WHERE c.id = ${id} AND (${unit}::uuid IS NULL OR u.id = ${unit}::uuid) AND ${seesUnit(sight)} ORDER BY u.place`.execute(
      as,
    ),
  );
  return rows.map((row) => ({
    ...{ unit: row.id, name: row.name, answers: row.answers },
    sheet:
      row.result === null || row.version === null || row.made_by === null
        ? null
        : { ...row.result, version: row.version, by: row.made_by },
  }));
}

async function aboutOf(
  db: Database,
  ...[userId, before, limit, sight]: Parameters<SpotCheckStore["about"]>
): Promise<readonly SheetAbout[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<{
      position: number;
      check_id: SpotCheckId;
      subject: SpotSubject;
      unit: string;
      name: string;
      version: number;
      made_at: Date;
      until: CalendarDate | null;
      is_answered: boolean;
    }>`SELECT p.position, p.check_id, c.subject, u.id AS unit, ${unitName} AS name, p.number AS version, p.made_at,
              p.result->>'answerUntil' AS until,
              EXISTS (SELECT FROM spot_check_papers a WHERE a.check_id = p.check_id AND a.unit_id = p.unit_id AND a.kind = 'answer'
                         AND a.number = p.number AND a.made_by = ${userId}::uuid) AS is_answered
         FROM spot_check_papers p JOIN spot_checks c ON c.id = p.check_id, LATERAL (SELECT p.unit_id) AS u (id)
        WHERE p.kind = 'sheet' AND p.result->'checkedIds' @> ${JSON.stringify([userId])}::jsonb
          AND p.position < ${before ?? Number.MAX_SAFE_INTEGER}
          AND NOT EXISTS (SELECT FROM spot_check_papers n WHERE n.check_id = p.check_id AND n.unit_id = p.unit_id
                             AND n.kind = 'sheet' AND n.number > p.number)
          AND ${seesUnit(sight)} AND ${seenDocuments(sight)}
        ORDER BY p.position DESC LIMIT ${limit}`.execute(as),
  );
  return rows.map((row) => ({
    ...{ position: row.position, checkId: row.check_id, subject: row.subject, unit: row.unit },
    ...{ name: row.name, version: row.version, closedAt: utcInstant(row.made_at) },
    ...{ answerUntil: row.until, isAnswered: row.is_answered },
  }));
}

const checkRowOf = (check: NewSpotCheck) => ({
  ...{ id: check.id, subject: check.subject, sheet: check.sheet, period: check.period },
  ...{ unit_ids: [...check.units], sample_size: check.sampleSize, due_on: check.dueOn },
  ...{ fixed_at: check.fixedAt, fixed_by: check.fixedBy, drawn_at: null },
});

const paperRowOf = (paper: NewPaper) => ({
  ...textRowOf(paper),
  ...{ check_id: paper.checkId, kind: paper.kind, unit_id: paper.unit },
  session_ids: [...paper.sessionIds],
  result: paper.result === null ? null : JSON.stringify(paper.result),
});

const paperOf = (row: PaperRow): Paper => ({
  ...textOf(row),
  ...{ checkId: row.check_id, kind: row.kind, unit: row.unit_id },
  ...{ sessionIds: row.session_ids, result: row.result },
});
