/** What is to be shown in a labelled copy, as it is asked for: lines of a person, clocks, subtitles. Parsed once, here. Pure. */
import { z } from "zod";
import {
  LABEL_PLACES,
  LABEL_SIZES,
  type Label,
  SUBTITLE_LANGUAGES,
} from "../../evidence/label-taken.ts";
import type { ItemId } from "../../kernel/ids.ts";

export const MOST_LINES = 4;
export const MOST_LINE_CHARACTERS = 60;
/** Of a file of subtitles as it is sent. */
export const MOST_SUBTITLE_CHARACTERS = 80_000;

/** No mark that stands on another, no script whose letters join, nothing that turns the order of writing, no control, no end of a line: each is drawn by itself, left to right. */
const DRAWN_ALONE =
  /^(?:[\p{Script=Han}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]|[\p{N}\p{P}\p{S}\u0020\u3000\u30FC])+$/u;
const OTHER = /[\p{M}\p{C}\p{Bidi_Control}]/u;

export const isDrawable = (line: string): boolean => DRAWN_ALONE.test(line) && !OTHER.test(line);

/** Whatever stands in it is drawn as it stands. */
export const LabelLine = z
  .string()
  .max(4 * MOST_LINE_CHARACTERS)
  .transform((line) => line.normalize("NFC").trim())
  .refine((line) => line !== "" && Array.from(line).length <= MOST_LINE_CHARACTERS, {
    message: `a line of 1 to ${MOST_LINE_CHARACTERS} characters`,
  })
  .refine(isDrawable, { message: "a character that is not drawn by itself, left to right" });

const SubtitlesWish = z.strictObject({
  text: z.string().min(1).max(MOST_SUBTITLE_CHARACTERS).describe("WebVTT or SRT"),
  language: z.enum(SUBTITLE_LANGUAGES).default("und").describe("ISO 639-2; und: not said"),
  burned: z.boolean().default(false).describe("Also drawn in the picture"),
});

export const LabelWish = z
  .strictObject({
    lines: z.array(LabelLine).max(MOST_LINES).default([]),
    stamp: z.boolean().default(false).describe("Two further lines: who asked, and when"),
    timeCode: z.boolean().default(false).describe("Running, of the recording's own time line"),
    wallClock: z
      .boolean()
      .default(false)
      .describe("Running, by the clock that the recording was begun by"),
    place: z.enum(LABEL_PLACES).default("bottom-right"),
    size: z.enum(LABEL_SIZES).default("medium"),
    subtitles: SubtitlesWish.nullable().default(null),
  })
  .refine(
    ({ lines, stamp, timeCode, wallClock, subtitles }) =>
      lines.length > 0 || stamp || timeCode || wallClock || subtitles !== null,
    { message: "nothing is to be shown" },
  );
export type LabelWish = z.infer<typeof LabelWish>;

export interface LabelledParameters extends Label {
  readonly itemId: ItemId;
}
