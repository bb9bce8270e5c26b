/** What `policy dry-run` says, in both languages. */
import type { Text } from "../../kernel/language.ts";
import type { DryRunReportBody } from "../../review/policy-schema.ts";

export const DRY_RUN = {
  progress: { "zh-CN": "  已试算 {done} / {of}", en: "  {done} of {of} looked at" },
  report: {
    "zh-CN": "共试算 {items} 件；不受影响 {unchanged} 件。没有写入任何数据。",
    en: "{items} items were looked at; nothing becomes of {unchanged}. Nothing was written.",
  },
  undecided: {
    "zh-CN": "另有 {count} 件刚封存，尚未确定期限，未计入。",
    en: "{count} more were sealed so lately that nothing is decided of them yet; they are not in it.",
  },
  examples: { "zh-CN": "      例如 {items}", en: "      such as {items}" },
  cutOff: {
    "zh-CN": "试算中途中断，没有结果。请重试。",
    en: "The dry run was cut off before its end. Try again.",
  },
} as const satisfies Readonly<Record<string, Text>>;

export const EFFECTS: Readonly<Record<keyof DryRunReportBody["effects"], Text>> = {
  longer: { "zh-CN": "  {count} 件将保存更久", en: "  {count} would be kept longer" },
  held: {
    "zh-CN": "  {count} 件按该包可更短，但已作出的承诺不变",
    en: "  {count} could be kept for less, but what was promised stands",
  },
  extended: {
    "zh-CN": "  {count} 件因当事人或本单位申请延长而保存更久，延长不变",
    en: "  {count} are kept longer than the pack asks for because that was asked for, and that stands",
  },
  closes: {
    "zh-CN": "  {count} 件现需等待某事发生，按该包不再等待：到承诺日即可届满",
    en: "  {count} are kept until something comes about, and would be no more: they may end on the day promised",
  },
  conflict: {
    "zh-CN": "  {count} 件将出现冲突：最迟期限早于最低保存期",
    en: "  {count} would come into conflict: the latest end before the earliest",
  },
  class: { "zh-CN": "  {count} 件将改变保存类别", en: "  {count} would change class" },
  "unknown-activity": {
    "zh-CN": "  {count} 件的执法环节该包没有，按来源归类",
    en: "  {count} have an activity that the pack does not know, and go by their source",
  },
};
