/** CertificateStore and DeviceStore on PostgreSQL keep their contracts. */
import { sha256 } from "../../services/kernel/digest.ts";
import { type CertificateRequestId, type UserId, newId } from "../../services/kernel/ids.ts";
import { PostgresCertificateStore } from "../../infra/postgres/certificate-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { PostgresDeviceStore } from "../../infra/postgres/device-store.ts";
import { certificateStoreContract } from "../contract/certificate-store.contract.ts";
import { deviceStoreContract } from "../contract/device-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";
import { addDevice } from "../fixtures/rows.ts";

async function addAdministrator(db: Database): Promise<UserId> {
  const id = newId<UserId>();
  const person = { name: "admin", display_name: "Admin", role: "admin" as const };
  const row = { id, ...person, password_hash: "", created_at: NOON, disabled_at: null };
  await db.insertInto("users").values(row).execute();
  return id;
}

certificateStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: new PostgresCertificateStore(db),
    addDevice: (retired = false) => addDevice(db, { retiredAt: retired ? NOON : null }),
    isCertificateOnly: async (id) => {
      const query = db.selectFrom("devices").select("certificate_only").where("id", "=", id);
      return (await query.executeTakeFirstOrThrow()).certificate_only;
    },
    administrator: await addAdministrator(db),
  };
});

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
