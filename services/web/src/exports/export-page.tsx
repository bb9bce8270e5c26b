/** One export: for whom and what for, what happened to it, its package, its receipt, and what may be done with it now. */
import { Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { ExportBody } from "../../../review/export-schema.ts";
import { useMay } from "../api/queries.ts";
import { CopyButton } from "../frame/copy-button.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { CourseMark } from "./course-mark.tsx";
import { useExport } from "./export-api.ts";
import { ExportActs } from "./export-acts.tsx";
import { ExportSteps } from "./export-steps.tsx";
import { Handover } from "./handover.tsx";

export function ExportPage() {
  const { id = "" } = useParams();
  const query = useExport(id);
  if (!useMay("packages:see")) return <NotForYou />;
  const problem = <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return query.error === null ? <Skeleton active /> : problem;
  return (
    <>
      {problem}
      <Shown key={id} of={query.data} />
    </>
  );
}

function Shown({ of: one }: { readonly of: ExportBody }) {
  const say = useSay();
  return (
    <>
      <div className="head">
        <div>
          <h1>
            {one.organisation} · {one.person}
          </h1>
          <div className="quiet small">{one.purpose}</div>
        </div>
        <CourseMark of={one} />
        <ExportActs of={one} />
      </div>
      <div className="item">
        <div>
          <Facts of={one} />
          <Handover of={one} />
        </div>
        <ExportSteps of={one} />
      </div>
      <p>
        <Link to="/exports">{say("exports.all")}</Link>
      </p>
    </>
  );
}

function Facts({ of: one }: { readonly of: ExportBody }) {
  const say = useSay();
  const pairs = [
    [say("exports.recipient"), say(`exports.to.${one.recipient}`)],
    [say("exports.basis"), one.basis],
    ...(one.basisSha256 === null ? [] : [[say("exports.basis-digest"), one.basisSha256] as const]),
    [say("purpose.kind"), say(`purpose.kind-${one.purposeKind}`)],
    [say("exports.due-field"), one.dueOn ?? say("exports.no-due")],
  ] as const;
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{say("exports.facts")}</h2>
      <dl className="pairs small">
        {pairs.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt>{say("exports.watermark")}</dt>
        <dd>
          <span className="code">{one.watermark}</span>{" "}
          <CopyButton text={one.watermark} what={say("exports.watermark")} />
        </dd>
      </dl>
      <ItemLinks ids={one.itemIds} />
    </section>
  );
}

/** A package may hold hundreds: listed when they are looked at. */
function ItemLinks({ ids }: { readonly ids: readonly string[] }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="small">
      <summary>{say("exports.items", { count: ids.length })}</summary>
      <ul className="plain">
        {open &&
          ids.map((id) => (
            <li key={id} className="code">
              <Link to={`/items/${id}`}>{id}</Link>
            </li>
          ))}
      </ul>
    </details>
  );
}
