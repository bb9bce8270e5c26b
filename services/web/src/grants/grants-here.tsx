/** On the page of an item or a case: who has access to it by a grant, until when, and whether it was opened; and the way to give and end it. */
import { Button } from "antd";
import { useState } from "react";
import type { GrantBody } from "../../../review/grant-schema.ts";
import { useMay } from "../api/queries.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { GiveAccess } from "./give-access.tsx";
import { GrantActs } from "./grant-acts.tsx";
import { type GrantsOn, useGrants } from "./grant-api.ts";
import { GrantMark, GrantScope, GrantTerms, Opened, stands } from "./grant-words.tsx";

/** For those who may give access; nobody else sees what was given. */
export function GrantsHere(on: GrantsOn) {
  return useMay("access:grant") ? <Given on={on} /> : null;
}

function Given({ on }: { readonly on: GrantsOn }) {
  const say = useSay();
  const query = useGrants(on);
  const [giving, setGiving] = useState(false);
  const grants = query.data?.pages.flatMap(({ entries }) => entries);
  const problem = <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (grants === undefined) return problem;
  const over = grants.filter((grant) => !stands(grant));
  return (
    <section className="panel" aria-labelledby="grants">
      <div className="head">
        <h2 id="grants">{say("grants.here")}</h2>
        <Button onClick={() => setGiving(true)}>{say("grants.give")}</Button>
      </div>
      {problem}
      {grants.length === over.length && <p className="quiet">{say("grants.none-here")}</p>}
      <ul className="downloads">
        {grants.filter(stands).map((grant) => (
          <GrantLine key={grant.id} grant={grant} />
        ))}
      </ul>
      {over.length > 0 && (
        <details className="small">
          <summary>{say("grants.over", { count: over.length })}</summary>
          <ul className="downloads">
            {over.map((grant) => (
              <GrantLine key={grant.id} grant={grant} />
            ))}
          </ul>
        </details>
      )}
      {query.hasNextPage && <LoadMore pages={query} count={grants.length} />}
      <p className="quiet small">{say("grants.here-note")}</p>
      {giving && <GiveAccess on={on} onClose={() => setGiving(false)} />}
    </section>
  );
}

function GrantLine({ grant }: { readonly grant: GrantBody }) {
  const say = useSay();
  const { userName, givenAt, givenByName, reason } = grant;
  return (
    <li>
      <div>
        <strong>{userName}</strong> <GrantMark of={grant} />
        <div className="small">
          <GrantScope of={grant} />
        </div>
        <GrantTerms of={grant} />
        <div className="small">
          <Opened of={grant} />
        </div>
        <div className="quiet small">
          {say("grants.line", { at: localTime(givenAt), name: givenByName, reason })}
        </div>
      </div>
      <GrantActs of={grant} />
    </li>
  );
}
