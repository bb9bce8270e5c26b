/** What `doctor` finds about live recordings, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const LIVE_FINDINGS = {
  liveFine: {
    cause: {
      "zh-CN": "没有中断的通道，链首按时记入账本，结束的场次已封存",
      en: "no channel is silent, the ledger is told of every chain, and what ended is sealed",
    },
    cure: null,
  },
  liveSilent: {
    cause: {
      "zh-CN":
        "正在录制的房间有 {silent} 个通道没有数据；链首未按时记入账本的通道 {lateHeads} 个，结束后未封存的场次 {closing} 个",
      en: "channels of rooms that are recorded now and send nothing: {silent}; chains the ledger is not told of: {lateHeads}; ended sessions that are not sealed: {closing}",
    },
    cure: {
      "zh-CN":
        "可能正在丢失内容。./holdfast live list 或页面“正在录制”列出这些通道：检查摄像机、录制程序（room status）和网络；需要时请谈话人员暂停。",
      en: "Words may be lost now. ./holdfast live list and the page Rooms now name them: look at camera, recorder (room status) and network, and have the talk paused if need be.",
    },
  },
  liveHeadsLate: {
    cause: {
      "zh-CN":
        "{lateHeads} 个通道的链首超过半分钟未记入账本；结束后未封存的场次 {closing} 个。录制不受影响",
      en: "chains the ledger is not told of for half a minute: {lateHeads}; ended sessions that are not sealed: {closing}. Recording goes on",
    },
    cure: {
      "zh-CN":
        "请看 ./holdfast logs custody，以及本结果中的账本和签名证书两项。在此期间链尾被截断不能由账本发现。",
      en: "See ./holdfast logs custody, and what stands here of the ledger and the signing certificate. Until then the ledger does not show if the end of a chain is cut off.",
    },
  },
  liveClosing: {
    cause: {
      "zh-CN": "{closing} 个场次已停止超过二十分钟仍未封存",
      en: "sessions that were stopped more than twenty minutes ago and are not sealed: {closing}",
    },
    cure: {
      "zh-CN":
        "./holdfast live list 列出尚未收尾的场次，live show 显示仍未结束的分段；另见 ./holdfast logs custody。",
      en: "./holdfast live list names those that are not closed, live show the takes that are still open; see ./holdfast logs custody.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
