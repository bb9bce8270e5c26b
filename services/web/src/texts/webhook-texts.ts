/** Texts about webhooks: the record of what was done to them. */
import type { Texts } from "./text.ts";

export const webhookTexts = {
  "kind.webhook-added": ["增加 Webhook", "Webhook added"],
  "kind.webhook-rotated": ["更换 Webhook 密钥", "Secret of a webhook exchanged"],
  "kind.webhook-stopped": ["停止 Webhook", "Webhook stopped"],
  "kind.webhook-resumed": ["恢复 Webhook", "Webhook goes on"],
  "kind.webhook-removed": ["移除 Webhook", "Webhook removed"],
  "kind.webhook-tested": ["试发 Webhook", "Webhook tried"],
  "kind.webhook-redelivered": ["重新投递", "Sent to a webhook again"],
  "action.webhook-added": ["{{who}} 增加了 {{subject}}", "{{who}} added {{subject}}"],
  "action.webhook-rotated": [
    "{{who}} 更换了 {{subject}} 的密钥",
    "{{who}} exchanged the secret of {{subject}}",
  ],
  "action.webhook-stopped": ["{{who}} 停止了 {{subject}}", "{{who}} stopped {{subject}}"],
  "action.webhook-resumed": ["{{who}} 恢复了 {{subject}}", "{{who}} let {{subject}} go on"],
  "action.webhook-removed": ["{{who}} 移除了 {{subject}}", "{{who}} removed {{subject}}"],
  "action.webhook-tested": ["{{who}} 试发了 {{subject}}", "{{who}} tried {{subject}}"],
  "action.webhook-redelivered": [
    "{{who}} 向 {{subject}} 重新投递",
    "{{who}} sent to {{subject}} again",
  ],
} as const satisfies Texts;
