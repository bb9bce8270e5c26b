/** Texts about transcripts: words that a program heard in a recording. */
import type { Texts } from "./text.ts";

export const transcriptTexts = {
  "transcript.title": ["听写稿", "Transcript"],
  "transcript.make": ["制作听写稿", "Make a transcript"],
  "transcript.lead": [
    "由已安装的程序 {{name}} {{version}} 把声音写成文字，成为单独的条目。",
    "The installed program {{name}} {{version}} writes down the words that it hears, as an item of its own.",
  ],
  "transcript.mark": ["机器生成，未经人工核对", "Made by a machine, not checked by a person"],
  "transcript.show": [
    "显示字幕（机器生成，未经人工核对）",
    "Show its words (made by a machine, not checked by a person)",
  ],
  "transcript.is": [
    "{{cues}} 段文字，由 {{name}} {{version}} 听写，其 SHA-256 为",
    "{{cues}} pieces of text, heard by {{name}} {{version}}, whose SHA-256 is",
  ],
  "derived.kind-transcript": [
    "听写稿：程序在录像的声音中听到的文字。机器生成，未经人工核对。",
    "A transcript: the words that a program heard in the sound of the recording. Made by a machine, not checked by a person.",
  ],
  "code.derived/no-transcriber": [
    "没有安装听写程序。请管理员安装（README：Transcripts）。",
    "No program that transcribes is installed. An administrator can install one (README, Transcripts).",
  ],
  "code.derived/no-sound": ["录像没有声音。", "There is no sound in the recording."],
  "code.derived/transcript": [
    "听写程序写出的文字不合要求，没有保留。请管理员询问其厂商。",
    "The program did not write such words as are kept; nothing was kept. An administrator should ask its maker.",
  ],
} as const satisfies Texts;
