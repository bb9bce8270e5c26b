/** All that people marked in the recordings of a session and linked to them, in the order of the day. */
import { Link } from "react-router";
import type { AnnotationBody, SessionDetailBody } from "../../../review/recording-schema.ts";
import { useKindName } from "../annotations/kind-name.ts";
import { lengthText, localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function SessionMarkers({
  recordings,
  annotations,
}: {
  readonly recordings: SessionDetailBody["recordings"];
  readonly annotations: readonly AnnotationBody[];
}) {
  const say = useSay();
  const kindName = useKindName();
  const rows = annotations
    .filter(({ ended }) => ended === null)
    .map(({ id, itemId, note }) => {
      const recordedAt = recordings.find((one) => one.itemId === itemId)?.recordedAt ?? null;
      const isMarker = note["type"] === "marker";
      const atMs = isMarker ? Number(note["atMs"]) : 0;
      const at = recordedAt === null ? null : Date.parse(recordedAt) + atMs;
      const words = isMarker ? note["text"] : note["documentNo"];
      const when = !isMarker
        ? say("sessions.record")
        : at === null
          ? lengthText(atMs / 1000)
          : localTime(new Date(at).toISOString());
      return { id, itemId, at: isMarker ? at : null, when, name: kindName(note), words };
    })
    .toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
  return (
    <section className="panel" aria-labelledby="session-markers">
      <h2 id="session-markers">{say("sessions.markers")}</h2>
      {rows.length === 0 && <p className="quiet">{say("sessions.no-markers")}</p>}
      <ul className="findings">
        {rows.map(({ id, itemId, when, name, words }) => (
          <li key={id}>
            <span className="nowrap quiet">{when}</span>
            <Link to={`/items/${itemId}`}>{name}</Link>
            {typeof words === "string" && <span>{words}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
