/** Recording sessions: the list, and a new one. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { SessionSummaryBody } from "../../../review/recording-schema.ts";
import { useMay } from "../api/queries.ts";
import { PagesTable } from "../frame/pages-table.tsx";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { usePackInForce, useSessions } from "./session-api.ts";
import { SessionDialog } from "./session-dialog.tsx";

export function SessionsPage() {
  const say = useSay();
  const late = useSearchParams()[0].get("handIn") === "late";
  const query = useSessions(undefined, late ? "late" : undefined);
  const mayChange = useMay("cases:change");
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="head">
        <h1>{say("sessions.title")}</h1>
        {mayChange && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {say("sessions.add")}
          </Button>
        )}
      </div>
      {late ? (
        <>
          <p role="status">{say("sessions.late")}</p>
          <p>
            <Link to="/recording-sessions">{say("sessions.every")}</Link>
          </p>
        </>
      ) : (
        <p className="quiet">{say("sessions.lead")}</p>
      )}
      <PagesTable
        query={query}
        title="sessions.title"
        columns={useColumns()}
        none={late ? "sessions.none-late" : "sessions.none"}
        noneHow={late ? "sessions.none-late-how" : "sessions.none-how"}
      />
      {adding && <SessionDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function useColumns(): TableColumnsType<SessionSummaryBody> {
  const say = useSay();
  const activityName = useActivityName();
  return [
    {
      key: "number",
      title: say("session.number"),
      render: (_, { id, number, labels }) => (
        <>
          <Link to={`/recording-sessions/${id}`}>{number}</Link>
          <LabelMarks labels={labels} />
        </>
      ),
    },
    {
      key: "activities",
      title: say("session.activities"),
      render: (_, { activities }) => activities.map(activityName).join("；"),
    },
    { key: "place", title: say("session.place"), dataIndex: "place", responsive: ["sm"] },
    {
      key: "started",
      title: say("session.startedAt"),
      className: "nowrap",
      render: (_, { startedAt, plannedStart }) => {
        if (startedAt !== null) return localTime(startedAt);
        return plannedStart === null
          ? "–"
          : say("sessions.planned", { at: localTime(plannedStart) });
      },
    },
    {
      key: "case",
      title: say("session.caseId"),
      render: (_, { caseId }) =>
        caseId !== null && <Link to={`/cases/${caseId}`}>{say("sessions.to-case")}</Link>,
    },
  ];
}

/** A code of the pack in force as the pack calls it. */
export function useActivityName(): (code: string) => string {
  const { language } = useLanguage();
  const pack = usePackInForce();
  return (code) => pack?.activities.find((one) => one.code === code)?.title[language] ?? code;
}
