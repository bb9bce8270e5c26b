/**
 * Port: the bytes of uploads that are not finished, and the object they become.
 * Contract suite: test/contract/incoming-store.contract.ts.
 *
 * The store makes bytes durable; PostgreSQL decides which of them count. A *run* is a stretch of bytes
 * that was written, hashed and committed together. Whatever a store holds beyond the committed offset,
 * or under a fencing number that lost, does not exist: it is never read and may be overwritten.
 */
import type { Readable } from "node:stream";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { Json } from "../kernel/strict-json.ts";
import type { UploadId } from "../kernel/ids.ts";
import type { ObjectKey } from "./object-key.ts";
import type { ByteRange, ObjectRef } from "./object-store.ts";

/** What the store must be told again to go on: segments of a file, or a multipart id and its tail. */
export type IncomingState = Json;

/** A stored part of a multipart upload; kept as a row, so that state stays small. */
export interface IncomingPart {
  readonly number: number;
  readonly sizeBytes: number;
  /** The store's own name for it (an ETag). */
  readonly tag: string;
}

/** What is known of an upload when a writer takes it up. */
export interface IncomingUpload {
  readonly id: UploadId;
  /** Where the finished object goes. */
  readonly key: ObjectKey;
  /** Null while the client has not said. */
  readonly lengthBytes: number | null;
  /** Committed bytes. */
  readonly offsetBytes: number;
  /** Fencing number of the writer: one writer session has one, a newer writer a higher one. */
  readonly fence: number;
  readonly state: IncomingState;
}

/** What must be committed for written bytes to count. */
export interface Written {
  readonly state: IncomingState;
  readonly parts: readonly IncomingPart[];
}

export interface IncomingWriter {
  /**
   * Hands over bytes ahead of the `write` that makes them durable and counts them, so that the disk works
   * while the rest of a run still comes. When it resolves, the memory of `bytes` is the caller's again.
   * Missing where a store takes a run only whole. Fails as `write` does.
   */
  stage?(bytes: readonly Uint8Array[]): Promise<void>;
  /**
   * Makes what was staged and `bytes` durable behind everything this writer wrote before. Resolves only after
   * fdatasync, or after the store took them; the caller then commits, then acknowledges. From then on
   * the memory of `bytes` is the caller's again. `sha256` is of `bytes`, from a caller that knows it: who
   * sends them on need not hash them anew.
   * After any error the writer is dead: open a new one, under a new fence (what failed may still land),
   * at the committed offset. fsync is never retried. At most two writes may be under way at once.
   * @throws Refusal unavailable "ingest/bytes-not-durable", "ingest/storage-full", "ingest/too-many-uploads";
   *   tampered "ingest/bytes-missing" if committed bytes are not there any more.
   */
  write(bytes: readonly Uint8Array[], sha256?: Sha256): Promise<Written>;
  /** Ends the session once every write has settled; what was not committed is forgotten. */
  close(): Promise<void>;
}

export interface IncomingStore {
  /** The most bytes one `write` takes, staged ones included, and the size of a committed run in a long request. */
  readonly runBytes: number;
  /** How many bytes a `stage` is worth; null where writers have none. */
  readonly stageBytes: number | null;

  /** The most writers at once that its memory has room for; null where writers need none of their own. */
  readonly writers: number | null;

  /** Bytes it takes before its reserve is touched; null where it does not say. */
  freeBytes(): Promise<number | null>;

  /** A writer that goes on at `upload.offsetBytes`. @throws Refusal conflict "ingest/fenced". */
  open(upload: IncomingUpload): Promise<IncomingWriter>;

  /**
   * The state of an upload that consists of `partials`, one behind the other; the same one may stand there
   * again. Its parts are theirs in that order, numbered through. Moves and reads no byte: the bytes stay with
   * the partials, which must not be discarded before what is made of them was assembled.
   */
  join(partials: readonly IncomingUpload[]): IncomingState;

  /**
   * Makes the finished upload the object `upload.key`, durably, and answers its version.
   * May run twice and after a lost answer: then it answers the version that is there.
   * `parts` are all committed parts in order.
   * @throws Refusal tampered "ingest/bytes-missing"; conflict "objects/key-taken".
   */
  assemble(upload: IncomingUpload, parts: readonly IncomingPart[]): Promise<ObjectRef>;

  /**
   * Committed bytes of an upload that was not discarded, finished or not, also while or after it became the object
   * `upload.key`. `parts` are all committed parts in order; `range` lies within `upload.offsetBytes`. Their digest is
   * not looked at. @throws Refusal tampered "ingest/bytes-missing", at once or while it is read.
   */
  read(upload: IncomingUpload, parts: readonly IncomingPart[], range: ByteRange): Promise<Readable>;

  /** Forgets an upload that was terminated, expired, or assembled. May run twice. */
  discard(upload: IncomingUpload): Promise<void>;

  /**
   * Clears what writes left that were cut off, or that came late, before `before`: temporary files, multipart
   * uploads nobody finished, repeats of locked objects, what a start tried out. Never bytes of an upload, and nothing that is the object.
   * It looks at everything that is stored. Answers how much it cleared.
   */
  clearStale(before: UtcInstant): Promise<number>;

  /** Ids of uploads that hold bytes here, for the sweep that clears what no row knows any more. */
  list(): AsyncIterable<UploadId>;
}
