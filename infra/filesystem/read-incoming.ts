/** Bytes of an upload where they lie: in the files of its writers, or in the object that was made of them. */
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { assert } from "../../services/kernel/refusal.ts";
import type { ObjectKey } from "../../services/objects/object-key.ts";
import type { ByteRange } from "../../services/objects/object-store.ts";
import { errno, statOrNull } from "./durable-files.ts";
import type { ObjectFiles } from "./object-files.ts";
import { bytesMissing } from "./segment-writer.ts";

/** Bytes [0, size) of a file; what lies behind was never committed. */
export interface FilePart {
  readonly path: string;
  readonly sizeBytes: number;
}

interface Stretch {
  readonly path: string;
  readonly fromByte: number;
  readonly endByte: number;
}

const AT_ONCE_BYTES = 256 << 10;

/** @throws Refusal tampered "ingest/bytes-missing". */
export async function readIncoming(
  files: ObjectFiles,
  key: ObjectKey,
  parts: readonly FilePart[],
  range: ByteRange,
): Promise<Readable> {
  const stretches = within(parts, range);
  const there = await Promise.all(stretches.map(({ path }) => statOrNull(path)));
  if (there.every((facts) => facts !== null)) return reading(stretches);
  // A file that is gone became the object.
  const path = files.object(key);
  const object = await statOrNull(path);
  if (object === null || Number(object.size) <= range.lastByte) throw bytesMissing();
  return reading([{ path, fromByte: range.firstByte, endByte: range.lastByte + 1 }]);
}

function within(parts: readonly FilePart[], { firstByte, lastByte }: ByteRange): Stretch[] {
  let at = 0;
  const stretches = parts.flatMap(({ path, sizeBytes }) => {
    const fromByte = Math.max(0, firstByte - at);
    const endByte = Math.min(sizeBytes, lastByte + 1 - at);
    at += sizeBytes;
    return fromByte < endByte ? [{ path, fromByte, endByte }] : [];
  });
  assert(firstByte <= lastByte && lastByte < at, "a range lies within the committed bytes");
  return stretches;
}

const reading = (stretches: readonly Stretch[]): Readable =>
  Readable.from(chunksOf(stretches), { objectMode: false });

async function* chunksOf(stretches: readonly Stretch[]): AsyncGenerator<Uint8Array> {
  for (const { path, fromByte, endByte } of stretches) {
    const source = await open(path, "r").catch((error: unknown) => {
      throw errno(error) === "ENOENT" ? bytesMissing() : error;
    });
    try {
      for (let at = fromByte; at < endByte;) {
        const buffer = Buffer.allocUnsafe(Math.min(AT_ONCE_BYTES, endByte - at));
        const { bytesRead } = await source.read(buffer, 0, buffer.byteLength, at);
        if (bytesRead === 0) throw bytesMissing();
        yield buffer.subarray(0, bytesRead);
        at += bytesRead;
      }
    } finally {
      await source.close();
    }
  }
}
