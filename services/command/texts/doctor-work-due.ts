/** What `doctor` finds about legal reviews and spot checks, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const WORK_DUE_FINDINGS = {
  workFine: {
    cause: {
      "zh-CN": "没有逾期的法制审核意见、抽查评分表和保存复查，抽查均已抽出",
      en: "no opinion of legal review, score sheet or look at what is kept is overdue, and spot checks are drawn",
    },
    cure: null,
  },
  termsOverdue: {
    cause: {
      "zh-CN":
        "案件法定期限已逾期 {overdue} 项，近日到期 {soon} 项；逾期的法制审核意见 {opinions} 件，逾期的抽查评分表 {sheets} 份，逾期的保存复查 {keepings} 项",
      en: "terms of the law in cases that are over: {overdue}, that end within days: {soon}; overdue opinions of legal review: {opinions}; overdue score sheets: {sheets}; looks at what is kept that are overdue: {keepings}",
    },
    cure: {
      "zh-CN":
        "./holdfast case deadlines 列出案件期限：请办理，并登记办理日期和文书；已办理未登记的，登记后即消除。",
      en: "./holdfast case deadlines names them: see to it, and tell the day and document of what was done; what was done and not told goes from the list once it is told.",
    },
  },
  termsFine: {
    cause: {
      "zh-CN": "近日到期的案件法定期限 {soon} 项，没有逾期",
      en: "terms of the law in cases that end within days: {soon}; none is over",
    },
    cure: null,
  },
  workOverdue: {
    cause: {
      "zh-CN":
        "逾期的法制审核意见 {opinions} 件，逾期的抽查评分表 {sheets} 份，逾期未复查是否仍需保存的证据 {keepings} 件",
      en: "overdue opinions of legal review: {opinions}; overdue score sheets: {sheets}; items at which nobody looked in time whether they are still needed: {keepings}",
    },
    cure: {
      "zh-CN":
        "./holdfast review waiting 列出等待意见的案件，./holdfast spotcheck list 列出抽查，./holdfast retention reviews 列出待复查的证据：请责任人办理。",
      en: "./holdfast review waiting names the cases, ./holdfast spotcheck list the spot checks, ./holdfast retention reviews the items: have those responsible see to them.",
    },
  },
  drawLate: {
    cause: {
      "zh-CN": "抽查总体于 {since} 固定，样本至今没有抽出",
      en: "the population of a spot check was fixed at {since}, and nothing is drawn yet",
    },
    cure: {
      "zh-CN":
        "样本由账本的下一个签名检查点抽出：先看本列表中 custody 进程和账本各项，再看 ./holdfast logs custody 中的原因。总体不变，恢复后自动抽出。",
      en: "The next signed head of the ledger draws: look at the processes and the ledger in this list, then at ./holdfast logs custody. The population stays as it is, and is drawn from by itself.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
