/** Subtitles as a person has them, WebVTT or SRT: read once, cleaned of all but words and times, and written anew. Pure. */
import { Refusal } from "../../kernel/refusal.ts";
import { MAX_DURATION_MS } from "../../media/media-info.ts";

export const MOST_CUES = 3_000;
export const MOST_CUE_LINES = 4;
const MOST_CUE_CHARACTERS = 120;

export interface Cue {
  readonly fromMs: number;
  /** Not later than the next one begins: a track shows one at a time. */
  readonly toMs: number;
  readonly lines: readonly string[];
}

const TIME = String.raw`(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})`;
const TIMES = new RegExp(`^\\s*${TIME}\\s+-->\\s+${TIME}(?:\\s.*)?$`);

/** In the order of their times. @throws Refusal invalid "derived/subtitles", with the number of the cue where one is in the way. */
export function readSubtitles(
  text: string,
  clean: (line: string) => string = cleaned,
  mostCues: number = MOST_CUES,
): readonly Cue[] {
  const blocks = text
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n+/);
  const cues: Cue[] = [];
  for (const block of blocks) {
    const lines = block.split("\n");
    // A name or a number may stand before the times; heads, notes and styles have none.
    const at = lines.findIndex((line, place) => place < 2 && TIMES.test(line));
    if (at === -1) continue;
    const words = lines
      .slice(at + 1)
      .map(clean)
      .filter((line) => line !== "");
    if (words.length === 0) continue;
    cues.push(cueOf(lines[at] ?? "", words, cues));
    if (cues.length > mostCues) throw bad(cues.length);
  }
  if (cues.length === 0) throw bad(0);
  return cues.map((cue, place) => {
    const next = cues[place + 1]?.fromMs ?? Infinity;
    return { ...cue, toMs: Math.min(cue.toMs, next) };
  });
}

function cueOf(times: string, lines: readonly string[], before: readonly Cue[]): Cue {
  const number = before.length + 1;
  const found = TIMES.exec(times) ?? [];
  const [fromMs, toMs] = [msOf(found.slice(1, 5)), msOf(found.slice(5, 9))];
  const isInOrder = fromMs < toMs && fromMs > (before.at(-1)?.fromMs ?? -1);
  const isFew = lines.length <= MOST_CUE_LINES && lines.every(isShort);
  // Words in these mean something else to what writes tracks and draws them.
  const isPlain = lines.every((line) => !/[{}\\]/.test(line));
  if (!isInOrder || toMs > MAX_DURATION_MS || !isFew || !isPlain) throw bad(number);
  return { fromMs, toMs, lines };
}

const isShort = (line: string): boolean => Array.from(line).length <= MOST_CUE_CHARACTERS;

const msOf = ([hours, minutes, seconds, ms]: readonly (string | undefined)[]): number =>
  ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(ms);

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", nbsp: " ", quot: '"', apos: "'", lrm: "", rlm: "" },
};

/** Without tags, without what turns the order of writing, and without what cannot be seen. */
const cleaned = (line: string): string =>
  line
    .replaceAll(/\{\\[^{}]{0,200}\}/g, "")
    .replaceAll(/<\/?[A-Za-z0-9][^<>]{0,200}>/g, "")
    .replaceAll(/&(\w{2,4});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .normalize("NFC")
    .trim();

/** Of a track that was written here: there is nothing but words in it. */
export const asWritten = (line: string): string => line.trim();

/** The same cues give the same text: its digest is what is signed. */
export const writeWebVtt = (cues: readonly Cue[]): string =>
  [
    "WEBVTT\n",
    ...cues.map(({ fromMs, toMs, lines }) =>
      [`${timeOf(fromMs)} --> ${timeOf(toMs)}`, ...lines.map(escaped), ""].join("\n"),
    ),
  ].join("\n");

const escaped = (line: string): string =>
  line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function timeOf(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const [seconds, rest] = [Math.floor(ms / 1_000), String(ms % 1_000).padStart(3, "0")];
  return `${two(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${rest}`;
}

const bad = (cue: number): Refusal =>
  new Refusal("invalid", "derived/subtitles", "the subtitles are not such as are taken here", {
    fix: `WebVTT or SRT in the order of their times; at most ${MOST_CUES} cues of ${MOST_CUE_LINES} lines of ${MOST_CUE_CHARACTERS} characters, without braces or backslashes.`,
    facts: { cue },
  });
