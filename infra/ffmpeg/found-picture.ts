/** One picture of a file, by its moment: its time stamp is looked up among the packets, and ffmpeg is told to let that one picture through. */
import type { ExcerptSource } from "../../services/derived/excerpter.ts";
import { endMsOf, nothingInRange } from "../../services/derived/excerpt-range.ts";
import {
  type FoundPicture,
  PictureSearch,
  requireMoment,
} from "../../services/derived/still-picture.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { type RunLimits, limitsOf } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { SIGNS_OF_LIFE } from "./excerpt-recipes.ts";
import { heardPackets } from "./packet-lines.ts";
import { DECODER_THREADS, restrictions } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";
import { type TimeLine, timeLineOf } from "./time-line.ts";

/** As of an exact excerpt: where a file has no index, a jump lands a little off. */
const SEEK_EARLY_US = 5_000_000;

export interface PictureAt {
  readonly line: TimeLine;
  readonly limits: RunLimits;
  readonly found: FoundPicture;
}

/** @throws Refusal invalid "derived/nothing-in-range", "derived/beyond-recording"; as MediaTools.probe. */
export async function findPicture(
  sandbox: Pick<Sandbox, "launcher">,
  job: MediaJob,
  { family, sizeBytes }: ExcerptSource,
  ptsMs: number,
  signal: AbortSignal,
): Promise<PictureAt> {
  const line = await timeLineOf(sandbox, job, family, signal);
  const { info, zeroUs } = line;
  const limits = limitsOf(info, sizeBytes);
  if (info.video === null) throw nothingInRange();
  const search = new PictureSearch(1_000 * ptsMs);
  const { folder } = job;
  const listed = { folder, file: "in/src", family, stream: "video", limits, signal } as const;
  await heardPackets(sandbox, listed, (packet) =>
    search.packet({ ...packet, atUs: packet.atUs === null ? null : packet.atUs - zeroUs }),
  );
  // A sound may go on behind the last picture, which then stands.
  requireMoment(ptsMs, Math.max(info.durationMs ?? 0, endMsOf([search]) ?? 0));
  const found = search.end();
  if (found === null) throw nothingInRange();
  return { line, limits, found };
}

/** Where decoding begins so that it meets the picture: soon before it, and with the first packet. */
export function seeksTo({ keyUs }: FoundPicture): readonly number[] {
  const early = Math.max(0, keyUs - SEEK_EARLY_US);
  return early > 0 ? [early, 0] : [0];
}

export interface WantedPicture {
  readonly family: Container;
  readonly pts: number;
  /** Decoding begins there; 0: with the first packet. */
  readonly seekUs: number;
}

/** Time stamps stay the container's own, and the picture is found by its; exact on any processor, for all decoders that can be. */
export const pictureInput = (
  { family, seekUs }: WantedPicture,
  more: readonly string[] = [],
  threads = DECODER_THREADS,
): readonly string[] => [
  ...["-hide_banner", "-nostdin", "-v", "error", ...SIGNS_OF_LIFE, "-filter_threads", "1"],
  ...["-copyts", ...more, "-flags:v", "+bitexact"],
  ...(seekUs > 0 ? ["-noaccurate_seek", "-ss", (seekUs / 1_000_000).toFixed(6)] : []),
  ...["-threads", threads, ...restrictions(family, MAX_STREAMS)],
];

export const ONE_PICTURE = ["-map", "0:V:0", "-frames:v", "1", "-fps_mode", "passthrough"];
export const onlyAt = (pts: number): string => `select=eq(pts\\,${pts})`;

/** SHA-256 over the picture as it is decoded, as a reader repeats it with ffmpeg alone (`pictureCommand`). */
const hashed = (wanted: WantedPicture, input: readonly string[]): readonly string[] => [
  ...[...input, "-i", "file:in/src", ...ONE_PICTURE, "-vf", onlyAt(wanted.pts)],
  ...["-f", "framehash", "-hash", "sha256", "pipe:1"],
];
export const hashArguments = (wanted: WantedPicture): readonly string[] =>
  hashed(wanted, pictureInput(wanted, ["-noautorotate"]));

/**
 * The same, ended by the first fault that a decoder meets. By one thread: of several, those that run ahead hide behind
 * which picture a fault was met, and what is made of damage differs with their number.
 */
export const strictHashArguments = (wanted: WantedPicture): readonly string[] =>
  hashed(wanted, pictureInput(wanted, ["-xerror", "-noautorotate"], "1"));

/** "0,  12, 12, 1, 28800, 5f…": one line of framehash. */
export const hashIn = (text: string): Sha256 | null =>
  (/, ([0-9a-f]{64})$/m.exec(text)?.[1] ?? null) as Sha256 | null;
