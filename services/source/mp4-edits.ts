/** Edit lists of MP4 (ISO 14496-12 8.6.6): players leave out what they do not name, so only one over the whole track is taken. */
import type { Bytes } from "./bytes.ts";
import { SourceFault, malformed } from "./fault.ts";
import { type Box, childOf, children, contentOf } from "./mp4-boxes.ts";
import { runsIn, timescaleOf } from "./mp4-tables.ts";

interface TrackBoxes {
  readonly moov: Box;
  readonly trak: Box;
  readonly mdia: Box;
  readonly stbl: Box;
}

/** @throws SourceFault "container-not-supported" for a list that may leave pictures out or repeat them. */
export async function requireWhole(
  bytes: Bytes,
  { moov, trak, mdia, stbl }: TrackBoxes,
): Promise<void> {
  if ((await children(bytes, trak)).every(({ type }) => type !== "edts")) return;
  const edts = await childOf(bytes, trak, "edts");
  const content = async (parent: Box, type: string): Promise<Buffer> =>
    contentOf(bytes, await childOf(bytes, parent, type));
  const { duration, from, rate } = oneEdit(await content(edts, "elst"));
  const movieScale = BigInt(timescaleOf(await content(moov, "mvhd")));
  const mediaScale = BigInt(timescaleOf(await content(mdia, "mdhd")));
  // By the times of the samples themselves: what headers say of the duration, players do not follow.
  const { total, shortest, samples } = timesOf(await content(stbl, "stts"));
  const sizes = await content(stbl, "stsz");
  const isTimed = sizes.byteLength >= 12 && sizes.readUInt32BE(8) === samples;
  // Rounded to units of the movie, it may end within the last sample, which players then still show.
  const isWhole = duration * mediaScale > (total - shortest) * movieScale;
  if (!isTimed || !isWhole || from !== 0 || rate !== 1 << 16) throw notWhole();
  // Samples that are shown later than their turn may fall behind the end.
  if ((await children(bytes, stbl)).some(({ type }) => type === "ctts")) throw notWhole();
}

/** Its duration in units of the movie, where it begins in units of the track, and its rate in 65536ths. */
function oneEdit(elst: Buffer): { duration: bigint; from: number; rate: number } {
  const isWide = elst[0] === 1;
  if (elst.byteLength !== (isWide ? 28 : 20) || elst.readUInt32BE(4) !== 1) throw notWhole();
  return isWide
    ? {
        duration: elst.readBigUInt64BE(8),
        from: Number(elst.readBigInt64BE(16)),
        rate: elst.readUInt32BE(24),
      }
    : {
        duration: BigInt(elst.readUInt32BE(8)),
        from: elst.readInt32BE(12),
        rate: elst.readUInt32BE(16),
      };
}

/** Of all samples, and of the shortest, in units of the track. */
function timesOf(stts: Buffer): { total: bigint; shortest: bigint; samples: number } {
  let [total, shortest, samples] = [0, Infinity, 0];
  for (const [count, each] of runsIn(stts)) {
    total += count * each;
    samples += count;
    shortest = Math.min(shortest, each);
  }
  if (!Number.isSafeInteger(total) || shortest === Infinity)
    throw malformed("times beyond any film");
  return { total: BigInt(total), shortest: BigInt(shortest), samples };
}

const notWhole = (): SourceFault =>
  new SourceFault("container-not-supported", "an edit list that is not one over the whole track");
