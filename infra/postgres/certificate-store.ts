/** CertificateStore on PostgreSQL: unique indexes decide who was first, and a row is filled once. */
import { sql } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import type { ActionOf } from "../../services/actions/action-store.ts";
import {
  type CertificateOutcome,
  type CertificateRequest,
  type DeviceCertificate,
  type EnrolmentCode,
  type IssuedCertificate,
  authorityOver,
} from "../../services/access/device-certificate.ts";
import type { CertificateStore } from "../../services/access/certificate-store.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CertificateRequestId, DeviceId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { certificateOf, outcomeOf, requestOf } from "./certificate-rows.ts";
import { type Database, ask } from "./connection.ts";
import { noSuchDevice, requireDevice } from "./require-device.ts";

interface Counts {
  readonly counts: boolean;
}

export class PostgresCertificateStore implements CertificateStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async addCode(code: EnrolmentCode, action: NewAction): Promise<void> {
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        // The device's row is the lock: of two codes made at once one is the earlier.
        const device = await transaction
          .selectFrom("devices")
          .select("id")
          .where("id", "=", code.deviceId)
          .where("retired_at", "is", null)
          .forNoKeyUpdate()
          .executeTakeFirst();
        if (device === undefined) throw noSuchDevice();
        await transaction
          .updateTable("enrolment_codes")
          .set({ expires_at: sql<string>`least(expires_at, ${code.createdAt})` })
          .where("device_id", "=", code.deviceId)
          .execute();
        await transaction
          .insertInto("enrolment_codes")
          .values({
            code_sha256: code.codeSha256,
            device_id: code.deviceId,
            created_at: code.createdAt,
            created_by: code.createdBy,
            expires_at: code.expiresAt,
          })
          .execute();
        await appendAction(transaction, action);
      }),
    );
  }

  async code(codeSha256: Sha256): Promise<EnrolmentCode | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("enrolment_codes")
        .innerJoin("devices", "devices.id", "enrolment_codes.device_id")
        .selectAll("enrolment_codes")
        .where("code_sha256", "=", codeSha256)
        .where("retired_at", "is", null)
        .executeTakeFirst(),
    );
    if (row === undefined) return null;
    return {
      codeSha256,
      deviceId: row.device_id,
      createdAt: utcInstant(row.created_at),
      createdBy: row.created_by,
      expiresAt: utcInstant(row.expires_at),
    };
  }

  async askOnce(request: CertificateRequest, maxRenewals: number): Promise<CertificateOutcome> {
    const { kind, sha256 } = request.authority;
    const most = kind === "code" ? 1 : maxRenewals;
    const counts =
      kind === "code"
        ? sql<boolean>`EXISTS (SELECT FROM enrolment_codes
            WHERE code_sha256 = ${sha256} AND expires_at > ${request.requestedAt}::timestamptz)`
        : sql<boolean>`EXISTS (SELECT FROM device_certificates
            WHERE sha256 = ${sha256} AND revoked_at IS NULL)`;
    // What it sees was read after its table lock: a revocation under way is over by then.
    await ask(() =>
      sql`INSERT INTO device_certificates
            (id, device_id, asked_with, authority_sha256, public_key_sha256, csr, requested_at)
          SELECT ${request.id}::uuid, ${request.deviceId}::uuid, ${kind}, ${sha256},
            ${request.publicKeySha256}, ${Buffer.from(request.csr)}::bytea, ${request.requestedAt}::timestamptz
          WHERE ${most}::int > (SELECT count(*) FROM device_certificates WHERE authority_sha256 = ${sha256})
            AND ${counts}
          ON CONFLICT DO NOTHING`.execute(this.#db),
    );
    const kept = await ask(() =>
      this.#requests()
        .where("authority_sha256", "=", sha256)
        .orderBy(sql`public_key_sha256 = ${request.publicKeySha256}`, "desc")
        .executeTakeFirst(),
    );
    if (kept?.public_key_sha256 !== request.publicKeySha256) {
      const { rows } = await ask(() => sql<Counts>`SELECT ${counts} AS counts`.execute(this.#db));
      if (rows[0]?.counts !== true) throw authorityOver(kind);
    }
    if (kept === undefined) throw new Error("broken invariant: a request that was kept is there");
    if (kind === "certificate" && kept.public_key_sha256 !== request.publicKeySha256) {
      throw new Refusal("conflict", "access/too-many-renewals", "renewed for too many keys", {
        fix: "Enrol the device anew with a code; have an administrator look who has its certificate.",
      });
    }
    return outcomeOf(kept);
  }

  async outcome(
    authoritySha256: Sha256,
    publicKeySha256: Sha256,
  ): Promise<CertificateOutcome | null> {
    const row = await ask(() =>
      this.#requests()
        .where("authority_sha256", "=", authoritySha256)
        .where("public_key_sha256", "=", publicKeySha256)
        .executeTakeFirst(),
    );
    return row === undefined ? null : outcomeOf(row);
  }

  async waiting(limit: number): Promise<readonly CertificateRequest[]> {
    const rows = await ask(() =>
      this.#requests()
        .innerJoin("devices", "devices.id", "device_certificates.device_id")
        .where("sha256", "is", null)
        .where("refusal", "is", null)
        .where("revoked_at", "is", null)
        .where("retired_at", "is", null)
        .orderBy("requested_at")
        .limit(limit)
        .execute(),
    );
    return rows.map(requestOf);
  }

  async issueOnce(id: CertificateRequestId, certificate: IssuedCertificate): Promise<void> {
    await ask(() =>
      this.#fill(id)
        .set({
          sha256: certificate.sha256,
          der: Buffer.from(certificate.der),
          not_before: certificate.notBefore,
          not_after: certificate.notAfter,
          issued_at: certificate.issuedAt,
        })
        .execute(),
    );
  }

  async refuse(id: CertificateRequestId, code: string): Promise<void> {
    await ask(() => this.#fill(id).set({ refusal: code }).execute());
  }

  async certificates(deviceId: DeviceId): Promise<readonly DeviceCertificate[]> {
    const rows = await ask(() =>
      this.#requests()
        .where("device_id", "=", deviceId)
        .where("sha256", "is not", null)
        .orderBy("issued_at", "desc")
        .execute(),
    );
    if (rows.length === 0) await requireDevice(this.#db, deviceId);
    return rows.flatMap((row) => certificateOf(row) ?? []);
  }

  async inUse(deviceId: DeviceId, at: UtcInstant): Promise<readonly DeviceCertificate[]> {
    const rows = await ask(() =>
      this.#requests()
        .innerJoin("devices", "devices.id", "device_certificates.device_id")
        .where("device_id", "=", deviceId)
        .where("retired_at", "is", null)
        .where("revoked_at", "is", null)
        .where("not_before", "<=", sql<Date>`${at}`)
        .where("not_after", ">=", sql<Date>`${at}`)
        .orderBy("issued_at", "desc")
        .execute(),
    );
    return rows.flatMap((row) => certificateOf(row) ?? []);
  }

  async revoke(
    deviceId: DeviceId,
    certificateSha256: Sha256 | null,
    by: UserId,
    at: UtcInstant,
    actionOf: ActionOf<readonly Sha256[]>,
  ): Promise<number> {
    if (certificateSha256 === null) await requireDevice(this.#db, deviceId);
    return await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        // A request that comes meanwhile waits for this lock, or is seen here.
        await sql`LOCK TABLE device_certificates IN SHARE ROW EXCLUSIVE MODE`.execute(transaction);
        const { rows } = await sql<{ was_revoked: boolean; sha256: Sha256 | null }>`
          WITH RECURSIVE named AS (
            SELECT id, sha256, revoked_at IS NOT NULL AS was_revoked
              FROM device_certificates WHERE device_id = ${deviceId}
              AND (${certificateSha256}::text IS NULL OR sha256 = ${certificateSha256})
            UNION
            SELECT later.id, later.sha256, later.revoked_at IS NOT NULL
              FROM device_certificates later JOIN named ON later.authority_sha256 = named.sha256)
          UPDATE device_certificates AS row SET
            revoked_by = CASE WHEN revoked_at IS NULL THEN ${by}::uuid ELSE revoked_by END,
            revoked_at = coalesce(revoked_at, ${at}::timestamptz)
          FROM named WHERE row.id = named.id
          RETURNING was_revoked, row.sha256`.execute(transaction);
        if (certificateSha256 === null) {
          await transaction
            .updateTable("enrolment_codes")
            .set({ expires_at: sql<string>`least(expires_at, ${at})` })
            .where("device_id", "=", deviceId)
            .execute();
        } else if (rows.length === 0) {
          throw new Refusal("missing", "access/no-such-certificate", "no such certificate");
        }
        const revoked = rows.flatMap((row) => (row.was_revoked ? [] : (row.sha256 ?? [])));
        await appendAction(transaction, actionOf(revoked));
        return revoked.length;
      }),
    );
  }

  async setCertificateOnly(
    deviceId: DeviceId,
    value: boolean,
    actionOf: ActionOf<boolean>,
  ): Promise<void> {
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        const device = transaction.selectFrom("devices").where("id", "=", deviceId);
        const before = await device.select("certificate_only").forNoKeyUpdate().executeTakeFirst();
        if (before === undefined) throw noSuchDevice();
        await transaction
          .updateTable("devices")
          .set({ certificate_only: value })
          .where("id", "=", deviceId)
          .execute();
        await appendAction(transaction, actionOf(before.certificate_only));
      }),
    );
  }

  #requests() {
    return this.#db.selectFrom("device_certificates").selectAll("device_certificates");
  }

  /** A row that nothing came of yet. */
  #fill(id: CertificateRequestId) {
    return this.#db
      .updateTable("device_certificates")
      .where("id", "=", id)
      .where("sha256", "is", null)
      .where("refusal", "is", null)
      .where("revoked_at", "is", null);
  }
}
