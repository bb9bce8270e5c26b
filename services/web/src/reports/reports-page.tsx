/** Reports: the figures of a period as they are, issuing one, and those that were issued. */
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { ReportDefinitionBody, ReportFiguresBody } from "../../../review/report-schema.ts";
import { useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { FigureRows } from "./figure-rows.tsx";
import { Correct, IssuedReports } from "./issued-reports.tsx";
import { latest } from "./periods.ts";
import {
  type Asked,
  useIssueReport,
  useReportDefinitions,
  useReportFigures,
} from "./report-api.ts";

const OFFERED = { quarter: 9, year: 4 } as const;

export function ReportsPage() {
  const say = useSay();
  const definitions = useReportDefinitions();
  if (!useMay("reports:see")) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("reports.title")}</h1>
      </div>
      <p className="quiet">{say("reports.lead")}</p>
      <ProblemNotice error={definitions.error} onRetry={() => void definitions.refetch()} />
      {definitions.isPending && <Skeleton active />}
      {definitions.data !== undefined && <Figures definitions={definitions.data.entries} />}
      <h2>{say("reports.issued")}</h2>
      <IssuedReports />
    </>
  );
}

function Figures({ definitions }: { readonly definitions: readonly ReportDefinitionBody[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const chosen = definitions.find(({ code }) => code === search.get("report")) ?? definitions[0];
  const period = search.get("period") ?? chosen?.running;
  const asked =
    chosen === undefined || period === undefined ? null : { definition: chosen.code, period };
  const figures = useReportFigures(asked);
  if (chosen === undefined || asked === null)
    return <p role="status">{say("reports.no-definition")}</p>;
  return (
    <>
      <div className="filters" role="group" aria-label={say("reports.choose")}>
        <Choice
          aria-label={say("reports.report")}
          value={chosen.code}
          options={definitions.map(({ code, title }) => ({ value: code, label: title[language] }))}
          onChange={(code: string) => setSearch({ report: code }, { replace: true })}
        />
        <Choice
          aria-label={say("reports.period")}
          value={asked.period}
          options={latest(chosen.running, OFFERED[chosen.period]).map((name) => ({
            value: name,
            label: name,
          }))}
          onChange={(name: string) =>
            setSearch({ report: chosen.code, period: name }, { replace: true })
          }
        />
      </div>
      <ProblemNotice error={figures.error} onRetry={() => void figures.refetch()} />
      {figures.isPending && <Skeleton active />}
      {figures.data !== undefined && <Taken asked={asked} figures={figures.data} />}
    </>
  );
}

function Taken({ asked, figures }: { readonly asked: Asked; readonly figures: ReportFiguresBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const issue = useIssueReport();
  const mayMake = useMay("reports:make");
  const [correcting, setCorrecting] = useState(false);
  const { isOver, issued, snapshotAt, dueOn, period, covers } = figures;
  return (
    <>
      <div className="head">
        <p>
          {say(isOver ? "reports.over" : "reports.running", {
            ...{ first: period.first, last: period.last, at: localTime(snapshotAt) },
          })}
          {dueOn !== null && <> {say("reports.due", { day: dueOn })}</>}
          {issued !== null && <> {say("reports.issued-as", { version: issued.version })}</>}
        </p>
        {mayMake && issued !== null && (
          <Button onClick={() => setCorrecting(true)}>{say("reports.correct")}</Button>
        )}
        {mayMake && isOver && issued === null && (
          <Button type="primary" loading={issue.isPending} onClick={() => issue.mutate(asked)}>
            {say("reports.issue")}
          </Button>
        )}
      </div>
      {correcting && issued !== null && (
        <Correct report={{ ...asked, id: issued.id }} onClose={() => setCorrecting(false)} />
      )}
      <ProblemNotice error={issue.error} />
      <FigureRows measures={figures.measures} />
      <p className="small quiet">{covers[language]}</p>
    </>
  );
}
