/** One drawn unit: its closed sheets with answers, the form of a sheet for a checker, the answer of whoever was checked. */
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { SpotUnitBody } from "../../../review/spot-check-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { AnswerSheet } from "./answer-sheet.tsx";
import { ClosedSheet } from "./closed-sheet.tsx";
import { KnownLine } from "./known-line.tsx";
import { knownOf } from "./score-fields.ts";
import { ScoreForm } from "./score-form.tsx";
import { type UnitPlace, useUnit } from "./spot-api.ts";

export function UnitPage() {
  const { id = "", unit = "" } = useParams();
  if (!useMay("spotchecks:see")) return <NotForYou />;
  return <Found key={`${id} ${unit}`} place={{ check: id, unit, isMine: false }} />;
}

/** The same for whoever did the work. */
export function OwnUnitPage() {
  const { id = "", unit = "" } = useParams();
  return <Found key={`${id} ${unit}`} place={{ check: id, unit, isMine: true }} />;
}

function Found({ place }: { readonly place: UnitPlace }) {
  const query = useUnit(place);
  // Beside what was read before: a form that is open stays.
  return (
    <>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && <Unit place={place} unit={query.data} />}
    </>
  );
}

interface Of {
  readonly place: UnitPlace;
  readonly unit: SpotUnitBody;
}

const EVIDENCE = { item: "/items", session: "/recording-sessions", case: "/cases" } as const;

function Unit({ place, unit }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  const { sheet, subject, name, versions, dueOn } = unit;
  return (
    <>
      <div className="head">
        <div>
          <h1>{name}</h1>
          <div className="quiet small">
            {sheet.title[language]} · {say(`spot.subject.${subject}`)}
            {dueOn !== null && <> · {say("spot.due", { day: dueOn })}</>}
          </div>
        </div>
        {!place.isMine && <Link to={`/spot-checks/${place.check}`}>{say("spot.to-check")}</Link>}
        <Link to={`${EVIDENCE[subject]}/${unit.unit}`}>{say(`spot.open.${subject}`)}</Link>
      </div>
      {versions.length > 0 && (
        <section className="panel" aria-labelledby="sheets">
          <h2 id="sheets">{say("spot.sheets")}</h2>
          <ol className="entries">
            {versions.toReversed().map((version) => (
              <ClosedSheet key={version.version} {...{ unit, version }} />
            ))}
          </ol>
          {unit.mayAnswer && <AnswerSheet {...{ place, unit }} />}
        </section>
      )}
      {!place.isMine && <Scoring {...{ place, unit }} />}
    </>
  );
}

function Scoring({ place, unit }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  const mayScore = useMay("spotchecks:score");
  const isClosed = unit.versions.length > 0;
  const [scores, setScores] = useState(false);
  return (
    <section className="panel" aria-labelledby="score">
      <div className="head">
        <h2 id="score">{say(isClosed && !scores ? "spot.known-now" : "spot.sheet")}</h2>
        {mayScore && !scores && (
          <Button type={isClosed ? "default" : "primary"} onClick={() => setScores(true)}>
            {say(isClosed ? "spot.correct" : "spot.fill-in")}
          </Button>
        )}
      </div>
      {scores ? (
        <>
          <p className="quiet">{say(isClosed ? "spot.correct-how" : "spot.fill-in-how")}</p>
          <ScoreForm {...{ place, unit }} onDone={() => setScores(false)} />
        </>
      ) : (
        <ol className="entries">
          {unit.sheet.criteria.map((criterion) => (
            <li key={criterion.code} className="criterion">
              {criterion.title[language]}{" "}
              <span className="quiet small">
                {say(criterion.fatal ? "spot.fatal" : "spot.points", { points: criterion.points })}
                {!criterion.confirmedByAgency && <> · {say("spot.proposal")}</>}
              </span>
              <KnownLine known={knownOf(criterion, unit.known)} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
