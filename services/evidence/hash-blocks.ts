/** Reads a stream once, in flat memory: its digest, its length, and the digest of every block. */
import { type Hash, createHash } from "node:crypto";
import type { Sha256 } from "../kernel/digest.ts";
import { BLOCK_BYTES } from "./evidence-item.ts";

export interface HashedBlocks {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** Of each block of BLOCK_BYTES in order; the last may be shorter. */
  readonly blocks: readonly Sha256[];
}

/** `taken` hears of every chunk and may hold the reading back. */
export async function hashBlocks(
  source: AsyncIterable<Uint8Array>,
  taken: (sizeBytes: number) => Promise<void> = () => Promise.resolve(),
): Promise<HashedBlocks> {
  const whole = createHash("sha256");
  const blocks: Sha256[] = [];
  let block: Hash | null = null;
  let sizeBytes = 0;
  for await (const chunk of source) {
    whole.update(chunk);
    for (let at = 0; at < chunk.byteLength;) {
      const room = BLOCK_BYTES - (sizeBytes % BLOCK_BYTES);
      const part = chunk.subarray(at, at + room);
      block ??= createHash("sha256");
      block.update(part);
      at += part.byteLength;
      sizeBytes += part.byteLength;
      if (part.byteLength < room) continue;
      blocks.push(block.digest("hex") as Sha256);
      block = null;
    }
    await taken(chunk.byteLength);
  }
  if (block !== null) blocks.push(block.digest("hex") as Sha256);
  return { sha256: whole.digest("hex") as Sha256, sizeBytes, blocks };
}

/** Numbers of the blocks, from 0, that are not as recorded, or that only one side has. */
export function differingBlocks(
  found: readonly Sha256[],
  recorded: readonly Sha256[],
): readonly number[] {
  const length = Math.max(found.length, recorded.length);
  return Array.from({ length }, (_, at) => at).filter((at) => found[at] !== recorded[at]);
}
