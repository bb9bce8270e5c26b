/** One writer session into S3: every write is a new object; small ones are joined until they make a part. */
import { randomUUID } from "node:crypto";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type {
  IncomingPart,
  IncomingUpload,
  IncomingWriter,
  Written,
} from "../../services/objects/incoming-store.ts";
import { storeError, type Bucket } from "./bucket.ts";
import { checkedBody } from "./checked-body.ts";
import {
  bytesIn,
  MOST_PARTS,
  partSizeBytes,
  plainPiece,
  type Piece,
  type S3State,
} from "./incoming-state.ts";
import { pieceName, readPieces } from "./pieces.ts";

/** So many small pieces become one, or a trickle of tiny appends would swell the state. */
const MOST_PIECES = 16;

export class S3Writer implements IncomingWriter {
  readonly #bucket: Bucket;
  readonly #upload: IncomingUpload;
  readonly #release: () => void;
  #state: S3State;
  /** The bytes of the state's pieces; null until they are needed. */
  #held: readonly Uint8Array[] | null;
  #life: "alive" | "dead" | "closed" = "alive";
  #last: Promise<unknown> = Promise.resolve();

  constructor(bucket: Bucket, upload: IncomingUpload, state: S3State, release: () => void) {
    this.#bucket = bucket;
    this.#upload = upload;
    this.#state = state;
    this.#release = release;
    this.#held = state.pieces.length === 0 ? [] : null;
  }

  write(bytes: readonly Uint8Array[], digest?: Sha256): Promise<Written> {
    const done = this.#last.then(() => this.#append(bytes, digest));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#life = "closed";
    this.#held = null;
    this.#release();
  }

  async #append(bytes: readonly Uint8Array[], digest?: Sha256): Promise<Written> {
    assert(this.#life !== "closed", "nothing is written after close");
    if (this.#life === "dead") {
      throw new Refusal("unavailable", "ingest/bytes-not-durable", "an earlier write failed");
    }
    try {
      const parts = await this.#store(bytes, digest);
      const { fence, partCount, partBytes, pieces } = this.#state;
      return { state: { fence, partCount, partBytes, pieces: pieces.map(plainPiece) }, parts };
    } catch (error) {
      this.#life = "dead";
      throw storeError(error, "ingest");
    }
  }

  async #store(bytes: readonly Uint8Array[], digest?: Sha256): Promise<readonly IncomingPart[]> {
    const fresh = bytes.reduce((total, part) => total + part.byteLength, 0);
    if (fresh === 0) return [];
    const { pieces, partBytes, partCount } = this.#state;
    const { lengthBytes } = this.#upload;
    const rest = lengthBytes === null ? null : lengthBytes - partBytes;
    const wholePart = bytesIn(pieces) + fresh >= partSizeBytes(partCount + 1, rest);
    const merge = wholePart || pieces.length >= MOST_PIECES;
    const body = merge ? await this.#all(bytes) : Buffer.concat(bytes);
    // The pieces that are in `body` now stay until the upload is over: they count until it is committed.
    const isAlone = body.byteLength === fresh;
    const piece = await this.#put(body, isAlone && digest !== undefined ? digest : sha256(body));
    if (wholePart) {
      if (partCount >= MOST_PARTS) throw tooManyParts();
      this.#held = [];
      this.#state = {
        ...this.#state,
        partCount: partCount + 1,
        partBytes: partBytes + body.byteLength,
        pieces: [],
      };
      return [{ number: partCount + 1, sizeBytes: body.byteLength, tag: piece.name }];
    }
    if (merge) this.#held = [body];
    else if (this.#held !== null) this.#held = [...this.#held, body];
    this.#state = { ...this.#state, pieces: merge ? [piece] : [...pieces, piece] };
    return [];
  }

  /**
   * Under a name that no other write has: a writer that lost its turn replaces nothing. It ends with the
   * digest, by which the store's own checksum of the joined object is judged.
   */
  async #put(body: Buffer, digest: Sha256): Promise<Piece> {
    const kind = await this.#bucket.checksums();
    const name = pieceName(this.#bucket, this.#upload, randomUUID(), digest);
    await this.#bucket.client.send(
      new PutObjectCommand({
        Bucket: this.#bucket.name,
        Key: name,
        ...checkedBody(kind, body, digest),
      }),
    );
    return { name, sizeBytes: body.byteLength, sha256: digest };
  }

  async #all(bytes: readonly Uint8Array[]): Promise<Buffer> {
    this.#held ??= await readPieces(this.#bucket, this.#state.pieces);
    const [only] = bytes;
    if (this.#held.length === 0 && bytes.length === 1 && only !== undefined) {
      return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
    }
    return Buffer.concat([...this.#held, ...bytes]);
  }
}

const tooManyParts = (): Refusal =>
  new Refusal("invalid", "ingest/too-large", "the upload does not fit into one object", {
    fix: "Split the recording, or announce its length so that larger parts can be chosen.",
  });
