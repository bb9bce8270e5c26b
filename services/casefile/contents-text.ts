/** The list of contents (卷内目录) of a sealed case file, for people. Pure. */
import type { Sha256 } from "../kernel/digest.ts";
import type { Language, Text } from "../kernel/language.ts";
import { FINDING_TITLES, VERDICT_WORDS, findingText } from "../sessions/completeness-words.ts";
import type { SealedEntry, SealedFile } from "./file-text.ts";

const RECORD_NAMES: Readonly<Record<Extract<SealedEntry, { kind: "record" }>["record"], Text>> = {
  transcript: { "zh-CN": "笔录", en: "transcript" },
  inspection: { "zh-CN": "检查记录", en: "inspection record" },
  "service-receipt": { "zh-CN": "送达回证", en: "proof of service" },
  decision: { "zh-CN": "决定书", en: "decision" },
  other: { "zh-CN": "其他文书", en: "other document" },
};

export const contentsText = (file: SealedFile, sha256: Sha256): Text => ({
  "zh-CN": textIn(file, sha256, "zh-CN"),
  en: textIn(file, sha256, "en"),
});

function textIn(file: SealedFile, sha256: Sha256, language: Language): string {
  const head = HEADS[language](file, sha256);
  const entries = file.entries.map((entry) => lines(entry, language).join("\n    "));
  return `${[head, ...entries].join("\n\n")}\n`;
}

type Head = (file: SealedFile, sha256: Sha256) => string;
const HEADS: Readonly<Record<Language, Head>> = {
  "zh-CN": ({ case: { number }, version, previousSha256, sealedAt, sealedBy, why }, sha256) =>
    [
      `案卷目录 · 案件 ${number} · 第 ${version} 版`,
      `案卷文本 SHA-256：${sha256}`,
      previousSha256 === null ? "首次封存" : `上一版 SHA-256：${previousSha256}`,
      `封存：${sealedAt}（UTC），${sealedBy.name}（${sealedBy.id}）；理由：${why}`,
    ].join("\n"),
  en: ({ case: { number }, version, previousSha256, sealedAt, sealedBy, why }, sha256) =>
    [
      `Contents of the case file · case ${number} · version ${version}`,
      `SHA-256 of its text: ${sha256}`,
      previousSha256 === null ? "The first version" : `Version before, SHA-256: ${previousSha256}`,
      `Sealed ${sealedAt} (UTC) by ${sealedBy.name} (${sealedBy.id}), because: ${why}`,
    ].join("\n"),
};

function lines(entry: SealedEntry, language: Language): string[] {
  const { number, pages, title } = entry;
  const word = { "zh-CN": "页", en: "pages" }[language];
  const paged = pages === null ? "" : ` [${word} ${pages.from}-${pages.to}]`;
  const head = (name: string): string =>
    `${number}. ${name}${title === "" ? "" : ` · ${title}`}${paged}`;
  if (entry.kind === "item") {
    const name = { "zh-CN": "录音录像", en: "recording" }[language];
    return [head(name), entry.item, `SHA-256 ${entry.sha256}`];
  }
  if (entry.kind === "record") {
    const name = `${RECORD_NAMES[entry.record][language]} ${entry.documentNo}`;
    return [head(name), `SHA-256 ${entry.sha256}`];
  }
  const verdict = VERDICT_WORDS[entry.verdict][language];
  const name = { "zh-CN": "完整性结论", en: "verdict on completeness" }[language];
  return [
    head(`${name} ${entry.sessionNumber}: ${verdict}`),
    `SHA-256 ${entry.sha256}`,
    ...entry.judgement.findings.map((finding) => {
      const told = findingText(finding as Parameters<typeof findingText>[0]);
      return `- ${FINDING_TITLES[finding.weight][language]}: ${told[language]}`;
    }),
  ];
}
