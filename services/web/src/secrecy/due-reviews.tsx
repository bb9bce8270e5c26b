/** Levels that are to be reviewed within a month, for those who review them; nothing where none is. */
import { Link } from "react-router";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { LabelMark } from "./label-mark.tsx";
import { useDueReviews } from "./secrecy-api.ts";

const PLACES = { item: "items", case: "cases", session: "recording-sessions" } as const;

export function DueReviews() {
  const say = useSay();
  const may = useMay("secrecy:label");
  const { data, error, refetch } = useDueReviews(may);
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.entries.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="label-reviews">
      <h2 id="label-reviews">{say("labels.due-title")}</h2>
      <ul className="downloads">
        {data.entries.map(({ thing, name, labelId, kind, due, isOverdue }) => (
          <li key={labelId}>
            <div>
              <div>
                <Link to={`/${PLACES[thing.type]}/${thing.id}`}>{name}</Link>
              </div>
              <LabelMark kind={kind} />
              <div className="small">
                <span className={isOverdue ? "mark mark-warn" : ""}>
                  {say(isOverdue ? "labels.due-over" : "labels.due-line", { day: due })}
                </span>
              </div>
            </div>
          </li>
        ))}
      </ul>
      {!data.isWhole && <p>{say("labels.due-more")}</p>}
    </section>
  );
}
