/** What waits for each step as PostgreSQL tells it: what `stepsDue` says of each item, what is tried or failed, and what came in. */
import { expect, it } from "vitest";
import { receivedBytes, stepQueues } from "../../infra/postgres/step-queues.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { PIPELINE, stepsDue } from "../../services/evidence/pipeline.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

it("counts for each step the items for which it is due, and tells the oldest and what came since", async () => {
  const { db, pool } = await emptiedDatabase();
  const nothing = await stepQueues(db);
  const steps = PIPELINE.filter(({ by }) => by !== "api").map(({ step }) => step);
  expect(nothing.map(({ step }) => step)).toEqual(steps);
  expect(nothing).toEqual(
    steps.map((step) => ({ step, waiting: 0, tried: 0, failed: 0, oldestAt: null })),
  );
  expect(await receivedBytes(db, NOON)).toBe(0);

  const items: EvidenceItem[] = [];
  const stages = ["received", "verified", "sealed", "quarantined", "disposed"] as const;
  const viewing = ["waiting", "probed", "to-encode", "made", "ready", "none"] as const;
  for (const stage of stages)
    for (const viewingStage of viewing)
      for (const overviewStage of ["waiting", "made"] as const) {
        const receivedAt = plusMs(NOON, 1_000 * (items.length % 7));
        const more = { stage, viewingStage, overviewStage, receivedAt, sizeBytes: 10 } as const;
        const item = receivedItem({ ...more, studyStage: "waiting" });
        await addDevice(db, { id: item.deviceId });
        await addItem(db, item);
        items.push(item);
      }
  for (const [at, notBefore] of [null, null, NOON].entries())
    await pool.query(
      "INSERT INTO step_runs (item_id, step, attempts, not_before) VALUES ($1, 'seal', 1, $2)",
      [items[at]?.id, notBefore],
    );
  const tried = (step: string) => (step === "seal" ? { tried: 2, failed: 1 } : {});
  expect(await stepQueues(db)).toEqual(
    steps.map((step) => {
      const due = items.filter((item) => stepsDue(item).includes(step));
      expect([step, due.length > 0]).toEqual([step, true]);
      const [oldestAt] = due.map(({ receivedAt }) => receivedAt).toSorted();
      return { step, waiting: due.length, tried: 0, failed: 0, ...tried(step), oldestAt };
    }),
  );
  const since = plusMs(NOON, 3_000);
  const late = items.filter(({ receivedAt }) => receivedAt >= since);
  expect(await receivedBytes(db, since)).toBe(10 * late.length);
  await pool.query(
    `INSERT INTO derivatives (item_id, kind, media_type, size_bytes, sha256, object, made_by)
     SELECT id, 'viewing', 'video/mp4', 5, '', '{}', '{}' FROM items WHERE received_at >= $1 LIMIT 1`,
    [since],
  );
  expect(await receivedBytes(db, since)).toBe(10 * late.length + 5);
});
