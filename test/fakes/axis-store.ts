/** AxisStore in memory, over the uploads of a MemoryUploadStore. */
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UploadId } from "../../services/kernel/ids.ts";
import type {
  AxisStore,
  Content,
  Metadata,
  ObjectPlace,
  PutContainer,
  StoredObject,
} from "../../services/axis/axis-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { StoreFaults } from "./store-faults.ts";
import type { UploadStore } from "../../services/ingest/upload-store.ts";

interface Row {
  readonly place: ObjectPlace;
  readonly uploadId: UploadId | null;
  putAt: UtcInstant;
  metadata: Metadata;
  content: Content | null;
}

const keyOf = (deviceId: DeviceId, name: string): string => `${deviceId} ${name}`;

export class MemoryAxisStore implements AxisStore {
  readonly faults = new StoreFaults();
  readonly #uploads: Pick<UploadStore, "get">;
  readonly #items: MemoryEvidenceStore;
  readonly #containers = new Map<string, Metadata>();
  readonly #rows: Row[] = [];

  constructor(uploads: Pick<UploadStore, "get">, items: MemoryEvidenceStore) {
    this.#uploads = uploads;
    this.#items = items;
  }

  async putContainer(
    deviceId: DeviceId,
    name: string,
    _at: UtcInstant,
    change: (metadata: Metadata) => Metadata,
  ): Promise<PutContainer> {
    const before = this.#containers.get(keyOf(deviceId, name));
    const metadata = structuredClone(change(before ?? {}));
    this.#containers.set(keyOf(deviceId, name), metadata);
    return { isNew: before === undefined, metadata };
  }

  async container(deviceId: DeviceId, name: string): Promise<Metadata | null> {
    return this.#containers.get(keyOf(deviceId, name)) ?? null;
  }

  async objectNames(
    deviceId: DeviceId,
    container: string,
    after: string,
    limit: number,
  ): Promise<readonly string[]> {
    const names = new Set<string>();
    for (const row of this.#rows) {
      const { place } = row;
      const isIn = place.deviceId === deviceId && place.container === container;
      if (isIn && place.name > after && (await this.#counts(row))) names.add(place.name);
    }
    return [...names].sort().slice(0, limit);
  }

  async object(place: ObjectPlace): Promise<StoredObject | null> {
    const row = await this.#newest(place);
    if (row === null) return null;
    const { metadata, putAt, uploadId, content } = row;
    const held = uploadId === null || content === null ? null : { uploadId, ...content };
    return { metadata, putAt, content: held };
  }

  async putRecord(place: ObjectPlace, putAt: UtcInstant, metadata: Metadata): Promise<void> {
    const there = this.#at(place).find(({ uploadId }) => uploadId === null);
    if (there === undefined) {
      this.#rows.push({ place, uploadId: null, putAt, metadata, content: null });
    } else {
      Object.assign(there, { metadata, putAt });
    }
  }

  async replaceMetadata(place: ObjectPlace, metadata: Metadata): Promise<boolean> {
    const row = await this.#newest(place);
    if (row !== null) row.metadata = metadata;
    return row !== null;
  }

  async begin(
    place: ObjectPlace,
    { id, at, metadata }: { id: UploadId; at: UtcInstant; metadata: Metadata },
  ): Promise<void> {
    await this.faults.around("begin", async () => {
      this.#rows.push({ place, uploadId: id, putAt: at, metadata, content: null });
    });
  }

  async unfinished(place: ObjectPlace): Promise<readonly UploadId[]> {
    const open: UploadId[] = [];
    for (const { uploadId } of this.#at(place)) {
      if (uploadId !== null && (await this.#uploads.get(uploadId))?.state === "open") {
        open.push(uploadId);
      }
    }
    return open;
  }

  async settle(uploadId: UploadId, content: Content): Promise<void> {
    for (const row of this.#rows) if (row.uploadId === uploadId) row.content = content;
  }

  async holds(place: ObjectPlace, sha256: Sha256): Promise<boolean> {
    for (const row of this.#at(place)) {
      const item = this.#items.all().find(({ id }) => id === row.uploadId);
      const isKept = item !== undefined && item.stage !== "quarantined";
      if (row.content?.sha256 === sha256 && isKept) return true;
    }
    return false;
  }

  #at({ deviceId, container, name }: ObjectPlace): Row[] {
    return this.#rows.filter(
      ({ place }) =>
        place.deviceId === deviceId && place.container === container && place.name === name,
    );
  }

  async #counts({ uploadId }: Row): Promise<boolean> {
    return uploadId === null || (await this.#uploads.get(uploadId))?.state === "received";
  }

  async #newest(place: ObjectPlace): Promise<Row | null> {
    for (const row of this.#at(place).reverse()) if (await this.#counts(row)) return row;
    return null;
  }
}
