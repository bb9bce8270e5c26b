/** DeviceStore on PostgreSQL. */
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import type { DeviceStore, SendingDevice } from "../../services/access/device-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

export class PostgresDeviceStore implements DeviceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async findByToken(tokenSha256: Sha256): Promise<SendingDevice | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("devices")
        .select(["id", "retired_at", "certificate_only"])
        .where("token_sha256", "=", tokenSha256)
        .executeTakeFirst(),
    );
    return row === undefined ? null : deviceOf(row);
  }

  async findByCertificate(certificateSha256: Sha256): ReturnType<DeviceStore["findByCertificate"]> {
    const row = await ask(() =>
      this.#db
        .selectFrom("device_certificates")
        .innerJoin("devices", "devices.id", "device_certificates.device_id")
        .select(["devices.id", "retired_at", "certificate_only"])
        .select(["not_before", "not_after", "revoked_at"])
        .where("sha256", "=", certificateSha256)
        .executeTakeFirst(),
    );
    if (row === undefined || row.not_before === null || row.not_after === null) return null;
    const certificate = {
      sha256: certificateSha256,
      notBefore: utcInstant(row.not_before),
      notAfter: utcInstant(row.not_after),
      revokedAt: maybeInstant(row.revoked_at),
    };
    return { device: deviceOf(row), certificate };
  }
}

const deviceOf = (row: {
  readonly id: DeviceId;
  readonly retired_at: Date | null;
  readonly certificate_only: boolean;
}): SendingDevice => ({
  id: row.id,
  retiredAt: maybeInstant(row.retired_at),
  certificateOnly: row.certificate_only,
});
