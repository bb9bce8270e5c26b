/** Reports that were issued: frozen texts to take away, and the correction of one. */
import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import type { ReportBody } from "../../../review/report-schema.ts";
import { download, save } from "../api/download.ts";
import { useMay } from "../api/queries.ts";
import { addressOf, requestFile } from "../api/request.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { useIssueReport, useReportDefinitions, useReports } from "./report-api.ts";

export function IssuedReports() {
  const query = useReports();
  const [corrected, setCorrected] = useState<ReportBody | null>(null);
  const columns = useColumns(setCorrected);
  return (
    <>
      <PagesTable
        query={query}
        title="reports.issued"
        columns={columns}
        none="reports.none"
        noneHow="reports.none-how"
      />
      {corrected !== null && <Correct report={corrected} onClose={() => setCorrected(null)} />}
    </>
  );
}

/** What a report is called; its code where the pack of today does not define it any more. */
function useTitles(): (code: string) => string {
  const { language } = useLanguage();
  const definitions = useReportDefinitions().data?.entries ?? [];
  return (code) => definitions.find((one) => one.code === code)?.title[language] ?? code;
}

function useColumns(onCorrect: (report: ReportBody) => void): TableColumnsType<ReportBody> {
  const say = useSay();
  const titleOf = useTitles();
  const mayMake = useMay("reports:make");
  return [
    {
      title: say("reports.report"),
      render: (_, { definition, period, version }) => (
        <span className="nowrap">
          {titleOf(definition)} {period} · {say("reports.version", { version })}
        </span>
      ),
    },
    {
      title: say("reports.made"),
      render: (_, { madeAt, madeByName }) => (
        <>
          <span className="nowrap">{localTime(madeAt)}</span>
          <br />
          <span className="quiet">{madeByName}</span>
        </>
      ),
    },
    {
      title: "SHA-256",
      render: (_, { sha256 }) => (
        <span className="code" title={sha256}>
          {sha256.slice(0, 12)}…
        </span>
      ),
    },
    {
      title: say("take-away.verb"),
      render: (_, report) => <Files report={report} />,
    },
    {
      title: say("reports.state"),
      render: (_, report) => {
        if (report.replacedBy !== null) return say("reports.replaced");
        if (!mayMake) return say("reports.stands");
        return (
          <Button size="small" onClick={() => onCorrect(report)}>
            {say("reports.correct")}
          </Button>
        );
      },
    },
  ];
}

function Files({ report }: { readonly report: ReportBody }) {
  const { id, definition, period, version } = report;
  const path = `/reports/${id}/report`;
  // A character that the font lacks is told here, and not in a page of its own.
  const print = useMutation({
    mutationFn: () => requestFile(addressOf(`${path}.pdf`)),
    onSuccess: (file) => save(file, `report-${definition}-${period}-v${version}.pdf`),
  });
  return (
    <div className="take-away">
      {(["pdf", "csv", "json"] as const).map((format) => (
        <Button
          key={format}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          loading={format === "pdf" && print.isPending}
          onClick={() =>
            format === "pdf" ? print.mutate() : download(addressOf(`${path}.${format}`))
          }
        >
          {format.toUpperCase()}
        </Button>
      ))}
      <ProblemNotice error={print.error} onRetry={() => print.mutate()} />
    </div>
  );
}

export function Correct({
  report: { id, definition, period },
  onClose,
}: {
  readonly report: Pick<ReportBody, "id" | "definition" | "period">;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const titleOf = useTitles();
  const issue = useIssueReport();
  return (
    <FormDialog<{ reason: string }>
      title={say("reports.correct-title", { report: `${titleOf(definition)} ${period}` })}
      okText={say("reports.issue")}
      busy={issue.isPending}
      error={issue.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        issue.mutate(
          { definition, period, correction: { replaces: id, reason } },
          { onSuccess: onClose },
        )
      }
    >
      <p>{say("reports.correct-note")}</p>
      <ReasonField label="reports.why" />
    </FormDialog>
  );
}
