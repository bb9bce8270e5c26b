/** Subtitles as people have them: read, cleaned of all but words and times, written anew; and what is refused. */
import { expect, it } from "vitest";
import { readSubtitles, writeWebVtt } from "../../../services/derived/label/subtitles.ts";

const code = (text: string): unknown => {
  try {
    return readSubtitles(text);
  } catch (error) {
    const { code: name, facts } = error as { code: string; facts: { cue: number } };
    return [name, facts.cue];
  }
};

it("reads WebVTT and SRT alike", () => {
  const vtt =
    "\uFEFFWEBVTT head\n\nSTYLE\n::cue { color: red }\n\nNOTE 00:01.000 is no cue\n\none\n00:01.000 --> 00:02.500 line:0 align:left\n你好\nsecond\n\n01:00:03.004 --> 01:00:04.000\nlate\n";
  const srt =
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n你好\r\nsecond\r\n\r\n2\r\n01:00:03,004 --> 01:00:04,000\r\nlate\r\n";
  const cues = [
    { fromMs: 1_000, toMs: 2_500, lines: ["你好", "second"] },
    { fromMs: 3_603_004, toMs: 3_604_000, lines: ["late"] },
  ];
  expect(readSubtitles(vtt)).toEqual(cues);
  expect(readSubtitles(srt)).toEqual(cues);
  expect(writeWebVtt(cues)).toBe(
    "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n你好\nsecond\n\n01:00:03.004 --> 01:00:04.000\nlate\n",
  );
});

it("leaves words alone of all that stands in a cue", () => {
  const text = (line: string) => readSubtitles(`00:01.000 --> 00:02.000\n${line}\n`)[0]?.lines;
  expect(text("<v 张三>你好</v> <i>x</i><00:01.500> {\\an8}y")).toEqual(["你好 x y"]);
  expect(text("a &lt;b&gt; &amp;amp; c < d & e&nbsp;f")).toEqual(["a <b> &amp; c < d & e f"]);
  expect(text("\u202Eabc\u202C \u200B\u0007def \u{1D11E}")).toEqual(["abc def \u{1D11E}"]);
  expect(text("%d : ' \" ; [x] #")).toEqual(["%d : ' \" ; [x] #"]);
});

it("comes out of what it wrote just as it went in", () => {
  const cues = [
    { fromMs: 0, toMs: 999, lines: ["<b> & &lt; --> %d", "-->", "NOTE"] },
    { fromMs: 999, toMs: 7_199_999, lines: ["藏 བོད 𠮷"] },
  ];
  expect(readSubtitles(writeWebVtt(cues))).toEqual(cues);
});

it("ends a cue where the next one begins", () => {
  const two = "00:01.000 --> 00:05.000\na\n\n00:02.000 --> 00:03.000\nb\n";
  expect(readSubtitles(two).map(({ toMs }) => toMs)).toEqual([2_000, 3_000]);
});

it.each([
  ["", 0],
  ["WEBVTT\n\nNOTE nothing\n", 0],
  ["00:01.000 --> 00:01.000\na", 1],
  ["00:02.000 --> 00:03.000\na\n\n00:01.000 --> 00:04.000\nb", 2],
  ["00:01.000 --> 00:03.000\na\n\n00:01.000 --> 00:04.000\nb", 2],
  ["00:01.000 --> 900:00:00.000\na", 1],
  ["00:01.000 --> 00:02.000\na\nb\nc\nd\ne", 1],
  [`00:01.000 --> 00:02.000\n${"字".repeat(121)}`, 1],
  ["00:01.000 --> 00:02.000\na {b", 1],
  ["00:01.000 --> 00:02.000\na \\N b", 1],
])("refuses %j", (text, cue) => {
  expect(code(text)).toEqual(["derived/subtitles", cue]);
});

it("takes not more cues than can be kept", () => {
  const cue = (at: number) =>
    writeWebVtt([{ fromMs: 10 * at, toMs: 10 * at + 5, lines: ["x"] }]).slice(8);
  const many = Array.from({ length: 3_001 }, (_, at) => cue(at));
  expect(readSubtitles(many.slice(1).join("\n"))).toHaveLength(3_000);
  expect(code(many.join("\n"))).toEqual(["derived/subtitles", 3_001]);
});
