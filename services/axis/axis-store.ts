/** Port: containers and objects of the Axis door. Contract suite: test/contract/axis-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/** Of a container or an object: names in lower case, as HTTP compares them. */
export type Metadata = Readonly<Record<string, string>>;

export interface ObjectPlace {
  readonly deviceId: DeviceId;
  readonly container: string;
  readonly name: string;
}

export interface StoredObject {
  readonly metadata: Metadata;
  readonly putAt: UtcInstant;
  /** Null: a record of the system, with no bytes. */
  readonly content: {
    readonly uploadId: UploadId;
    readonly sizeBytes: number;
    /** Lower-case hex, as Swift's ETag. */
    readonly md5: string;
    readonly sha256: Sha256;
  } | null;
}

export type Content = Omit<NonNullable<StoredObject["content"]>, "uploadId">;

export interface PutContainer {
  readonly isNew: boolean;
  readonly metadata: Metadata;
}

/**
 * An object counts from the moment its upload is received, and no sooner: what was begun and cut is no
 * object. The newest one that counts is the object of its name; those before it stay items.
 */
export interface AxisStore {
  /** Makes the container, or changes what `change` makes of its metadata. Answers what it is then. */
  putContainer(
    deviceId: DeviceId,
    name: string,
    at: UtcInstant,
    change: (metadata: Metadata) => Metadata,
  ): Promise<PutContainer>;
  /** Null if there is none. */
  container(deviceId: DeviceId, name: string): Promise<Metadata | null>;
  /** Names of objects behind `after`, in order of their code units. */
  objectNames(
    deviceId: DeviceId,
    container: string,
    after: string,
    limit: number,
  ): Promise<readonly string[]>;
  object(place: ObjectPlace): Promise<StoredObject | null>;

  /** Keeps a record, or replaces its metadata. The container is there. */
  putRecord(place: ObjectPlace, at: UtcInstant, metadata: Metadata): Promise<void>;
  /** Replaces the metadata of the object of that name. Answers whether there is one. */
  replaceMetadata(place: ObjectPlace, metadata: Metadata): Promise<boolean>;

  /** Remembers, before a byte comes, that this upload is to become that object. The container is there. */
  begin(
    place: ObjectPlace,
    upload: { readonly id: UploadId; readonly at: UtcInstant; readonly metadata: Metadata },
  ): Promise<void>;
  /** Uploads begun for that object that are still open: of requests that broke, or run. */
  unfinished(place: ObjectPlace): Promise<readonly UploadId[]>;
  /** Notes what a begun upload holds, before its last byte is committed. */
  settle(uploadId: UploadId, content: Content): Promise<void>;
  /**
   * Whether an object of that name that counts has these bytes. One in quarantine does not: what lies there
   * may be other bytes, and the sender's may be the last good copy.
   */
  holds(place: ObjectPlace, sha256: Sha256): Promise<boolean>;
}

export const noSuchContainer = (): Refusal =>
  new Refusal("missing", "axis/no-such-container", "there is no such container", {
    fix: "Create the container of the recording first.",
  });
