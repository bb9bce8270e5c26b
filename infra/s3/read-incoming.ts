/** Bytes of an upload that is not one object yet, from the objects that hold its parts. */
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { assert } from "../../services/kernel/refusal.ts";
import type { ByteRange } from "../../services/objects/object-store.ts";
import { ask, isMissing, type Bucket } from "./bucket.ts";
import type { Source, Stretch } from "./part-plan.ts";
import { bytesMissing } from "./pieces.ts";

export function readSources(
  bucket: Bucket,
  sources: readonly Source[],
  { firstByte, lastByte }: ByteRange,
): Readable {
  let at = 0;
  const stretches = sources.flatMap((source): Stretch[] => {
    const fromByte = Math.max(0, firstByte - at);
    const endByte = Math.min(source.sizeBytes, lastByte + 1 - at);
    at += source.sizeBytes;
    return fromByte < endByte ? [{ source, fromByte, endByte }] : [];
  });
  assert(firstByte <= lastByte && lastByte < at, "a range lies within the committed bytes");
  return Readable.from(chunksOf(bucket, stretches), { objectMode: false });
}

async function* chunksOf(
  bucket: Bucket,
  stretches: readonly Stretch[],
): AsyncGenerator<Uint8Array> {
  for (const { source, fromByte, endByte } of stretches) {
    const command = new GetObjectCommand({
      ...{ Bucket: bucket.name, Key: source.name },
      Range: `bytes=${fromByte}-${endByte - 1}`,
    });
    const { Body } = await ask(() =>
      bucket.client.send(command).catch((error: unknown) => {
        throw isMissing(error) ? bytesMissing(error) : error;
      }),
    );
    let left = endByte - fromByte;
    for await (const chunk of Body as Readable) {
      left -= (chunk as Uint8Array).byteLength;
      yield chunk as Uint8Array;
    }
    if (left !== 0) throw bytesMissing();
  }
}
