/** The sessions of a case, and whether the record of the whole case is complete. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { useCaseCompleteness } from "./session-api.ts";
import { SessionDialog } from "./session-dialog.tsx";
import { Verdict } from "./verdict.tsx";

export function CaseSessions({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const query = useCaseCompleteness(caseId);
  const mayChange = useMay("cases:change");
  const [adding, setAdding] = useState(false);
  return (
    <section className="panel" aria-labelledby="case-sessions">
      <div className="head">
        <h2 id="case-sessions">{say("sessions.of-case")}</h2>
        {query.data !== undefined && <Verdict verdict={query.data.verdict} />}
        {mayChange && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {say("sessions.add")}
          </Button>
        )}
      </div>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.data?.sessions.length === 0 && <p className="quiet">{say("sessions.case-none")}</p>}
      <ul className="downloads">
        {query.data?.sessions.map(({ id, number, verdict, findings }) => (
          <li key={id}>
            <Link to={`/recording-sessions/${id}`}>{number}</Link>
            <span>
              <Verdict verdict={verdict} />{" "}
              <span className="quiet small">
                {say("sessions.findings", {
                  count: findings.filter(({ weight }) => weight !== "note").length,
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {(query.data?.unplaced.length ?? 0) > 0 && (
        <p className="small">
          {say("sessions.unplaced", { count: query.data?.unplaced.length ?? 0 })}
        </p>
      )}
      {query.data?.isWhole === false && <p className="small">{say("sessions.not-whole")}</p>}
      {adding && <SessionDialog caseId={caseId} onClose={() => setAdding(false)} />}
    </section>
  );
}
