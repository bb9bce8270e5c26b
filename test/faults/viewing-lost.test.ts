/** The API is killed while somebody watches: what was given up to the last ten seconds is told all the same, and once. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createViewingStore } from "../../infra/postgres/viewing-store.ts";
import { ViewingRound } from "../../services/api/viewing-round.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { type ApiProcess, startApi } from "../fixtures/api-process.ts";
import { receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

const clock = () => utcInstant(new Date());
let [api, folder] = [{} as ApiProcess, ""];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-viewing-"));
  api = await startApi({ HOLDFAST_FILESYSTEM_DIR: folder });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

it("tells what was read before the kill, at the next start", { timeout: 60_000 }, async () => {
  const { db, pool } = api.connection;
  const items = new PostgresEvidenceStore(db);
  const bytes = Buffer.alloc(3 << 20, 7);
  const item = receivedItem({ deviceId: await addDevice(db), sizeBytes: bytes.byteLength });
  await addItem(db, item);
  const { objects } = createFilesystemStores(
    {
      HOLDFAST_FILESYSTEM_DIR: folder,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
      HOLDFAST_FILESYSTEM_RESERVE_MIB: 0,
    },
    clock,
  );
  const { versionId } = await objects.put(originalKey(item.id), bytes);
  const original = verifiedOriginal(item.id, bytes, versionId);
  const happening = { kind: "verified", data: {} } as const;
  const before = await items.get(item.id);
  await items.save(
    before,
    { ...before, stage: "verified", original },
    { at: clock(), actor: "process:test", happening },
  );

  const answer = await fetch(`${api.url}/api/v1/items/${item.id}/original?purpose=court`, {
    headers: { authorization: `Bearer ${api.tokens.reviewer}`, range: "bytes=0-99999" },
  });
  expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([206, 100_000]);
  const kept = async () => (await pool.query("SELECT FROM viewings")).rowCount;
  await expect.poll(kept, { timeout: 30_000, interval: 250 }).toBe(1);
  api.child.kill("SIGKILL");
  const viewed = async () => (await items.custody(item.id)).filter(({ kind }) => kind === "viewed");
  expect(await viewed()).toEqual([]);

  // Two minutes later, two nodes start.
  await pool.query("UPDATE viewings SET kept_at = kept_at - interval '3 minutes'");
  const failed: unknown[] = [];
  const deps = { store: createViewingStore(db), clock };
  const rounds = [1, 2].map(() => new ViewingRound(deps, (error) => failed.push(error)));
  await Promise.all(rounds.map((round) => round.close()));
  expect(failed).toEqual([]);
  expect(await viewed()).toMatchObject([
    { data: { representation: "original", purpose: "court", ranges: ["0-99999"], bytes: 100_000 } },
  ]);
});
