/**
 * A disposal as a house runs it, on PostgreSQL, Ceph under compliance locks, an authority for time stamps, the ledger and the
 * signer: what is locked outlives its administrator, what ended is gone with proof, and a version put back is found.
 */
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { recipientSignatures } from "../../infra/keys/recipient-signature.ts";
import { openTimestampAuthorities } from "../../infra/keys/timestamp-client.ts";
import { timestampVerifier } from "../../infra/keys/timestamp-verifier.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { type S3Stores, createS3Stores } from "../../infra/s3/stores.ts";
import { appraiseBatch, approveBatch } from "../../services/disposal/decide-batch.ts";
import { type DestroyDeps, disposalRound } from "../../services/disposal/destroy.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { leafText } from "../../services/ledger/leaf.ts";
import type { ObjectLock, ObjectStore } from "../../services/objects/object-store.ts";
import { itemFolder, originalKey } from "../../services/objects/object-key.ts";
import { evaluateRound } from "../../services/retention/evaluate.ts";
import { type Ceph, startCeph } from "../fixtures/ceph.ts";
import { ZONE, disposalDeps } from "../fixtures/disposal.ts";
import { addPerson } from "../fixtures/disposal-rows.ts";
import { refused } from "../fixtures/store-outcomes.ts";
import { CHINA } from "../fixtures/retention.ts";
import { STANDING_PRINTERS } from "../fixtures/standing-printers.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { TsaProcess } from "../fixtures/tsa-process.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

const DAY_MS = 86_400_000;
const now = () => utcInstant(new Date());
const signal = new AbortController().signal;

let ceph: Ceph;
let stores: S3Stores;
let authority: Authority;
let tsa: TsaProcess;
let house: StoredHouse;
beforeAll(async () => {
  authority = await makeAuthority(new Date(Date.now() - 60 * DAY_MS));
  [ceph, tsa] = await Promise.all([startCeph(), TsaProcess.inFolder()]);
  await tsa.verb("init", "--name", "Court");
  await tsa.start();
  stores = createS3Stores(ceph.config);
  const signer = await openManifestSigner(authority.folder, () => house.deps.clock());
  house = await StoredHouse.open(authority, signer, stores.objects);
}, 120_000);
afterAll(async () => {
  await house.close();
  stores.close();
  await Promise.all([ceph.close(), tsa.close(), authority.remove()]);
});

/** The store as it was when the item came in: its locks were due long ago. */
function thenStore(): ObjectStore {
  const locks = new Map<string, ObjectLock>();
  const then = {
    lock: async ({ key }: { readonly key: string }, lock: ObjectLock) => void locks.set(key, lock),
    head: async (ref: Parameters<ObjectStore["head"]>[0]) => ({
      ...(await stores.objects.head(ref)),
      lock: locks.get(ref.key) ?? null,
    }),
  };
  return new Proxy<ObjectStore>(stores.objects, {
    get: (target, name) => {
      if (name === "lock" || name === "head") return then[name];
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? (member as () => void).bind(target) : member;
    },
  });
}

const keyIn = (key: string): string => `${ceph.config.HOLDFAST_S3_PREFIX}${key}`;
const BUCKET = { Bucket: "evidence" };

/** With the store's own administrator keys, as far as S3 lets anybody go. */
async function attack(key: string, versionId: string): Promise<readonly (string | undefined)[]> {
  const version = { ...BUCKET, Key: keyIn(key), VersionId: versionId };
  const bypass = { BypassGovernanceRetention: true };
  const shorter = { Mode: "COMPLIANCE", RetainUntilDate: new Date(Date.now() + DAY_MS) } as const;
  const weaker = { ...shorter, Mode: "GOVERNANCE" } as const;
  const tries = [
    ceph.client.send(new DeleteObjectCommand({ ...version, ...bypass })),
    ceph.client.send(new PutObjectRetentionCommand({ ...version, ...bypass, Retention: shorter })),
    ceph.client.send(new PutObjectRetentionCommand({ ...version, ...bypass, Retention: weaker })),
  ];
  const ended = await Promise.allSettled<unknown>(tries);
  return ended.map((each) =>
    each.status === "rejected" ? (each.reason as Error).name : "it was done",
  );
}

it("ends what four people decided once no lock holds, and proves it; nothing sooner, and nothing comes back unseen", async () => {
  const { db } = house.database.connection;
  const { disposals, exports, packages, retention, itemKeys, ledger } = createStores(
    house.database.connection,
  );
  house.passDays(-40);
  const items = [];
  for (const text of ["the first", "the second"]) {
    const bytes = Buffer.from(text);
    items.push(await house.sealed(bytes, { floor: "P1D", mode: "compliance" }, thenStore()));
  }
  const basis = async () => ({ rules: null, calendar: CHINA, zone: ZONE, houseFloor: "P1D" });
  await evaluateRound({ retention, basis, clock: house.deps.clock }, signal);

  const people: UserId[] = [];
  while (people.length < 4) people.push(await addPerson(db));
  const acting = () => ({
    ...disposalDeps(house.deps.clock),
    disposals: { ...disposals, databaseTime: async () => house.deps.clock() },
  });
  house.passDays(10);
  const itemIds = items.map(({ id }) => id);
  const { id } = await proposeDisposal(acting(), people[0]!, { itemIds, reason: "past its term" });
  house.passDays(14);
  const said = itemIds.map(
    (itemId) => ({ itemId, decision: "destroy", why: "of no use" }) as const,
  );
  const { appraisal } = await appraiseBatch(acting(), people[1]!, { id, items: said });
  for (const by of people.slice(2)) {
    await approveBatch(acting(), by, { id, sha256: appraisal!.sha256 });
  }
  house.passDays(16);

  const kept = await house.sealed(Buffer.from("kept"), { floor: "P6M", mode: "compliance" });
  const { key: lockedKey, versionId } = kept.original!.object;
  expect(await attack(lockedKey, versionId)).toEqual(Array<string>(3).fill("AccessDenied"));

  const stored = (
    await Promise.all(itemIds.map((one) => stores.objects.under(itemFolder(one))))
  ).flat();
  const lockFor = async (ms: number) => {
    const until = plusMs(now(), ms);
    for (const { ref } of stored) await stores.objects.lock(ref, { mode: "compliance", until });
    return until;
  };
  await lockFor(1_500);
  expect(await house.audit()).toEqual([]);
  const { key } = items[0]!.original!.object;
  const config = [{ name: "court", url: tsa.url, root: join(tsa.folder, "root.pem") }];
  const deps: DestroyDeps = {
    ...{
      disposals,
      retention,
      basis,
      clock: now,
      days: ZONE,
      agency: "海口",
      signer: house.signer,
    },
    ...{ exports, packages, recipients: recipientSignatures(""), transferRule: async () => null },
    ...{ objects: stores.objects, incoming: stores.incoming, ledger: house.sequencer },
    ...{ printer: STANDING_PRINTERS.printer, namesOf: async () => new Map() },
    authorities: await openTimestampAuthorities(JSON.stringify(config)),
    forgetKey: (itemId) => itemKeys.forget(itemId, now()),
    monotonicMs: () => performance.now(),
  };
  const until = await lockFor(6_000);
  const waits = await disposalRound(deps, signal);
  expect(waits.map(({ what, against }) => [what, against])).toEqual(
    Array(2).fill(["waits", ["locked"]]),
  );
  expect(await disposals.stalls()).toMatchObject([{ disposalId: id, against: ["locked"] }]);
  expect(await stores.objects.under(itemFolder(itemIds[0]!))).not.toEqual([]);

  await sleep(Math.max(0, Date.parse(until) - Date.now()) + 1_100);
  const done = await disposalRound(deps, signal);
  expect(done.map(({ what, error }) => [what, error])).toEqual(
    ["destroyed", "destroyed", "certified"].map((what) => [what, undefined]),
  );
  expect(await disposals.stalls()).toEqual([]);
  const versions = await ceph.client.send(
    new ListObjectVersionsCommand({ ...BUCKET, Prefix: keyIn(itemFolder(itemIds[0]!)) }),
  );
  expect([versions.Versions ?? [], versions.DeleteMarkers ?? []]).toEqual([[], []]);

  const file = async (name: string) => (await disposals.file(id, name))!.bytes;
  const certificate = Buffer.from(await file("certificate.json"));
  expect(
    await cmsVerifier.verify(
      certificate,
      Buffer.from(await file("certificate.json.p7s")),
      authority.rootPem,
    ),
  ).toMatchObject({ valid: true });
  const root = await readFile(join(tsa.folder, "root.pem"), "utf8");
  const stamp = await timestampVerifier.verify(
    ...([
      Buffer.from(await file("time.txt")),
      Buffer.from(await file("time.tsr")),
      root,
      [],
    ] as const),
  );
  expect(stamp).toMatchObject({ valid: true });
  const frozen = (await disposals.get(id)).items[0]!;
  const { itemId, manifestSha256 } = frozen;
  const tombstone = leafText({
    ...{ type: "tombstone", itemId, manifestSha256, appraisalSha256: appraisal!.sha256 },
  });
  expect(await ledger.locate(tombstone)).not.toBeNull();
  expect(await house.fsck(true)).toEqual([]);
  expect(await house.audit()).toEqual([]);

  await ceph.client.send(new PutObjectCommand({ ...BUCKET, Key: keyIn(key), Body: "put back" }));
  expect(new Set(await house.audit())).toEqual(new Set(["fixity/object-there"]));
  expect((await house.fsck(true)).map(({ what }) => what)).toContain("fixity/object-there");
}, 60_000);

it("tells that a governance lock is made no stricter for what it is, and no outage", async () => {
  const ref = await stores.objects.put(originalKey(newId<ItemId>()), Buffer.from("kept"));
  const until = plusMs(now(), 60_000);
  await stores.objects.lock(ref, { mode: "governance", until });
  const stricter = { mode: "compliance", until: plusMs(until, 60_000) } as const;
  await refused(stores.objects.lock(ref, stricter), "objects/lock-mode-stays");
  await stores.objects.lock(ref, { ...stricter, mode: "governance" });
  expect((await stores.objects.head(ref)).lock?.mode).toBe("governance");
});
