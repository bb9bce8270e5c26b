/** One term: what it runs from, when it ends, how it stands, and why that day. */
import type { ReactNode } from "react";
import type { CaseDeadlineBody } from "../../../review/deadline-schema.ts";
import { WhyProvisional } from "../frame/why.tsx";
import { useLanguage, useSay } from "../texts/say.ts";

const MARKS = {
  ...{ done: "good", late: "warn", due: "move", soon: "warn", overdue: "bad", "no-rule": "still" },
} as const;

export function DeadlineLine({
  entry: { title, document, from, state, due, provisional, doneOn, why },
  before,
  children,
}: {
  readonly entry: CaseDeadlineBody;
  readonly before?: ReactNode;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const cited = (why?.cite ?? []).map((one) => `${one.title[language]} ${one.at}`.trim());
  return (
    <div>
      <p>
        {before} {title[language]} {from}
        {document !== null && ` · ${document}`}{" "}
        <span className={`mark mark-${MARKS[state]}`}>{say(`deadlines.state.${state}`)}</span>
        {due !== null && <> · {say("publicity.due", { day: due })}</>}
        {provisional && (
          <>
            {" "}
            {say("publicity.provisional")} <WhyProvisional />
          </>
        )}
        {doneOn !== null && <> · {say("publicity.done-on", { day: doneOn })}</>} {children}
      </p>
      {why !== null && <p className="quiet small">{[why.text[language], ...cited].join(" · ")}</p>}
    </div>
  );
}
