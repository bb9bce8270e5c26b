/** One round of legal review: who submitted it when, what was said of it, its frozen report, and what changed since the round before. */
import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import type { ReviewRoundBody, ReviewRoundHeadBody } from "../../../review/legal-review-schema.ts";
import { download, save } from "../api/download.ts";
import { addressOf, requestFile } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { WhyProvisional } from "../frame/why.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { Points } from "./points.tsx";
import { reviewPath, useRound } from "./review-api.ts";
import { SignRound } from "./sign-round.tsx";

interface OfCase {
  readonly caseId: string;
  readonly round: ReviewRoundHeadBody;
}

const VERDICTS = { agree: "good", "agree-with-corrections": "warn", problems: "bad" } as const;

export function Round({ caseId, round }: OfCase) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { submission, unitSignature, needsUnitSignature, opinion } = round;
  return (
    <li>
      <div>
        {say("legal.round", { round: round.round })} ·{" "}
        {say("legal.submitted", { who: submission.madeByName })} {localTime(submission.madeAt)}{" "}
        <span className="small quiet">
          {say(submission.isEntered ? "legal.entered" : "legal.not-entered")}
        </span>
      </div>
      {unitSignature !== null && (
        <div className="small">
          {say("legal.unit-signed", { signer: unitSignature.signer })} {localTime(unitSignature.at)}
        </div>
      )}
      {needsUnitSignature && <div className="small">{say("legal.unit-awaited")}</div>}
      {unitSignature === null && opinion === null && (
        <SignRound caseId={caseId} round={round.round} />
      )}
      {opinion !== null && (
        <div>
          <span className={`mark mark-${VERDICTS[opinion.verdict]}`}>
            {say(`legal.verdict.${opinion.verdict}`)}
          </span>{" "}
          {opinion.madeByName} {localTime(opinion.madeAt)}
        </div>
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{say("legal.open-round", { round: round.round })}</summary>
        <Detail {...{ caseId, round, open }} />
      </details>
    </li>
  );
}

function Detail({ caseId, round, open }: OfCase & { readonly open: boolean }) {
  const say = useSay();
  const found = useRound(caseId, round.round, open);
  if (found.error !== null)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return open ? <Skeleton active /> : null;
  const { statement, counts, said, points, changes, submission, provisional } = found.data;
  return (
    <>
      <p>{say("legal.said-by-unit", { text: statement })}</p>
      <p className="small quiet">
        {say("legal.counts", counts)}
        <br />
        <span className="code">SHA-256 {submission.sha256}</span>
        {provisional && (
          <>
            <br />
            {say("legal.provisional")} <WhyProvisional />
          </>
        )}
      </p>
      {said !== null && <p>{say("legal.said-by-reviewer", { text: said.text })}</p>}
      {said?.document != null && (
        <p className="small">
          {say("legal.document", { no: said.document.no })}{" "}
          <span className="code">{said.document.sha256}</span>
        </p>
      )}
      <Files caseId={caseId} round={round.round} />
      {changes !== null && <Changes changes={changes} />}
      <Points points={points} {...(said !== null && { marks: said.marks })} />
    </>
  );
}

function Changes({ changes }: { readonly changes: NonNullable<ReviewRoundBody["changes"]> }) {
  const say = useSay();
  const word = (value: string | null): string => {
    const key = `legal.point.${value ?? ""}`;
    return isTextKey(key) ? say(key) : (value ?? "");
  };
  return (
    <>
      <h3>{say("legal.changes")}</h3>
      {changes.length === 0 && <p className="small">{say("legal.no-changes")}</p>}
      <ul className="small entries">
        {changes.map(({ part, act, subject, before, after }) => (
          <li key={`${part} ${act} ${subject}`}>
            {say(`legal.part.${part}`)} {say(`legal.act.${act}`)}{" "}
            <span className="code">{subject}</span>
            {act === "changed" && before !== null && after !== null && before !== after && (
              <>
                {" "}
                {word(before)} → {word(after)}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Files({ caseId, round }: { readonly caseId: string; readonly round: number }) {
  const say = useSay();
  const path = `${reviewPath(caseId)}/rounds/${round}/report`;
  const print = useMutation({
    mutationFn: () => requestFile(addressOf(`${path}.pdf`)),
    onSuccess: (file) => save(file, `legal-review-${round}.pdf`),
  });
  return (
    <div className="take-away">
      <span className="small">{say("legal.take-away")}</span>
      {(["json", "csv", "pdf"] as const).map((format) => (
        <Button
          key={format}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={`${say("legal.take-away")} ${format.toUpperCase()}`}
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
