/** Who told and corrected what, newest first: old and new value side by side. */
import type { ActionBody } from "../../../review/action-schema.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { type Told, useHistory } from "./case-api.ts";

export function History({
  of,
  id,
  revision,
  prefix,
}: Told & {
  readonly revision: number;
  /** Of the texts that name what was told. */
  readonly prefix: string;
}) {
  const say = useSay();
  const query = useHistory({ of, id }, revision);
  return (
    <details>
      <summary>{say("case.history")}</summary>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.data?.entries.length === 0 && <p className="quiet small">{say("case.no-history")}</p>}
      <ol className="custody">
        {query.data?.entries.map((action) => (
          <li key={action.index}>
            <div className="quiet small">
              {localTime(action.at)} {action.actorName}
              {action.reason !== null && ` · ${say("actions.reason")}: ${action.reason}`}
            </div>
            <Changes action={action} prefix={prefix} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Changes({ action, prefix }: { readonly action: ActionBody; readonly prefix: string }) {
  const say = useSay();
  const names = Object.keys(action.after ?? {});
  return names.map((name) => {
    const key = `${prefix}.${name}`;
    const [before, after] = [shown(action.before?.[name]), shown(action.after?.[name])];
    return (
      <div key={name} className="small">
        {isTextKey(key) ? say(key) : name}: {before !== "" && <del>{before}</del>} {after}
      </div>
    );
  });
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};
