/** What `doctor` finds about policy packs, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const POLICY_FINDINGS = {
  policyFine: {
    cause: {
      "zh-CN":
        "现行 {name}；等待另一人批准的提案 {waiting} 个；已过最长保存期、仅因最低保存期存储的 {onlyStored} 件",
      en: "{name} is in force; proposals that wait for another person: {waiting}; items past their longest term that only a floor keeps: {onlyStored}",
    },
    cure: null,
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
