/** What `doctor` finds about policy packs, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const POLICY_FINDINGS = {
  policyFine: {
    cause: {
      "zh-CN":
        "现行 {name}；等待另一人批准的提案 {waiting} 个；已批准而等待本机构签名的 {unsigned} 个；已过最长保存期、仅因最低保存期存储的 {onlyStored} 件",
      en: "{name} is in force; proposals that wait for another person: {waiting}; applied packs and tables that wait for the house's signature: {unsigned}; items past their longest term that only a floor keeps: {onlyStored}",
    },
    cure: null,
  },
  calendarFine: {
    cause: {
      "zh-CN": "已批准的工作日表与本程序所带的没有分歧",
      en: "no applied table of working days is contested by one that the program brings",
    },
    cure: null,
  },
  calendarContested: {
    cause: {
      "zh-CN": "本程序所带的 {years} 年工作日表比已批准的不旧，且日期不同；仍以两人批准的为准",
      en: "for {years} the program brings a table of working days that is no older than the applied one and has other days; the one that two people applied counts",
    },
    cure: {
      "zh-CN":
        "对照通知原文。若已批准的有误，用 ./holdfast calendar import 提交更高版本的更正表，由另一人批准；若程序所带的有误，请告知维护者。",
      en: "Compare both with the notice. If the applied one is wrong, propose a corrected table of a higher version with ./holdfast calendar import, for another person to approve; if it is the program's, tell who maintains it.",
    },
  },
  policyNone: {
    cause: {
      "zh-CN":
        "没有现行规则包，保存期限按 HOLDFAST_RETENTION_FLOOR；等待另一人批准的提案 {waiting} 个（见 ./holdfast policy show）",
      en: "no pack is in force, HOLDFAST_RETENTION_FLOOR alone counts; proposals that wait for another person: {waiting} (./holdfast policy show)",
    },
    cure: null,
  },
} as const satisfies Readonly<Record<string, Explanation>>;
