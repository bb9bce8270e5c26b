/** What people told of the conditions that retention waits for, of an item or a case; and the way to tell it. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { ConditionListBody } from "../../../review/condition-schema.ts";
import { useMay } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Thing, TellDialog } from "./tell-dialog.tsx";

/** Nothing where nothing was told and this person may tell nothing. */
export function ConditionsHere({ of, id, isGone = false }: Thing & { readonly isGone?: boolean }) {
  const say = useSay();
  const may = useMay("conditions:tell") && !isGone;
  const [telling, setTelling] = useState(false);
  const found = useQuery({
    queryKey: ["conditions", of, id],
    queryFn: ({ signal }) => call("GET", `/${of}/{id}/conditions`, { path: { id }, signal }),
  });
  const problem = <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const entries = found.data?.entries ?? [];
  if (found.data === undefined || (entries.length === 0 && !may)) return problem;
  const told = entries.toReversed();
  return (
    <section className="panel" aria-labelledby="conditions">
      <div className="head">
        <h2 id="conditions">{say(`conditions.title-${of}`)}</h2>
        {may && <Button onClick={() => setTelling(true)}>{say("conditions.tell")}</Button>}
      </div>
      {problem}
      {told.length === 0 && <p className="quiet">{say("conditions.none")}</p>}
      <ul className="small entries">
        {told.map((entry) => (
          <Line key={`${entry.at} ${entry.condition} ${entry.by}`} entry={entry} />
        ))}
      </ul>
      <p className="quiet small">{say(`conditions.note-${of}`)}</p>
      {telling && <TellDialog of={of} id={id} onClose={() => setTelling(false)} />}
    </section>
  );
}

function Line({
  entry: { condition, on, authority, at, byName, counts },
}: {
  readonly entry: ConditionListBody["entries"][number];
}) {
  const say = useSay();
  const name = say(`condition.${condition}`);
  const what =
    on === null ? say("conditions.denied", { name }) : say("conditions.met", { name, on });
  return (
    <li>
      {counts ? <strong>{what}</strong> : <s className="quiet">{what}</s>}
      <div>{authority}</div>
      <div className="quiet">{say("conditions.line", { at: localTime(at), name: byName })}</div>
    </li>
  );
}
