/** DeviceStore on PostgreSQL. */
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceStore, SendingDevice } from "../../services/access/device-store.ts";
import { type Database, ask } from "./connection.ts";

export class PostgresDeviceStore implements DeviceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async findByToken(tokenSha256: Sha256): Promise<SendingDevice | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("devices")
        .select(["id", "retired_at"])
        .where("token_sha256", "=", tokenSha256)
        .executeTakeFirst(),
    );
    if (row === undefined) return null;
    return { id: row.id, retiredAt: row.retired_at === null ? null : utcInstant(row.retired_at) };
  }
}
