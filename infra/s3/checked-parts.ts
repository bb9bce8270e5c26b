/** A stream in parts, of which the last comes out only when the whole is what was announced. */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";

export interface Expected {
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

/** @throws Refusal tampered "objects/digest-mismatch". */
export async function* checkedParts(
  source: Readable,
  expected: Expected,
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
    hasher.update(chunk);
    held.push(chunk);
    heldBytes += chunk.byteLength;
    if (heldBytes < partBytes || sizeBytes === expected.sizeBytes) continue;
    yield Buffer.concat(held);
    held = [];
    heldBytes = 0;
  }
  if (sizeBytes !== expected.sizeBytes || hasher.digest("hex") !== expected.sha256)
    throw mismatch();
  if (heldBytes > 0) yield Buffer.concat(held);
}
