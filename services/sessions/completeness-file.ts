/** What is told of completeness outside the house: as strict JSON, as text in both languages, and in one sentence. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, ItemId, SessionId } from "../kernel/ids.ts";
import type { Language, Text } from "../kernel/language.ts";
import { oneLine } from "../kernel/one-line.ts";
import { strictJsonLine } from "../kernel/strict-json.ts";
import type { Completeness, Finding } from "./completeness.ts";
import { FINDING_TITLES, VERDICT_WORDS, findingText } from "./completeness-words.ts";

export type VerdictWord = Completeness["verdict"];

export interface ToldSession extends Completeness {
  readonly id: SessionId;
  readonly number: string;
  /** Of its recordings, those that are told of. */
  readonly itemIds: readonly ItemId[];
  /** All that it has. */
  readonly recordings: number;
}

/** A decision that law wants reviewed first: made without an agreed legal review, or before it was agreed. */
export type ReviewFault = "decided-without" | "agreed-after-decision";

/** Of a case no more than counts: its other sessions may concern other people. */
export interface ToldCase {
  readonly id: CaseId;
  readonly number: string;
  readonly verdict: VerdictWord;
  readonly sessions: Readonly<Record<VerdictWord, number>>;
  /** Items that are of no session. */
  readonly unplaced: number;
  readonly isWhole: boolean;
  /** Null: the case needed no review, is not decided, or was reviewed before. */
  readonly legalReview: ReviewFault | null;
}

export interface CompletenessFile {
  readonly judgedAt: UtcInstant;
  /** By which rules; null: no pack is in force. */
  readonly pack: {
    readonly code: string;
    readonly version: number;
    readonly sha256: Sha256;
  } | null;
  readonly sessions: readonly ToldSession[];
  readonly cases: readonly ToldCase[];
  /** Items that are told of and are of no session: nothing judges them. */
  readonly unplaced: readonly ItemId[];
}

const ELSEWHERE = "-";

/** A finding that names a recording of which nothing else is told names it no more. */
const tamed = (finding: Finding, told: readonly string[]): Finding => {
  const { itemId } = finding.facts;
  const isElsewhere = itemId !== undefined && !told.includes(String(itemId));
  const facts = Object.entries(finding.facts).map(
    ([name, value]) => [name, typeof value === "string" ? oneLine(value) : value] as const,
  );
  return {
    ...finding,
    facts: { ...Object.fromEntries(facts), ...(isElsewhere ? { itemId: ELSEWHERE } : {}) },
  };
};

const sessionsOf = ({ sessions }: CompletenessFile) =>
  sessions.map((session) => ({
    ...session,
    number: oneLine(session.number),
    findings: session.findings.map((finding) => tamed(finding, session.itemIds)),
  }));

export const completenessJson = (file: CompletenessFile): string =>
  strictJsonLine({
    type: "holdfast/completeness/v1",
    judgedAt: file.judgedAt,
    pack: file.pack,
    sessions: sessionsOf(file).map((session) => ({
      ...{ id: session.id, number: session.number, verdict: session.verdict },
      ...{ items: session.itemIds, recordings: session.recordings },
      findings: session.findings.map((finding) => ({
        ...{ code: finding.code, weight: finding.weight, facts: finding.facts },
        text: findingText(finding),
      })),
    })),
    cases: file.cases.map((one) => ({
      ...{ id: one.id, number: oneLine(one.number), verdict: one.verdict, sessions: one.sessions },
      ...{ unplaced: one.unplaced, isWhole: one.isWhole },
      // Left out where there is nothing to say: most files stay as they were.
      ...(one.legalReview === null ? {} : { legalReview: one.legalReview }),
    })),
    unplaced: file.unplaced,
  });

const TITLE: Text = { "zh-CN": "执法记录完整性结论", en: "Completeness of the record" };
const OWN_WORD: Text = {
  "zh-CN":
    "这是出具单位按其规则包、就其可知的内容作出的判断，随数据包清单签名；它说明单位是这样认定的，不证明没有遗漏。「-」表示不在本数据包内的录像。",
  en: "This is the agency's own verdict, by its rules and by what whoever asked may know of, signed with the package's list. It shows that the agency said so, not that nothing is missing. “-” stands for a recording that is not in this package.",
};

export const completenessText = (file: CompletenessFile): Text => ({
  "zh-CN": textIn(file, "zh-CN"),
  en: textIn(file, "en"),
});

function textIn(file: CompletenessFile, language: Language): string {
  const isChinese = language === "zh-CN";
  const rules =
    file.pack === null
      ? { "zh-CN": "没有执行中的规则包", en: "no pack of rules is in force" }[language]
      : `${file.pack.code} ${file.pack.version} (sha256 ${file.pack.sha256})`;
  const head = isChinese
    ? `判断时间（UTC）：${file.judgedAt}\n规则：${rules}`
    : `judged at (UTC): ${file.judgedAt}\nrules: ${rules}`;
  const sessions = sessionsOf(file).map((one) => {
    const verdict = VERDICT_WORDS[one.verdict][language];
    const share = isChinese
      ? `（本包 ${one.itemIds.length} 段，共 ${one.recordings} 段）`
      : ` (${one.itemIds.length} of its ${one.recordings} recordings are here)`;
    const lines = one.findings.map(
      (finding) =>
        `  - ${FINDING_TITLES[finding.weight][language]}: ${findingText(finding)[language]}`,
    );
    const title = isChinese
      ? `录制活动 ${one.number}：${verdict}`
      : `Session ${one.number}: ${verdict}`;
    return [`${title}${share}`, ...lines].join("\n");
  });
  const cases = file.cases.map((one) => caseLine(one, language));
  const unplaced = isChinese
    ? `未归入录制活动（未作判断）：${file.unplaced.join(" ")}`
    : `Of no session, and not judged: ${file.unplaced.join(" ")}`;
  const parts = [TITLE[language], head, OWN_WORD[language], ...sessions, ...cases];
  return `${[...parts, ...(file.unplaced.length === 0 ? [] : [unplaced])].join("\n\n")}\n`;
}

const REVIEW_FAULTS: Readonly<Record<ReviewFault, Text>> = {
  "decided-without": {
    "zh-CN": "未经法制审核同意即作出决定",
    en: "decided without an agreed legal review",
  },
  "agreed-after-decision": {
    "zh-CN": "法制审核同意晚于决定日期",
    en: "legal review agreed only after the decision was made",
  },
};

function caseLine(
  { number, verdict, sessions, unplaced, isWhole, legalReview }: ToldCase,
  language: Language,
) {
  const counts = countsIn(sessions, language);
  const word = VERDICT_WORDS[verdict][language];
  const notWhole = { "zh-CN": "；录制活动未全部判断", en: "; not all sessions were judged" };
  const review = legalReview === null ? null : REVIEW_FAULTS[legalReview];
  const mark = { "zh-CN": "；", en: "; " }[language];
  const rest = [
    isWhole ? "" : notWhole[language],
    review === null ? "" : `${mark}${review[language]}`,
  ].join("");
  return language === "zh-CN"
    ? `案件 ${oneLine(number)}：${word}；录制活动：${counts}；未归入录制活动的证据 ${unplaced} 件${rest}`
    : `Case ${oneLine(number)}: ${word}; sessions: ${counts}; items of no session: ${unplaced}${rest}`;
}

const VERDICTS = ["complete", "open", "incomplete"] as const;

const countsIn = (counts: Readonly<Record<VerdictWord, number>>, language: Language): string =>
  VERDICTS.map((verdict) => `${VERDICT_WORDS[verdict][language]} ${counts[verdict]}`).join(
    language === "zh-CN" ? "、" : ", ",
  );

export const countVerdicts = (
  judged: readonly Pick<Completeness, "verdict">[],
): Readonly<Record<VerdictWord, number>> => {
  const counts = { complete: 0, open: 0, incomplete: 0 };
  for (const { verdict } of judged) counts[verdict] += 1;
  return counts;
};

/** For the certificate. */
export function completenessSentence({ sessions, cases }: CompletenessFile): Text {
  const counts = (of: typeof sessions | typeof cases, language: Language): string =>
    countsIn(countVerdicts(of), language);
  const [zh, en] = ["zh-CN", "en"] as const;
  const faulty = cases.filter(({ legalReview }) => legalReview !== null).length;
  const unreviewed = {
    [zh]: faulty === 0 ? "" : `其中 ${faulty} 个案件在作出决定前未经法制审核同意。`,
    [en]: faulty === 0 ? "" : ` Of the cases, ${faulty} decided before an agreed legal review.`,
  };
  return {
    [zh]: `完整性：出具单位对本包所涉录制活动的判断：${counts(sessions, zh)}；对所涉案件：${counts(cases, zh)}。${unreviewed[zh]}理由见 metadata/completeness.zh-CN.txt；这是单位自己的判断，不证明没有遗漏。`,
    [en]: `Completeness: the agency's own verdict on the sessions of these recordings: ${counts(sessions, en)}; on their cases: ${counts(cases, en)}.${unreviewed[en]} Its reasons are in metadata/completeness.en.txt; it does not show that nothing is missing.`,
  };
}
