/** Cases under legal review: rounds that wait for their opinion, overdue ones first, and cases that need a review and have none. */
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type {
  UnreviewedCaseBody,
  WaitingReviewsBody,
} from "../../../review/legal-review-schema.ts";
import { LoadMore, type Pages } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { useUnreviewed, useWaitingRounds } from "./review-api.ts";

export function ReviewsPage() {
  const say = useSay();
  const waiting = useWaitingRounds();
  const missing = useUnreviewed();
  const rounds = waiting.data?.pages
    .flatMap(({ entries }) => entries)
    .toSorted((one, other) => Number(other.isOverdue) - Number(one.isOverdue));
  const cases = missing.data?.pages.flatMap(({ entries }) => entries);
  return (
    <>
      <div className="head">
        <h1>{say("legal.list")}</h1>
      </div>
      <p className="quiet">{say("legal.list-lead")}</p>
      <List title="legal.list-waiting" none="legal.list-none" query={waiting}>
        {rounds?.map((one) => (
          <WaitingRound key={`${one.caseId} ${one.round}`} of={one} />
        ))}
      </List>
      <List title="legal.list-missing" none="legal.list-missing-none" query={missing}>
        {cases?.map((one) => (
          <Unreviewed key={one.id} of={one} />
        ))}
      </List>
    </>
  );
}

interface Query extends Pages {
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

function List({
  title,
  none,
  query,
  children,
}: {
  readonly title: TextKey;
  readonly none: TextKey;
  readonly query: Query;
  readonly children: readonly ReactNode[] | undefined;
}) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{say(title)}</h2>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {children?.length === 0 && (
        <p className="quiet" role="status">
          {say(none)}
        </p>
      )}
      {children !== undefined && children.length > 0 && (
        <>
          <ol className="downloads">{children}</ol>
          <LoadMore pages={query} count={children.length} />
        </>
      )}
    </section>
  );
}

function WaitingRound({
  of: { caseId, caseNumber, round, submittedAt, dueOn, isOverdue },
}: {
  readonly of: WaitingReviewsBody["entries"][number];
}) {
  const say = useSay();
  const day = dueOn ?? "";
  return (
    <li>
      <div>
        <Link to={`/cases/${caseId}`}>{caseNumber}</Link>
        <div className="quiet small">
          {say("legal.list-round", { round, at: localTime(submittedAt) })}
        </div>
      </div>
      {dueOn !== null && (
        <span className={isOverdue ? "mark mark-bad" : "quiet small"}>
          {isOverdue ? say("legal.list-overdue", { day }) : say("legal.due", { day })}
        </span>
      )}
    </li>
  );
}

function Unreviewed({
  of: { id, number, decidedOn, finding, grounds },
}: {
  readonly of: UnreviewedCaseBody;
}) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <li>
      <div>
        <Link to={`/cases/${id}`}>{number}</Link>
        <div className="quiet small">{grounds.map(({ title }) => title[language]).join(" · ")}</div>
      </div>
      <span className={finding === null ? "quiet small" : "mark mark-bad"}>
        {decidedOn === null
          ? say("legal.list-undecided")
          : say("legal.list-decided", { day: decidedOn })}
        {finding !== null && ` · ${say(`legal.finding.${finding}`)}`}
      </span>
    </li>
  );
}
