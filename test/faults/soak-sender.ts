/** A sender of a soak: one recording after the other, each from its number. */
import { createCipheriv } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { GoodClient } from "./good-client.ts";
import type { Evidence } from "./invariants.ts";

const KIB = 1 << 10;
const MIB = 1 << 20;
const SMALLEST_BYTES = 64 * KIB;

export interface Pace {
  readonly largestBytes: number;
  /** Before each recording, and for each MiB of it. 0: as fast as it goes. */
  readonly pauseMs: number;
  readonly pauseMsPerMiB: number;
}

/**
 * From 64 KiB up, many small ones among few large ones: of up to 64 MiB half are below 400 KiB, and the mean is
 * some 6 MiB. `at` walks the range evenly (golden ratio), whatever the number of recordings.
 */
function sizeOf(at: number, largestBytes: number): number {
  const share = (at * 0.618_033_988_75) % 1;
  return Math.round(SMALLEST_BYTES * (largestBytes / SMALLEST_BYTES) ** (share * share));
}

/** Bytes that nothing can compress or find elsewhere. */
function recording(at: number, sizeBytes: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeUInt32BE(at);
  return createCipheriv("aes-128-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
}

/**
 * Sends recordings `next()` by `next()` until `isOver`, and answers when each has its receipt. The next one does
 * not wait for that. Requests are of 1 to 24 MiB, so that they end within, at and beyond the runs of the service.
 */
export async function sendUntil(
  isOver: () => boolean,
  next: () => number,
  client: GoodClient,
  pace: Pace,
): Promise<readonly Evidence[]> {
  const sent: Promise<Evidence>[] = [];
  while (!isOver()) {
    const at = next();
    const sizeBytes = sizeOf(at, pace.largestBytes);
    await sleep(pace.pauseMs + (sizeBytes / MIB) * pace.pauseMsPerMiB);
    const upload = await client.send(recording(at, sizeBytes), (1 + (at % 24)) * MIB);
    const evidence = client.receipt(upload.id).then((receipt) => ({ upload, receipt }));
    // Heard at the end; until then a failure must not end the run unheard.
    evidence.catch(() => undefined);
    sent.push(evidence);
  }
  return Promise.all(sent);
}
