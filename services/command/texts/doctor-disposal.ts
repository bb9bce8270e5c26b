/** What `doctor` finds about disposal, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const DISPOSAL_FINDINGS = {
  disposalFine: {
    cause: {
      "zh-CN": "没有停滞的处置批次",
      en: "no batch that was approved stands still",
    },
    cure: null,
  },
  disposalDiffers: {
    cause: {
      "zh-CN": "处置批次 {batch} 与所批准的文本不符（{code}），其中任何证据都不会被销毁",
      en: "batch {batch} is not what people approved ({code}); nothing of it is destroyed",
    },
    cure: {
      "zh-CN":
        "./holdfast disposal stop {batch} --why …；查明谁改动了数据库，并通知审计人员。需要处置的，重新提出。",
      en: "./holdfast disposal stop {batch} --why …; find out who changed the database, and get an auditor. What is to end is proposed anew.",
    },
  },
  disposalStuck: {
    cause: {
      "zh-CN": "已批准的处置批次 {count} 个不能继续；{batch} 自 {since} 起：{against}",
      en: "batches that were approved and cannot go on: {count}; {batch} since {since}: {against}",
    },
    cure: {
      "zh-CN":
        "./holdfast disposal show {batch} 列出每件的原因，./holdfast logs custody 列出各次尝试。锁定未到期或存储自行保全（locked、held-in-store）：查明谁在存储中延长或保全；时间戳机构不应答：恢复它；其余按代码查 README。在此期间什么都不会被销毁；不再需要的，停止该批。",
      en: "./holdfast disposal show {batch} names what each item waits for, ./holdfast logs custody each try. Where the store's own lock or hold stands (locked, held-in-store), find out who prolonged or set it; where an authority for time stamps is silent, bring it back; else look the code up in README. Nothing is destroyed meanwhile; stop the batch where it is not wanted any more.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
