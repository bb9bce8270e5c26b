/** What the house itself knows of a criterion, with its reasons and where they lie; or that a person alone can tell. */
import { Link } from "react-router";
import { useLanguage, useSay } from "../texts/say.ts";
import type { Known } from "./score-fields.ts";

const STATES = {
  ...{ met: "good", "not-met": "bad", "not-applicable": "still", "cannot-be-told": "warn" },
} as const;
const MOST = 20;

export function KnownLine({ known }: { readonly known: Known | null }) {
  const say = useSay();
  const { language } = useLanguage();
  if (known === null) return <p className="small">{say("spot.only-people")}</p>;
  const { title, state, reasons } = known;
  return (
    <div className="small">
      {say("spot.known", { title: title[language] })}{" "}
      <span className={`mark mark-${STATES[state]}`}>{say(`legal.point.${state}`)}</span>
      {reasons.length > 0 && (
        <ul className="quiet">
          {reasons.slice(0, MOST).map((reason, at) => (
            <li key={`${reason.code} ${at}`}>
              {reason.text[language]} <Where of={reason} />
            </li>
          ))}
          {reasons.length > MOST && <li>{say("legal.more", { count: reasons.length - MOST })}</li>}
        </ul>
      )}
    </div>
  );
}

function Where({ of: { itemId, sessionId } }: { readonly of: Known["reasons"][number] }) {
  const say = useSay();
  if (itemId !== null) return <Link to={`/items/${itemId}`}>{say("spot.open.item")}</Link>;
  if (sessionId !== null)
    return <Link to={`/recording-sessions/${sessionId}`}>{say("spot.open.session")}</Link>;
  return null;
}
