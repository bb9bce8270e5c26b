/** An issued report as a table and as a printed record. What counts is its text; both name the digest of that. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Text } from "../kernel/language.ts";
import type { ZoneTime } from "../kernel/zone-time.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import { shownText } from "./record-pdf.ts";
import type { PrintedRecord, RecordEntry, RecordHead, Row } from "./record-printer.ts";
import { both } from "./record-words.ts";
import type { ReportContentBody, ReportFigureBody } from "./report-schema.ts";

const COLUMNS = [
  ...["report", "sha256", "period", "snapshotAt", "measure", "figure", "titleZh", "titleEn"],
  ...["numerator", "denominator", "percent", "notKnown", "notCounted"],
];

export function reportCsv(content: ReportContentBody, sha256: string): string {
  const lines = content.measures.flatMap(({ measure, figures }) =>
    figures.map((figure) =>
      csvLine([
        ...[content.id, sha256, content.period.name, content.snapshotAt, measure, figure.code],
        ...[figure.title["zh-CN"], figure.title.en, figure.numerator, figure.denominator],
        ...[figure.permille === null ? null : figure.permille / 10],
        ...[figure.unknown && both(figure.unknown), leftOutOf(figure) || null],
      ]),
    ),
  );
  return [CSV_START, csvLine(COLUMNS), ...lines].join("");
}

const leftOutOf = ({ leftOut }: ReportFigureBody): string =>
  leftOut.map(({ text, count }) => `${both(text)}: ${count}`).join("; ");

const LABELS = {
  ...{ agency: text("单位", "agency"), period: text("期间", "period") },
  ...{ snapshot: text("取数时刻", "snapshot"), due: text("报送期限", "due on") },
  ...{ policy: text("规则包", "policy pack"), version: text("版次", "version") },
  ...{ replaces: text("更正", "corrects"), reason: text("更正理由", "why") },
  ...{ madeBy: text("制作人", "made by"), digest: text("原文 SHA-256", "SHA-256 of the text") },
  ...{ counted: text("计数", "counted"), basis: text("口径", "basis") },
  ...{ leftOut: text("未计入", "not counted"), figures: text("指标数", "figures") },
} as const;

function text(zh: string, en: string): Text {
  return { "zh-CN": zh, en };
}

const STATEMENT =
  "本件由报告原文排印。原文（report.json）出具后不再改变，以其摘要为准；更正以新版次出具，并注明所更正的版次。比例只舍不入；没有对象可计数的，写作“无”，不写作100%。 Printed from the report's text (report.json), which is frozen and known by its digest; a correction is a new version that names the old. Shares are rounded down; nothing of nothing is “not known”, never 100 %.";

export interface PrintedBy {
  readonly sha256: string;
  readonly madeByName: string;
  readonly zoneTime: ZoneTime;
}

export function reportRecord(content: ReportContentBody, by: PrintedBy): PrintedRecord {
  const entries = content.measures.map(entryOf);
  const figures = content.measures.flatMap((one) => one.figures).length;
  return {
    head: headOf(content, by),
    chunks: chunk(entries),
    end: () => [row("figures", String(figures)), row("digest", by.sha256)],
  };
}

/** A report is short: one chunk. */
async function* chunk(entries: readonly RecordEntry[]) {
  yield await Promise.resolve(entries);
}

const row = (label: keyof typeof LABELS, value: string): Row => [both(LABELS[label]), value];

function headOf(content: ReportContentBody, by: PrintedBy): RecordHead {
  const { period, policy, replaces, snapshotAt } = content;
  const at = snapshotAt as UtcInstant;
  return {
    title: both(content.definition.title),
    subject: `${period.name} · ${content.id}`,
    madeAt: at,
    facts: [
      row("agency", content.agency),
      row("period", `${period.name} (${period.first} – ${period.last}, ${period.zone})`),
      row("snapshot", `${by.zoneTime(at)} · ${at}`),
      ...(content.dueOn === null ? [] : [row("due", content.dueOn)]),
      row("policy", `${policy.code} ${policy.version} · ${policy.sha256}`),
      row("version", String(content.version)),
      ...(replaces === null ? [] : [row("replaces", `${replaces.id} · ${replaces.sha256}`)]),
      ...(content.reason === null ? [] : [row("reason", shownText(content.reason))]),
      row("madeBy", `${shownText(by.madeByName)} · ${content.madeBy}`),
      row("digest", by.sha256),
    ],
    statements: [both(content.covers), STATEMENT],
  };
}

const entryOf = ({ title, figures }: ReportContentBody["measures"][number]): RecordEntry => ({
  title: both(title),
  rows: figures.flatMap((figure): Row[] => [
    [both(figure.title), shownValue(figure)],
    row("basis", both(figure.basis)),
    ...(figure.leftOut.length === 0 ? [] : [row("leftOut", leftOutOf(figure))]),
  ]),
});

const BAR_CELLS = 20;

/** "66.6 %  (2 / 3)  ■■■■…", or why it is not known. */
function shownValue({ numerator, denominator, permille, unknown }: ReportFigureBody): string {
  if (unknown !== null) {
    return numerator === null ? both(unknown) : `${both(unknown)} (${numerator} / ${denominator})`;
  }
  if (permille === null) return String(numerator);
  const full = Math.min(BAR_CELLS, Math.floor((permille * BAR_CELLS) / 1000));
  const bar = "■".repeat(full) + "□".repeat(BAR_CELLS - full);
  return `${(permille / 10).toFixed(1)} %   (${numerator} / ${denominator})   ${bar}`;
}

export const textsOfRecord = ({ head }: PrintedRecord, content: ReportContentBody): string[] => [
  ...[head.title, head.subject, ...head.statements, ...head.facts.flat()],
  ...content.measures.map(entryOf).flatMap(({ title, rows }) => [title, ...rows.flat()]),
];
