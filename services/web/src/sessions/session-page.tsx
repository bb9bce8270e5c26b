/** One recording session: whether its record is complete and why not, its time line, its facts and its recordings. */
import { EditOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import type { SessionDetailBody } from "../../../review/recording-schema.ts";
import { useAnnotationsOf } from "../annotations/annotation-api.ts";
import { useMay } from "../api/queries.ts";
import { HoldsHere } from "../holds/holds-here.tsx";
import { JoinedHere } from "../live/joined-here.tsx";
import { LiveHere } from "../live/live-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { zoneName } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { LanesPicture } from "./lanes-picture.tsx";
import { lineOf } from "./lanes.ts";
import { RequiredShots } from "./required-shots.tsx";
import { usePackInForce, useOfficersOf, useSession } from "./session-api.ts";
import { ExtendAll } from "../extensions/extensions-here.tsx";
import { LabelsHere } from "../secrecy/labels-here.tsx";
import { SessionDialog } from "./session-dialog.tsx";
import { SessionFacts } from "./session-facts.tsx";
import { SessionItems } from "./session-items.tsx";
import { SessionMarkers } from "./session-markers.tsx";
import { Findings, Verdict } from "./verdict.tsx";

export function SessionPage() {
  const { id = "" } = useParams();
  const query = useSession(id);
  if (query.data !== undefined) return <SessionScreen key={id} session={query.data} />;
  if (query.error !== null)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton active />;
}

function SessionScreen({ session }: { readonly session: SessionDetailBody }) {
  const say = useSay();
  const mayChange = useMay("cases:change");
  const [editing, setEditing] = useState(false);
  const annotations = useAnnotationsOf(session.recordings.map(({ itemId }) => itemId));
  const line = useMemo(() => lineOf(session, annotations), [session, annotations]);
  return (
    <>
      <div className="head">
        <div>
          <h1>{say("sessions.one", { number: session.number })}</h1>
          <span className="quiet small">{say("frame.zone", { zone: zoneName() })}</span>
        </div>
        {session.caseId !== null && (
          <Link to={`/cases/${session.caseId}`}>{say("sessions.to-case")}</Link>
        )}
        {mayChange && (
          <Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
            {say("sessions.edit")}
          </Button>
        )}
      </div>
      <LiveHere id={session.id} />
      <JoinedHere id={session.id} />
      <Judged session={session} />
      <section className="panel" aria-labelledby="line">
        <h2 id="line">{say("sessions.line")}</h2>
        {line === null ? (
          <p className="quiet">{say("sessions.no-line")}</p>
        ) : (
          <LanesPicture line={line} />
        )}
      </section>
      <div className="item">
        <div>
          <SessionItems session={session} />
          <SessionMarkers recordings={session.recordings} annotations={annotations} />
        </div>
        <div>
          <RequiredShots session={session} annotations={annotations} />
          <SessionFacts session={session} />
          <LabelsHere things="recording-sessions" id={session.id} />
          <ExtendAll thing={{ of: "recording-sessions", id: session.id }} />
          <HoldsHere sessionId={session.id} />
        </div>
      </div>
      {editing && <SessionDialog session={session} onClose={() => setEditing(false)} />}
    </>
  );
}

function Judged({
  session: { completeness, officerIds, recordings, startedAt, warnings },
}: {
  readonly session: SessionDetailBody;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const officers = useOfficersOf(officerIds);
  const pack = usePackInForce();
  const names = new Map([
    ...[...officers].map(([id, { name }]) => [id, name] as const),
    ...recordings.map(({ itemId, deviceName }) => [itemId, deviceName] as const),
    ...[...(pack?.shots ?? []), ...(pack?.elements ?? [])].map(
      ({ code, title }) => [code, title[language]] as const,
    ),
  ]);
  return (
    <section className="panel" aria-labelledby="completeness">
      <div className="head">
        <h2 id="completeness">{say("sessions.completeness")}</h2>
        <Verdict verdict={completeness.verdict} />
      </div>
      {startedAt === null && warnings.length > 0 && (
        <>
          <h3>{say("sessions.planned-warnings")}</h3>
          <Findings findings={warnings} names={names} />
        </>
      )}
      <Findings findings={completeness.findings} names={names} />
    </section>
  );
}
