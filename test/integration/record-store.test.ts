/** Custody events and actions enter the ledger once, whenever a round is cut off, and each can be proven alone. */
import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { createStores } from "../../infra/postgres/stores.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type PackageId, type UserId, newId } from "../../services/kernel/ids.ts";
import { enterRecords } from "../../services/ledger/enter-records.ts";
import { parseLeaf } from "../../services/ledger/leaf.ts";
import { hashLeaf, verifyInclusion } from "../../services/ledger/merkle.ts";
import { parseVerifierKey } from "../../services/ledger/note.ts";
import { markedItem } from "../../services/ledger/mark.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { verifyProof } from "../../services/ledger/tlog-proof.ts";
import { recordProof } from "../../services/review/record-proof.ts";
import { MemoryCheckpointSigner } from "../fakes/checkpoint-signer.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { TODAY, NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

const HOUR_MS = 3_600_000;
const NO_SIGNAL = new AbortController().signal;

async function open() {
  const connection = await emptiedDatabase();
  const stores = createStores(connection);
  let now: UtcInstant = NOON;
  const clock = () => now;
  const objects = new MemoryObjectStore(clock);
  const signer = new MemoryCheckpointSigner();
  const { ledger, records } = stores;
  const sequencer = new Sequencer({ agency: "haikou", ledger, objects, signer, clock });
  const item = receivedItem({ deviceId: await addDevice(connection.db) });
  await addItem(connection.db, item);
  const see = (requestId: string) =>
    stores.evidence.record(item.id, {
      ...{ at: clock(), actor: "user:x" },
      happening: { kind: "accessed", data: { requestId } },
    });
  return {
    ...{ ...stores, clock, objects, signer, item, see, connection },
    moveClock: (ms: number) => (now = plusMs(now, ms)),
    /** A round; `cut` fails each entry after it was made, as a power cut would before anybody hears. */
    round: (cut = false) =>
      enterRecords(
        {
          ...{ records, clock, objects },
          ledger: {
            enter: async (leaf) => {
              await sequencer.enter(leaf);
              if (cut) throw new Error("cut off");
            },
          },
        },
        NO_SIGNAL,
      ),
    leaves: async () =>
      (await ledger.entries("haikou/2026", 0, 1_000)).map(({ leaf }) => parseLeaf(leaf)),
  };
}

let house: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  house = await open();
});

const verifier = () => parseVerifierKey(house.signer.verifierKey("haikou/2026"))!;

describe("records in the ledger", () => {
  it("tell links by commitments that hide them, once each, over rounds that are cut off", async () => {
    const by = newId<UserId>();
    const file = await createCase({ ...house, today: () => TODAY }, by, {
      number: "2026-17",
      title: "Noise",
    });
    await linkItem(house, by, file.id, house.item.id);
    await expect(house.round(true)).rejects.toThrow("cut off");
    expect(house.objects.keys().filter((key) => key.startsWith("marks/"))).toHaveLength(1);
    await unlinkItem(house, by, file.id, house.item.id, "wrong case");
    await Promise.all([house.round(), house.round()]);
    expect(await house.round()).toBe(0);
    const leaves = await house.leaves();
    expect(leaves.map((leaf) => leaf?.type).sort()).toEqual(["case-link", "case-unlink"]);
    const chain = await house.evidence.custody(house.item.id);
    for (const { index, body } of chain) {
      const { leaf, saltHex, ledger } = await recordProof(house, house.item.id, index);
      const commitment = sha256(Buffer.from(saltHex!, "hex"), body);
      expect(leaf.split("\n")[1]).toBe(`commitment sha256 ${commitment}`);
      expect(saltHex).toMatch(/^[0-9a-f]{64}$/);
      verifyProof(ledger.proof, leaf, verifier());
      // Whoever restores an older database learns by it whose walls changed, and nothing else.
      expect(await markedItem(house.objects, commitment)).toBe(house.item.id);
    }
    expect(await markedItem(house.objects, sha256("of nothing"))).toBeNull();
    expect(JSON.stringify(leaves)).not.toContain(file.id);
    await house.see("a");
    const told = await house.records.leaves(house.item.id, 0, 9);
    expect([...told.keys()].sort()).toEqual([0, 1, 2]);
    expect(told.get(1)).toBe((await recordProof(house, house.item.id, 1)).leaf);
    expect(told.get(2)).toBeNull();
  });

  it("tell accesses and actions by the hour, and prove each alone", async () => {
    for (const request of ["a", "b", "c"]) await house.see(request);
    for (const reason of ["x", "y"]) await house.actions.append({ ...ANY_ACTION, reason });
    expect(await house.round()).toBe(0);
    house.moveClock(HOUR_MS);
    await house.see("of the next hour");
    await expect(house.round(true)).rejects.toThrow("cut off");
    await house.round();
    expect(await house.round()).toBe(0);
    const until = "2026-11-24T13:00:00.000Z";
    expect(await house.leaves()).toMatchObject([
      { type: "access-batch", until, records: "3" },
      { type: "admin-batch", until, records: "2" },
    ]);
    const chain = await house.evidence.custody(house.item.id);
    const actions = await house.actions.from(0, 9);
    await checkBatched(house.item.id, chain.slice(0, 3));
    await checkBatched(null, actions);
    const last = recordProof(house, house.item.id, 3);
    await expect(last).rejects.toMatchObject({ code: "review/not-in-ledger-yet" });
    house.moveClock(HOUR_MS);
    await house.round();
    await checkBatched(house.item.id, chain.slice(3));
  });

  it("tell that a package was prepared, and each time that it left", async () => {
    const id = newId<PackageId>();
    const after = { statementSha256: sha256("list") };
    const of = { ...ANY_ACTION, subject: `package:${id}` as const, after };
    await house.actions.append({ ...of, kind: "package-prepared" });
    for (let time = 0; time < 2; time += 1) {
      await house.actions.append({ ...of, kind: "package-downloaded" });
    }
    await house.round();
    const told = await house.records.leaves(null, 1, 9);
    expect([...told]).toEqual([
      [1, expect.stringContaining("downloaded")],
      [2, expect.stringContaining("downloaded")],
    ]);
    const chain = await house.actions.from(0, 9);
    expect(await house.leaves()).toEqual(
      ["prepared", "downloaded", "downloaded"].map((act, at) => ({
        ...{ type: "export", packageId: id, act, ...after, actionSha256: chain[at]!.sha256 },
      })),
    );
  });

  it("take up what was there before there were such records", async () => {
    const { pool } = house.connection;
    await house.see("a");
    const by = newId<UserId>();
    const file = await createCase({ ...house, today: () => TODAY }, by, {
      number: "1",
      title: "t",
    });
    await linkItem(house, by, file.id, house.item.id);
    const { rows: were } = await pool.query(
      "SELECT kind, index, sha256 FROM ledger_records ORDER BY kind",
    );
    await pool.query("TRUNCATE ledger_records CASCADE");
    const file0021 = new URL(
      "../../infra/postgres/migrations/0021-ledger-records.sql",
      import.meta.url,
    );
    const text = await readFile(file0021, "utf8");
    await pool.query(text.slice(text.indexOf("INSERT INTO ledger_records")));
    const { rows } = await pool.query(
      "SELECT kind, index, sha256 FROM ledger_records ORDER BY kind",
    );
    expect(rows).toEqual(were);
    expect(await house.round()).toBe(1);
  });
});

interface Linked {
  readonly index: number;
  readonly sha256: Sha256;
}

async function checkBatched(
  itemId: Parameters<typeof recordProof>[1],
  links: readonly Linked[],
): Promise<void> {
  for (const { index, sha256: digest } of links) {
    const { leaf, batch, ledger } = await recordProof(house, itemId, index);
    const { place, size, inclusion } = batch!;
    const root = leaf.split("\n")[3]!.replace("root sha256 ", "") as Sha256;
    const isIn = (hash: Sha256) =>
      verifyInclusion(hashLeaf(hash), place, size, inclusion as Sha256[], root);
    expect([isIn(digest), isIn(sha256("another"))]).toEqual([true, false]);
    verifyProof(ledger.proof, leaf, verifier());
  }
}
