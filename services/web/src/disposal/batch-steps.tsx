/** The way of a batch as a line of time: who did what when, and what is still to come. */
import type { ReactNode } from "react";
import type { DisposalDetailBody } from "../../../review/disposal-schema.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { countsText } from "./batch-state.tsx";
import { EndingRule } from "./ending-rule.tsx";

interface Of {
  readonly batch: DisposalDetailBody;
}

export function BatchSteps({ batch }: Of) {
  const say = useSay();
  const { proposed, noticeOn, appraisal, approvals, graceUntil, stopped, finishedAt } = batch;
  const { transfer, counts } = batch;
  const isStopped = stopped !== null;
  // Of a transfer it begins with the receipt, and means nothing where every original stays.
  const isGraceTold =
    transfer === null || (transfer.receipt !== null && counts.transferred < counts.items);
  return (
    <section className="panel" aria-labelledby="steps">
      <h2 id="steps">{say("disposal.steps")}</h2>
      <ol className="custody">
        <Step at={proposed.at}>{say("disposal.step-proposed", { who: proposed.byName })}</Step>
        {batch.rule !== null && (
          <li className="quiet">
            <EndingRule rule={batch.rule} />
          </li>
        )}
        <Step isOpen={batch.state === "notice"}>
          {say("disposal.step-notice", { day: noticeOn })}
        </Step>
        {appraisal !== null && (
          <Step at={appraisal.at}>
            {say("disposal.step-appraised", { who: appraisal.byName })}
            <div className="code quiet">SHA-256 {appraisal.sha256}</div>
          </Step>
        )}
        {approvals.map(({ at, byName, stands, role }) => (
          <Step key={`${at} ${byName}`} at={at}>
            {say(stands ? "disposal.step-approved" : "disposal.step-lapsed", { who: byName })}
            {role !== null && <div className="quiet small">{say(`role.${role}`)}</div>}
          </Step>
        ))}
        {transfer?.receipt != null && (
          <Step at={transfer.receipt.at}>
            {say("disposal.step-received", { archive: transfer.archive.organisation })}
            <div className="code quiet">SHA-256 {transfer.receipt.sha256}</div>
          </Step>
        )}
        {graceUntil !== null && isGraceTold && (
          <Step isOpen={batch.state === "grace"}>
            {say("disposal.step-grace", { at: localTime(graceUntil) })}
          </Step>
        )}
        {isStopped && (
          <Step at={stopped.at} isGrave>
            {say("disposal.step-stopped", { who: stopped.byName, reason: stopped.reason })}
          </Step>
        )}
        {finishedAt === null ? (
          <ToCome batch={batch} />
        ) : (
          <Step at={finishedAt}>
            {say("disposal.step-finished", { what: countsText(say, batch.counts) })}
          </Step>
        )}
      </ol>
    </section>
  );
}

const ORDER = ["appraisal", "approval", "grace", "destruction"] as const;
const ORDER_OF_TRANSFER = ["appraisal", "approval", "packaging", "handover"] as const;
const AFTER_RECEIPT = ["grace", "destruction"] as const;

/** What has to come about before it is over. */
function ToCome({ batch: { state, transfer } }: Of) {
  const say = useSay();
  const order = transfer === null ? ORDER : [...ORDER_OF_TRANSFER, ...AFTER_RECEIPT];
  const from = state === "notice" ? 0 : order.findIndex((step) => step === state);
  if (from < 0) return null;
  // Whether any original ends is known once the archive has them.
  const isEndKnown = transfer?.rule.localKept !== null;
  const told = order.filter((step) => isEndKnown || AFTER_RECEIPT.every((each) => each !== step));
  return told.slice(from).map((step) => (
    <Step key={step} isOpen>
      <span className={step === state ? "" : "quiet"}>{say(`disposal.to-come-${step}`)}</span>
    </Step>
  ));
}

function Step({
  at,
  isGrave = false,
  isOpen = false,
  children,
}: {
  readonly at?: string;
  readonly isGrave?: boolean;
  /** Not over yet. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <li className={isGrave ? "grave" : ""}>
      {at !== undefined && <time dateTime={at}>{localTime(at)}</time>}
      {isOpen && <span className="unseen">{say("disposal.to-come")} </span>}
      {children}
    </li>
  );
}
