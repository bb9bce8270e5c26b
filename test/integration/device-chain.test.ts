/** A device's chain on a real PostgreSQL: what is missing, doubled or out of step is named, on any page, and nothing else. */
import { beforeEach, describe, expect, it } from "vitest";
import { createStores } from "../../infra/postgres/stores.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { numberNames, reportSequence } from "../../services/batches/sequence.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, type DeviceId, newId } from "../../services/kernel/ids.ts";
import { deviceChain } from "../../services/review/device-chain.ts";
import { buildClipManifest } from "../../services/sealing/manifest.ts";
import { makeDockKey } from "../fixtures/docking.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

async function open() {
  const connection = await emptiedDatabase();
  const { db, pool } = connection;
  const stores = createStores(connection);
  const camera = await addDevice(db);
  let made = 0;
  const at = (minutes: number): UtcInstant => plusMs(NOON, minutes * 60_000);
  /** A recording that came a minute after the one before. */
  const record = async (
    changes: Partial<EvidenceItem> = {},
    announced: Partial<EvidenceItem["announced"]> = {},
  ) => {
    const plain = receivedItem({ deviceId: camera, receivedAt: at((made += 1)), ...changes });
    const item = { ...plain, announced: { ...plain.announced, ...announced } };
    await addItem(db, item);
    return item;
  };
  const seal = async (item: EvidenceItem) => {
    const original = verifiedOriginal(item.id, Buffer.from(item.id));
    await stores.seals.manifestOnce(item.id, "original", item.deviceId, (chain) =>
      buildClipManifest({ ...item, original }, chain!, "main"),
    );
    await pool.query("UPDATE items SET stage = 'sealed' WHERE id = $1", [item.id]);
    return item;
  };
  const chain = (id: DeviceId = camera, before: number | null = null, limit = 100) =>
    deviceChain(stores.chains, id, { before, limit, isNamed: true });
  const found = async (...asked: Parameters<typeof chain>) =>
    (await chain(...asked)).findings.map(({ kind, itemId }) => [kind, itemId]);
  return { ...stores, db, pool, camera, at, record, seal, chain, found };
}

let house: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  house = await open();
});

describe("the chain of a device that sends itself", () => {
  it("is read page by page, by arrival, and says nothing where nothing is wrong, in whatever order it was sealed", async () => {
    const items = [];
    for (let made = 0; made < 5; made += 1) items.push(await house.record());
    for (const at of [0, 2, 1, 4, 3]) await house.seal(items[at]!);
    const seen = [];
    let before: number | null = null;
    do {
      const page = await house.chain(house.camera, before, 2);
      expect(page.findings).toEqual([]);
      seen.push(...page.entries);
      before = page.next;
    } while (before !== null);
    expect(seen.map(({ itemId }) => itemId)).toEqual(items.map(({ id }) => id).reverse());
    expect(seen.map(({ sequence }) => sequence)).toEqual(["4", "5", "2", "3", "1"]);
    expect((await house.chain()).end).toMatchObject({ sequence: 5, manifestSha256: /^/ });
  });

  it("names a recording that was removed, a cut end, a doubled number and a foreign link, each by what it is", async () => {
    const items = [];
    for (let made = 0; made < 6; made += 1) items.push(await house.seal(await house.record()));
    const [, second, third, fourth, fifth, last] = items;
    const drop = async (item: EvidenceItem | undefined) => {
      await house.pool.query("DELETE FROM seals WHERE item_id = $1", [item!.id]);
      await house.pool.query("DELETE FROM retention_marks WHERE item_id = $1", [item!.id]);
      await house.pool.query("DELETE FROM items WHERE id = $1", [item!.id]);
    };
    await drop(second);
    await drop(last);
    const missing = await house.chain();
    expect(missing.findings.map(({ kind, itemId }) => [kind, itemId])).toEqual([
      ["end-missing", null],
      ["previous-missing", third!.id],
    ]);
    expect(missing.findings[0]!.words).toMatchObject({
      "zh-CN": expect.stringContaining("6") as string,
      en: expect.stringContaining("cut off") as string,
    });
    const rewrite = async (item: EvidenceItem, change: (text: string) => string) => {
      const { rows } = await house.pool.query<{ manifest: Buffer }>(
        "SELECT manifest FROM seals WHERE item_id = $1",
        [item.id],
      );
      const text = change(rows[0]!.manifest.toString("utf8"));
      await house.pool.query(
        "UPDATE seals SET manifest = $2, manifest_sha256 = $3 WHERE item_id = $1",
        [item.id, Buffer.from(text), sha256(text)],
      );
    };
    await rewrite(fifth!, (text) => text.replace('"sequence":"5"', '"sequence":"4"'));
    expect(await house.found()).toEqual(
      expect.arrayContaining([
        ["sequence-twice", fifth!.id],
        ["sequence-twice", fourth!.id],
      ]),
    );
    // Also where its twin stands on the next page.
    const newest = await house.found(house.camera, null, 1);
    expect(newest).toContainEqual(["sequence-twice", fifth!.id]);
    await rewrite(fifth!, (text) => text.replace('"sequence":"4"', '"sequence":"9"'));
    expect(await house.found()).toContainEqual(["chain-broken", fifth!.id]);
  });

  it("names a clock that jumped, also at the end of a page, a double and what is in quarantine", async () => {
    const clock = (offsetMs: number, minutes: number) => ({
      clock: {
        ...{ deviceTime: NOON, checkedAt: house.at(minutes), offsetMs, uncertaintyMs: 50 },
      },
    });
    const first = await house.record({}, clock(100, 1));
    await house.record({}, clock(2_000, 2));
    await house.record();
    const jumped = await house.record({}, clock(-7_200_000, 3));
    const twice = await house.record({ duplicateOf: first.id });
    const held = await house.record({ stage: "quarantined", quarantineReason: "x" });
    const all = [
      ["quarantined", held.id],
      ["duplicate", twice.id],
      ["clock-step", jumped.id],
    ];
    expect(await house.found()).toEqual(all);
    const found = await house.chain(house.camera, null, 4);
    expect(found.findings.find(({ kind }) => kind === "clock-step")?.words.en).toMatch(
      /jumped back by about 7202 s/,
    );
    expect(found.next).not.toBeNull();
    expect(await house.found(house.camera, found.next)).toEqual([]);
  });

  it("counts what the caller may not see, and names none of it", async () => {
    await house.record({ stage: "quarantined", quarantineReason: "x" }, { filename: "secret" });
    const wish = { before: null, limit: 9, isNamed: false };
    const { entries, findings } = await deviceChain(house.chains, house.camera, wish);
    expect(entries).toMatchObject([{ itemId: null, filename: null, stage: "quarantined" }]);
    expect(findings).toMatchObject([{ kind: "quarantined", itemId: null }]);
    expect(JSON.stringify([entries, findings])).not.toContain("secret");
    const nobody = deviceChain(house.chains, newId<DeviceId>(), wish);
    await expect(nobody).rejects.toMatchObject({ code: "access/no-such-device" });
  });
});

describe("the chain of a camera that is read by docks", () => {
  it("holds what docks stated of it, with their visits, and leads from a gap to the visit that reported it", async () => {
    const { db, pool, batches, statementKeys } = house;
    const dock = await addDevice(db);
    const name = "DC-0001";
    await pool.query("UPDATE devices SET kind = 'dock' WHERE id = $1", [dock]);
    await pool.query("UPDATE devices SET name = $2 WHERE id = $1", [house.camera, name]);
    const key = makeDockKey();
    await statementKeys.register(dock, key, NOON);
    const visit = async (names: readonly string[], minutes: number) => {
      const id = newId<BatchId>();
      const camera = { name, serial: null };
      const batch = await batches.open(
        { id, deviceId: dock, camera, openedAt: house.at(minutes) },
        9,
      );
      const uploads = [];
      for (const filename of names) {
        const other = { batch: id, device: name };
        uploads.push(await house.seal(await house.record({ deviceId: dock }, { filename, other })));
      }
      const sequence = reportSequence(numberNames(names), await batches.lastSeen(batch));
      const { layout, series, last } = sequence;
      await batches.close(id, {
        ...{ at: house.at(minutes), uploads: uploads.map((item) => item.id) },
        statement: {
          ...{ text: id, openings: null, sha256: sha256(id) },
          ...{ signature: Buffer.alloc(1), key },
        },
        ...{ fileCount: names.length, sequence },
        lastSeen: { layout: layout!, series: series!, last: last! },
      });
      return { id, items: uploads };
    };
    const one = await visit(["CLIP0001.MP4", "CLIP0002.MP4"], 0);
    const two = await visit(["CLIP0005.MP4"], 2.5);
    const other = await house.seal(await house.record({ deviceId: dock }));
    const { entries, findings, visits } = await house.chain();
    expect(entries.map(({ itemId, visitId }) => [itemId, visitId])).toEqual([
      [two.items[0]!.id, two.id],
      [one.items[1]!.id, one.id],
      [one.items[0]!.id, one.id],
    ]);
    expect(visits.map(({ id, isGap }) => [id, isGap])).toEqual([
      [two.id, true],
      [one.id, false],
    ]);
    expect(findings).toMatchObject([{ kind: "numbers-missing", visitId: two.id }]);
    expect(findings[0]!.words.en).toContain("missing 3–4");
    // Every visit stands on one page, and its gap with it, though it began before the page's oldest recording.
    const first = await house.chain(house.camera, null, 1);
    expect(first.visits.map(({ id }) => id)).toEqual([two.id]);
    expect(first.findings).toMatchObject([{ kind: "numbers-missing", visitId: two.id }]);
    const rest = await house.chain(house.camera, first.next, 2);
    expect(rest.visits.map(({ id }) => id)).toEqual([one.id]);
    expect(rest.findings).toEqual([]);
    // The dock's own chain has them all, and is whole.
    const docks = await house.chain(dock);
    expect(docks.entries.map(({ itemId }) => itemId)).toContain(other.id);
    expect(docks.findings.map(({ kind }) => kind)).toEqual(["numbers-missing"]);
    // A visit that claims what its dock's statement does not list is none of it.
    await pool.query("UPDATE items SET other_metadata = $2 WHERE id = $1", [
      other.id,
      JSON.stringify({ batch: one.id }),
    ]);
    const claimed = (await house.chain(dock)).entries.find(({ itemId }) => itemId === other.id);
    expect(claimed?.visitId).toBeNull();
  });
});
