/** What waits for whoever is logged in: each kind with how much of it, how much is overdue, and the first. */
import { CheckCircleOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { Link } from "react-router";
import type { WaitingBody } from "../../../review/waiting-schema.ts";
import { useWaiting } from "../dashboard/dashboard-api.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";

export function WaitingPage() {
  const say = useSay();
  const found = useWaiting();
  const entries = found.data?.entries;
  return (
    <>
      <div className="head">
        <h1>{say("waiting.title")}</h1>
      </div>
      <p className="quiet">{say("waiting.lead")}</p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton active />}
      {entries?.length === 0 && (
        <div className="panel" role="status">
          <h2>
            <CheckCircleOutlined aria-hidden /> {say("waiting.none")}
          </h2>
          <p>{say("waiting.none-how")}</p>
        </div>
      )}
      {entries !== undefined && entries.length > 0 && (
        <section className="panel" aria-label={say("waiting.title")}>
          <ul className="downloads">
            {entries.map((entry) => (
              <Waits key={entry.kind} entry={entry} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Where the whole of a kind is listed; null: its first is the way to it. */
const PLACES: Readonly<Record<WaitingBody["kind"], string | null>> = {
  "disposal-appraise": "/disposal",
  "disposal-approve": "/disposal",
  "access-requests": "/access",
  "policy-packs": "/policy",
  "day-tables": "/policy",
  "legal-opinions": "/legal-reviews",
  "legal-missing": "/legal-reviews",
  "label-reviews": "/cases",
  "score-sheets": "/spot-checks",
  "sheet-answers": "/spot-checks",
  "hold-reviews": "/holds",
  publicity: null,
  "awaited-words": null,
  "hand-ins": "/recording-sessions?handIn=late",
};

function Waits({
  entry: { kind, count, isWhole, overdue, first },
}: {
  readonly entry: WaitingBody;
}) {
  const say = useSay();
  const place = PLACES[kind];
  const name = say(`waiting.kind.${kind}`);
  return (
    <li>
      <div>
        <h2 className="waits">{place === null ? name : <Link to={place}>{name}</Link>}</h2>
        <div className="quiet small">{say("waiting.first")}</div>
        <Link to={first.to}>
          {first.name ?? say("waiting.open")}
          {first.name === null && <span className="unseen"> {name}</span>}
        </Link>
        {first.due !== null && <Due day={first.due} isOver={overdue > 0} />}
      </div>
      <div>
        <strong>{say(isWhole ? "waiting.count" : "waiting.count-more", { count })}</strong>
        {overdue > 0 && (
          <div className="mark mark-bad">{say("waiting.overdue", { count: overdue })}</div>
        )}
      </div>
    </li>
  );
}

/** The first is the one whose day came first. */
function Due({ day, isOver }: { readonly day: string; readonly isOver: boolean }) {
  const say = useSay();
  return (
    <div className={isOver ? "mark-bad small" : "quiet small"}>
      {say(isOver ? "waiting.was-due" : "waiting.due", { day })}
    </div>
  );
}
