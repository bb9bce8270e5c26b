/** What `doctor` finds about case systems, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const CASE_SYSTEM_FINDINGS = {
  caseSystemFine: {
    cause: { "zh-CN": "最近来信 {heard}", en: "heard last at {heard}" },
    cure: null,
  },
  caseSystemNone: {
    cause: {
      "zh-CN": "没有案件系统对接，也未要求提醒",
      en: "no case system tells of cases, and nobody asked to be told of that",
    },
    cure: null,
  },
  caseSystemSilent: {
    cause: {
      "zh-CN": "以下案件系统已超过 {days} 天没有消息（最近来信）：{heard}",
      en: "case systems that were not heard for more than {days} days, and when they were last: {heard}",
    },
    cure: {
      "zh-CN":
        "检查案件系统的对接和令牌，或用 ./holdfast import cases 导入案件表；已停用的来源列入 HOLDFAST_CASE_SYSTEM_ENDED。未告知结案的案件视为未结，其证据一直保存，什么也不会丢。",
      en: "Look after the connection of the case system and its token, or take a table over with ./holdfast import cases; one that tells no more goes into HOLDFAST_CASE_SYSTEM_ENDED. Cases of which nobody tells that they are closed run on, and their evidence is kept: nothing is lost.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
