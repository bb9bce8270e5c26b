/** What a slot and the dock say to people, in both languages: for the wall and for `dock status`. */
import type { Language, Text } from "../kernel/language.ts";
import { type SequenceReport, isGap } from "../batches/sequence.ts";
import { sequenceWords } from "../batches/sequence-words.ts";
import type { DockState } from "./agent.ts";
import { type CodePicture, codePicture } from "./code-picture.ts";
import type { AnyProblem } from "./problem.ts";
import { PROBLEMS } from "./problem-texts.ts";
import type { Slot, SlotKind, SlotState } from "./slot.ts";

const HEADLINES: Readonly<Record<SlotKind, Text>> = {
  empty: { "zh-CN": "没有录像", en: "no recordings" },
  reading: { "zh-CN": "正在读取 {total} 个文件", en: "reading {total} files" },
  copying: { "zh-CN": "正在复制：{sent} / {total}", en: "copying {sent} of {total}" },
  sealing: { "zh-CN": "正在封存：{sealed} / {total}", en: "sealing {sealed} of {total}" },
  sealed: {
    "zh-CN": "已封存 {total} 个：可以取出",
    en: "sealed, all {total}: safe to remove",
  },
  attention: { "zh-CN": "注意：{what}", en: "attention: {what}" },
};

/** Of a folder that nobody takes out. */
const ALL_SEALED: Text = { "zh-CN": "已全部封存：{total} 个", en: "all {total} sealed" };

export const WALL = {
  title: { "zh-CN": "采集站", en: "Dock" },
  none: { "zh-CN": "没有插入存储卡。", en: "No card is in." },
  stale: {
    "zh-CN": "采集站没有响应，请勿取卡。",
    en: "The dock does not answer. Leave the cards in.",
  },
  code: {
    "zh-CN": "本次采集的批次回执：可拍照留存",
    en: "the receipt of this visit, to be photographed",
  },
  notRunning: { "zh-CN": "采集站没有运行。", en: "The dock does not run." },
} as const satisfies Readonly<Record<string, Text>>;

export interface Told {
  readonly what: string;
  readonly next: string;
}
export interface Tile {
  readonly name: string;
  readonly kind: SlotKind;
  readonly headline: string;
  readonly next: string | null;
  readonly progress: string | null;
  readonly notices: readonly Told[];
  /** The numbers on the card, and whether somebody should look. */
  readonly sequence: { readonly text: string; readonly isGap: boolean } | null;
  /** The short form of the visit's receipt, to be photographed. */
  readonly code: (CodePicture & { readonly says: string }) | null;
}
export interface WallView {
  readonly title: string;
  readonly none: string;
  readonly stale: string;
  readonly dock: readonly Told[];
  readonly tiles: readonly Tile[];
}

export function wallView({ problem, notices, slots }: DockState, language: Language): WallView {
  const told = (each: AnyProblem): Told => ({
    what: PROBLEMS[each].what[language],
    next: PROBLEMS[each].next[language],
  });
  return {
    title: WALL.title[language],
    none: WALL.none[language],
    stale: WALL.stale[language],
    dock: [...(problem === null ? [] : [problem]), ...notices].map(told),
    tiles: slots.map((slot) => {
      const problemTold = slot.problem === null ? null : told(slot.problem);
      return {
        name: slot.name,
        kind: slot.kind,
        headline: fill(headlineOf(slot)[language], slot, problemTold?.what ?? ""),
        next: problemTold?.next ?? null,
        progress:
          slot.kind === "attention" && slot.total > 0
            ? fill(HEADLINES.sealing[language], slot, "")
            : null,
        notices: slot.notices.map(told),
        sequence: slot.sequence === null ? null : sequenceTold(slot.sequence, language),
        code: slot.code === null ? null : { ...codePicture(slot.code), says: WALL.code[language] },
      };
    }),
  };
}

const sequenceTold = (report: SequenceReport, language: Language) => ({
  text: sequenceWords(report)[language],
  isGap: isGap(report),
});

const headlineOf = ({ kind, isWatched }: Slot): Text =>
  isWatched && kind === "sealed" ? ALL_SEALED : HEADLINES[kind];

const fill = (text: string, { total, sent, sealed }: SlotState, what: string): string =>
  text
    .replace("{total}", String(total))
    .replace("{sent}", String(sent))
    .replace("{sealed}", String(sealed))
    .replace("{what}", what);
