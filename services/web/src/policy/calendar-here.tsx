/** The working days that count, year by year, what waits for another person, and the import of a published table. */
import { Button } from "antd";
import { useState } from "react";
import type { PolicyEntryBody } from "../../../review/policy-schema.ts";
import { useMay } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useDayTable, useDayTables, useDecideTable } from "./calendar-api.ts";
import { ImportDays } from "./import-days.tsx";
import { HouseHere, TakeAway } from "./signatures.tsx";

const nameOf = ({ code, version }: PolicyEntryBody): string => `${code} v${version}`;

export function CalendarHere() {
  const say = useSay();
  const { data, error, refetch } = useDayTables();
  const may = useMay("policy:change");
  const [importing, setImporting] = useState(false);
  const waiting = data?.entries.filter(({ decision }) => decision === null) ?? [];
  return (
    <section className="panel" aria-labelledby="working-days">
      <div className="head">
        <h2 id="working-days">{say("days.title")}</h2>
        {may && <Button onClick={() => setImporting(true)}>{say("days.import")}</Button>}
      </div>
      <p className="quiet small">{say("days.lead")}</p>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <ul className="downloads">
        {data?.counting.map(
          ({ table: { year, version, notice, issuedOn, workdays }, proposal }) => (
            <li key={year}>
              <div>
                <div>{say("days.year", { year, version, notice, issuedOn })}</div>
                <div className="quiet small">
                  {say("days.make-up", { days: workdays.join(" ") || "–" })}
                </div>
                {proposal === null ? (
                  <div className="quiet small">{say("days.shipped")}</div>
                ) : (
                  <Applied entry={data.entries.find(({ id }) => id === proposal)} />
                )}
              </div>
            </li>
          ),
        )}
        {waiting.map((entry) => (
          <li key={entry.id}>
            <Waiting entry={entry} may={may} />
          </li>
        ))}
      </ul>
      {importing && <ImportDays onClose={() => setImporting(false)} />}
    </section>
  );
}

/** Of an applied table. */
function Applied({ entry }: { readonly entry: PolicyEntryBody | undefined }) {
  const [open, setOpen] = useState(false);
  const say = useSay();
  const { data, error } = useDayTable(entry?.id ?? "", open);
  if (entry === undefined) return null;
  return (
    <div className="small">
      <HouseHere isSigned={entry.isSigned} />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {say("policy.take-away")} {nameOf(entry)}
        </summary>
        <ProblemNotice error={error} />
        {data !== undefined && <TakeAway entry={entry} detail={data} />}
      </details>
    </div>
  );
}

function Waiting({ entry, may }: { readonly entry: PolicyEntryBody; readonly may: boolean }) {
  const say = useSay();
  const [act, setAct] = useState<"approve" | "withdraw" | null>(null);
  const commands = {
    approve: useDecideTable("approval", entry.sha256),
    withdraw: useDecideTable("withdrawal", null),
  };
  const name = nameOf(entry);
  const at = localTime(entry.proposedAt);
  return (
    <div>
      <div>
        {name} <span className="mark-warn">{say("policy.state.waits")}</span>
      </div>
      <div className="quiet small">
        {say("policy.by-at", { by: entry.proposedByName, at })} · {entry.why}
      </div>
      {may && (
        <div className="acts">
          <Button
            size="small"
            aria-label={`${say("policy.approve")} ${name}`}
            onClick={() => setAct("approve")}
          >
            {say("policy.approve")}
          </Button>
          <Button
            size="small"
            aria-label={`${say("policy.withdraw")} ${name}`}
            onClick={() => setAct("withdraw")}
          >
            {say("policy.withdraw")}
          </Button>
        </div>
      )}
      {act !== null && (
        <ConfirmDialog
          question={{
            title: say(`policy.${act}-title`, { name }),
            note: say(`days.${act}-note`),
            okText: say(`policy.${act}`),
            asksReason: true,
          }}
          command={commands[act]}
          id={entry.id}
          onClose={() => setAct(null)}
        >
          {act === "approve" && <ExactText id={entry.id} />}
        </ConfirmDialog>
      )}
    </div>
  );
}

function ExactText({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error } = useDayTable(id);
  if (data === undefined) return <ProblemNotice error={error} />;
  return (
    <pre className="code small wide" role="region" aria-label={say("days.text")} tabIndex={0}>
      {data.text}
    </pre>
  );
}
