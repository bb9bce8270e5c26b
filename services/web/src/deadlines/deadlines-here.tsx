/** What is due of a case, by which rule and which days; telling an event, what was done of it, and one longer term. */
import { useQuery } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { useState } from "react";
import type { CaseDetailBody } from "../../../review/case-schema.ts";
import type { CaseDeadlineBody } from "../../../review/deadline-schema.ts";
import { useMay } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { useCase } from "../cases/case-api.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { DeadlineLine } from "./deadline-line.tsx";
import { DoneDialog, EventDialog, ExtendDialog } from "./tell-dialogs.tsx";

type Telling = "event" | { readonly act: "done" | "extend"; readonly entry: CaseDeadlineBody };

export function DeadlinesHere({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const mayTell = useMay("cases:change");
  const file = useCase(caseId).data;
  const [telling, setTelling] = useState<Telling | null>(null);
  const found = useQuery({
    queryKey: ["case", caseId, "deadlines"],
    queryFn: ({ signal }) => call("GET", "/cases/{id}/deadlines", { path: { id: caseId }, signal }),
  });
  const entries = found.data?.entries ?? [];
  return (
    <section className="panel" aria-labelledby="deadlines">
      <div className="head">
        <h2 id="deadlines">{say("deadlines.title")}</h2>
        {mayTell && <Button onClick={() => setTelling("event")}>{say("deadlines.tell")}</Button>}
      </div>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isSuccess && entries.length === 0 && (
        <p className="quiet">{say("deadlines.nothing")}</p>
      )}
      {entries.map((entry) => (
        <DeadlineLine key={entry.of} entry={entry}>
          {mayTell && <Acts entry={entry} onTell={setTelling} />}
        </DeadlineLine>
      ))}
      {file !== undefined && telling !== null && (
        <Dialog file={file} telling={telling} onClose={() => setTelling(null)} />
      )}
    </section>
  );
}

function Acts({
  entry,
  onTell,
}: {
  readonly entry: CaseDeadlineBody;
  readonly onTell: (telling: Telling) => void;
}) {
  const say = useSay();
  return (
    <Space>
      {entry.document !== null && entry.doneOn === null && (
        <Button size="small" onClick={() => onTell({ act: "done", entry })}>
          {say("deadlines.tell-done")}
        </Button>
      )}
      {entry.mayExtend && (
        <Button size="small" onClick={() => onTell({ act: "extend", entry })}>
          {say("deadlines.extend")}
        </Button>
      )}
    </Space>
  );
}

function Dialog({
  file,
  telling,
  onClose,
}: {
  readonly file: CaseDetailBody;
  readonly telling: Telling;
  readonly onClose: () => void;
}) {
  if (telling === "event") return <EventDialog file={file} onClose={onClose} />;
  const Told = telling.act === "done" ? DoneDialog : ExtendDialog;
  return <Told file={file} entry={telling.entry} onClose={onClose} />;
}
