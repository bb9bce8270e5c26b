/** Disposal on PostgreSQL and a folder: a custody process that dies at each call, in turn, ends what was approved and nothing else. */
import { sql } from "kysely";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { createArchiveIndexStore } from "../../infra/postgres/archive-index.ts";
import { recipientSignatures } from "../../infra/keys/recipient-signature.ts";
import { createDisposalStore } from "../../infra/postgres/disposal-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createExportStore } from "../../infra/postgres/export-store.ts";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { createPackageStore } from "../../infra/postgres/package-store.ts";
import { createRetentionStore } from "../../infra/postgres/retention-store.ts";
import { appraiseBatch, approveBatch } from "../../services/disposal/decide-batch.ts";
import { type DestroyDeps, disposalRound } from "../../services/disposal/destroy.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { ExportStore } from "../../services/exports/export-store.ts";
import type { TransferRule } from "../../services/policy/transfer-rule.ts";
import type { ItemId, PackageId, UserId } from "../../services/kernel/ids.ts";
import { itemFolder, originalKey, signatureKey } from "../../services/objects/object-key.ts";
import { evaluateRound } from "../../services/retention/evaluate.ts";
import { FailingCalls } from "../fakes/failing-calls.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { contentsOf } from "../fixtures/memory-packages.ts";
import { ARCHIVE, TO_ARCHIVE, ZONE, disposalDeps } from "../fixtures/disposal.ts";
import { addDeclaredSession, addPerson, addToFile, placeHold } from "../fixtures/disposal-rows.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { CHINA } from "../fixtures/retention.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

let authority: Authority;
let folder: string;
beforeAll(async () => {
  authority = await makeAuthority();
  folder = await mkdtemp(join(tmpdir(), "holdfast-disposal-"));
});
afterAll(async () => {
  await authority.remove();
  await rm(folder, { recursive: true, force: true });
});

const RECEIVED = "2026-01-10T02:00:00.000Z" as UtcInstant;
const BASIS = { rules: null, calendar: CHINA, zone: ZONE, houseFloor: "P6M" };

async function openHouse() {
  const { db } = await emptiedDatabase();
  let now = new Date().toISOString() as UtcInstant;
  const clock = () => now;
  const config = { HOLDFAST_FILESYSTEM_DIR: folder, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" } as const;
  const { objects, incoming } = createFilesystemStores(config, clock);
  const device = await addDevice(db);
  const store = createDisposalStore(db);
  // A machine of its own whose clock goes with ours.
  const disposals = { ...store, databaseTime: () => Promise.resolve(now) };
  const retention = createRetentionStore(db);
  const { exports, packages } = {
    exports: createExportStore(db),
    packages: createPackageStore(db),
  };
  const entered: string[] = [];
  let rule: TransferRule | null = null;
  const deps: DestroyDeps = {
    ...{ disposals, objects, incoming, retention, clock, days: ZONE, agency: "海口" },
    signer: await openManifestSigner(authority.folder, () => RECEIVED),
    printer: { print: async () => ({ kind: "pdf", bytes: Buffer.from("%PDF") }) },
    namesOf: async () => new Map(),
    authorities: [
      { name: "tsa", stamp: async () => ({ response: Buffer.from("t"), genTime: now }) as never },
    ],
    ledger: {
      enter: async (leaf) => {
        if (!entered.includes(leaf)) entered.push(leaf);
        return { origin: "haikou/2026", index: entered.indexOf(leaf) };
      },
    },
    forgetKey: (itemId) => createItemKeyStore(db).forget(itemId, now),
    monotonicMs: () => 0,
    basis: async () => BASIS,
    ...{ exports, packages },
    ...{ recipients: recipientSignatures(""), transferRule: async () => rule },
  };
  return {
    ...{ db, deps, store, disposals, objects, retention, entered, clock, exports, packages },
    transfers: (now: TransferRule) => (rule = now),
    pass: (ms: number) => (now = plusMs(now, ms)),
    async addSealed(): Promise<ItemId> {
      const bare = receivedItem({ deviceId: device, stage: "sealed", viewingStage: "none" });
      const put = async (key: ReturnType<typeof originalKey>) => {
        const ref = await objects.put(key, Buffer.from(bare.id));
        const until = "2026-07-11T00:00:00.000Z" as UtcInstant;
        await objects.lock(ref, { mode: "compliance", until });
        return ref;
      };
      const { versionId } = await put(originalKey(bare.id));
      await put(signatureKey(bare.id, "original", sha256("m")));
      const original = verifiedOriginal(bare.id, Buffer.from(bare.id), versionId);
      await addItem(db, { ...bare, receivedAt: RECEIVED, original });
      const manifest = { manifest: Buffer.from("{}"), manifest_sha256: sha256(bare.id) };
      await db
        .insertInto("seals")
        .values({
          ...{ item_id: bare.id, subject: "original", ...manifest, second_signature: null },
          signature: Buffer.from("x"),
        })
        .execute();
      return bare.id;
    },
  };
}

it("ends item by item over every crash, and what was held meanwhile stays as it was", async () => {
  const house = await openHouse();
  const { db, store, objects, deps, clock } = house;
  const ids = [await house.addSealed(), await house.addSealed(), await house.addSealed()];
  const evaluating = { retention: house.retention, basis: deps.basis, clock };
  await evaluateRound(evaluating, new AbortController().signal);
  const people = [];
  while (people.length < 4) people.push(await addPerson(db));
  const [proposer, appraiser, first, second] = people as [never, never, never, never];
  const acting = { ...disposalDeps(clock), disposals: house.disposals };
  const { id, noticeUntil } = await proposeDisposal(acting, proposer, {
    ...{ itemIds: ids, reason: "past its term" },
  });
  house.pass(Date.parse(noticeUntil) - Date.parse(clock()));
  const items = ids.map((itemId) => ({ itemId, decision: "destroy", why: "of no use" }) as const);
  const { appraisal } = await appraiseBatch(acting, appraiser, { id, items });
  const approve = (by: UserId) => approveBatch(acting, by, { id, sha256: appraisal!.sha256 });
  // The rules are told of no numbers here: a second account of one person stops at the database.
  const number = (by: UserId, staffNumber: string | null) =>
    db.updateTable("users").set({ staff_number: staffNumber }).where("id", "=", by).execute();
  for (const by of [proposer, first, second]) await number(by, "460012");
  await expect(approve(first)).rejects.toThrow(/does not approve it/);
  await number(proposer, null);
  await approve(first);
  await expect(approve(second)).rejects.toThrow(/takes two approvals/);
  await number(second, null);
  await approve(second);
  house.pass(73 * 3_600_000);
  const held = ids[1]!;
  await placeHold(db, held, first, clock());

  let rounds = 0;
  for (; (await store.get(id)).finishedAt === null && rounds < 80; rounds += 1) {
    const kind = rounds % 2 === 0 ? "fail" : "fail-but-persist";
    // Later and later, so that each call of the way is the one it dies at.
    const calls = new FailingCalls(new Map([[Math.floor(rounds / 2), kind]]));
    const ports = { disposals: calls.wrap(deps.disposals), objects: calls.wrap(deps.objects) };
    const incoming = calls.wrap(deps.incoming);
    const ledger = calls.wrap(deps.ledger);
    await disposalRound(
      { ...deps, ...ports, incoming, ledger },
      new AbortController().signal,
    ).catch(() => []);
  }
  expect(rounds).toBeGreaterThan(20);

  const batch = await store.get(id);
  expect(batch.items.map(({ outcome, against }) => [outcome, against.join(" ")])).toEqual([
    ["destroyed", ""],
    ["dropped", "held held-since"],
    ["destroyed", ""],
  ]);
  expect(await objects.under(itemFolder(held))).toHaveLength(2);
  const evidence = new PostgresEvidenceStore(db);
  for (const itemId of [ids[0]!, ids[2]!]) {
    expect(await objects.under(itemFolder(itemId))).toEqual([]);
    expect((await evidence.get(itemId)).stage).toBe("disposed");
    const chain = await evidence.custody(itemId);
    const told = chain.map(({ kind }) => kind).filter((kind) => kind.startsWith("dispos"));
    expect([told, firstBreak(chain)]).toEqual([["disposal-begun", "disposed"], null]);
    expect(await store.tombstone(itemId)).toMatchObject({ disposalId: id, goneAt: clock() });
    expect(await createItemKeyStore(db).get(itemId)).toMatchObject({ wrapped: null });
  }
  expect(house.entered.map((leaf) => leaf.split("\n")[0]).sort()).toEqual([
    ...["disposal/v1", "tombstone/v1", "tombstone/v1"],
  ]);
  expect((await store.files(id)).map(({ name }) => name)).toContain("certificate.json.p7s");
  // Locks are seen to of what is kept alone, and only that is decided on any more.
  const due = await house.retention.locksDue(plusMs(clock(), 1e12), 10);
  const decided = await house.retention.page(0, 10);
  expect([...due, ...decided].map(({ itemId }) => itemId)).toEqual([held, held]);
});

it("hands over and ends over every crash; what is held between package and receipt has it made anew", async () => {
  const house = await openHouse();
  const { db, store, objects, deps, clock } = house;
  house.transfers(TO_ARCHIVE);
  const ids = [await house.addSealed(), await house.addSealed()];
  const people = [];
  while (people.length < 5) people.push(await addPerson(db));
  const [proposer, appraiser, first, second, clerk] = people as Five;
  for (const id of ids) await addToFile(db, id, clerk, "P10Y");
  const evaluating = { retention: house.retention, basis: deps.basis, clock };
  await evaluateRound(evaluating, new AbortController().signal);
  const acting = {
    ...{ ...disposalDeps(clock), disposals: house.disposals, transferRule: deps.transferRule },
  };
  const { id, noticeUntil } = await proposeDisposal(acting, proposer, {
    ...{ itemIds: ids, reason: "old enough", archive: ARCHIVE },
  });
  house.pass(Date.parse(noticeUntil) - Date.parse(clock()));
  const items = ids.map((itemId) => ({ itemId, decision: "transfer", why: "old" }) as const);
  const { appraisal } = await appraiseBatch(acting, appraiser, { id, items });
  for (const by of [first, second]) {
    await approveBatch(acting, by, { id, sha256: appraisal!.sha256 });
  }
  const handedOver: PackageId[] = [];
  for (let round = 0; (await store.get(id)).finishedAt === null && round < 80; round += 1) {
    const kind = round % 2 === 0 ? "fail" : "fail-but-persist";
    const calls = new FailingCalls(new Map([[Math.floor(round / 2), kind]]));
    const ports = { disposals: calls.wrap(deps.disposals), objects: calls.wrap(deps.objects) };
    const more = { incoming: calls.wrap(deps.incoming), ledger: calls.wrap(deps.ledger) };
    const signal = new AbortController().signal;
    await disposalRound({ ...deps, ...ports, ...more }, signal).catch(() => []);
    const { packageId, receipt } = await store.get(id);
    if (packageId === null || handedOver.includes(packageId)) {
      if (receipt !== null) house.pass(86_400_000);
      continue;
    }
    handedOver.push(packageId);
    const request = await house.packages.get(packageId);
    const outcome = { contents: contentsOf(request), sizeBytes: 1 };
    await house.packages.finish(packageId, outcome, ANY_ACTION);
    await acknowledgeOnPaper(house.exports, packageId, [clerk, first], clock());
    if (handedOver.length === 1) await placeHold(db, ids[0]!, first, clock());
  }

  const batch = await store.get(id);
  expect(batch.items.map(({ outcome, against }) => [outcome, against.join(" ")])).toEqual([
    ["dropped", "held held-since"],
    ["destroyed", ""],
  ]);
  expect(handedOver).toHaveLength(2);
  expect(batch.receipt).toMatchObject({ packageId: handedOver[1], kind: "paper" });
  expect((await house.exports.get(handedOver[0]!)).withdrawn).not.toBeNull();
  expect(await objects.under(itemFolder(ids[0]!))).toHaveLength(2);
  expect(await objects.under(itemFolder(ids[1]!))).toEqual([]);
  const told = async (itemId: ItemId) =>
    (await new PostgresEvidenceStore(db).custody(itemId)).map(({ kind }) => kind as string);
  expect((await told(ids[1]!)).filter((kind) => /^trans|^dispos/.test(kind))).toEqual([
    ...["transferred", "disposal-begun", "disposed"],
  ]);
  expect(await told(ids[0]!)).not.toContain("transferred");
  expect(house.entered.map((leaf) => leaf.split("\n")[0]).sort()).toEqual([
    ...["disposal/v1", "tombstone/v1", "transfer/v1"],
  ]);
  const index = async () => createArchiveIndexStore(db).of(handedOver[1]!, ZONE.zone);
  const piece = [{ itemId: ids[1], terms: ["P10Y"], secrecy: null, secretUntil: null }];
  expect(await index()).toMatchObject({ disposalId: id, items: piece });
  // The day of the level it has, and none where a label of that level has none.
  for (const [kind, until, told] of [
    ["secret", "2030-01-01", "2030-01-01"],
    ["secret", null, null],
    ["highly-secret", "2029-01-01", "2029-01-01"],
  ] as const) {
    await sql`INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, until, basis, set_at, set_by)
              VALUES (gen_random_uuid(), ${ids[1]}, ${kind}, 'confirmed', '2026-01-10', ${until}, 'b', now(), 'user:x')`.execute(
      db,
    );
    expect(await index()).toMatchObject({ items: [{ secrecy: kind, secretUntil: told }] });
  }
  await addDeclaredSession(db, ids[1]!);
  expect(await index()).toMatchObject({ items: [{ officers: ["李四 (证 7)"] }] });
  // By the days of the agency, whose first hours are of another day elsewhere.
  for (const recorded of ["2020-01-01 00:30+08", "2019-12-31 23:30+08"]) {
    await sql`UPDATE items SET recorded_at = ${recorded} WHERE id = ${ids[1]}`.execute(db);
    const officers = recorded.startsWith("2020") ? ["李四 (证 7)"] : [];
    expect(await index()).toMatchObject({ items: [{ officers }] });
  }
  const forged = sql`UPDATE disposals SET receipt = receipt || '{"sha256":"0"}' WHERE id = ${id}`;
  await expect(forged.execute(db)).rejects.toThrow("stays so");
});

type Five = [UserId, UserId, UserId, UserId, UserId];

async function acknowledgeOnPaper(
  store: ExportStore,
  id: PackageId,
  [by, other]: readonly [UserId, UserId],
  at: UtcInstant,
): Promise<void> {
  const bytes = Buffer.from("%PDF-the archive has it");
  await store.takeOut(id, at, ANY_ACTION);
  const file = { mediaType: "application/pdf", sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
  const said = { kind: "paper", at, by, signature: null, confirmed: null, ...file } as const;
  await store.acknowledge(id, { ...said, mediaType: "application/pdf" }, bytes, ANY_ACTION);
  await store.confirm(
    id,
    () => ({ at, by: other }),
    () => ANY_ACTION,
  );
}
