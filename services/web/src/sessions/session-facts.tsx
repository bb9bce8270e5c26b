/** What is told of a session, and who told and corrected what. */
import { Tag } from "antd";
import type { ReactNode } from "react";
import type { SessionDetailBody } from "../../../review/recording-schema.ts";
import { History } from "../cases/history.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type TextKey, isTextKey } from "../texts/texts.ts";
import { officerName } from "./officers-field.tsx";
import { useOfficersOf } from "./session-api.ts";
import { useActivityName } from "./sessions-page.tsx";

type Row = readonly [TextKey, ReactNode];

export function SessionFacts({ session }: { readonly session: SessionDetailBody }) {
  const say = useSay();
  const rows = useRows(session).filter(([, value]) => value !== null);
  return (
    <section className="panel" aria-labelledby="session-facts">
      <h2 id="session-facts">{say("sessions.facts")}</h2>
      <dl className="pairs">
        {rows.map(([key, value]) => (
          <div key={key} style={{ display: "contents" }}>
            <dt>{say(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <History
        of="recording-sessions"
        id={session.id}
        revision={session.revision}
        prefix="session"
      />
    </section>
  );
}

function useRows(session: SessionDetailBody): readonly Row[] {
  const say = useSay();
  const officers = useOfficersOf(session.officerIds);
  const activityName = useActivityName();
  const lines = (values: readonly string[]): ReactNode =>
    values.length === 0 ? null : values.map((value) => <div key={value}>{value}</div>);
  const at = (instant: string | null) => (instant === null ? null : localTime(instant));
  return [
    ["session.activities", lines(session.activities.map(activityName))],
    [
      "session.officerIds",
      lines(
        session.officerIds.map((id) => {
          const officer = officers.get(id);
          return officer === undefined ? id : officerName(officer);
        }),
      ),
    ],
    ["session.partyCodes", session.partyCodes.length === 0 ? null : session.partyCodes.join("；")],
    ["session.place", session.place],
    ["session.plannedStart", at(session.plannedStart)],
    ["session.plannedStop", at(session.plannedStop)],
    ["session.startedAt", at(session.startedAt)],
    ["session.startReason", session.startReason],
    ["session.stoppedAt", at(session.stoppedAt)],
    ["session.stopReason", session.stopReason],
    ["session.announced", session.announced ? say("frame.yes") : say("frame.no")],
    ["session.legalBasis", session.legalBasis],
    ["session.documentNo", session.documentNo],
    [
      "session.pauses",
      lines(
        session.pauses.map(
          ({ from, to, reason }) =>
            `${localTime(from)} – ${localTime(to).slice(11)} · ${reason ?? say("sessions.pause-no-reason")}`,
        ),
      ),
    ],
    ["session.notRecorded", session.notRecorded],
    ["session.urgentReason", session.urgentReason],
    [
      "session.flags",
      session.flags.length === 0
        ? null
        : session.flags.map((flag) => {
            const key = `flag.${flag}`;
            return <Tag key={flag}>{isTextKey(key) ? say(key) : flag}</Tag>;
          }),
    ],
  ];
}
