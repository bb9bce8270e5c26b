/** What the activities of a session require to be seen or heard, each ticked off where a marker says where it is. */
import { CheckSquareOutlined, BorderOutlined } from "@ant-design/icons";
import type { AnnotationBody, SessionDetailBody } from "../../../review/recording-schema.ts";
import { Mark } from "../frame/mark.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { usePackInForce } from "./session-api.ts";

export function RequiredShots({
  session,
  annotations,
}: {
  readonly session: Pick<SessionDetailBody, "activities">;
  readonly annotations: readonly Pick<AnnotationBody, "ended" | "note">[];
}) {
  const say = useSay();
  const { language } = useLanguage();
  const pack = usePackInForce();
  const wanted = new Set(
    pack?.activities
      .filter(({ code }) => session.activities.includes(code))
      .flatMap(({ requiredShots }) => requiredShots),
  );
  const marked = new Set(
    annotations.flatMap(({ ended, note }) =>
      ended === null && note["type"] === "marker" ? [String(note["kind"])] : [],
    ),
  );
  const shots = pack?.shots.filter(({ code }) => wanted.has(code)) ?? [];
  if (shots.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="shots">
      <h2 id="shots">{say("sessions.shots")}</h2>
      <ul className="findings">
        {shots.map(({ code, title }) => (
          <li key={code}>
            {marked.has(code) ? (
              <Mark tone="good" icon={<CheckSquareOutlined />}>
                {title[language]} · {say("sessions.shot-marked")}
              </Mark>
            ) : (
              <Mark tone="warn" icon={<BorderOutlined />}>
                {title[language]} · {say("sessions.shot-open")}
              </Mark>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
