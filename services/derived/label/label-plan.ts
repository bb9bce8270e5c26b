/** Where each line of a labelled copy stands in the picture and how large it is, and the texts that are drawn from files. Pure; pixels. */
import { formatTime } from "./wall-text.ts";
import type { Label, LabelPlace, LabelSize } from "../../evidence/label-taken.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { Cue } from "./subtitles.ts";

export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One line, of the text in the file `name`. */
export interface DrawnLine {
  readonly name: string;
  /** Its words are a person's: nothing in them is expanded. */
  readonly isWords: boolean;
  readonly isFaint: boolean;
  readonly sizePx: number;
  /** From the left edge, or from the right one. */
  readonly from: "left" | "right";
  readonly xPx: number;
  /** Of the line its letters stand on. */
  readonly baselinePx: number;
}

/** Of the picture's short side. */
const SIZE: Readonly<Record<LabelSize, number>> = { small: 1 / 32, medium: 1 / 22, large: 1 / 14 };
/** Smaller is not read any more. */
export const LEAST_PX = 9;
export const PITCH = 1.5;
const [ROWS, ACROSS] = [4, 2];

export function planLabel(label: Label, picture: Picture): readonly DrawnLine[] {
  const { place } = label;
  const texts = textsOf(label);
  const words = texts.filter(({ isWords }) => isWords);
  const clocks = texts.filter(({ isWords }) => !isWords);
  if (place !== "tiled") return corner(texts, place, label.size, picture);
  return [
    ...tiles(words, label.size, picture),
    ...corner(clocks, "bottom-left", label.size, picture),
  ];
}

interface Text {
  readonly name: string;
  readonly text: string;
  readonly isWords: boolean;
  /** What is the longest that it shows. */
  readonly widest: string;
}

/** Those of a person are files of their own; a clock's are patterns of ours. */
function textsOf({ lines, timeCode, wall }: Label): readonly Text[] {
  const own = lines.map((text, at) => ({ name: `line${at}`, text, isWords: true, widest: text }));
  const code = { name: "timecode", text: "%{pts:hms}", isWords: false, widest: "00:00:00.000" };
  const shown = wall === null ? null : formatTime(wall);
  return [
    ...own,
    ...(timeCode ? [code] : []),
    ...(shown === null ? [] : [{ name: "wall", isWords: false, ...shown }]),
  ];
}

function corner(
  texts: readonly Text[],
  place: Exclude<LabelPlace, "tiled">,
  size: LabelSize,
  picture: Picture,
): readonly DrawnLine[] {
  const margin = marginOf(picture);
  const sizePx = fitted(texts, size, picture, picture.widthPx - 2 * margin);
  const pitch = Math.round(PITCH * sizePx);
  const top = place.startsWith("top") ? margin : picture.heightPx - margin - texts.length * pitch;
  return texts.map(({ name, isWords }, row) => ({
    ...{ name, isWords, isFaint: false, sizePx, xPx: margin },
    from: place.endsWith("left") ? "left" : "right",
    baselinePx: top + row * pitch + sizePx,
  }));
}

/** Over all of the picture, each second row moved by half. */
function tiles(texts: readonly Text[], size: LabelSize, picture: Picture): readonly DrawnLine[] {
  if (texts.length === 0) return [];
  const { widthPx, heightPx } = picture;
  const cell = Math.floor(widthPx / ACROSS);
  const sizePx = fitted(texts, size, picture, Math.floor(0.9 * cell));
  const pitch = Math.round(PITCH * sizePx);
  return Array.from({ length: ROWS * ACROSS }, (_, tile) => {
    const [row, column] = [Math.floor(tile / ACROSS), tile % ACROSS];
    const y = Math.round(((row + 0.5) * heightPx) / ROWS - (texts.length * pitch) / 2);
    const moved = row % 2 === 0 ? 0.02 : 0.08;
    return texts.map(({ name, isWords }, at): DrawnLine => ({
      ...{ name, isWords, isFaint: true, sizePx, from: "left" },
      xPx: Math.round((column + moved) * cell),
      baselinePx: y + at * pitch + sizePx,
    }));
  }).flat();
}

export const marginOf = ({ widthPx, heightPx }: Picture): number =>
  Math.max(2, Math.round(Math.min(widthPx, heightPx) / 50));

/** As wished, or as much smaller as the longest line needs. @throws Refusal invalid "derived/label-too-wide". */
function fitted(
  texts: readonly Pick<Text, "widest">[],
  size: LabelSize,
  { widthPx, heightPx }: Picture,
  roomPx: number,
): number {
  const wished = Math.round(SIZE[size] * Math.min(widthPx, heightPx));
  const widest = Math.max(1, ...texts.map(({ widest: text }) => emsOf(text)));
  const sizePx = Math.min(Math.max(wished, LEAST_PX), Math.floor(roomPx / widest));
  const isHigh = sizePx * PITCH * texts.length > heightPx;
  if (sizePx < LEAST_PX || isHigh) throw tooWide();
  return sizePx;
}

/** How wide letters are, in heights of them; not less than the font has it, and what is not listed is as wide as it is high. */
const EMS: readonly (readonly [RegExp, number])[] = [
  [/[ .,:;'|!-]/, 0.4],
  [/[\da-ln-vx-z]/, 0.64],
  [/[A-LN-VX-Z+=<>?/]/, 0.75],
  [/[Ю]/, 1.1],
  // The dashes of two and of three, and ligatures of whole words.
  [/[\u2E3A\u2E3B\u3300-\u33FF]/, 2.5],
];

export const emsOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) => sum + (EMS.find(([which]) => which.test(letter))?.[1] ?? 1),
    0,
  );

export interface LabelFile {
  /** In the folder "in" of a job. */
  readonly name: string;
  readonly text: string;
}

/** All that is drawn from files; `cues` of the subtitles, where there are some. */
export function labelFiles(label: Label & Picture, cues: readonly Cue[]): readonly LabelFile[] {
  const drawn = textsOf(label).map(({ name, text }) => ({ name, text }));
  const burned = label.subtitles?.burned === true;
  return burned ? [...drawn, { name: "cues", text: burnedCues(label, cues) }] : drawn;
}

/** There the size is that of a line, which in this font is so many heights of its letters. */
const LINE_HEIGHT = 1.448;

/** What lines and clocks take at the bottom: subtitles stand above them. */
function takenBelow(label: Label & Picture): number {
  const below = planLabel(label, label).filter(({ isFaint }) => !isFaint);
  if (below.length === 0 || label.place.startsWith("top")) return 0;
  const tops = below.map(({ baselinePx, sizePx }) => baselinePx - sizePx);
  return label.heightPx - Math.min(...tops);
}

/** Advanced SubStation Alpha; a cue has no brace and no backslash, which would mean something in it. */
function burnedCues(label: Label & Picture, cues: readonly Cue[]): string {
  const { widthPx, heightPx } = label;
  const margin = marginOf(label);
  const texts = cues.flatMap(({ lines }) => lines.map((widest) => ({ widest })));
  const few = texts.length === 0 ? [] : [texts.reduce(longer)];
  const sizePx = fitted(few, label.size, label, widthPx - 2 * margin);
  const outline = Math.max(1, Math.round(sizePx / 14));
  const above = margin + takenBelow(label);
  return [
    "[Script Info]\nScriptType: v4.00+\nWrapStyle: 2\nScaledBorderAndShadow: yes",
    `PlayResX: ${widthPx}\nPlayResY: ${heightPx}\n`,
    "[V4+ Styles]",
    "Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV",
    `Style: cue,Noto Sans SC,${Math.round(LINE_HEIGHT * sizePx)},&H00FFFFFF,&H00000000,&H00000000,1,${outline},0,2,${margin},${margin},${above}\n`,
    "[Events]",
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ...cues.map(
      ({ fromMs, toMs, lines }) =>
        `Dialogue: 0,${assTime(fromMs)},${assTime(toMs)},cue,,0,0,0,,${lines.join("\\N")}`,
    ),
    "",
  ].join("\n");
}

const longer = (one: { widest: string }, other: { widest: string }) =>
  emsOf(other.widest) > emsOf(one.widest) ? other : one;

/** In hundredths of a second, which is all that it holds. */
function assTime(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const hundredths = Math.round(ms / 10);
  const seconds = Math.floor(hundredths / 100);
  return `${Math.floor(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

const tooWide = (): Refusal =>
  new Refusal("invalid", "derived/label-too-wide", "the lines do not fit in the picture legibly", {
    fix: "Use fewer or shorter lines.",
    facts: { leastPx: LEAST_PX },
  });
