/** What a program that transcribes wrote: WebVTT of plain words, read strictly and written anew, with what it is in its head. Pure. */
import { MACHINE_MADE_WORDS } from "../../evidence/transcript-taken.ts";
import { Refusal, isRefusal } from "../../kernel/refusal.ts";
import { type Cue, readSubtitles, writeWebVtt } from "../label/subtitles.ts";

export const MOST_TRANSCRIPT_BYTES = 2 << 20;
export const MOST_TRANSCRIPT_CUES = 20_000;

const HEAD = /^WEBVTT[ \t]*(\n|$)/;
/** Nothing behind the times: no cue is put anywhere, and none is styled. */
const TIMES = /^(?:\d{2,3}:)?\d{2}:\d{2}\.\d{3} --> (?:\d{2,3}:)?\d{2}:\d{2}\.\d{3}$/;

/** @throws Refusal invalid "derived/transcript", with the number of the cue where one is in the way. */
export function readTranscript(bytes: Uint8Array): readonly Cue[] {
  if (bytes.byteLength > MOST_TRANSCRIPT_BYTES) throw notAsAgreed(0);
  const text = textIn(bytes).replaceAll("\r\n", "\n");
  if (!HEAD.test(text)) throw notAsAgreed(0);
  const [, ...blocks] = text.split(/\n\n+/);
  for (const [place, block] of blocks.entries()) {
    const lines = block.split("\n").filter((line) => line !== "");
    if (lines.length > 0) requirePlain(lines, place + 1);
  }
  try {
    return readSubtitles(text, undefined, MOST_TRANSCRIPT_CUES);
  } catch (error) {
    throw isRefusal(error, "derived/subtitles") ? notAsAgreed(Number(error.facts["cue"])) : error;
  }
}

/** A number may stand before the times; notes, styles, regions and markup are none of it. */
function requirePlain(lines: readonly string[], cue: number): void {
  const [first = "", ...rest] = lines;
  const words = TIMES.test(first) ? rest : rest.slice(1);
  const isCue = TIMES.test(first) || (/^\d{1,9}$/.test(first) && TIMES.test(rest[0] ?? ""));
  if (!isCue || words.some((line) => /[<>{}\\]/.test(line))) throw notAsAgreed(cue);
}

function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw notAsAgreed(0);
  }
}

/** Whoever opens the file by itself reads first what it is. */
export const writeTranscript = (
  cues: readonly Cue[],
  { name, version }: { readonly name: string; readonly version: string },
): string =>
  writeWebVtt(cues).replace(
    "WEBVTT\n",
    `WEBVTT\n\nNOTE ${MACHINE_MADE_WORDS}\n${name} ${version}\n`,
  );

const notAsAgreed = (cue: number): Refusal =>
  new Refusal("invalid", "derived/transcript", "the program did not write such words as are kept", {
    fix: `WebVTT of plain words in the order of their times: at most ${MOST_TRANSCRIPT_CUES} cues, no markup, no notes and no styles. Ask its maker.`,
    facts: { cue },
  });
