/** What `label` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const SECRECY = {
  label: {
    "zh-CN": "查看或设定一件的密级或保密标记",
    en: "show the labels of an item, or set one",
  },
  optionBasis: { "zh-CN": "依据的文件或规定", en: "the document or provision it rests on" },
  optionUntil: {
    "zh-CN": "到期日，例如 2035-06-01（默认法定最长期限）",
    en: "the day it ends, e.g. 2035-06-01 (the law's longest term unless given)",
  },
  needsBasis: {
    "zh-CN": "设定标记须说明依据：--basis",
    en: "A label needs what it rests on: --basis",
  },
  line: {
    "zh-CN": "{kind}（{status}）{issuedOn} 至 {until}；{basis}",
    en: "{kind} ({status}) from {issuedOn} until {until}; {basis}",
  },
  noLabels: { "zh-CN": "没有标记", en: "no label" },
  reportBy: {
    "zh-CN": "本机关无权确定，已按最高密级保护；请在 {day} 前上报。",
    en: "The agency may not set this itself: it is protected as the highest level. Report it by {day}.",
  },
} as const satisfies Readonly<Record<string, Text>>;
