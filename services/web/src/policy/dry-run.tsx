/** What a pack would do to all that is kept, tried as soon as it is shown; whoever looks away ends it. */
import { Progress } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { DryRunReportBody } from "../../../review/policy-schema.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { type DryRunState, followDryRun } from "./dry-run-lines.ts";

export function DryRun({ text }: { readonly text: string }) {
  const say = useSay();
  const [state, setState] = useState<DryRunState>({ done: 0, of: 0 });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const away = new AbortController();
    void followDryRun(text, away.signal, setState);
    return () => away.abort();
  }, [text, attempt]);
  return (
    <section aria-label={say("dry-run.title")} aria-live="polite">
      <h3>{say("dry-run.title")}</h3>
      {"error" in state && (
        <ProblemNotice error={state.error} onRetry={() => setAttempt(attempt + 1)} />
      )}
      {"done" in state && (
        <>
          <Progress percent={Math.floor((100 * state.done) / Math.max(1, state.of))} />
          <p className="small">{say("dry-run.progress", state)}</p>
        </>
      )}
      {"report" in state && <Report {...state.report} />}
    </section>
  );
}

const ORDER = [
  "closes",
  "conflict",
  "unknown-activity",
  "longer",
  "held",
  "extended",
  "class",
] as const;

function Report({ effects, items, unchanged, undecided }: DryRunReportBody) {
  const say = useSay();
  return (
    <>
      <p>
        {say("dry-run.items", { items, unchanged })}{" "}
        {undecided > 0 && say("dry-run.undecided", { count: undecided })}
      </p>
      <ul>
        {ORDER.filter((effect) => effects[effect].count > 0).map((effect) => (
          <li key={effect}>
            <strong>{effects[effect].count}</strong> {say(`dry-run.${effect}`)}
            <div className="small">
              {effects[effect].examples.map((id) => (
                <Link key={id} to={`/items/${id}`} className="code" target="_blank">
                  {id.slice(0, 8)}{" "}
                </Link>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
