/** The holds that lie on an item, a case or a recording session: since when, by whom, why, and whether the store shows it; and the way to a new one. */
import { Link } from "react-router";
import type { HoldBody } from "../../../review/hold-schema.ts";
import { useHolds, useItemHold, useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { HeldNow } from "./held-now.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

type On =
  | { readonly itemId: string }
  | { readonly caseId: string }
  | { readonly sessionId: string };

function placeOf(on: On): string {
  if ("itemId" in on) return `item:${on.itemId}`;
  return "caseId" in on ? `case:${on.caseId}` : `session:${on.sessionId}`;
}

/** Nothing for those who may not see holds, and nothing where none is in force and none may be placed. */
export function HoldsHere(on: On) {
  const say = useSay();
  const maySee = useMay("holds:see");
  const mayPlace = useMay("holds:place");
  const query = useHolds({ ...on, state: "active" }, maySee);
  const holds = query.data?.entries ?? [];
  if (!maySee) return null;
  if (query.error !== null) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (holds.length === 0 && !mayPlace) return null;
  return (
    <section className="panel" aria-labelledby="holds">
      <h2 id="holds">{say("holds.here")}</h2>
      {holds.length === 0 && <p className="quiet">{say("holds.none-here")}</p>}
      <ul className="downloads">
        {holds.map((hold) => (
          <HoldLine key={hold.id} hold={hold} />
        ))}
      </ul>
      {mayPlace && (
        <p>
          <Link to={`/holds?place=${placeOf(on)}`}>{say("holds.place")}</Link>
        </p>
      )}
      {"itemId" in on && holds.length > 0 && <InStore itemId={on.itemId} />}
    </section>
  );
}

function HoldLine({ hold }: { readonly hold: HoldBody }) {
  const say = useSay();
  return (
    <li>
      <div>
        {say("holds.line", {
          kind: say(`holds.kind.${hold.kind}`),
          number: hold.authority.number,
          at: localTime(hold.placedAt),
          name: hold.placedByName,
          reason: hold.reason,
        })}
        <div className="quiet small">
          {say("holds.review-on", { day: hold.reviewOn })}
          {hold.isOverdue && ` · ${say("holds.overdue")}`}
        </div>
        <HeldNow hold={hold} />
      </div>
    </li>
  );
}

function InStore({ itemId }: { readonly itemId: string }) {
  const say = useSay();
  const kept = useItemHold(itemId).data?.kept;
  if (kept === undefined) return null;
  if (kept?.isHeld === true && kept.readBackAt !== null) {
    const { objects, readBackAt } = kept;
    return <p>{say("holds.store-holds", { objects, at: localTime(readBackAt) })}</p>;
  }
  return (
    <>
      <p>{say("holds.store-waits")}</p>
      {kept !== null && kept.failure !== null && (
        <p className="quiet small">
          {say("holds.store-failed", { why: sayCode(say, kept.failure) })}
        </p>
      )}
    </>
  );
}
