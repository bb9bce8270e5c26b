/** One policy pack: its record, its rules in words, and the two acts that end a proposal. */
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import type { AppliedTextBody, PolicyEntryBody } from "../../../review/policy-schema.ts";
import { useDecidePack } from "../api/commands.ts";
import { useMay, usePolicies, usePolicy } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { DryRun } from "./dry-run.tsx";
import { PackTables } from "./pack-tables.tsx";
import { nameOf } from "./policy-page.tsx";
import { PolicyState } from "./policy-state.tsx";
import { HouseHere, PublisherHere, TakeAway } from "./signatures.tsx";

export function PackPage() {
  const say = useSay();
  const { language } = useLanguage();
  const { id = "" } = useParams();
  const query = usePolicy(id);
  const mayChange = useMay("policy:change");
  if (query.data === undefined) {
    return query.error === null ? (
      <Skeleton active />
    ) : (
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  const { entry, pack } = query.data;
  return (
    <>
      <div className="head">
        <h1>{pack?.title[language] ?? nameOf(entry)}</h1>
        {mayChange && entry.decision === null && <Decide entry={entry} text={query.data.text} />}
      </div>
      <Record entry={entry} detail={query.data} />
      {pack === null && <p className="panel">{say("policy.not-read")}</p>}
      {pack !== null && (
        <>
          {pack.remarks !== null && <p className="panel">{pack.remarks[language]}</p>}
          <PackTables pack={pack} />
        </>
      )}
    </>
  );
}

function Record({
  entry,
  detail,
}: {
  readonly entry: PolicyEntryBody;
  readonly detail: AppliedTextBody;
}) {
  const say = useSay();
  const inForce = usePolicies().data?.inForce ?? null;
  const { decision } = entry;
  const told = (by: string, at: string, why: string): string =>
    `${say("policy.by-at", { by, at: localTime(at) })} · ${why}`;
  return (
    <section className="panel" aria-label={say("policy.pack")}>
      <dl className="pairs">
        <dt>{say("policy.pack")}</dt>
        <dd>{nameOf(entry)}</dd>
        <dt>{say("policy.state")}</dt>
        <dd>
          <PolicyState entry={entry} inForce={inForce} />
        </dd>
        <dt>{say("policy.valid-from")}</dt>
        <dd>{entry.validFrom}</dd>
        <dt>{say("policy.proposed")}</dt>
        <dd>{told(entry.proposedByName, entry.proposedAt, entry.why)}</dd>
        {decision !== null && (
          <>
            <dt>{say("policy.decided")}</dt>
            <dd>{told(decision.byName, decision.at, decision.why)}</dd>
          </>
        )}
        <dt>{say("policy.digest")}</dt>
        <dd className="code">{entry.sha256}</dd>
        <dt>{say("policy.publisher")}</dt>
        <dd>
          <PublisherHere publisher={entry.publisher} />
        </dd>
        {decision?.act === "applied" && (
          <>
            <dt>{say("policy.house")}</dt>
            <dd>
              <HouseHere isSigned={entry.isSigned} />
            </dd>
          </>
        )}
      </dl>
      <TakeAway entry={entry} detail={detail} />
    </section>
  );
}

function Decide({
  entry,
  text: packText,
}: {
  readonly entry: PolicyEntryBody;
  readonly text: string;
}) {
  const say = useSay();
  const [act, setAct] = useState<"approve" | "withdraw" | null>(null);
  const commands = {
    approve: useDecidePack("approval", entry.sha256),
    withdraw: useDecidePack("withdrawal", null),
  };
  const text = (name: TextKey): string => say(name, { name: nameOf(entry) });
  return (
    <>
      <Button type="primary" onClick={() => setAct("approve")}>
        {say("policy.approve")}
      </Button>
      <Button onClick={() => setAct("withdraw")}>{say("policy.withdraw")}</Button>
      {act !== null && (
        <ConfirmDialog
          question={{
            title: text(`policy.${act}-title`),
            note: say(`policy.${act}-note`),
            okText: say(`policy.${act}`),
            asksReason: true,
          }}
          command={commands[act]}
          id={entry.id}
          onClose={() => setAct(null)}
        >
          {act === "approve" && (
            <>
              <p>
                {say("policy.publisher")}: <PublisherHere publisher={entry.publisher} />
              </p>
              <DryRun text={packText} />
            </>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
