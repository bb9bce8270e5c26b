/** The report on legality and sufficiency: each point with its answer and reasons. */
import type { ReviewPointBody, ReviewRoundBody } from "../../../review/legal-review-schema.ts";
import { useLanguage, useSay } from "../texts/say.ts";

const STATES = {
  ...{ met: "good", "not-met": "bad", "not-applicable": "still", "cannot-be-told": "warn" },
} as const;
const MOST = 20;

type Marks = NonNullable<ReviewRoundBody["said"]>["marks"];

export function Points({
  points,
  marks = [],
}: {
  readonly points: readonly ReviewPointBody[];
  readonly marks?: Marks;
}) {
  const say = useSay();
  return (["legality", "sufficiency"] as const).map((group) => {
    const own = points.filter((one) => one.group === group);
    if (own.length === 0) return null;
    return (
      <div key={group}>
        <h3>{say(`legal.group.${group}`)}</h3>
        <ul className="entries">
          {own.map((point) => (
            <PointLine
              key={point.point}
              {...{ point, mark: marks.find((one) => one.point === point.point) }}
            />
          ))}
        </ul>
      </div>
    );
  });
}

function PointLine({
  point: { title, state, reasons },
  mark,
}: {
  readonly point: ReviewPointBody;
  readonly mark: Marks[number] | undefined;
}) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <li>
      {title[language]}{" "}
      <span className={`mark mark-${STATES[state]}`}>{say(`legal.point.${state}`)}</span>
      {mark !== undefined && (
        <div className="small">
          {say("legal.marked", { mark: say(`legal.mark.${mark.mark}`) })} {mark.text}
        </div>
      )}
      {reasons.length > 0 && (
        <ul className="small quiet">
          {reasons.slice(0, MOST).map(({ code, text }, at) => (
            <li key={`${code} ${at}`}>{text[language]}</li>
          ))}
          {reasons.length > MOST && <li>{say("legal.more", { count: reasons.length - MOST })}</li>}
        </ul>
      )}
    </li>
  );
}
