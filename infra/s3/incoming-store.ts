/**
 * Unfinished uploads in S3. Every write is an object of its own under "incoming/"; the store joins them
 * by a multipart copy when the upload is finished.
 *
 * Parts are not sent into one multipart upload as they come: a part number that is sent again by a
 * writer that lost its turn replaces committed bytes, and Ceph completes nothing that holds a part more
 * than it is told of. Given up: the store copies each byte once more, and holds it twice for a while.
 */
import type { Readable } from "node:stream";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { parseId, type UploadId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type {
  IncomingPart,
  IncomingState,
  IncomingStore,
  IncomingUpload,
  IncomingWriter,
} from "../../services/objects/incoming-store.ts";
import type { ByteRange, ObjectRef } from "../../services/objects/object-store.ts";
import { ask, type Bucket } from "./bucket.ts";
import { checksumProbes } from "./checksums.ts";
import { compose, partsWithin } from "./compose.ts";
import {
  isJoined,
  joinStates,
  MOST_PARTS,
  partSizeBytes,
  sourcesOf,
  stateOf,
} from "./incoming-state.ts";
import { S3Writer } from "./incoming-writer.ts";
import type { MemoryBudget } from "./memory-budget.ts";
import { abortAll, abortOlder } from "./multipart.ts";
import type { S3ObjectStore } from "./object-store.ts";
import { piecesPrefix, readStretches } from "./pieces.ts";
import { readSources } from "./read-incoming.ts";
import {
  deleteAll,
  deleteLateRepeats,
  deleteOlder,
  deleteVersion,
  firstVersion,
  type Version,
} from "./versions.ts";

const RUN_BYTES = 8 << 20;
/** A writer holds a run, the pieces before it, and both joined. */
const COPIES = 3;

export interface S3Limits {
  readonly mostParts?: number;
  readonly freeBytes?: () => Promise<number | null>;
}

export class S3IncomingStore implements IncomingStore {
  readonly runBytes = RUN_BYTES;
  /** An object cannot be written in pieces. */
  readonly stageBytes = null;
  readonly writers: number;
  readonly #bucket: Bucket;
  readonly #objects: S3ObjectStore;
  readonly #budget: MemoryBudget;
  readonly #mostParts: number;
  /** S3 has no word for it; a quota of the store's own shows when it is reached. */
  readonly freeBytes: () => Promise<number | null>;

  /** `mostParts` of one object; fewer only where a test cannot send ten thousand. */
  constructor(
    bucket: Bucket,
    objects: S3ObjectStore,
    budget: MemoryBudget,
    { mostParts = MOST_PARTS, freeBytes = () => Promise.resolve(null) }: S3Limits = {},
  ) {
    this.#bucket = bucket;
    this.#objects = objects;
    this.#budget = budget;
    this.#mostParts = mostParts;
    this.freeBytes = freeBytes;
    this.writers = Math.max(1, Math.floor(budget.capacityBytes / (COPIES * RUN_BYTES)));
  }

  // oxlint-disable-next-line typescript/require-await -- a refusal must come as a rejection
  async open(upload: IncomingUpload): Promise<IncomingWriter> {
    const state = stateOf(upload);
    const rest = upload.lengthBytes === null ? null : upload.lengthBytes - state.partBytes;
    const release = this.#budget.take(COPIES * partSizeBytes(state.partCount + 1, rest));
    return new S3Writer(this.#bucket, upload, state, release);
  }

  async assemble(upload: IncomingUpload, parts: readonly IncomingPart[]): Promise<ObjectRef> {
    const name = this.#bucket.prefix + upload.key;
    return ask(async () => {
      const there = await firstVersion(this.#bucket, name);
      if (there !== null) return ours(upload, there);
      const sources = sourcesOf(upload, parts);
      const planned = await partsWithin(this.#bucket, upload.id, sources, this.#mostParts);
      const [only, ...more] = planned;
      if (more.length === 0 && only?.kind !== "copy") {
        return this.#objects.put(
          upload.key,
          await readStretches(this.#bucket, only?.stretches ?? []),
        );
      }
      const { first, mine } = await compose(this.#bucket, name, planned);
      // A twin: another run of this was first, and ours is nobody's.
      if (mine !== null && mine !== first.versionId) {
        await deleteVersion(this.#bucket, name, mine);
      }
      return ours(upload, first);
    });
  }

  join(partials: readonly IncomingUpload[]): IncomingState {
    return joinStates(partials);
  }

  // oxlint-disable-next-line typescript/require-await -- a broken invariant must come as a rejection
  async read(
    upload: IncomingUpload,
    parts: readonly IncomingPart[],
    range: ByteRange,
  ): Promise<Readable> {
    return readSources(this.#bucket, sourcesOf(upload, parts), range);
  }

  async discard(upload: IncomingUpload): Promise<void> {
    const pieces = piecesPrefix(this.#bucket, upload.id);
    await ask(async () => {
      await abortAll(this.#bucket, this.#bucket.prefix + upload.key);
      if (isJoined(upload)) await abortAll(this.#bucket, pieces);
      await deleteAll(this.#bucket, pieces);
    });
  }

  async clearStale(before: UtcInstant): Promise<number> {
    const evidence = `${this.#bucket.prefix}evidence/`;
    const limit = new Date(before);
    return ask(async () => {
      const aborted = await abortOlder(this.#bucket, evidence, limit);
      const probes = await deleteOlder(this.#bucket, checksumProbes(this.#bucket), limit);
      return aborted + probes + (await deleteLateRepeats(this.#bucket, evidence, limit));
    });
  }

  async *list(): AsyncIterable<UploadId> {
    const prefix = `${this.#bucket.prefix}incoming/`;
    let token: string | undefined;
    do {
      const list = new ListObjectsV2Command({
        Bucket: this.#bucket.name,
        Prefix: prefix,
        Delimiter: "/",
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      const page = await ask(() => this.#bucket.client.send(list));
      for (const { Prefix } of page.CommonPrefixes ?? []) {
        const id = parseId<UploadId>((Prefix ?? "").slice(prefix.length, -1));
        if (id !== null) yield id;
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }
}

/** Content is checked by who reads the object back; another length shows that it is none of ours. */
function ours(upload: IncomingUpload, version: Version): ObjectRef {
  if (version.sizeBytes === upload.offsetBytes) {
    return { key: upload.key, versionId: version.versionId };
  }
  throw new Refusal("conflict", "objects/key-taken", "another object has the upload's key");
}
