/** Texts about how long an item is kept; its reasons come from the service in both languages. */
import type { Texts } from "./text.ts";

export const retentionTexts = {
  "retention.title": ["保存期限", "Retention"],
  "retention.permanent": ["永久", "for ever"],
  "retention.not-yet": [
    "尚未确定；封存后几秒内确定。",
    "Not decided yet; it is within seconds after sealing.",
  ],
  "retention.because": ["理由", "Because"],
  "retention.conflict": [
    "规则要求在 {{ceiling}} 之后删除，但最低保存期更长：以最低保存期为准。自 {{from}} 起只许存放，不作他用。",
    "A rule wants it gone after {{ceiling}}, and its floor is later: the floor wins. From {{from}} on it may only be stored.",
  ],
  "retention.ceiling": ["最迟保存至 {{ceiling}}", "May be kept until {{ceiling}} at most"],
  "retention.provisional": [
    "暂定：经过的年份尚无节假日安排，导入后可能变动。",
    "Provisional: a year that was counted through has no working-day table yet; one may move it.",
  ],
  "retention.by": [
    "依据政策包 {{code}} 第 {{version}} 版，{{at}} 确定",
    "By policy pack {{code}}, version {{version}}, decided {{at}}",
  ],
  "retention.no-pack": [
    "没有施行中的政策包，{{at}} 确定",
    "No policy pack was in force; decided {{at}}",
  ],
  "retention.locked": [
    "存储锁定至 {{at}}（已回读）",
    "Locked in the store until {{at}}, as read back",
  ],
  "custody.retention-set": [
    "{{who}} 确定保存期限：{{until}}",
    "{{who}} decided how long it is kept: {{until}}",
  ],
  "code.retention/only-stored": [
    "目的已实现，仅因法定期限存储，没有提供。请关联案件，或以监督或保障为用途并说明理由。",
    "Its purpose is over and only a term keeps it, so nothing was given. Link it to its case, or name supervision or protection as purpose and say why.",
  ],
  "code.retention/decision-differs": [
    "保存期限的决定与记录的摘要不符",
    "The decision on retention is not what was kept",
  ],
} as const satisfies Texts;
