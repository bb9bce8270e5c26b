/** The most urgent terms of all cases that the reader may know of; nothing where none is open. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { DeadlineLine } from "./deadline-line.tsx";

const SHOWN = 20;

export function HouseDeadlines() {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ["case", "deadlines"],
    queryFn: ({ signal }) => call("GET", "/deadlines", { query: { limit: SHOWN }, signal }),
  });
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.open === 0) return null;
  const { open, overdue, soon, entries, isWhole } = data;
  return (
    <section className="panel" aria-labelledby="house-deadlines">
      <h2 id="house-deadlines">{say("deadlines.house")}</h2>
      <p>{say("deadlines.counts", { open, overdue, soon })}</p>
      {entries.map((entry) => (
        <DeadlineLine
          key={`${entry.caseId} ${entry.of}`}
          entry={entry}
          before={<Link to={`/cases/${entry.caseId}`}>{entry.caseNumber}</Link>}
        />
      ))}
      {(!isWhole || entries.length < open) && (
        <p className="quiet small">{say("deadlines.cut", { shown: entries.length })}</p>
      )}
    </section>
  );
}
