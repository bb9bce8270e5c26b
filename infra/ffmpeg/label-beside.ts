/** What lies beside a recording while a label is drawn into it: the font, each text, and the subtitles; and the subtitles again, out of what was made. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type Cue,
  asWritten,
  readSubtitles,
  writeWebVtt,
} from "../../services/derived/label/subtitles.ts";
import type { LabelFont } from "../../services/derived/label/labeller.ts";
import { type Picture, labelFiles } from "../../services/derived/label/label-plan.ts";
import type { Label, SubtitleTrack } from "../../services/evidence/label-taken.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import type { BesideFile, MediaJob } from "../../services/media/media-tools.ts";
import { captured } from "./captured-run.ts";
import { INPUT, TEXT_DECODERS, restrictions } from "./recipes.ts";
import { PROBE_LIMITS, type Sandbox } from "./sandbox.ts";

/** In a folder of its own: what draws subtitles reads every file beside it. */
const FONT = "fonts/sans.ttf";

/** In the folder "in" of a job. @throws Refusal invalid "derived/label-glyphs", "derived/label-too-wide". */
export function labelBeside(
  label: Label & Picture,
  cues: readonly Cue[],
  { bytes, missingIn }: LabelFont,
): readonly BesideFile[] {
  const files = labelFiles(label, cues);
  const missing = missingIn(files.map(({ text }) => text.replaceAll("\n", "")));
  if (missing.length > 0) throw noGlyphs(missing);
  const track = cues.length === 0 ? [] : [{ name: "subtitles", text: writeWebVtt(cues) }];
  const texts = [...files, ...track];
  return [
    { name: FONT, bytes },
    ...texts.map(({ name, text }) => ({ name, bytes: Buffer.from(text) })),
  ];
}

/** Of the copy at "in/src", which alone has them. @throws Refusal invalid "derived/subtitles" where they are not those that were signed. */
export async function subtitlesIn(
  sandbox: Pick<Sandbox, "launcher">,
  { folder }: MediaJob,
  track: Pick<SubtitleTrack, "sha256">,
  signal: AbortSignal,
): Promise<readonly Cue[]> {
  const args = [
    ...["-hide_banner", "-nostdin", "-v", "error"],
    ...[...restrictions("mov", MAX_STREAMS, TEXT_DECODERS), "-i", INPUT],
    ...["-map", "0:s:0", "-c:s", "srt", "-f", "srt", "pipe:1"],
  ];
  const text = await captured(sandbox, folder, "ffmpeg", args, PROBE_LIMITS, signal);
  const cues = readSubtitles(text, asWritten);
  if (sha256(writeWebVtt(cues)) === track.sha256) return cues;
  throw new Refusal(
    "invalid",
    "derived/subtitles",
    "the copy's subtitles are not those of its account",
  );
}

/** Once for a job. */
export async function keepBeside(folder: string, files: readonly BesideFile[]): Promise<void> {
  for (const { name, bytes } of files) {
    const path = join(folder, "in", name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { flag: "wx", mode: 0o400 });
  }
}

const noGlyphs = (missing: readonly string[]): Refusal =>
  new Refusal("invalid", "derived/label-glyphs", "the font has not all of the letters", {
    fix: "Leave these out, or write them in other letters.",
    facts: { missing: missing.length, first: missing[0]?.codePointAt(0)?.toString(16) ?? "" },
  });
