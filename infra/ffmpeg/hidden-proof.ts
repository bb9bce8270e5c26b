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
import {
  AlikeSound,
  FirstChannel,
  HiddenSound,
} from "../../services/derived/redaction/hidden-sound.ts";
import { requireOnly } from "../../services/derived/redaction/made-file.ts";
import type { HiddenProof } from "../../services/evidence/redaction-taken.ts";
import {
  RATE_HZ,
  type Samples,
  type SoundPlan,
  deadOf,
} from "../../services/derived/redaction/sound-plan.ts";
import { fileBytes } from "../process/file-bytes.ts";
import { KeptSamples } from "./kept-samples.ts";
import { provePackets } from "./packet-proof.ts";
import { PartsTold } from "./parts-told.ts";
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

/** Of the whole proof: packets, the picture as drawn and as coded, and the sound. */
const SHARES = { packets: 0.05, drawn: 0.5, coded: 0.3, sound: 0.15 };

/** `onProgress` hears rising parts from 0 to 1. @throws Refusal invalid "derived/still-there"; else as MediaTools.make. */
export async function proveHidden(
  run: ProofRun,
  plan: RedactionPlan,
  onProgress: (part: number) => void = () => undefined,
): Promise<HiddenProof> {
  const { picture, sound } = plan;
  const told = new PartsTold(onProgress, SHARES);
  await using file = await fileBytes(join(run.folder, REDACTED));
  await requireOnly(file, { picture: picture !== null, sound: sound !== null });
  const packets = await provePackets(run, plan);
  told.part("packets", 1);
  const covered = picture === null ? 0 : await provePicture(run, plan, picture, told);
  const heard = sound === null ? null : await proveSound(run, plan, sound, told);
  onProgress(1);
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
  told: PartsTold<keyof typeof SHARES>,
): Promise<number> {
  const area = coveredArea(picture.masks);
  if (area === null) return 0;
  const look = async (
    of: "drawn" | "coded",
    args: readonly string[],
    tolerance: Tolerance,
  ): Promise<number> => {
    const frames = picture.timesUs.length;
    return lookAt(run, args, picture, tolerance, (at) => told.part(of, at / frames));
  };
  const drawn = await look("drawn", drawnArguments(plan, area, pictureGraph(picture)), DRAWN);
  const coded = await look("coded", codedArguments(area), CODED);
  if (drawn !== coded) throw stillThere({ frames: coded });
  return coded;
}

/** How many frames were looked at. */
export async function lookAt(
  run: ProofRun,
  args: readonly string[],
  { masks, timesUs }: PicturePlan,
  tolerance: Tolerance,
  onFrame: (frames: number) => void = () => undefined,
): Promise<number> {
  const area = coveredArea(masks);
  if (area === null) return 0;
  const hidden = new HiddenPicture(masks, area, tolerance);
  const pieces = inPieces(frameBytes(area), (frame) => {
    hidden.frame(frame);
    onFrame(hidden.frames);
  });
  await rawRun({ ...run, args }, (chunk) => pieces.hear(chunk));
  if (!pieces.isWhole || hidden.frames !== timesUs.length)
    throw stillThere({ frames: hidden.frames });
  return hidden.looked;
}

async function proveSound(
  run: ProofRun,
  plan: RedactionPlan,
  sound: SoundPlan,
  told: PartsTold<keyof typeof SHARES>,
): Promise<{ readonly samples: number; readonly silent: number }> {
  if (sound.silent.length === 0) return { samples: 0, silent: 0 };
  // What the coder was given is silent in all of it, guard and all, but for lower voices.
  await listen(run, heardArguments("hidden", plan, sound), sound, silentAlone(sound));
  told.part("sound", 0.3);
  const dead = deadOf(sound);
  const samples = await listen(run, heardArguments("made", plan, sound), sound, dead);
  told.part("sound", 0.6);
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

/** Both sounds sample by sample: the voice of the source must not be in what was made. */
async function proveLower(run: ProofRun, plan: RedactionPlan, sound: SoundPlan): Promise<void> {
  const { lower, channels } = sound;
  const each = async (
    of: "source" | "made",
    hear: (sample: number, stretch: number) => void,
  ): Promise<void> => {
    const first = new FirstChannel(lower, hear);
    const pieces = inPieces(2 * channels, (sample) => first.take(sample));
    const args = heardArguments(of, plan, sound);
    await rawRun({ ...run, args }, (chunk) => pieces.hear(chunk));
  };
  using source = new KeptSamples(join(run.folder, "in", VOICE));
  await each("source", (sample) => source.add(sample));
  let [alike, place] = [new AlikeSound(), 0];
  const requireOther = (): void => {
    const second = Math.floor((lower[place]?.from ?? 0) / RATE_HZ);
    if (alike.isAlike) throw stillThere({ second });
  };
  await each("made", (sample, stretch) => {
    if (stretch !== place) {
      requireOther();
      [alike, place] = [new AlikeSound(), stretch];
    }
    alike.add(source.next() ?? 0, sample);
  });
  requireOther();
}
/** Name, within "in", of the voice of the source while that of the made one is held against it. */
const VOICE = "voice";
