/** Items whose viewing copy somebody waits for, in PostgreSQL. */
import { sql } from "kysely";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { type Step, PIPELINE, stepsDue } from "../../services/evidence/pipeline.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { type Database, ask } from "./connection.ts";
import { itemOfRow } from "./item-row.ts";

/** Where an item stands on the viewing track for as long as no copy is ready. */
const STAGES = PIPELINE.filter(({ track }) => track === "viewing").map(({ from }) => from);

/** Null: there is no such item. The first wish is kept, and the version stays: no run of a step is lost by it. */
export async function wantCopy(
  db: Database,
  itemId: ItemId,
  at: UtcInstant,
): Promise<EvidenceItem | null> {
  const row = await ask(() =>
    db
      .updateTable("items")
      .set({ copy_wanted_at: sql`coalesce(copy_wanted_at, ${at}::timestamptz)` })
      .where("id", "=", itemId)
      .returningAll()
      .executeTakeFirst(),
  );
  return row === undefined ? null : itemOfRow(row);
}

export async function wantedSteps(
  db: Database,
  now: UtcInstant,
  limit: number,
): Promise<readonly { itemId: ItemId; step: Step }[]> {
  const rows = await ask(() =>
    db
      .selectFrom("items as i")
      .select(["i.id", "i.stage", "i.viewing_stage", "i.overview_stage", "i.study_stage"])
      .select((select) =>
        select
          .selectFrom("step_runs as r")
          .select(sql<Step[]>`coalesce(json_agg(r.step), '[]')`.as("resting"))
          .whereRef("r.item_id", "=", "i.id")
          .where("r.not_before", ">", sql<Date>`${now}::timestamptz`)
          .as("resting"),
      )
      .where("i.copy_wanted_at", "is not", null)
      .where("i.viewing_stage", "in", STAGES as never[])
      .orderBy("i.copy_wanted_at")
      .orderBy("i.position")
      .limit(limit)
      .execute(),
  );
  return rows.flatMap(({ id, resting, stage, ...on }) =>
    stepsDue({
      ...{ stage, viewingStage: on.viewing_stage },
      ...{ overviewStage: on.overview_stage, studyStage: on.study_stage },
    })
      .filter((step) => resting?.includes(step) !== true)
      .map((step) => ({ itemId: id, step })),
  );
}
