/** Routes: reports as the policy pack defines them; figures so far, issued texts, and each as JSON, CSV and PDF. */
import type { ReportId } from "../kernel/ids.ts";
import type { ZoneTime } from "../kernel/zone-time.ts";
import { addDays } from "../calendar/calendar-date.ts";
import { type ReportDeps, issueReport, noSuchReport } from "../reports/issue-report.ts";
import { periodOf, reportDueOn } from "../reports/period.ts";
import { COVERS, shownMeasures } from "../reports/report.ts";
import type { ListedReport } from "../reports/report-store.ts";
import {
  type Definition,
  type Figures,
  requirePackInForce,
  takeFigures,
} from "../reports/take-figures.ts";
import type { Sight } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { downloadHeaders } from "./media-headers.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { PrintTurns } from "./print-turns.ts";
import { refuseUndrawable } from "./record-pdf.ts";
import type { RecordPrinter } from "./record-printer.ts";
import { reportCsv, reportRecord, textsOfRecord } from "./report-document.ts";
import {
  Report,
  type ReportBody,
  ReportContent,
  type ReportContentBody,
  type ReportDefinitionBody,
  ReportDefinitions,
  ReportDetail,
  ReportFigures,
  type ReportFiguresBody,
  ReportListQuery,
  ReportPage,
  ReportQuery,
  ReportRequest,
} from "./report-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Reply, type Route, route, seerOf } from "./route.ts";

export interface ReportRouteDeps extends ReportDeps {
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly printer: RecordPrinter;
  readonly prints: PrintTurns;
  readonly zoneTime: ZoneTime;
}

const tag = "Reports";
const see = "reports:see";

export const reportRoutes = (deps: ReportRouteDeps): Route[] => [
  ...figureRoutes(deps),
  ...issuedRoutes(deps),
  ...fileRoutes(deps),
];

function figureRoutes(deps: ReportRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/reports/definitions",
      tag,
      summary: "Reports that the policy pack in force defines, and which period of each is due",
      permission: see,
      answer: { status: 200, schema: ReportDefinitions },
      handle: async () => {
        const { pack } = await requirePackInForce(deps);
        return { json: { entries: pack.reports.map((one) => definitionBody(deps, one)) } };
      },
    }),
    route({
      method: "get",
      path: "/reports/figures",
      tag,
      summary: "The figures of a period as they are now; nothing is kept",
      permission: see,
      query: ReportQuery,
      slow: true,
      answer: { status: 200, schema: ReportFigures },
      handle: async (call) => {
        const { definition, period } = call.query;
        const sight = seerOf(call);
        const figures = await takeFigures(deps, sight, call.query);
        const issued = await deps.reports.standing(definition, period, sight);
        return { json: figuresBody(figures, issued) };
      },
    }),
  ];
}

function issuedRoutes(deps: ReportRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/reports",
      tag,
      summary:
        "Reports that were issued, newest first; those that count what you may not know of are not there",
      permission: see,
      query: ReportListQuery,
      answer: { status: 200, schema: ReportPage },
      handle: async (call) => {
        const { cursor, limit } = call.query;
        const found = await deps.reports.page(parsePosition(cursor), limit + 1, seerOf(call));
        const { entries, next } = cutPage(found, limit);
        return pageReply({ entries: await bodiesOf(deps, entries), next }, positionCursor);
      },
    }),
    route({
      method: "post",
      path: "/reports",
      tag,
      summary: "Issue the report of a period that is over: its text is frozen from then on",
      permission: "reports:make",
      body: ReportRequest,
      slow: true,
      answer: { status: 201, schema: Report },
      handle: async (call) => {
        const { correction = null, ...asked } = call.body;
        const sight = seerOf(call);
        const { id } = await issueReport(deps, sight, { ...asked, correction });
        return { json: (await requireReport(deps, sight, id)).report };
      },
    }),
    route({
      method: "get",
      path: "/reports/{id}",
      tag,
      summary: "One report, with what stands in its text",
      permission: see,
      params: IdPath,
      answer: { status: 200, schema: ReportDetail },
      handle: async (call) => {
        const { report, content } = await requireReport(deps, seerOf(call), call.params.id);
        return { json: { report, content } };
      },
    }),
  ];
}

type Write = (
  deps: ReportRouteDeps,
  found: Awaited<ReturnType<typeof requireReport>>,
) => Promise<{ readonly bytes: Extract<Reply, { bytes: unknown }>["bytes"] }>;

const FILES: Readonly<
  Record<"json" | "csv" | "pdf", readonly [mediaType: string, summary: string, write: Write]>
> = {
  json: [
    "application/json; charset=utf-8",
    "The exact text that was issued",
    (_deps, { text }) => Promise.resolve({ bytes: Buffer.from(text) }),
  ],
  csv: [
    "text/csv; charset=utf-8",
    "Its figures as a table",
    (_deps, { content, report }) =>
      Promise.resolve({ bytes: Buffer.from(reportCsv(content, report.sha256)) }),
  ],
  pdf: [
    "application/pdf",
    "The report to print, in Chinese and English",
    async ({ printer, prints, zoneTime }, { content, report }) => {
      const record = reportRecord(content, { ...report, zoneTime });
      await refuseUndrawable(printer, textsOfRecord(record, content));
      return { bytes: await prints.take(() => Promise.resolve(printer.print(record))) };
    },
  ],
};

const fileRoutes = (deps: ReportRouteDeps): Route[] =>
  (["json", "csv", "pdf"] as const).map((format) => {
    const [mediaType, summary, write] = FILES[format];
    return route({
      ...{ method: "get", path: `/reports/{id}/report.${format}`, tag, summary, permission: see },
      params: IdPath,
      slow: true,
      answer: {
        ...{ status: 200, mediaType: mediaType.split(";")[0] ?? mediaType },
        ...(format === "json" && { schema: ReportContent }),
      },
      handle: async (call) => {
        const found = await requireReport(deps, seerOf(call), call.params.id);
        const { definition, period, version } = found.report;
        const name = `report-${definition}-${period}-v${version}.${format}`;
        return { ...(await write(deps, found)), headers: downloadHeaders(mediaType, name) };
      },
    });
  });

async function requireReport(
  deps: ReportRouteDeps,
  sight: Sight,
  id: string,
): Promise<{ report: ReportBody; text: string; content: ReportContentBody }> {
  const found = await deps.reports.find(id as ReportId, sight);
  const [report] = found === null ? [] : await bodiesOf(deps, [found.report]);
  if (found === null || report === undefined) throw noSuchReport();
  const { text } = found;
  return { report, text, content: ReportContent.parse(JSON.parse(text)) };
}

async function bodiesOf(
  { reviews }: ReportRouteDeps,
  reports: readonly ListedReport[],
): Promise<ReportBody[]> {
  const names = await reviews.actorNames(reports.map(({ madeBy }) => madeBy));
  return reports.map(({ position: _position, protection: _protection, ...report }) => ({
    ...report,
    madeByName: names.get(report.madeBy) ?? "",
  }));
}

function definitionBody({ days, clock }: ReportRouteDeps, one: Definition): ReportDefinitionBody {
  const running = periodOf(one.period, days.dayOf(clock()));
  const last = periodOf(one.period, addDays(running.first, -1));
  return {
    ...{ code: one.code, title: one.title, period: one.period, cite: one.cite },
    ...{ confirmedByAgency: one.confirmedByAgency, running: running.name, last: last.name },
    lastDueOn: reportDueOn(last, one.dueDaysAfter),
  };
}

function figuresBody(figures: Figures, issued: ListedReport | null): ReportFiguresBody {
  const { definition, period, dueOn, at, isOver } = figures;
  return {
    definition: { code: definition.code, title: definition.title },
    period: { name: period.name, first: period.first, last: period.last },
    ...{ dueOn, snapshotAt: at, isOver, covers: COVERS },
    issued: issued && { id: issued.id, version: issued.version },
    measures: shownMeasures(figures).map(({ figures: own, ...measure }) => ({
      ...measure,
      figures: own.map((figure) => ({ ...figure, leftOut: [...figure.leftOut] })),
    })),
  };
}
