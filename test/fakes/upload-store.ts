/** UploadStore in memory; what is received appears in a MemoryEvidenceStore with its first custody event. */
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UploadId } from "../../services/kernel/ids.ts";
import { Refusal, assert } from "../../services/kernel/refusal.ts";
import type { IncomingPart } from "../../services/objects/incoming-store.ts";
import {
  type Commit,
  type Completion,
  type Received,
  type Run,
  type Upload,
  type UploadState,
  isPending,
  noSuchUpload,
} from "../../services/ingest/upload.ts";
import { type Quotas, wantedBy } from "../../services/ingest/quota.ts";
import type { CreationLimits, Final, UploadStore } from "../../services/ingest/upload-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { MemoryQuotaStore } from "./quota-store.ts";
import { joinRows } from "./joined-rows.ts";
import { StoreFaults } from "./store-faults.ts";

const conflict = (code: "fenced" | "not-open" | "length-known" | "partials-moved"): Refusal =>
  new Refusal("conflict", `ingest/${code}`, code);

const fits = ({ concat }: Upload, completion: Completion): boolean =>
  (concat !== null) === (completion === "complete");

const stateAfter = (completion: Completion | null): UploadState =>
  completion === null ? "open" : completion === "complete" ? completion : "received";

export class MemoryUploadStore implements UploadStore {
  /** Methods: create, createFinal, count, find, acquire, setLength, commit, terminate, expire. */
  readonly faults = new StoreFaults();
  readonly #items: MemoryEvidenceStore;
  readonly #uploads = new Map<UploadId, Upload>();
  readonly #runs = new Map<UploadId, Run[]>();
  readonly #parts = new Map<UploadId, IncomingPart[]>();
  readonly #counted = new Map<UploadId, { bytes: number; keys: readonly string[] }>();
  readonly #quotas: MemoryQuotaStore;
  /** Final uploads and what they are made of. */
  readonly #joins = new Map<UploadId, Final["partials"]>();

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
        ({ deviceId, state }) =>
          deviceId === upload.deviceId && (state === "open" || state === "complete"),
      );
      const wanted = wantedBy(upload);
      const keys = this.#quotas.count(quotas, upload.deviceId, wanted, upload.createdAt, (of) =>
        this.#openBytes(of),
      );
      if (open.length >= maxOpen) {
        this.#quotas.giveBack(keys, wanted.bytes, wanted.files);
        throw new Refusal("unavailable", "ingest/too-many-open", "too many");
      }
      this.#counted.set(upload.id, { bytes: wanted.bytes, keys });
      this.#uploads.set(upload.id, structuredClone(upload));
      if (received !== null) await this.#receive(upload, received);
    });
  }

  count(id: UploadId, bytes: number, quotas: Quotas, now: UtcInstant): Promise<void> {
    return this.faults.around("count", async () => {
      const upload = this.#uploads.get(id);
      const before = this.#counted.get(id);
      if (upload === undefined || before === undefined || before.bytes >= bytes) return;
      const wanted = { bytes: bytes - before.bytes, files: 0 };
      const keys = this.#quotas.count(quotas, upload.deviceId, wanted, now, (of) =>
        this.#openBytes(of),
      );
      if (keys.length === 0) return;
      this.#counted.set(id, { bytes, keys: before.keys.filter((key) => keys.includes(key)) });
    });
  }

  #openBytes(of: DeviceId | null): number {
    return [...this.#uploads.values()]
      .filter(
        ({ state, deviceId }) =>
          (state === "open" || state === "complete") && (of === null || deviceId === of),
      )
      .reduce((sum, { id, lengthBytes, offsetBytes }) => {
        const counted = Math.max(this.#counted.get(id)?.bytes ?? 0, offsetBytes);
        return sum + (lengthBytes ?? counted);
      }, 0);
  }

  createFinal(final: Final, quotas: Quotas): Promise<void> {
    return this.faults.around("createFinal", async () => {
      const { upload, partials, received, reusableUntil } = final;
      const found = partials.map(({ id }) => this.#uploads.get(id));
      const isJoinable = (one: Upload | undefined): boolean =>
        one?.deviceId === upload.deviceId &&
        one.concat === "partial" &&
        ["complete", "joined"].includes(one.state) &&
        one.expiresAt > received.at;
      if (!found.every(isJoinable)) throw conflict("partials-moved");
      const fresh = new Set(found.filter((one) => one?.state === "complete"));
      const freshBytes = [...fresh].reduce((sum, one) => sum + (one?.offsetBytes ?? 0), 0);
      const wanted = { bytes: upload.offsetBytes - freshBytes, files: 1 };
      this.#quotas.count(quotas, upload.deviceId, wanted, received.at, (of) => this.#openBytes(of));
      for (const one of found.filter((partial) => partial !== undefined)) {
        this.#counted.delete(one.id);
        this.#uploads.set(one.id, { ...one, state: "joined", expiresAt: reusableUntil });
      }
      const { runs, parts } = joinRows(
        partials.map(({ id, offsetBytes }) => ({
          sizeBytes: offsetBytes,
          runs: this.#runs.get(id) ?? [],
          parts: this.#partsOf(id),
        })),
      );
      this.#uploads.set(upload.id, structuredClone(upload));
      this.#runs.set(upload.id, runs);
      this.#parts.set(upload.id, parts);
      this.#joins.set(upload.id, partials);
      await this.#receive(upload, received);
    });
  }

  async findEach(ids: readonly UploadId[], deviceId: DeviceId): Promise<readonly Upload[]> {
    const found = await Promise.all([...new Set(ids)].map((id) => this.find(id, deviceId)));
    return found.filter((upload) => upload !== null);
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

  setLength(id: UploadId, lengthBytes: number, completion: Completion): Promise<boolean> {
    return this.faults.around("setLength", async () => {
      const upload = this.#uploads.get(id);
      const may = upload?.state === "open" && upload.lengthBytes === null;
      if (!may || upload.offsetBytes > lengthBytes || !fits(upload, completion)) {
        throw conflict("length-known");
      }
      const isEnded = upload.offsetBytes === lengthBytes;
      const after: Upload = {
        ...upload,
        lengthBytes,
        state: stateAfter(isEnded ? completion : null),
      };
      this.#uploads.set(id, after);
      if (isEnded && completion !== "complete") await this.#receive(after, completion);
      return isEnded;
    });
  }

  commit(
    id: UploadId,
    fence: number,
    commit: Commit,
    completion: Completion | null,
  ): Promise<void> {
    return this.faults.around("commit", async () => {
      const upload = this.#uploads.get(id);
      const { run, incoming, expiresAt } = commit;
      const offsetBytes = run.offsetBytes + run.sizeBytes;
      const isNext =
        upload?.state === "open" &&
        upload.fence === fence &&
        upload.offsetBytes === run.offsetBytes &&
        (completion !== null
          ? upload.lengthBytes === offsetBytes && fits(upload, completion)
          : upload.lengthBytes === null || offsetBytes < upload.lengthBytes);
      if (!isNext) throw conflict("fenced");
      const state = stateAfter(completion);
      const after: Upload = structuredClone({ ...upload, offsetBytes, incoming, expiresAt, state });
      this.#uploads.set(id, after);
      this.#runs.set(id, [...(this.#runs.get(id) ?? []), run]);
      this.#parts.set(id, [...(this.#parts.get(id) ?? []), ...commit.parts]);
      if (completion !== null && completion !== "complete") await this.#receive(after, completion);
    });
  }

  terminate(id: UploadId): Promise<void> {
    return this.faults.around("terminate", async () => {
      const upload = this.#uploads.get(id);
      if (upload?.state !== "open" && upload?.state !== "complete") throw conflict("not-open");
      this.#uploads.set(id, { ...upload, state: "terminated" });
      this.#giveBack(upload);
    });
  }

  expire(id: UploadId, now: UtcInstant): Promise<void> {
    return this.faults.around("expire", async () => {
      const upload = this.#uploads.get(id);
      if (upload === undefined || !(await this.#isOver(upload, now))) throw conflict("not-open");
      this.#uploads.set(id, { ...upload, state: "expired" });
      this.#giveBack(upload);
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
    return this.#partsOf(id);
  }

  async expired(now: UtcInstant, limit: number): Promise<readonly Upload[]> {
    const over: Upload[] = [];
    for (const upload of this.#uploads.values()) {
      if (await this.#isOver(upload, now)) over.push(structuredClone(upload));
    }
    return over.sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1)).slice(0, limit);
  }

  async get(id: UploadId): Promise<Upload | null> {
    const upload = this.#uploads.get(id);
    return upload === undefined ? null : structuredClone(upload);
  }

  #giveBack(upload: Upload): void {
    const counted = this.#counted.get(upload.id);
    const files = upload.concat === null ? 1 : 0;
    if (counted !== undefined) this.#quotas.giveBack(counted.keys, counted.bytes, files);
  }

  #partsOf(id: UploadId): readonly IncomingPart[] {
    return [...(this.#parts.get(id) ?? [])].sort((a, b) => a.number - b.number);
  }

  async #isOver(upload: Upload, now: UtcInstant): Promise<boolean> {
    if (!isPending(upload) || upload.expiresAt > now) return false;
    for (const [final, partials] of this.#joins) {
      if (!partials.some(({ id }) => id === upload.id)) continue;
      const { stage } = await this.#items.get(final);
      if (stage !== "verified" && stage !== "sealed") return false;
    }
    return true;
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
      ...{ stage: "received", viewingStage: "waiting" },
      ...{ overviewStage: "waiting", studyStage: "waiting" },
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
