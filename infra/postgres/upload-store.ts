/** UploadStore on PostgreSQL: plain prepared statements, because every append waits for one. */
import type { Pool, QueryResultRow } from "pg";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UploadId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Announced } from "../../services/evidence/evidence-item.ts";
import type { IncomingPart, IncomingState } from "../../services/objects/incoming-store.ts";
import {
  type Commit,
  type Completion,
  type Received,
  type Run,
  type Upload,
  type UploadState,
  noSuchUpload,
} from "../../services/ingest/upload.ts";
import { type Quotas, isLimited, wantedBy } from "../../services/ingest/quota.ts";
import type { CreationLimits, Final, UploadStore } from "../../services/ingest/upload-store.ts";
import { ask } from "./connection.ts";
import { createFinal } from "./upload-joins.ts";
import {
  type Counted,
  UNCOUNTED,
  countGrowth,
  countWanted,
  inTransaction,
} from "./upload-quotas.ts";
import { eventParameters, rowParameters } from "./upload-rows.ts";
import {
  ACQUIRE,
  COMMIT,
  CREATE,
  EXPIRE,
  EXPIRED,
  SET_LENGTH,
  TERMINATE,
} from "./upload-statements.ts";

interface UploadRow {
  readonly id: UploadId;
  readonly device_id: DeviceId;
  readonly certificate_sha256: Sha256 | null;
  readonly announced: Announced;
  readonly raw_metadata: string;
  readonly concat: string | null;
  readonly length_bytes: number | null;
  readonly offset_bytes: number;
  readonly state: UploadState;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly fence: number;
  readonly owner: string | null;
  readonly incoming: IncomingState;
}

const uploadOf = (row: UploadRow): Upload => ({
  id: row.id,
  deviceId: row.device_id,
  certificateSha256: row.certificate_sha256,
  announced: row.announced,
  rawMetadata: row.raw_metadata,
  concat: row.concat,
  lengthBytes: row.length_bytes,
  offsetBytes: row.offset_bytes,
  state: row.state,
  createdAt: utcInstant(row.created_at),
  expiresAt: utcInstant(row.expires_at),
  fence: row.fence,
  owner: row.owner,
  incoming: row.incoming,
});

const conflict = (
  code: "fenced" | "not-open" | "length-known" | "partials-moved",
  message: string,
): Refusal =>
  new Refusal("conflict", `ingest/${code}`, message, {
    fix: "Ask with HEAD where the upload stands.",
  });

const stateAfter = (completion: Completion): UploadState =>
  completion === "complete" ? completion : "received";

const tooManyOpen = (maxOpen: number): Refusal =>
  new Refusal("unavailable", "ingest/too-many-open", "too many unfinished uploads", {
    fix: "Finish or terminate open uploads; the oldest expire by themselves.",
    facts: { maxOpen },
  });

export class PostgresUploadStore implements UploadStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async create(
    upload: Upload,
    { maxOpen, quotas }: CreationLimits,
    received: Received | null,
  ): Promise<void> {
    const values = (counted: Counted): unknown[] => [
      ...rowParameters(upload, counted),
      maxOpen,
      counted !== UNCOUNTED,
      ...eventParameters(upload.id, received),
    ];
    if (!isLimited(quotas.device) && !isLimited(quotas.agency)) {
      if ((await this.#query("upload-create", CREATE, values(UNCOUNTED))).length > 0) return;
    }
    await inTransaction(this.#pool, async (client) => {
      const { deviceId, createdAt } = upload;
      const counted = await countWanted(client, quotas, deviceId, wantedBy(upload), createdAt);
      const statement = { name: "upload-create", text: CREATE, values: values(counted) };
      if ((await client.query(statement)).rowCount === 0) throw tooManyOpen(maxOpen);
    });
  }

  async createFinal(final: Final, quotas: Quotas): Promise<void> {
    const isMade = await createFinal(this.#pool, final, quotas);
    if (!isMade) throw conflict("partials-moved", "a listed upload ended meanwhile");
  }

  count(id: UploadId, bytes: number, quotas: Quotas, now: UtcInstant): Promise<void> {
    return countGrowth(this.#pool, id, bytes, quotas, now);
  }

  async find(id: UploadId, deviceId: DeviceId): Promise<Upload | null> {
    const text = "SELECT * FROM uploads WHERE id = $1 AND device_id = $2";
    const [row] = await this.#query<UploadRow>("upload-find", text, [id, deviceId]);
    return row === undefined ? null : uploadOf(row);
  }

  async findEach(ids: readonly UploadId[], deviceId: DeviceId): Promise<readonly Upload[]> {
    const text = "SELECT * FROM uploads WHERE id = ANY ($1) AND device_id = $2";
    return (await this.#query<UploadRow>("upload-find-each", text, [ids, deviceId])).map(uploadOf);
  }

  async findDeclared(
    deviceId: DeviceId,
    digests: readonly Sha256[],
    now: UtcInstant,
  ): Promise<readonly Upload[]> {
    const rows = await this.#query<UploadRow>(
      "upload-declared",
      `SELECT * FROM uploads
       WHERE device_id = $1 AND announced ->> 'sha256' = ANY ($2)
         AND state IN ('open', 'received') AND (state = 'received' OR expires_at > $3)
       ORDER BY created_at DESC`,
      [deviceId, digests, now],
    );
    return rows.map(uploadOf);
  }

  async get(id: UploadId): Promise<Upload | null> {
    const text = "SELECT * FROM uploads WHERE id = $1";
    const [row] = await this.#query<UploadRow>("upload-get", text, [id]);
    return row === undefined ? null : uploadOf(row);
  }

  async acquire(id: UploadId, owner: string, renew: boolean): Promise<Upload> {
    const [row] = await this.#query<UploadRow>("upload-acquire", ACQUIRE, [id, owner, renew]);
    if (row === undefined) throw noSuchUpload();
    if (row.state !== "open") throw conflict("not-open", "the upload is not open");
    // Another process took it between the two halves of the statement: it is the newer writer.
    if (row.owner !== owner) throw conflict("fenced", "another process writes to this upload");
    return uploadOf(row);
  }

  async setLength(id: UploadId, lengthBytes: number, completion: Completion): Promise<boolean> {
    const event = eventParameters(id, completion);
    const parameters = [id, lengthBytes, ...event, stateAfter(completion)];
    const [row] = await this.#query<{ state: UploadState }>(
      "upload-length",
      SET_LENGTH,
      parameters,
    );
    if (row === undefined) throw conflict("length-known", "the length cannot be set any more");
    return row.state !== "open";
  }

  async commit(
    id: UploadId,
    fence: number,
    { run, incoming, parts, expiresAt }: Commit,
    completion: Completion | null,
  ): Promise<void> {
    const rows = await this.#query("upload-commit", COMMIT, [
      id,
      fence,
      run.offsetBytes,
      run.sizeBytes,
      run.sha256,
      JSON.stringify(incoming),
      expiresAt,
      parts.map(({ number }) => number),
      parts.map(({ sizeBytes }) => sizeBytes),
      parts.map(({ tag }) => tag),
      completion === null ? "open" : stateAfter(completion),
      ...eventParameters(id, completion),
    ]);
    if (rows.length === 0) throw conflict("fenced", "another writer moved this upload first");
  }

  async terminate(id: UploadId): Promise<void> {
    const rows = await this.#query("upload-terminate", TERMINATE, [id]);
    if (rows.length === 0) throw conflict("not-open", "the upload is not open");
  }

  async expire(id: UploadId, now: UtcInstant): Promise<void> {
    const rows = await this.#query("upload-expire", EXPIRE, [now, id]);
    if (rows.length === 0) throw conflict("not-open", "the upload's time is not over any more");
  }

  async runs(id: UploadId): Promise<readonly Run[]> {
    const rows = await this.#query<{ offset_bytes: number; size_bytes: number; sha256: Sha256 }>(
      "upload-runs",
      "SELECT offset_bytes, size_bytes, sha256 FROM upload_runs WHERE upload_id = $1 ORDER BY offset_bytes",
      [id],
    );
    return rows.map((row) => ({
      offsetBytes: row.offset_bytes,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
    }));
  }

  async parts(id: UploadId): Promise<readonly IncomingPart[]> {
    const rows = await this.#query<{ number: number; size_bytes: number; tag: string }>(
      "upload-parts",
      "SELECT number, size_bytes, tag FROM upload_parts WHERE upload_id = $1 ORDER BY number",
      [id],
    );
    return rows.map((row) => ({ number: row.number, sizeBytes: row.size_bytes, tag: row.tag }));
  }

  async expired(now: UtcInstant, limit: number): Promise<readonly Upload[]> {
    const rows = await this.#query<UploadRow>("upload-expired", EXPIRED, [now, limit]);
    return rows.map(uploadOf);
  }

  async #query<Row extends QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
  ): Promise<Row[]> {
    const result = await ask(() => this.#pool.query<Row>({ name, text, values }));
    return result.rows;
  }
}
