/** What was marked in a recording as chapters of WebVTT: each lasts until the next one. */
import type { Text } from "../kernel/language.ts";
import type { LineMark } from "../live/marks-on-line.ts";
import { vttTime } from "../media/overview.ts";
import type { Annotation, MARKER_KINDS } from "../sessions/annotation.ts";
import { both } from "./record-words.ts";

const NAMES: Readonly<Record<(typeof MARKER_KINDS)[number] | "announcement", Text>> = {
  announcement: { "zh-CN": "告知录制", en: "Recording announced" },
  credential_shown: { "zh-CN": "出示证件", en: "Credential shown" },
  rights_told: { "zh-CN": "告知权利", en: "Rights told" },
  document_issued: { "zh-CN": "送达文书", en: "Document issued" },
  seal_applied: { "zh-CN": "加贴封条", en: "Seal applied" },
  object: { "zh-CN": "涉案物品", en: "Object" },
  statement: { "zh-CN": "陈述", en: "Statement" },
  custom: { "zh-CN": "其他", en: "Other" },
};

/** Of the item's markers those that stand, and what was marked while it was recorded. `endMs`: of the recording; null: not known, and the last lasts a second. */
export function chaptersVtt(
  annotations: readonly Annotation[],
  endMs: number | null,
  meanwhile: readonly LineMark[] = [],
): string {
  const own = annotations.flatMap(({ note, ended }) =>
    note.type === "marker" && ended === null ? [note] : [],
  );
  const marks = [...own, ...meanwhile.map(asMarker)].toSorted((a, b) => a.atMs - b.atMs);
  const cues = marks.map(({ kind, atMs, text }, index) => {
    const until = marks.slice(index + 1).find((later) => later.atMs > atMs)?.atMs ?? endMs ?? 0;
    const to = until > atMs ? until : atMs + 1_000;
    const name = Object.hasOwn(NAMES, kind) ? both(NAMES[kind as keyof typeof NAMES]) : kind;
    const words = text === null ? name : `${name} · ${text}`;
    return `${vttTime(atMs)} --> ${vttTime(to)}\n${cueText(words)}\n`;
  });
  return ["WEBVTT\n", ...cues].join("\n");
}

const asMarker = ({ atMs, event: { kind, code, words } }: LineMark) => ({
  ...{ atMs, kind: code ?? (kind === "announcement" ? kind : "custom"), text: words },
});

/** One line of cue text (W3C WebVTT 4.2.2): no tag, no arrow, no end of a cue. */
const cueText = (words: string): string =>
  words
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
