/** One closed version of a sheet: what it came to, its marks with their reasons, and what those who were checked answered. */
import type { SpotUnitBody } from "../../../review/spot-check-schema.ts";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { KnownLine } from "./known-line.tsx";
import { knownOf } from "./score-fields.ts";
import { ScoreText } from "./score-text.tsx";

interface Of {
  readonly unit: SpotUnitBody;
  readonly version: SpotUnitBody["versions"][number];
}

export function ClosedSheet({ unit, version: closed }: Of) {
  const say = useSay();
  const { version, madeByName, madeAt, reason, remark, answerUntil, sha256, paper } = closed;
  const answers = unit.answers.filter((answer) => answer.version === version);
  const isNewest = unit.versions.at(-1)?.version === version;
  return (
    <li>
      <div>
        {say("spot.version", { version })} · {madeByName} {localTime(madeAt)}{" "}
        <span className="small quiet">
          {say(paper.ledger === null ? "spot.not-entered" : "spot.entered")}
        </span>
      </div>
      <div>
        <ScoreText result={closed} grades={unit.sheet.grades} />
      </div>
      {reason !== null && <p>{say("spot.because", { reason })}</p>}
      {remark !== "" && <p>{say("spot.remarked", { text: remark })}</p>}
      {isNewest && answerUntil !== null && (
        <p className="small quiet">{say("spot.answer-until", { day: answerUntil })}</p>
      )}
      <p className="small code">SHA-256 {sha256}</p>
      <details {...(isNewest && { open: true })}>
        <summary>{say("spot.marks", { version })}</summary>
        <Marks {...{ unit, version: closed }} />
      </details>
      {answers.map((answer) => (
        <blockquote key={answer.sha256}>
          {answer.text}
          <div className="small quiet">
            {answer.madeByName} {localTime(answer.madeAt)}
          </div>
        </blockquote>
      ))}
    </li>
  );
}

function Marks({ unit: { sheet }, version: { marks, known } }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <ul className="entries">
      {sheet.criteria.map((criterion) => {
        const mark = marks.find((one) => one.criterion === criterion.code);
        const isFailed = mark?.state === "lost" && criterion.fatal;
        return (
          <li key={criterion.code} className="criterion">
            {criterion.title[language]}{" "}
            {mark !== undefined && (
              <span className={`mark mark-${TONES[mark.state]}`}>
                {say(isFailed ? "spot.mark.failed" : `spot.marked.${mark.state}`, {
                  ...{ lost: mark.lost, points: criterion.points },
                })}
              </span>
            )}
            {mark !== undefined && mark.reason !== "" && <div>{mark.reason}</div>}
            <KnownLine known={knownOf(criterion, known)} />
          </li>
        );
      })}
    </ul>
  );
}

const TONES = { full: "good", lost: "bad", "not-applicable": "still" } as const;
