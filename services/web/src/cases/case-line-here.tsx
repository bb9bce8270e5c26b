/** On the page of a case: all that recorded in it on one clock, day by day, what must be seen, and the written records. */
import { Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import type { CaseLineBody } from "../../../review/recording-schema.ts";
import { useKindName } from "../annotations/kind-name.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { LanesPicture } from "../sessions/lanes-picture.tsx";
import { RequiredShots } from "../sessions/required-shots.tsx";
import { useCaseCompleteness, useCaseLine } from "../sessions/session-api.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Part, partsOf, shotsAsked } from "./case-line.ts";
import { MomentOfCase } from "./moment-of-case.tsx";

const dayOf = (ms: number): string => localTime(new Date(ms).toISOString()).slice(0, 10);

export function CaseLineHere({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const query = useCaseLine(caseId);
  return (
    <section className="panel" aria-labelledby="case-line">
      <h2 id="case-line">{say("line.title")}</h2>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && <Lines caseId={caseId} found={query.data} />}
    </section>
  );
}

function Lines({ caseId, found }: { readonly caseId: string; readonly found: CaseLineBody }) {
  const say = useSay();
  const judged = useCaseCompleteness(caseId).data;
  const parts = useMemo(() => partsOf(found, judged, dayOf), [found, judged]);
  const untimed = found.recordings.filter(({ recordedAt }) => recordedAt === null).length;
  const shots = useMemo(() => shotsAsked(found), [found]);
  return (
    <>
      <p className="small">{say(parts.length === 0 ? "line.none" : "line.lead")}</p>
      {parts.map((part, place) => (
        <Day
          key={`${part.day} ${part.line.from}`}
          {...{ caseId, part, isOpen: place === parts.length - 1 }}
        />
      ))}
      {untimed > 0 && <p className="small">{say("line.untimed", { count: untimed })}</p>}
      {!found.isWhole && <p className="small">{say("line.not-whole")}</p>}
      <RequiredShots {...shots} />
      <Records records={found.records} />
    </>
  );
}

/** Only what is open is drawn: a case of weeks has a part for each day. */
function Day({
  caseId,
  part,
  isOpen,
}: {
  readonly caseId: string;
  readonly part: Part;
  readonly isOpen: boolean;
}) {
  const say = useSay();
  const [isShown, setShown] = useState(isOpen);
  const [at, setAt] = useState<number | null>(null);
  const { day, line, placed } = part;
  const words = [
    say("line.part", { day, recordings: placed.length, devices: line.lanes.length }),
    ...(line.gaps.length === 0 ? [] : [say("line.gaps", { count: line.gaps.length })]),
  ];
  return (
    <details open={isShown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>{words.join(" · ")}</summary>
      {isShown && (
        <>
          <LanesPicture line={line} picked={{ at, onPick: setAt }} />
          <MomentOfCase {...{ caseId, part, at, onMove: setAt }} />
        </>
      )}
    </details>
  );
}

function Records({ records }: Pick<CaseLineBody, "records">) {
  const say = useSay();
  const nameOf = useKindName();
  return (
    <>
      <h3>{say("line.records")}</h3>
      {records.length === 0 && <p className="quiet small">{say("line.no-records")}</p>}
      <ul className="small">
        {records.map(({ id, itemId, kind, documentNo }) => (
          <li key={id}>
            <Link to={`/items/${itemId}`}>
              {nameOf({ type: "record", kind })} {documentNo}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
