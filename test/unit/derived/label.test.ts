/** What may be asked of a labelled copy, where its lines stand, and how its clock is written. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Font, create } from "fontkit";
import { expect, it } from "vitest";
import { emsOf, labelFiles, planLabel } from "../../../services/derived/label/label-plan.ts";
import { LabelLine, LabelWish } from "../../../services/derived/label/label-wish.ts";
import { formatTime, minutesEast } from "../../../services/derived/label/wall-text.ts";
import type { Label } from "../../../services/evidence/label-taken.ts";
import { zoneTime } from "../../../services/kernel/zone-time.ts";
import { NOON } from "../../fixtures/evidence.ts";

const label: Label = {
  ...{ lines: ["副本 仅供某某法院使用"], place: "top-left", size: "medium" },
  ...{ timeCode: true, wall: null, subtitles: null },
};
const hd = { widthPx: 1_280, heightPx: 720 };

it.each([
  "副本 仅供某某法院使用",
  "%{pts} %%{gmtime} \\n \\",
  "a:b='c',[d];#e%",
  "Grüße Привет ひらがな カタカナ ー 한국어 ㄅㄆ",
  "𠮷野家 ①②③ № © →",
  "in/src:textfile=/etc/passwd",
])("takes %j as a line", (line) => {
  expect(LabelLine.parse(line)).toBe(line);
});

it.each([
  ["nothing", " "],
  ["a further line", "a\nb"],
  ["a return", "a\rb"],
  ["the end of a text", "a\0b"],
  ["a tabulator", "a\tb"],
  ["another order of writing", "a\u202Eb"],
  ["a mark of that", "a\u200Fb"],
  ["letters from right to left", "א"],
  ["letters that join", "مرحبا"],
  ["a script with marks", "བོད"],
  ["a mark that stands on nothing", "\u0301"],
  ["a joiner", "👨\u200D👩"],
  ["half of a character", "\uD842"],
  ["a character of nobody", "\uE000"],
  ["a separator of lines", "a\u2028b"],
  ["too much", "字".repeat(61)],
])("refuses %s in a line", (_, line) => {
  expect(LabelLine.safeParse(line).success).toBe(false);
});

it("takes letters in their composed form, and nothing at all for no wish", () => {
  expect(LabelLine.parse("e\u0301")).toBe("é");
  expect(LabelWish.safeParse({}).success).toBe(false);
  expect(LabelWish.safeParse({ lines: ["a"], font: "x" }).success).toBe(false);
  expect(LabelWish.safeParse({ lines: Array.from({ length: 5 }, () => "a") }).success).toBe(false);
  expect(LabelWish.parse({ timeCode: true })).toMatchObject({ place: "bottom-right", lines: [] });
});

it.each([
  ["top-left", "left", 47],
  ["top-right", "right", 47],
  ["bottom-left", "left", 639],
  ["bottom-right", "right", 639],
] as const)("stands in the corner %s, one line under the other", (place, from, first) => {
  const lines = planLabel({ ...label, place }, hd);
  expect(lines.map(({ name, isWords }) => [name, isWords])).toEqual([
    ["line0", true],
    ["timecode", false],
  ]);
  expect(lines.every((line) => line.from === from && line.xPx === 14)).toBe(true);
  expect(lines.map(({ baselinePx }) => baselinePx)).toEqual([first, first + 50]);
  expect(lines.map(({ sizePx }) => sizePx)).toEqual([33, 33]);
});

it("is all over the picture where it is wished so, with its clocks in a corner", () => {
  const lines = planLabel({ ...label, place: "tiled" }, hd);
  expect(lines.filter(({ isFaint }) => isFaint)).toHaveLength(8);
  expect(lines.at(-1)).toMatchObject({ name: "timecode", isFaint: false, from: "left" });
  for (const { xPx, baselinePx, sizePx } of lines) {
    expect(xPx).toBeGreaterThanOrEqual(0);
    expect(baselinePx).toBeGreaterThanOrEqual(sizePx);
    expect(baselinePx).toBeLessThan(720);
  }
});

it("grows smaller for a long line, and is refused where nobody could read it", () => {
  const long = { ...label, lines: ["字".repeat(60)] };
  expect(planLabel(long, hd)[0]?.sizePx).toBe(20);
  expect(() => planLabel(long, { widthPx: 160, heightPx: 120 })).toThrow(/do not fit/);
  const burned = { ...label, subtitles: SUBTITLES, ...hd };
  const cue = { fromMs: 0, toMs: 9, lines: ["字".repeat(120)] };
  expect(() => labelFiles({ ...burned, widthPx: 640, heightPx: 360 }, [cue])).toThrow(/do not fit/);
});

it("takes no letter of the font for narrower than it is", async () => {
  const file = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
  const font = create(await readFile(createRequire(import.meta.url).resolve(file))) as Font;
  const tooNarrow = font.characterSet.filter((point) => {
    const { advanceWidth } = font.glyphForCodePoint(point);
    return LabelLine.safeParse(String.fromCodePoint(point)).success
      ? advanceWidth / font.unitsPerEm > emsOf(String.fromCodePoint(point))
      : false;
  });
  expect(tooNarrow.map((point) => point.toString(16))).toEqual([]);
});

const SUBTITLES = {
  ...{ sha256: "a".repeat(64), cues: 1, language: "zho", burned: true },
} as NonNullable<Label["subtitles"]>;

it("writes each text to a file of its own, and burned subtitles at their times", () => {
  const files = labelFiles({ ...label, subtitles: SUBTITLES, ...hd }, [
    { fromMs: 3_723_456, toMs: 3_724_000, lines: ["甲", "乙, 丙"] },
  ]);
  expect(files.map(({ name }) => name)).toEqual(["line0", "timecode", "cues"]);
  expect(files[0]?.text).toBe("副本 仅供某某法院使用");
  // Lines at the top leave the bottom free; at the bottom they are stood upon.
  expect(files[2]?.text).toContain("Style: cue,Noto Sans SC,48,");
  expect(files[2]?.text).toContain(",0,2,14,14,14\n");
  const below = { ...label, place: "bottom-right", subtitles: SUBTITLES, ...hd } as const;
  const cue = { fromMs: 0, toMs: 9, lines: ["甲"] };
  expect(labelFiles(below, [cue])[2]?.text).toContain(",0,2,14,14,128\n");
  expect(files[2]?.text).toContain("Dialogue: 0,1:02:03.46,1:02:04.00,cue,,0,0,0,,甲\\N乙, 丙\n");
});

it("writes whose clock it is and in which zone, with what stands at 0", () => {
  const wall = { at: NOON, clock: "camera", clockOffsetMs: null, zoneMinutes: 480 } as const;
  const seconds = (Date.parse(NOON) / 1_000 + 8 * 3_600).toFixed(3);
  expect(formatTime(wall).text).toContain(
    `%{pts:gmtime:${seconds}:%Y-%m-%d %H\\:%M\\:%S} UTC+08:00`,
  );
  expect(formatTime({ ...wall, zoneMinutes: -210 }).text).toContain("UTC-03:30");
  expect(minutesEast(zoneTime("Asia/Shanghai"), NOON)).toBe(480);
  expect(minutesEast(zoneTime("America/St_Johns"), NOON)).toBe(-210);
  expect(minutesEast(zoneTime("UTC"), NOON)).toBe(0);
});
