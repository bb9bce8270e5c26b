/** What `doctor` finds about search, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const SEARCH_FINDINGS = {
  searchFine: {
    cause: { "zh-CN": "所有变动都可检索", en: "every change is found" },
    cure: null,
  },
  searchLaterFine: {
    cause: {
      "zh-CN": "{waiting} 项变动尚待编入检索，最早的等了 {seconds} 秒",
      en: "changes that are not found yet: {waiting}, the oldest for {seconds} s",
    },
    cure: null,
  },
  searchBehind: {
    cause: {
      "zh-CN": "{waiting} 项变动尚未编入检索，最早的等了 {seconds} 秒：检索结果可能不全",
      en: "changes that are not found yet: {waiting}, the oldest for {seconds} s: search may find too little",
    },
    cure: {
      "zh-CN":
        "查看 ./holdfast logs custody 中名为 search 的轮次为何没有进展。什么也不会丢，恢复后自动补齐。",
      en: "See in ./holdfast logs custody why the round named search does not get on. Nothing is lost; it catches up by itself.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
