/** The report of a round as JSON, as a table and as a printed record. What counts is the signed submission; all name its digest. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Text } from "../kernel/language.ts";
import { strictJsonLine } from "../kernel/strict-json.ts";
import type { ZoneTime } from "../kernel/zone-time.ts";
import {
  GROUP_WORDS,
  OPINION_WORDS,
  POINT_WORDS,
  STATE_WORDS,
} from "../legalreview/point-words.ts";
import type { Submission } from "../legalreview/submission-text.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import type { ReviewRoundBody } from "./legal-review-schema.ts";
import { shownText } from "./record-pdf.ts";
import type { PrintedRecord, RecordEntry, Row } from "./record-printer.ts";
import { both } from "./record-words.ts";

/** A round as it is shown, and what its submission says. */
export interface RoundReport {
  readonly round: ReviewRoundBody;
  readonly submission: Submission;
  readonly zoneTime: ZoneTime;
}

export const reviewReportJson = ({ round, submission }: RoundReport): string =>
  strictJsonLine({
    type: "holdfast/sufficiency-report/v1",
    ...{ case: submission.case, round: round.round, submissionSha256: round.submission.sha256 },
    ...{ submittedAt: submission.submittedAt, rules: submission.rules, points: round.points },
    unitSignature: round.unitSignature,
    opinion:
      round.opinion === null || round.said === null
        ? null
        : {
            ...{ verdict: round.opinion.verdict, sha256: round.opinion.sha256 },
            ...{ marks: round.said.marks, document: round.said.document },
          },
  });

const COLUMNS = [
  ...["case", "round", "submissionSha256", "group", "point", "titleZh", "titleEn", "state"],
  ...["reason", "weight", "itemId", "sessionId", "reasonZh", "reasonEn", "mark", "markText"],
];

/** A line for each reason; of a point without any, one line. */
export function reviewReportCsv({ round, submission }: RoundReport): string {
  const head = [submission.case.number, round.round, round.submission.sha256];
  const lines = round.points.flatMap(({ group, point, title, state, reasons }) => {
    const mark = round.said?.marks.find((one) => one.point === point);
    const told = [...head, group, point, title["zh-CN"], title.en, state];
    const said = [mark?.mark ?? null, mark?.text ?? null];
    if (reasons.length === 0) return [csvLine([...told, ...Array<null>(6).fill(null), ...said])];
    return reasons.map(({ code, weight, itemId, sessionId, text }) =>
      csvLine([...told, code, weight, itemId, sessionId, text["zh-CN"], text.en, ...said]),
    );
  });
  return [CSV_START, csvLine(COLUMNS), ...lines].join("");
}

const words = (zh: string, en: string): Text => ({ "zh-CN": zh, en });
const LABELS = {
  ...{ case: words("案件", "case"), round: words("审核轮次", "round") },
  ...{ by: words("送审", "submitted by"), at: words("送审时间", "submitted") },
  ...{ statement: words("送审说明", "statement"), rules: words("规则包", "policy pack") },
  ...{ digest: words("送审材料 SHA-256", "SHA-256 of the submission") },
  unit: words("承办机构签名", "signed by the handling unit"),
  ...{ due: words("审核期限", "opinion due"), opinion: words("审核意见", "opinion") },
  ...{ document: words("书面意见", "written opinion"), said: words("意见内容", "what it says") },
  ...{ state: words("结论", "answer"), reason: words("理由", "reason") },
  ...{ mark: words("审核标注", "mark of the reviewer"), points: words("项数", "points") },
} as const;

const MARK_WORDS = {
  ...{ fine: words("无异议", "fine"), correct: words("须修改", "to be corrected") },
  problem: words("有问题", "problem"),
} as const;

const TITLE = words("证据合法性、充分性报告", "Report on the legality and sufficiency of evidence");
const STATEMENT =
  "本件由经签名的送审材料排印，以其摘要为准。各项由规则包的规则对送审当日系统所知内容逐项作出，不评总分；“无法判断”不等于符合。是否作出决定由执法单位负责。 Printed from the signed submission, which is known by its digest. Each point is judged by the rules of the pack over what the house knew on the day of submission, and there is no sum; “cannot be told” is not “met”. The decision is the agency's.";

const row = (label: keyof typeof LABELS, value: string): Row => [both(LABELS[label]), value];

export function reviewReportRecord(report: RoundReport): PrintedRecord {
  const { round, submission, zoneTime } = report;
  const at: UtcInstant = submission.submittedAt;
  const { rules } = submission;
  return {
    head: {
      title: both(TITLE),
      subject: shownText(`${submission.case.number} · ${round.round}`),
      madeAt: at,
      facts: [
        row("case", shownText(`${submission.case.number} ${submission.facts.title}`)),
        row("round", String(round.round)),
        row("at", `${zoneTime(at)} · ${at}`),
        row("by", shownText(submission.submittedBy.name)),
        row("statement", shownText(submission.statement)),
        row("rules", rules === null ? "-" : `${rules.code} ${rules.version} · ${rules.sha256}`),
        row("digest", round.submission.sha256),
        row("unit", unitOf(round)),
        ...(round.dueOn === null ? [] : [row("due", round.dueOn)]),
        ...opinionRows(round),
      ],
      statements: [STATEMENT],
    },
    chunks: chunk(entriesOf(round)),
    end: () => [row("points", String(round.points.length)), row("digest", round.submission.sha256)],
  };
}

const unitOf = ({ unitSignature: signed }: ReviewRoundBody): string =>
  signed === null ? "-" : shownText(`${signed.signer} · ${signed.at} · ${signed.sha256}`);

function opinionRows({ opinion, said }: ReviewRoundBody): readonly Row[] {
  if (opinion === null || said === null) return [];
  return [
    row("opinion", `${both(OPINION_WORDS[opinion.verdict])} · ${shownText(opinion.madeByName)}`),
    row("said", shownText(said.text)),
    ...(said.document === null
      ? []
      : [row("document", shownText(`${said.document.no} · ${said.document.sha256}`))]),
  ];
}

async function* chunk(entries: readonly RecordEntry[]) {
  yield await Promise.resolve(entries);
}

/** Of a point that speaks of hundreds of recordings the first ones; the table has all. */
const MOST_REASONS = 60;

const entriesOf = ({ points, said }: ReviewRoundBody): readonly RecordEntry[] =>
  points.map(({ group, point, state, reasons }) => {
    const mark = said?.marks.find((one) => one.point === point);
    const rest = reasons.length - MOST_REASONS;
    return {
      title: `${both(GROUP_WORDS[group])} · ${both(POINT_WORDS[point])}`,
      rows: [
        row("state", both(STATE_WORDS[state])),
        ...reasons.slice(0, MOST_REASONS).map(({ text }) => row("reason", shownText(both(text)))),
        ...(rest > 0 ? [row("reason", `… +${rest} (CSV)`)] : []),
        ...(mark === undefined
          ? []
          : [row("mark", shownText(`${both(MARK_WORDS[mark.mark])} ${mark.text}`))]),
      ],
    };
  });

export const textsOfReviewReport = ({ head }: PrintedRecord, round: ReviewRoundBody): string[] => [
  ...[head.title, head.subject, ...head.statements, ...head.facts.flat()],
  ...entriesOf(round).flatMap(({ title, rows }) => [title, ...rows.flat()]),
];
