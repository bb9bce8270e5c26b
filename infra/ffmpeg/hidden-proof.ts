/** The proof of a redacted recording: what was drawn, what was coded, what is heard, which packets and which bytes it holds. */
import { join } from "node:path";
import {
  CODED,
  DRAWN,
  HiddenPicture,
  type Tolerance,
  coveredArea,
  frameBytes,
  stillThere,
} from "../../services/derived/redaction/hidden-picture.ts";
import { AlikeSound, HiddenSound } from "../../services/derived/redaction/hidden-sound.ts";
import { requireOnly } from "../../services/derived/redaction/made-file.ts";
import type { HiddenProof } from "../../services/evidence/redaction-taken.ts";
import {
  type Samples,
  type SoundPlan,
  deadOf,
} from "../../services/derived/redaction/sound-plan.ts";
import { fileBytes } from "../process/file-bytes.ts";
import { provePackets } from "./packet-proof.ts";
import { type ProofRun, inPieces, rawRun } from "./raw-run.ts";
import {
  type PicturePlan,
  REDACTED,
  type RedactionPlan,
  codedArguments,
  drawnArguments,
  heardArguments,
  pictureGraph,
} from "./redaction-recipe.ts";

/** @throws Refusal invalid "derived/still-there"; else as MediaTools.make. */
export async function proveHidden(run: ProofRun, plan: RedactionPlan): Promise<HiddenProof> {
  const { picture, sound } = plan;
  await using file = await fileBytes(join(run.folder, REDACTED));
  await requireOnly(file, { picture: picture !== null, sound: sound !== null });
  const packets = await provePackets(run, plan);
  const covered = picture === null ? 0 : await provePicture(run, plan, picture);
  const heard = sound === null ? null : await proveSound(run, plan, sound);
  return {
    ...{ frames: picture?.timesUs.length ?? 0, coveredFrames: covered, packets },
    ...{ samples: heard?.samples ?? 0, silentSamples: heard?.silent ?? 0 },
  };
}

/** As drawn, where not one pixel may differ, and as coded. */
async function provePicture(
  run: ProofRun,
  plan: RedactionPlan,
  picture: PicturePlan,
): Promise<number> {
  const area = coveredArea(picture.masks);
  if (area === null) return 0;
  const drawn = await lookAt(
    run,
    drawnArguments(plan, area, pictureGraph(picture)),
    picture,
    DRAWN,
  );
  const coded = await lookAt(run, codedArguments(area), picture, CODED);
  if (drawn !== coded) throw stillThere({ frames: coded });
  return coded;
}

/** How many frames were looked at. */
export async function lookAt(
  run: ProofRun,
  args: readonly string[],
  { masks, timesUs }: PicturePlan,
  tolerance: Tolerance,
): Promise<number> {
  const area = coveredArea(masks);
  if (area === null) return 0;
  const hidden = new HiddenPicture(masks, area, tolerance);
  const pieces = inPieces(frameBytes(area), (frame) => hidden.frame(frame));
  await rawRun({ ...run, args }, (chunk) => pieces.hear(chunk));
  if (!pieces.isWhole || hidden.frames !== timesUs.length)
    throw stillThere({ frames: hidden.frames });
  return hidden.looked;
}

async function proveSound(
  run: ProofRun,
  plan: RedactionPlan,
  sound: SoundPlan,
): Promise<{ readonly samples: number; readonly silent: number }> {
  if (sound.silent.length === 0) return { samples: 0, silent: 0 };
  // What the coder was given is silent in all of it, guard and all, but for lower voices.
  await listen(run, heardArguments("hidden", plan, sound), sound, silentAlone(sound));
  const dead = deadOf(sound);
  const samples = await listen(run, heardArguments("made", plan, sound), sound, dead);
  if (sound.lower.length > 0) await proveLower(run, plan, sound);
  return { samples, silent: dead.reduce((sum, each) => sum + lengthOf(each, samples), 0) };
}

const lengthOf = ({ from, to }: Samples, all: number): number =>
  Math.max(0, Math.min(to ?? all, all) - from);

/** Those that are silent and not in another voice; as whole as the plan has them. */
const silentAlone = ({ silent, lower }: SoundPlan): readonly Samples[] =>
  lower.length === 0 ? silent : deadOf({ silent, lower, channels: 1 });

export async function listen(
  run: ProofRun,
  args: readonly string[],
  { channels }: SoundPlan,
  dead: readonly Samples[],
): Promise<number> {
  const hidden = new HiddenSound(channels, dead);
  await rawRun({ ...run, args }, (chunk) => hidden.hear(chunk));
  if (hidden.samples === 0) throw stillThere({ samples: 0 });
  return hidden.samples;
}

/** Both sounds at once, sample by sample: the voice of the source must not be in what was made. */
async function proveLower(run: ProofRun, plan: RedactionPlan, sound: SoundPlan): Promise<void> {
  const { lower } = sound;
  const first = await firstOf(run, heardArguments("source", plan, sound), sound, lower);
  const second = await firstOf(run, heardArguments("made", plan, sound), sound, lower);
  for (const [place, one] of first.entries()) {
    const alike = new AlikeSound();
    const other = second[place] ?? new Int16Array();
    for (let at = 0; at < Math.min(one.length, other.length); at += 1)
      alike.add(one[at] ?? 0, other[at] ?? 0);
    if (alike.isAlike) throw stillThere({ second: Math.floor((lower[place]?.from ?? 0) / 48_000) });
  }
}

/** The first channel of each stretch. */
async function firstOf(
  run: ProofRun,
  args: readonly string[],
  { channels }: SoundPlan,
  lower: readonly Samples[],
): Promise<readonly Int16Array[]> {
  const parts = lower.map(({ from, to }) => new Int16Array((to ?? from) - from));
  let at = 0;
  const pieces = inPieces(2 * channels, (sample) => {
    const place = lower.findIndex(({ from, to }) => at >= from && at < (to ?? from));
    const part = parts[place];
    if (part !== undefined)
      part[at - (lower[place]?.from ?? 0)] = (sample[0] ?? 0) | ((sample[1] ?? 0) << 8);
    at += 1;
  });
  await rawRun({ ...run, args }, (chunk) => pieces.hear(chunk));
  return parts;
}
