/** An object is written encrypted, and read back: opened, and described as it lies in the store. */
import { type KeyObject, createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectKey } from "../objects/object-key.ts";
import type { ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { decrypted, encrypted } from "./frame-streams.ts";
import { SCHEME, encryptedBytes } from "./frames.ts";

/** What is to be written; opened only if it is not there yet. */
export interface PlainSource {
  readonly sizeBytes: number;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Stores `source` encrypted under `key`, or answers what an earlier run stored there. Who calls reads it back.
 * @throws Refusal tampered "encryption/source-differs", and as `ObjectStore.putStream`.
 */
export async function putEncrypted(
  objects: Pick<ObjectStore, "find" | "putStream">,
  key: ObjectKey,
  dataKey: KeyObject,
  source: PlainSource,
): Promise<ObjectRef> {
  async function* stream(): AsyncGenerator<Buffer> {
    yield* encrypted(await source.open(), source.sizeBytes, { dataKey, key });
  }
  // Its salt makes it other bytes each time: the digest is known once it is there.
  const expected = { sizeBytes: encryptedBytes(source.sizeBytes), sha256: null };
  const put = (): Promise<ObjectRef> => objects.putStream(key, Readable.from(stream()), expected);
  try {
    return await put();
  } catch (error) {
    // Another run was faster, and what it was made of is cleared away already: asked again, the store makes it durable.
    if ((await objects.find(key)) === null) throw error;
    return put();
  }
}

/** As it lies in the store. */
export interface Stored {
  readonly scheme: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

/**
 * Has `look` see the plaintext of an encrypted object, as far as it opens. `stored` is null where it does not open to its end.
 * @throws as `ObjectStore.scan` and `look`.
 */
export async function readEncrypted<Found>(
  objects: Pick<ObjectStore, "head" | "scan">,
  ref: ObjectRef,
  dataKey: KeyObject,
  look: (plain: AsyncIterable<Uint8Array>) => Promise<Found>,
  signal?: AbortSignal,
): Promise<{ readonly found: Found; readonly stored: Stored | null }> {
  const hasher = createHash("sha256");
  let stored: Stored | null = null;
  async function* hashed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hasher.update(chunk);
      yield chunk;
    }
  }
  async function* opened(): AsyncGenerator<Buffer> {
    const { sizeBytes } = await objects.head(ref);
    const source = hashed(await objects.scan(ref, signal));
    try {
      yield* decrypted(source, sizeBytes, { dataKey, key: ref.key });
      stored = { scheme: SCHEME, sizeBytes, sha256: hasher.digest("hex") as Sha256 };
    } catch (error) {
      if (!isRefusal(error, "encryption/frame-differs")) throw error;
    }
  }
  return { found: await look(opened()), stored };
}
