/** The labels of an item, a case or a recording session: which protect it, until when, what is due; and the way to set and change them. */
import { Button } from "antd";
import { useState } from "react";
import { useMay, useMe } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localField } from "../frame/form-facts.ts";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { ChangeLabel } from "./change-label.tsx";
import { type Label, isInForce, isSoon, takesAnother } from "./label-fields.ts";
import { LabelMark } from "./label-mark.tsx";
import { type Change, type Labelled, useLabels } from "./secrecy-api.ts";
import { SetLabel } from "./set-label.tsx";

interface Asked {
  readonly act: Change["act"];
  readonly label: Label;
}

/** Nothing where nothing ever stood on it and this person may set nothing. */
export function LabelsHere(on: Labelled) {
  const say = useSay();
  const may = useMay("secrecy:label");
  const found = useLabels(on);
  const [setting, setSetting] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const problem = <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const labels = found.data?.entries ?? [];
  if (found.data === undefined || (labels.length === 0 && !may)) return problem;
  return (
    <section className="panel" aria-labelledby="labels">
      <div className="head">
        <h2 id="labels">{say("labels.title")}</h2>
        {may && <Button onClick={() => setSetting(true)}>{say("labels.set")}</Button>}
      </div>
      {problem}
      {labels.length === 0 && <p className="quiet">{say("labels.none")}</p>}
      <ul className="downloads">
        {labels.map((label) => (
          <LabelLine key={label.id} label={label} may={may} onAct={setAsked} />
        ))}
      </ul>
      <p className="quiet small">{say(`labels.of-${on.things}`)}</p>
      {setting && <SetLabel on={on} onClose={() => setSetting(false)} />}
      {asked !== null && <ChangeLabel on={on} {...asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

const today = (): string => localField(new Date().toISOString()).slice(0, 10);

function LabelLine({
  label,
  may,
  onAct,
}: {
  readonly label: Label;
  readonly may: boolean;
  readonly onAct: (asked: Asked) => void;
}) {
  const say = useSay();
  const { kind, status, basis, condition, scope, issuedOn, until, endedAt, endReason } = label;
  const { reviewed } = label;
  const counts = isInForce(label, today());
  const terms = [
    say("labels.issued", { day: issuedOn }),
    until === null ? say("labels.no-end") : say("labels.until", { day: until }),
    ...(condition === null ? [] : [say("labels.condition-line", { words: condition })]),
    ...(scope === null ? [] : [say("labels.scope", { count: scope.length })]),
  ];
  return (
    <li>
      <div>
        {counts ? <LabelMark kind={kind} /> : <s className="quiet">{say(`label.${kind}`)}</s>}{" "}
        {counts && status !== "confirmed" && <span>{say(`label.status.${status}`)}</span>}
        <div className="small">{basis}</div>
        <div className="quiet small">{terms.join(" · ")}</div>
        {endedAt !== null && (
          <div className="quiet small">
            {say("labels.ended", { at: localTime(endedAt), reason: endReason ?? "" })}
          </div>
        )}
        {reviewed !== null && (
          <div className="quiet small">{say("labels.reviewed", { day: reviewed.on })}</div>
        )}
        {counts && <Due label={label} />}
        {counts && may && <Acts label={label} onAct={onAct} />}
      </div>
    </li>
  );
}

/** When it is looked at again or reported, and what it asks for before a copy leaves. */
function Due({
  label: { nextReview, reportBy, status, beforeRelease },
}: {
  readonly label: Label;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const lines = [
    ...(nextReview === null ? [] : [["labels.review-due", nextReview] as const]),
    ...(reportBy === null || status !== "proposed" ? [] : [["labels.report", reportBy] as const]),
  ];
  return (
    <>
      {lines.map(([key, day]) => (
        <div key={key} className={isSoon(day, today()) ? "mark mark-warn small" : "small"}>
          {say(key, { day })}
        </div>
      ))}
      {beforeRelease !== null && (
        <div className="small">
          {say("labels.before-release", { what: beforeRelease[language] })}
        </div>
      )}
    </>
  );
}

/** Whoever set a level is not offered to make it less: that takes another person. */
function Acts({ label, onAct }: { readonly label: Label; readonly onAct: (asked: Asked) => void }) {
  const say = useSay();
  const name = say(`label.${label.kind}`);
  const ofAnother = takesAnother(label, useMe().data?.id);
  const button = (act: Change["act"]) => (
    <Button
      size="small"
      aria-label={`${say(`labels.${act}`)} ${name}`}
      onClick={() => onAct({ act, label })}
    >
      {say(`labels.${act}`)}
    </Button>
  );
  return (
    <div className="acts">
      {label.status !== "confirmed" && !ofAnother && button("confirmation")}
      {label.until !== null && button("extension")}
      {label.nextReview !== null && button("review")}
      {ofAnother ? <span className="quiet small">{say("labels.another")}</span> : button("end")}
    </div>
  );
}
