/** Legal review on the page of a case: why it is needed, how it stands, its rounds in time, and the report as it would be now. */
import { Button } from "antd";
import { useState } from "react";
import type { CaseReviewBodyOut } from "../../../review/legal-review-schema.ts";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { GiveOpinion } from "./give-opinion.tsx";
import { Points } from "./points.tsx";
import { useReportNow, useReview } from "./review-api.ts";
import { Round } from "./round.tsx";
import { SubmitCase } from "./submit-case.tsx";

export function LegalReviewHere({ caseId }: { readonly caseId: string }) {
  const found = useReview(caseId);
  // Beside what was read before: a form that is open stays.
  return (
    <>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {/* A case that needs none, and was never submitted, shows nothing. */}
      {found.data !== undefined && found.data.state !== "not-needed" && (
        <Review caseId={caseId} review={found.data} />
      )}
    </>
  );
}

const MARKS = {
  ...{ "not-needed": "still", missing: "warn", waiting: "move", overdue: "bad" },
  ...{ returned: "warn", agreed: "good" },
} as const;

function Review({
  caseId,
  review: { state, finding, dueOn, grounds, rounds },
}: {
  readonly caseId: string;
  readonly review: CaseReviewBodyOut;
}) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section className="panel" aria-labelledby="legal-review">
      <div className="head">
        <h2 id="legal-review">{say("legal.title")}</h2>
        <Acts
          caseId={caseId}
          rounds={rounds}
          isWaiting={state === "waiting" || state === "overdue"}
        />
      </div>
      <p>
        <span className={`mark mark-${MARKS[state]}`}>{say(`legal.state.${state}`)}</span>
        {dueOn !== null && <> · {say("legal.due", { day: dueOn })}</>}
      </p>
      {finding !== null && (
        <p>
          <span className="mark mark-bad">{say(`legal.finding.${finding}`)}</span>
        </p>
      )}
      {grounds.map(({ code, title }) => (
        <p key={code} className="small quiet">
          {say("legal.ground", { title: title[language] })}
        </p>
      ))}
      <ol className="entries">
        {rounds.map((round) => (
          <Round key={round.round} {...{ caseId, round }} />
        ))}
      </ol>
      <ReportNow caseId={caseId} />
    </section>
  );
}

function Acts({
  caseId,
  rounds,
  isWaiting,
}: {
  readonly caseId: string;
  readonly rounds: CaseReviewBodyOut["rounds"];
  readonly isWaiting: boolean;
}) {
  const say = useSay();
  const maySubmit = useMay("reviews:submit");
  const mayOpine = useMay("reviews:opine");
  const [shown, setShown] = useState<"submit" | "opine" | null>(null);
  const last = rounds.at(-1);
  const open = last !== undefined && last.opinion === null ? last.round : null;
  const close = (): void => setShown(null);
  return (
    <>
      {maySubmit && !isWaiting && (
        <Button onClick={() => setShown("submit")}>{say("legal.submit")}</Button>
      )}
      {mayOpine && open !== null && (
        <Button onClick={() => setShown("opine")}>{say("legal.opine")}</Button>
      )}
      {shown === "submit" && (
        <SubmitCase {...{ caseId, onClose: close }} isAgain={last !== undefined} />
      )}
      {shown === "opine" && open !== null && (
        <GiveOpinion {...{ caseId, round: open }} onClose={close} />
      )}
    </>
  );
}

function ReportNow({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const found = useReportNow(caseId, open);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("legal.report-now")}</summary>
      <p className="small quiet">{say("legal.report-now-how")}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.data !== undefined && <Points points={found.data.points} />}
    </details>
  );
}
