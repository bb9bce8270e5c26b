/** What `doctor` finds about the continuous audit. */
import type { Explanation } from "./doctor-devices.ts";

export const FIXITY_FINDINGS = {
  fixityFine: {
    cause: {
      "zh-CN": "全部一致；最久的一个 {days} 天前读过（周期 {period} 天）",
      en: "all as it was sealed; the longest wait is {days} days (period {period} days)",
    },
    cure: null,
  },
  fixityEmpty: {
    cause: { "zh-CN": "还没有要复查的对象", en: "nothing to read again yet" },
    cure: null,
  },
  fixityFailing: {
    cause: {
      "zh-CN": "{count} 个存储对象与封存时不同",
      en: "{count} stored objects are not what was sealed",
    },
    cure: {
      "zh-CN":
        "什么都不要改动。用 ./holdfast fsck 查看是哪些，条目页面说明是哪几块；通知审计人员，从存储的备份比对。",
      en: "Change nothing. ./holdfast fsck names them, the item's page tells which blocks; get an auditor, and compare with the store's own copies.",
    },
  },
  fixityUnreadable: {
    cause: {
      "zh-CN": "{count} 个存储对象上次无法读取，将再次尝试",
      en: "{count} stored objects could not be read; they are tried again",
    },
    cure: {
      "zh-CN": "查看 ./holdfast logs custody 和存储自己的日志：磁盘或网络可能有故障。",
      en: "Look at ./holdfast logs custody and at the store's own logs: a disk or the network may fail.",
    },
  },
  fixityLate: {
    cause: {
      "zh-CN": "最久的一个 {days} 天没有读过（周期 {period} 天）",
      en: "one was last read {days} days ago (period {period} days)",
    },
    cure: {
      "zh-CN": "提高 HOLDFAST_FIXITY_BYTES_PER_SECOND，或增加 custody 进程。",
      en: "Raise HOLDFAST_FIXITY_BYTES_PER_SECOND, or run more custody processes.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
