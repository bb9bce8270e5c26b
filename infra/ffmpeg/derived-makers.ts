/** What makes the recordings that are asked for, kind by kind, on ffmpeg in a box. */
import { excerptMaker } from "../../services/derived/excerpt-maker.ts";
import { joinedMaker } from "../../services/derived/joined-maker.ts";
import type { LabelFont } from "../../services/derived/label/labeller.ts";
import { labelledMaker } from "../../services/derived/label/labelled-maker.ts";
import type { Makers } from "../../services/derived/maker.ts";
import { rebuiltMaker } from "../../services/derived/rebuilt/rebuilt-maker.ts";
import { redactedMaker } from "../../services/derived/redaction/redacted-maker.ts";
import { stillMaker } from "../../services/derived/still-maker.ts";
import { transcriptMaker } from "../../services/derived/transcript/transcript-maker.ts";
import type { Transcriber } from "../../services/derived/transcript/transcriber.ts";
import type { CopyRemaker } from "../../services/media/media-tools.ts";
import { FfmpegExcerpter } from "./excerpter.ts";
import { FfmpegJoiner } from "./joiner.ts";
import { FfmpegLabeller } from "./labeller.ts";
import { FfmpegRedactor } from "./redactor.ts";
import { FfmpegStillTaker } from "./still-taker.ts";
import type { Sandbox } from "./sandbox.ts";

export const derivedMakers = (
  sandbox: Sandbox,
  tools: CopyRemaker,
  font: () => Promise<LabelFont>,
  transcriber: Transcriber,
): Makers => ({
  joined: joinedMaker(new FfmpegJoiner(sandbox)),
  excerpt: excerptMaker(new FfmpegExcerpter(sandbox, tools)),
  still: stillMaker(new FfmpegStillTaker(sandbox)),
  redacted: redactedMaker(new FfmpegRedactor(sandbox)),
  rebuilt: rebuiltMaker,
  labelled: labelledMaker(new FfmpegLabeller(sandbox, tools, font)),
  transcript: transcriptMaker(transcriber),
});
