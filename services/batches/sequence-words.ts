/** A visit's sequence report in words, in both languages: for statements, receipts, the wall and the command. */
import type { Language, Text } from "../kernel/language.ts";
import type { SequenceReport } from "./sequence.ts";

/** Stretches that are spelt out; a person reads no more. */
const SPELT = 8;

const UNREAD: Readonly<Record<NonNullable<SequenceReport["unread"]>, Text>> = {
  "no-files": { "zh-CN": "没有文件", en: "no files" },
  "unknown-layout": {
    "zh-CN": "文件名中没有可识别的序号，无法核对是否缺少录像",
    en: "the names carry no sequence number that is known here, so nobody can tell whether recordings are missing",
  },
  "several-series": {
    "zh-CN": "文件名属于多个序列，未核对序号",
    en: "the names belong to several series, so their numbers were not compared",
  },
};

const SAID = {
  range: { "zh-CN": "序号 {first}–{last}", en: "numbers {first} to {last}" },
  whole: { "zh-CN": "，无缺号", en: ", none missing" },
  missing: {
    "zh-CN": "，缺少 {missing}（共 {count} 个）",
    en: ", missing {missing} ({count} in all)",
  },
  continues: { "zh-CN": "，接上次的 {previous}", en: ", after {previous} at the last visit" },
  "nothing-new": { "zh-CN": "，与上次相同，没有新录像", en: ", nothing new since the last visit" },
  "ends-lower": {
    "zh-CN": "，末号低于上次的 {previous}：计数器已重新开始，或录像已被删除",
    en: ", below {previous} at the last visit: the counter began anew, or recordings were removed",
  },
  "first-visit": { "zh-CN": "，首次核对", en: ", first visit on record" },
  "not-comparable": {
    "zh-CN": "，与上次的命名方式不同，无法比较",
    en: ", named in another way than at the last visit, so not compared with it",
  },
} as const satisfies Readonly<Record<string, Text>>;

export const sequenceWords = (report: SequenceReport): Text => ({
  "zh-CN": wordsIn(report, "zh-CN"),
  en: wordsIn(report, "en"),
});

function wordsIn(report: SequenceReport, language: Language): string {
  if (report.unread !== null) return UNREAD[report.unread][language];
  const { missing, missingCount, tail } = report;
  const values: Readonly<Record<string, string>> = {
    first: String(report.first),
    last: String(report.last),
    previous: String(report.previousLast),
    count: String(missingCount),
    missing: spelt(missing, language),
  };
  const isSilent = tail === "nothing-new";
  const gaps = missingCount > 0 ? SAID.missing : isSilent ? null : SAID.whole;
  const text = [SAID.range, gaps, SAID[tail]].map((part) => part?.[language] ?? "").join("");
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

function spelt(missing: SequenceReport["missing"], language: Language): string {
  const comma = language === "en" ? ", " : "、";
  const parts = missing
    .slice(0, SPELT)
    .map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
  return parts.join(comma) + (missing.length > SPELT ? `${comma}…` : "");
}
