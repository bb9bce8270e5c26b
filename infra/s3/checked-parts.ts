/** A stream in parts, of which the last comes out only when the whole is what was announced. */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { ExpectedBytes } from "../../services/objects/object-store.ts";

/** @throws Refusal tampered "objects/digest-mismatch". */
export async function* checkedParts(
  source: Readable,
  expected: ExpectedBytes,
  partBytes: number,
): AsyncIterable<Buffer> {
  const hasher = createHash("sha256");
  const mismatch = (): Refusal =>
    new Refusal("tampered", "objects/digest-mismatch", "the stream is not what was announced");
  let sizeBytes = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > expected.sizeBytes) throw mismatch();
    if (expected.sha256 !== null) hasher.update(chunk);
    held.push(chunk);
    heldBytes += chunk.byteLength;
    if (heldBytes < partBytes || sizeBytes === expected.sizeBytes) continue;
    yield Buffer.concat(held);
    held = [];
    heldBytes = 0;
  }
  const isOther = expected.sha256 !== null && hasher.digest("hex") !== expected.sha256;
  if (sizeBytes !== expected.sizeBytes || isOther) throw mismatch();
  if (heldBytes > 0) yield Buffer.concat(held);
}

/** All of it, as one part. @throws as `checkedParts`. */
export async function checkedWhole(source: Readable, expected: ExpectedBytes): Promise<Uint8Array> {
  let whole: Uint8Array = new Uint8Array();
  for await (const bytes of checkedParts(source, expected, expected.sizeBytes + 1)) whole = bytes;
  return whole;
}
