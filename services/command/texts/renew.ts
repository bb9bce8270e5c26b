/** What `ledger renew` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const RENEW = {
  usage: {
    "zh-CN": "用法：ledger renew [--log 账本名称，如 demo/2026]… [--json]",
    en: "usage: ledger renew [--log NAME, e.g. demo/2026]… [--json]",
  },
  noStamps: {
    "zh-CN": "账本 {origin} 没有时间戳，无可续期。账本：{logs}",
    en: "There are no time stamps over {origin} to renew. Logs: {logs}",
  },
  log: {
    "zh-CN": "{origin}：续期 {count} 次，最近 {madeAt}，时间戳 {stamps} 个",
    en: "{origin}: renewed {count} times, last at {madeAt}, with {stamps} stamps",
  },
  none: { "zh-CN": "{origin}：尚未续期", en: "{origin}: not renewed yet" },
  asked: {
    "zh-CN": "{origin}：已请求续期。由 custody 进程在一分钟内完成，随后向时间戳机构申请时间戳。",
    en: "{origin}: asked for. The custody process does it within a minute, then asks the authorities for stamps.",
  },
} as const satisfies Readonly<Record<string, Text>>;
