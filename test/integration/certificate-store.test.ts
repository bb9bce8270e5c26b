/** CertificateStore and DeviceStore on PostgreSQL keep their contracts. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type CertificateRequestId,
  type DeviceId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { PostgresCertificateStore } from "../../infra/postgres/certificate-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { devicesNotRenewing } from "../../infra/postgres/health.ts";
import { PostgresDeviceStore } from "../../infra/postgres/device-store.ts";
import { certificateStoreContract } from "../contract/certificate-store.contract.ts";
import { deviceStoreContract } from "../contract/device-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";
import { addDevice } from "../fixtures/rows.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";

async function addAdministrator(db: Database): Promise<UserId> {
  const id = newId<UserId>();
  const person = { name: "admin", display_name: "Admin", role: "admin" as const };
  const row = { id, ...person, password_hash: "", created_at: NOON, disabled_at: null };
  await db.insertInto("users").values(row).execute();
  return id;
}

async function retire(db: Database, id: DeviceId): Promise<void> {
  await db.updateTable("devices").set({ retired_at: NOON }).where("id", "=", id).execute();
}

certificateStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: new PostgresCertificateStore(db),
    addDevice: (retired = false) => addDevice(db, { retiredAt: retired ? NOON : null }),
    retire: (id) => retire(db, id),
    isCertificateOnly: async (id) => {
      const query = db.selectFrom("devices").select("certificate_only").where("id", "=", id);
      return (await query.executeTakeFirstOrThrow()).certificate_only;
    },
    administrator: await addAdministrator(db),
  };
});

it("asks for nothing with a certificate whose revocation is under way when the request comes", async () => {
  const { db } = await emptiedDatabase();
  const store = new PostgresCertificateStore(db);
  const [deviceId, by] = [await addDevice(db), await addAdministrator(db)];
  const common = { deviceId, csr: Buffer.alloc(0), requestedAt: NOON };
  const ask = (kind: "code" | "certificate", right: string, key: string) =>
    store.askOnce(
      {
        ...{ ...common, id: newId<CertificateRequestId>(), publicKeySha256: sha256(key) },
        authority: { kind, sha256: sha256(right) },
      },
      8,
    );
  const code = { codeSha256: sha256("code"), deviceId, createdAt: NOON, createdBy: by };
  await store.addCode({ ...code, expiresAt: plusMs(NOON, 1) }, ANY_ACTION);
  const { id } = await ask("code", "code", "first");
  const times = { notBefore: NOON, notAfter: plusMs(NOON, DAY_MS), issuedAt: NOON };
  await store.issueOnce(id, { sha256: sha256("der"), der: Buffer.alloc(1), ...times });
  let asked: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async (revoking) => {
    await sql`LOCK TABLE device_certificates IN SHARE ROW EXCLUSIVE MODE`.execute(revoking);
    asked = ask("certificate", "der", "second").catch((error: unknown) => error);
    await untilOneWaits(revoking);
    const revoked = { revoked_at: NOON, revoked_by: by };
    await revoking.updateTable("device_certificates").set(revoked).execute();
  });
  expect(await asked).toMatchObject({ code: "access/certificate-revoked" });
  expect(await store.waiting(10)).toEqual([]);
});

async function untilOneWaits(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waits: boolean }>`SELECT EXISTS (SELECT FROM pg_locks
      WHERE NOT granted AND relation = 'device_certificates'::regclass) AS waits`.execute(db);
    if (rows[0]?.waits === true) return;
    await sleep(5);
  }
}

it("counts the devices in use that let their newest certificate run out", async () => {
  const { db, pool } = await emptiedDatabase();
  const store = new PostgresCertificateStore(db);
  const by = await addAdministrator(db);
  const certified = async (name: string, days: readonly number[]): Promise<DeviceId> => {
    const deviceId = await addDevice(db);
    for (const [at, ends] of days.entries()) {
      const id = newId<CertificateRequestId>();
      const of = sha256(`${name} ${at}`);
      const authority = { kind: "code", sha256: of } as const;
      const code = { codeSha256: of, deviceId, createdAt: NOON, createdBy: by };
      await store.addCode({ ...code, expiresAt: plusMs(NOON, 1) }, ANY_ACTION);
      const asked = { id, deviceId, authority, publicKeySha256: of, csr: Buffer.alloc(0) };
      await store.askOnce({ ...asked, requestedAt: NOON }, 8);
      const notAfter = utcInstant(new Date(Date.now() + ends * DAY_MS));
      const times = { notBefore: plusMs(notAfter, -30 * DAY_MS), notAfter, issuedAt: NOON };
      await store.issueOnce(id, { sha256: of, der: Buffer.alloc(1), ...times });
    }
    return deviceId;
  };
  await certified("renewed", [2, 25]);
  await certified("fresh", [20]);
  await certified("over", [-1]);
  await retire(db, await certified("retired", [2]));
  expect(await devicesNotRenewing(pool)).toBe(0);
  await certified("late", [2]);
  expect(await devicesNotRenewing(pool)).toBe(1);
});

const DAY_MS = 86_400_000;

deviceStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const by = await addAdministrator(db);
  return {
    store: new PostgresDeviceStore(db),
    add: async ({ id, retiredAt, certificateOnly }, tokenSha256) => {
      await addDevice(db, { id, retiredAt, certificateOnly, tokenSha256 });
    },
    addCertificate: async (deviceId, { sha256: digest, notBefore, notAfter, revokedAt }) => {
      const asked = { asked_with: "code" as const, authority_sha256: sha256(`code ${digest}`) };
      const key = { public_key_sha256: sha256(`key ${digest}`), csr: Buffer.alloc(0) };
      await db
        .insertInto("device_certificates")
        .values({
          ...{ id: newId<CertificateRequestId>(), device_id: deviceId, ...asked, ...key },
          ...{ requested_at: NOON, refusal: null, sha256: digest, der: Buffer.alloc(0) },
          ...{ not_before: notBefore, not_after: notAfter, issued_at: NOON },
          ...{ revoked_at: revokedAt, revoked_by: revokedAt === null ? null : by },
        })
        .execute();
    },
  };
});
