/** Holds the coded packets of what was made against those of its source: none of them may be the same, and each picture has its time. */
import { stillThere } from "../../services/derived/redaction/hidden-picture.ts";
import { PacketMarks } from "../../services/derived/redaction/packet-marks.ts";
import type { Container } from "../../services/source/container.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import { type ProofRun, inLines, rawRun } from "./raw-run.ts";
import { CONTENT, INPUT, restrictions } from "./recipes.ts";
import { REDACTED, type RedactionPlan } from "./redaction-recipe.ts";

/**
 * Smaller ones say nothing of their own: a picture that is the one before it, a block of silence. Two recordings that were
 * coded by one program have such in common.
 */
const LEAST_BYTES = { video: 256, audio: 48 } as const;
/** Times of the made file are in units of 1/12000 s, those of the list in microseconds. */
const MOST_APART_US = 85;

type Stream = "video" | "audio";

interface Packet {
  readonly ptsUs: number;
  readonly bytes: number;
  readonly digest: string;
}

/** How many packets of the made file were looked at. */
export async function provePackets(run: ProofRun, plan: RedactionPlan): Promise<number> {
  let looked = 0;
  for (const stream of ["video", "audio"] as const) {
    const planned = stream === "video" ? plan.picture : plan.sound;
    if (planned === null) continue;
    const made = new PacketMarks();
    const timesUs: number[] = [];
    await packetsOf(run, "made", plan, stream, ({ ptsUs, bytes, digest }) => {
      looked += 1;
      timesUs.push(ptsUs);
      if (bytes >= LEAST_BYTES[stream]) made.add(digest);
    });
    if (stream === "video") requireTimes(timesUs, plan.picture?.timesUs ?? []);
    await packetsOf(run, "source", plan, stream, ({ digest }) => {
      if (made.has(digest)) throw stillThere({ packet: stream });
    });
  }
  return looked;
}

/** The n-th picture that is shown is the n-th that was planned for. */
function requireTimes(made: readonly number[], planned: readonly number[]): void {
  const shown = made.toSorted((one, other) => one - other);
  const shift = (shown[0] ?? 0) - (planned[0] ?? 0);
  const other = planned.findIndex(
    (time, place) => Math.abs((shown[place] ?? Infinity) - time - shift) > 2 * MOST_APART_US,
  );
  if (other !== -1 || shown.length !== planned.length) throw stillThere({ frames: shown.length });
}

async function packetsOf(
  run: ProofRun,
  of: "made" | "source",
  {
    family,
    coded,
  }: { readonly family: Container; readonly coded: Readonly<Record<Stream, string>> },
  stream: Stream,
  onPacket: (packet: Packet) => void,
): Promise<void> {
  const [opened, codec] =
    of === "made" ? (["mov", MADE[stream]] as const) : ([family, coded[stream]] as const);
  const args = [
    ...["-hide_banner", "-nostdin", "-v", "error", ...restrictions(opened, MAX_STREAMS)],
    ...["-copyts", "-i", of === "made" ? `file:${REDACTED}` : INPUT],
    ...["-map", stream === "video" ? "0:V:0" : "0:a:0", "-c", "copy"],
    ...[stream === "video" ? "-bsf:v" : "-bsf:a", CONTENT[codec] ?? "null"],
    ...["-f", "framehash", "-hash", "sha256", "pipe:1"],
  ];
  let unitUs = 1;
  const hear = inLines((line) => {
    const [, over, under] = /^#tb 0: (\d+)\/(\d+)$/.exec(line) ?? [];
    if (over !== undefined) unitUs = (Number(over) * 1e6) / Number(under);
    const packet = /^0,\s*-?\d+,\s*(-?\d+),\s*-?\d+,\s*(\d+), ([0-9a-f]{64})/.exec(line);
    if (packet === null) return;
    const [, pts, bytes, digest = ""] = packet;
    onPacket({ ptsUs: Number(pts) * unitUs, bytes: Number(bytes), digest });
  });
  await rawRun({ ...run, args }, hear);
}
const MADE = { video: "h264", audio: "aac" } as const;
