/** Retention in the real processes: a pack is applied, a case opened, a lock taken away, custody killed in between; promises hold. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { approvePack, proposePack } from "../../services/policy/decide-pack.ts";
import type { RetentionDecision } from "../../services/retention/decide.ts";
import { shippedBytes } from "../fixtures/packs.ts";
import { GoodClient } from "./good-client.ts";
import { STRANGERS } from "../fakes/people-store.ts";
import { ProcessWorld } from "./process-world.ts";

let world: ProcessWorld;
let client: GoodClient;
beforeAll(async () => {
  world = await ProcessWorld.running();
  client = new GoodClient(world.url, world.deviceToken);
}, 120_000);
afterAll(() => world.close(), 60_000);

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await sleep(200);
  }
}

async function applyHainan(): Promise<void> {
  const { db } = world.database.connection;
  const people = [newId<UserId>(), newId<UserId>()] as const;
  const clock = () => utcInstant(new Date());
  for (const id of people) {
    const row = { id, name: id, display_name: "x", role: "records" as const, password_hash: "-" };
    await db
      .insertInto("users")
      .values({ ...row, created_at: clock(), disabled_at: null })
      .execute();
  }
  const deps = {
    policies: createStores(world.database.connection).policies,
    clock,
    people: STRANGERS,
  };
  const text = shippedBytes("cn-hainan-2019").toString();
  const { id, sha256 } = await proposePack(deps, people[0], text, "law of the province");
  await approvePack(deps, people[1], { id, sha256, why: "read and agreed" });
}

test("keeps what is sealed by the pack in force, follows its case, and locks to the floor over a crash", async () => {
  const { pool } = world.database.connection;
  const { retention, evidence } = createStores(world.database.connection);
  const { objects } = createFilesystemStores({
    HOLDFAST_FILESYSTEM_DIR: world.objectsFolder,
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
  });
  const itemId = (await client.send(randomBytes(20_000), 20_000)).id as ItemId;
  await client.receipt(itemId);
  const decided = async (holds: (decision: RetentionDecision) => boolean) =>
    until(async () => {
      const kept = await retention.decisionOf(itemId);
      if (kept === null) return null;
      const { decision } = JSON.parse(kept.text) as { readonly decision: RetentionDecision };
      return holds(decision) ? { ...kept, decision } : null;
    });
  const before = await decided(() => true);
  expect([before.decision.classes, before.lockedUntil]).toEqual([[], null]);

  await applyHainan();
  const routine = await decided(({ classes }) => classes.includes("R-ROUTINE"));
  expect(routine.decision.floor >= before.decision.floor).toBe(true);
  const caseId = newId<CaseId>();
  await pool.query(
    "INSERT INTO cases (id, number, title, created_at, created_by) VALUES ($1, 'n 1', 't', now(), 'user:x')",
    [caseId],
  );
  world.kill("custody");
  await pool.query(
    "INSERT INTO case_links (case_id, item_id, linked_at, linked_by) VALUES ($1, $2, now(), 'user:x')",
    [caseId, itemId],
  );
  await world.gone("custody");
  await world.start("custody");
  const open = await decided(({ open: isOpen }) => isOpen);
  expect(open.decision.classes).toContain("R-CASEFILE");
  const { floor } = open.decision;
  if (floor === "permanent") throw new Error("five years at least");
  const end = zoneDays("Asia/Shanghai").endOf(floor);
  await until(async () => ((await retention.decisionOf(itemId))?.lockedUntil === end ? end : null));
  const { original } = await evidence.get(itemId);
  if (original === null) throw new Error("it is sealed");
  expect((await objects.head(original.object)).lock).toEqual({ mode: "compliance", until: end });

  // It closes without its evidence: what was promised stands, and the ledger tells of each decision once.
  await pool.query(
    "UPDATE cases SET closed_on = '2026-03-01', outcome = 'not-evidence' WHERE id = $1",
    [caseId],
  );
  const after = await decided(({ classes, open: isOpen }) => !isOpen && classes.length === 1);
  expect(after.decision.floor).toBe(floor);
  await until(async () => ((await retention.notEntered(9)).length === 0 ? true : null));
  const told = (await evidence.custody(itemId)).filter(({ kind }) => kind === "retention-set");
  const { rows } = await pool.query<{ leaf: string }>(
    "SELECT leaf FROM ledger_entries WHERE leaf LIKE 'retention-set/%' ORDER BY index",
  );
  const named = told.map(({ data }) => data["decisionSha256"]);
  expect(named.length).toBeGreaterThanOrEqual(2);
  expect(rows.map(({ leaf }) => /decision sha256 (\w+)/.exec(leaf)?.[1])).toEqual(named);
}, 120_000);
