/** What is due, and how its day was reckoned, in both languages. */
import type { Text } from "../kernel/language.ts";
import type { Pack } from "../policy/pack.ts";
import type { CaseDeadline, DeadlineWhy } from "./case-deadlines.ts";

export const TRIGGER_WORDS: Readonly<Record<CaseDeadline["trigger"], Text>> = {
  "case-filed": { "zh-CN": "立案", en: "The case was filed" },
  "preservation-registered": { "zh-CN": "先行登记保存", en: "Goods were registered and kept" },
  "seizure-started": { "zh-CN": "查封、扣押", en: "Goods were sealed or seized" },
  "suit-received": { "zh-CN": "收到应诉通知", en: "Notice of a suit was received" },
  "secrecy-doubted": {
    "zh-CN": "对是否涉密有疑",
    en: "It was doubted whether it is a state secret",
  },
};

/** "2026-11-02 次日起 7 个工作日…": the rule, the days that were counted and those that were not. */
export function whyText(
  { from, due, provisional }: Pick<CaseDeadline, "from" | "due" | "provisional">,
  { rule, amount, unit, extended, daysOff }: DeadlineWhy,
): Text {
  const isWorking = unit === "working-days";
  const [zhUnit, enUnit] = isWorking ? ["个工作日", "working days"] : ["日", "calendar days"];
  const [zhOff, enOff] = isWorking
    ? [`，期间休息日 ${daysOff} 天不计`, `, ${daysOff} days off in between not counted`]
    : [
        "，末日为休息日的顺延至下一工作日",
        ", moved to the next working day where it ends on a day off",
      ];
  const zhMore = `${extended ? "（已延长一次）" : ""}${provisional ? "；暂定：缺少当年的工作日安排" : ""}`;
  const enMore = `${extended ? " (extended once)" : ""}${provisional ? "; provisional: that year has no table of working days yet" : ""}`;
  return {
    "zh-CN": `${rule.title["zh-CN"]}：自 ${from} 次日起 ${amount} ${zhUnit}${zhOff}，至 ${due ?? ""}${zhMore}`,
    en: `${rule.title.en}: ${amount} ${enUnit} from the day after ${from}${enOff}, to ${due ?? ""}${enMore}`,
  };
}

/** Where the rule stands, by the pack's own list of sources. */
export const citations = (
  { rule }: DeadlineWhy,
  { sources }: Pick<Pack, "sources">,
): readonly { readonly title: Text; readonly at: string }[] =>
  rule.cite.flatMap(({ source, at }) => {
    const found = sources.find(({ code }) => code === source);
    return found === undefined ? [] : [{ title: found.title, at }];
  });
