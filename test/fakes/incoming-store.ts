/** Unfinished uploads in memory: a segment for each fence, as the filesystem store has. */
import { Readable } from "node:stream";
import { Refusal, assert } from "../../services/kernel/refusal.ts";
import type { UploadId } from "../../services/kernel/ids.ts";
import type {
  IncomingPart,
  IncomingState,
  IncomingStore,
  IncomingUpload,
  IncomingWriter,
  Written,
} from "../../services/objects/incoming-store.ts";
import type { ByteRange, ObjectRef } from "../../services/objects/object-store.ts";
import type { MemoryObjectStore } from "./object-store.ts";
import { StoreFaults } from "./store-faults.ts";

/** `upload` where the bytes lie with another one, of which this one is made. */
type Segment = { readonly upload?: UploadId; readonly fence: number; readonly sizeBytes: number };
type State = { readonly segments: readonly Segment[] } | null;

export class MemoryIncomingStore implements IncomingStore {
  readonly runBytes: number;
  readonly stageBytes: number | null;
  readonly writers = null;
  /** What `freeBytes` answers. */
  room: number | null = null;
  /** Methods: open, stage, write, close, assemble, read, discard. A failed write kills its writer. */
  readonly faults = new StoreFaults();
  readonly #objects: MemoryObjectStore;
  readonly #segments = new Map<UploadId, Map<number, Buffer>>();

  constructor(
    objects: MemoryObjectStore,
    { runBytes = 8 << 20, stageBytes = null as number | null } = {},
  ) {
    this.#objects = objects;
    this.runBytes = runBytes;
    this.stageBytes = stageBytes;
  }

  async freeBytes(): Promise<number | null> {
    return this.room;
  }

  open(upload: IncomingUpload): Promise<IncomingWriter> {
    return this.faults.around("open", async () => {
      const segments = segmentsOf(upload);
      const last = segments.at(-1);
      if (last !== undefined && last.fence > upload.fence) {
        throw new Refusal("conflict", "ingest/fenced", "a newer writer has this upload");
      }
      return this.#writer(upload, segments);
    });
  }

  assemble(upload: IncomingUpload): Promise<ObjectRef> {
    return this.faults.around("assemble", async () => {
      const there = this.#objects.bytes(upload.key);
      const ref = there === null ? null : await this.#objects.find(upload.key);
      if (there !== null && ref !== null) {
        if (there.byteLength === upload.offsetBytes) return ref;
        throw new Refusal("conflict", "objects/key-taken", "another object has the upload's key");
      }
      return this.#objects.putNow(upload.key, this.#committed(upload));
    });
  }

  read(
    upload: IncomingUpload,
    _parts: readonly IncomingPart[],
    { firstByte, lastByte }: ByteRange,
  ): Promise<Readable> {
    return this.faults.around("read", async () => {
      assert(
        firstByte <= lastByte && lastByte < upload.offsetBytes,
        "a range lies within the committed bytes",
      );
      const all = this.#objects.bytes(upload.key) ?? this.#committed(upload);
      return Readable.from([all.subarray(firstByte, lastByte + 1)], { objectMode: false });
    });
  }

  #committed(upload: IncomingUpload): Buffer {
    return Buffer.concat(
      segmentsOf(upload).map(({ upload: owner = upload.id, fence, sizeBytes }) => {
        const segment = this.#segments.get(owner)?.get(fence);
        if (segment === undefined || segment.byteLength < sizeBytes) {
          throw new Refusal("tampered", "ingest/bytes-missing", "acknowledged bytes are not there");
        }
        return segment.subarray(0, sizeBytes);
      }),
    );
  }

  join(partials: readonly IncomingUpload[]): IncomingState {
    const segments = partials.flatMap((partial) =>
      segmentsOf(partial).map((segment) => ({ upload: partial.id, ...segment })),
    );
    return { segments };
  }

  discard(upload: IncomingUpload): Promise<void> {
    return this.faults.around("discard", async () => {
      this.#segments.delete(upload.id);
    });
  }

  /** Nothing here is ever cut off. */
  async clearStale(): Promise<number> {
    return 0;
  }

  async *list(): AsyncIterable<UploadId> {
    yield* [...this.#segments.keys()];
  }

  #writer(upload: IncomingUpload, segments: readonly Segment[]): IncomingWriter {
    const own = segments.at(-1)?.fence === upload.fence ? segments.at(-1) : undefined;
    const before = own === undefined ? segments : segments.slice(0, -1);
    let sizeBytes = own?.sizeBytes ?? 0;
    let state: "alive" | "dead" | "closed" = "alive";
    let last: Promise<unknown> = Promise.resolve();
    const append = async (
      method: "stage" | "write",
      bytes: readonly Uint8Array[],
    ): Promise<Written> => {
      assert(state !== "closed", "nothing is written after close");
      if (state === "dead") throw notDurable();
      try {
        await this.faults.around(method, async () => {
          const mine = this.#segments.get(upload.id) ?? new Map<number, Buffer>();
          this.#segments.set(upload.id, mine);
          const kept = (mine.get(upload.fence) ?? Buffer.alloc(0)).subarray(0, sizeBytes);
          mine.set(upload.fence, Buffer.concat([kept, ...bytes]));
        });
      } catch (cause) {
        state = "dead";
        throw cause instanceof Refusal && cause.code.startsWith("ingest/") ? cause : notDurable();
      }
      sizeBytes += bytes.reduce((sum, part) => sum + part.byteLength, 0);
      const all = sizeBytes === 0 ? before : [...before, { fence: upload.fence, sizeBytes }];
      return { state: { segments: all.map((segment) => ({ ...segment })) }, parts: [] };
    };
    const inTurn = (method: "stage" | "write", bytes: readonly Uint8Array[]): Promise<Written> => {
      const size = bytes.reduce((sum, part) => sum + part.byteLength, 0);
      assert(size <= this.runBytes, "one write takes at most runBytes");
      const done = last.then(() => append(method, bytes));
      last = done.catch(() => undefined);
      return done;
    };
    const stage = async (bytes: readonly Uint8Array[]): Promise<void> => {
      await inTurn("stage", bytes);
    };
    return {
      ...(this.stageBytes === null ? {} : { stage }),
      write: (bytes) => inTurn("write", bytes),
      close: async () => {
        await last;
        state = "closed";
        await this.faults.around("close", async () => undefined);
      },
    };
  }
}

const notDurable = (): Refusal =>
  new Refusal("unavailable", "ingest/bytes-not-durable", "the bytes could not be kept");

function segmentsOf(upload: IncomingUpload): readonly Segment[] {
  const segments = (upload.state as State)?.segments ?? [];
  const sum = segments.reduce((total, segment) => total + segment.sizeBytes, 0);
  assert(sum === upload.offsetBytes, "the segments of an upload end at its offset");
  return segments;
}
