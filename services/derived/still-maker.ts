/** Maker of stills: one picture of a recording, with what it takes to find it again. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { StillTaken } from "../evidence/still-taken.ts";
import { plusMs } from "../kernel/clock.ts";
import { type Maker, fromInputs } from "./maker.ts";
import type { StillTaker } from "./still-taker.ts";

export const stillMaker = (taker: StillTaker): Maker<"still"> => ({
  async make({ request, job, files: [source], onProgress, signal }) {
    const { parameters, inputs } = request;
    const { path, madeBy, taken } = await taker.still(job, source, parameters.ptsMs, signal);
    onProgress(1);
    const wall = wallAt(source.item, taken.atUs);
    const from = fromInputs(inputs);
    return { path, derivation: { kind: "still", taken: { ...taken, wall }, from, madeBy } };
  },
});

/** The clock is the camera's own where a dock named it, else the sender's. */
export function wallAt({ announced }: EvidenceItem, atUs: number): StillTaken["wall"] {
  const { recordedAt, clock, cameraClock } = announced;
  if (recordedAt === null) return null;
  const offset = (cameraClock ?? clock)?.offsetMs ?? null;
  return { at: plusMs(recordedAt, Math.floor(atUs / 1_000)), clockOffsetMs: offset };
}
