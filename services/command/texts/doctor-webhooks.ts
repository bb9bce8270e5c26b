/** What `doctor` finds about webhooks, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const WEBHOOK_FINDINGS = {
  webhooksFine: {
    cause: { "zh-CN": "Webhook 均能送达，或未设置", en: "webhooks are heard, or there are none" },
    cure: null,
  },
  webhooksUnheard: {
    cause: {
      "zh-CN":
        "Webhook：被停止 {stopped} 个，一小时以上送不到 {failing} 个，逾期未发的消息 {late} 条",
      en: "webhooks that were stopped: {stopped}; to which nothing arrived for an hour: {failing}; messages that should have been sent: {late}",
    },
    cure: {
      "zh-CN":
        "检查接收方：./holdfast webhooks list 列出它们，webhooks deliveries 列出每次投递的结果。修好后用 webhooks start 恢复：其间发生的都会补发，什么也不会丢。",
      en: "Look after the receiver: ./holdfast webhooks list names them, webhooks deliveries tells what became of each attempt. Then let it go on with webhooks start: what happened meanwhile is sent, and nothing is lost.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
