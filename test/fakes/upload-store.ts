/** UploadStore in memory; what is received appears in a MemoryEvidenceStore with its first custody event. */
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UploadId } from "../../services/kernel/ids.ts";
import { Refusal, assert } from "../../services/kernel/refusal.ts";
import type { IncomingPart } from "../../services/objects/incoming-store.ts";
import {
  type Commit,
  type Received,
  type Run,
  type Upload,
  noSuchUpload,
} from "../../services/ingest/upload.ts";
import type { Quotas } from "../../services/ingest/quota.ts";
import type { CreationLimits, UploadStore } from "../../services/ingest/upload-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { MemoryQuotaStore } from "./quota-store.ts";
import { StoreFaults } from "./store-faults.ts";

const conflict = (code: "fenced" | "not-open" | "length-known"): Refusal =>
  new Refusal("conflict", `ingest/${code}`, code);

export class MemoryUploadStore implements UploadStore {
  /** Methods: create, count, find, acquire, setLength, commit, end. */
  readonly faults = new StoreFaults();
  readonly #items: MemoryEvidenceStore;
  readonly #uploads = new Map<UploadId, Upload>();
  readonly #runs = new Map<UploadId, Run[]>();
  readonly #parts = new Map<UploadId, IncomingPart[]>();
  readonly #counted = new Map<UploadId, { bytes: number; keys: readonly string[] }>();
  readonly #quotas: MemoryQuotaStore;

  constructor(items: MemoryEvidenceStore, quotas = new MemoryQuotaStore()) {
    this.#items = items;
    this.#quotas = quotas;
  }

  create(
    upload: Upload,
    { maxOpen, quotas }: CreationLimits,
    received: Received | null,
  ): Promise<void> {
    return this.faults.around("create", async () => {
      const open = [...this.#uploads.values()].filter(
        ({ deviceId, state }) => deviceId === upload.deviceId && state === "open",
      );
      const bytes = upload.lengthBytes ?? 0;
      const wanted = { bytes, files: 1 };
      const keys = this.#quotas.count(quotas, upload.deviceId, wanted, upload.createdAt, (of) =>
        this.#openBytes(of),
      );
      if (open.length >= maxOpen) {
        this.#quotas.giveBack(keys, bytes);
        throw new Refusal("unavailable", "ingest/too-many-open", "too many");
      }
      this.#counted.set(upload.id, { bytes, keys });
      this.#uploads.set(upload.id, structuredClone(upload));
      if (received !== null) await this.#receive(upload, received);
    });
  }

  count(id: UploadId, bytes: number, quotas: Quotas, now: UtcInstant): Promise<void> {
    return this.faults.around("count", async () => {
      const upload = this.#uploads.get(id);
      const before = this.#counted.get(id)?.bytes ?? 0;
      if (upload === undefined || before >= bytes) return;
      const wanted = { bytes: bytes - before, files: 0 };
      const keys = this.#quotas.count(quotas, upload.deviceId, wanted, now, (of) =>
        this.#openBytes(of),
      );
      this.#counted.set(id, { bytes, keys });
    });
  }

  #openBytes(of: DeviceId | null): number {
    return [...this.#uploads.values()]
      .filter(({ state, deviceId }) => state === "open" && (of === null || deviceId === of))
      .reduce((sum, { id, lengthBytes, offsetBytes }) => {
        const counted = Math.max(this.#counted.get(id)?.bytes ?? 0, offsetBytes);
        return sum + (lengthBytes ?? counted);
      }, 0);
  }

  find(id: UploadId, deviceId: DeviceId): Promise<Upload | null> {
    return this.faults.around("find", async () => {
      const upload = await this.get(id);
      return upload?.deviceId === deviceId ? upload : null;
    });
  }

  acquire(id: UploadId, owner: string, renew: boolean): Promise<Upload> {
    return this.faults.around("acquire", async () => {
      const upload = this.#uploads.get(id);
      if (upload === undefined) throw noSuchUpload();
      if (upload.state !== "open") throw conflict("not-open");
      const isNewer = renew || upload.owner !== owner;
      const taken = isNewer ? { ...upload, owner, fence: upload.fence + 1 } : upload;
      this.#uploads.set(id, taken);
      return structuredClone(taken);
    });
  }

  setLength(id: UploadId, lengthBytes: number, received: Received): Promise<boolean> {
    return this.faults.around("setLength", async () => {
      const upload = this.#uploads.get(id);
      const may = upload?.state === "open" && upload.lengthBytes === null;
      if (!may || upload.offsetBytes > lengthBytes) throw conflict("length-known");
      const isReceived = upload.offsetBytes === lengthBytes;
      const state = isReceived ? "received" : "open";
      const after: Upload = { ...upload, lengthBytes, state };
      this.#uploads.set(id, after);
      if (isReceived) await this.#receive(after, received);
      return isReceived;
    });
  }

  commit(id: UploadId, fence: number, commit: Commit, received: Received | null): Promise<void> {
    return this.faults.around("commit", async () => {
      const upload = this.#uploads.get(id);
      const { run, incoming, expiresAt } = commit;
      const offsetBytes = run.offsetBytes + run.sizeBytes;
      const isNext =
        upload?.state === "open" &&
        upload.fence === fence &&
        upload.offsetBytes === run.offsetBytes &&
        (received !== null
          ? upload.lengthBytes === offsetBytes
          : upload.lengthBytes === null || offsetBytes < upload.lengthBytes);
      if (!isNext) throw conflict("fenced");
      const state = received === null ? "open" : "received";
      const after: Upload = structuredClone({ ...upload, offsetBytes, incoming, expiresAt, state });
      this.#uploads.set(id, after);
      this.#runs.set(id, [...(this.#runs.get(id) ?? []), run]);
      this.#parts.set(id, [...(this.#parts.get(id) ?? []), ...commit.parts]);
      if (received !== null) await this.#receive(after, received);
    });
  }

  end(id: UploadId, state: "terminated" | "expired"): Promise<void> {
    return this.faults.around("end", async () => {
      const upload = this.#uploads.get(id);
      if (upload?.state !== "open") throw conflict("not-open");
      this.#uploads.set(id, { ...upload, state });
      const counted = this.#counted.get(id);
      if (counted !== undefined) this.#quotas.giveBack(counted.keys, counted.bytes);
    });
  }

  async findDeclared(
    deviceId: DeviceId,
    digests: readonly Sha256[],
    now: UtcInstant,
  ): Promise<readonly Upload[]> {
    return [...this.#uploads.values()]
      .filter(
        (upload) =>
          upload.deviceId === deviceId &&
          upload.announced.sha256 !== null &&
          digests.includes(upload.announced.sha256) &&
          (upload.state === "received" || (upload.state === "open" && upload.expiresAt > now)),
      )
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      .map((upload) => structuredClone(upload));
  }

  async runs(id: UploadId): Promise<readonly Run[]> {
    return [...(this.#runs.get(id) ?? [])];
  }

  async parts(id: UploadId): Promise<readonly IncomingPart[]> {
    return [...(this.#parts.get(id) ?? [])].sort((a, b) => a.number - b.number);
  }

  async expired(now: UtcInstant, limit: number): Promise<readonly Upload[]> {
    return [...this.#uploads.values()]
      .filter(({ state, expiresAt }) => state === "open" && expiresAt <= now)
      .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
      .slice(0, limit);
  }

  async get(id: UploadId): Promise<Upload | null> {
    const upload = this.#uploads.get(id);
    return upload === undefined ? null : structuredClone(upload);
  }

  async #receive(upload: Upload, received: Received): Promise<void> {
    const { id, deviceId, certificateSha256, announced, lengthBytes } = upload;
    assert(lengthBytes !== null, "a received upload has a length");
    this.#items.add({
      id,
      deviceId,
      certificateSha256,
      announced,
      sizeBytes: lengthBytes,
      receivedAt: received.at,
      stage: "received",
      viewingStage: "waiting",
      original: null,
      quarantineReason: null,
      noViewingReason: null,
      duplicateOf: null,
      mediaInfo: null,
      version: 0,
    });
    await this.#items.record(id, received);
  }
}
