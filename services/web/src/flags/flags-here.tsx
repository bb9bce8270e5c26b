/** The flags of an item, which its retention rests on: since when, by whom, why; and the way to set and take back. */
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type FlagChange, type ItemFlag, useFlags } from "./flag-api.ts";
import { FlagDialog } from "./flag-dialog.tsx";

type Asked = Pick<FlagChange, "act"> & Partial<Pick<FlagChange, "flag">>;

/** Nothing where no flag ever stood and this person may set none. */
export function FlagsHere({
  itemId,
  isGone,
}: {
  readonly itemId: string;
  readonly isGone: boolean;
}) {
  const say = useSay();
  const may = useMay("items:flag") && !isGone;
  const query = useFlags(itemId);
  const [asked, setAsked] = useState<Asked | null>(null);
  const problem = <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const flags = query.data?.entries ?? [];
  if (query.data === undefined || (flags.length === 0 && !may)) return problem;
  const [standing, over] = [flags.filter(stands), flags.filter((flag) => !stands(flag))];
  return (
    <section className="panel" aria-labelledby="flags">
      <div className="head">
        <h2 id="flags">{say("flags.title")}</h2>
        {may && <Button onClick={() => setAsked({ act: "set" })}>{say("flags.set")}</Button>}
      </div>
      {problem}
      {standing.length === 0 && <p className="quiet">{say("flags.none")}</p>}
      <ul className="downloads">
        {standing.map((flag) => (
          <FlagLine key={flag.flag} flag={flag} {...(may && { onEnd: setAsked })} />
        ))}
      </ul>
      {over.length > 0 && (
        <details className="small">
          <summary>{say("flags.over", { count: over.length })}</summary>
          <ul className="downloads">
            {over.map((flag) => (
              <FlagLine key={`${flag.flag} ${flag.setAt}`} flag={flag} />
            ))}
          </ul>
        </details>
      )}
      <p className="quiet small">{say("flags.note")}</p>
      {asked !== null && (
        <FlagDialog itemIds={[itemId]} {...asked} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

const stands = ({ ended }: ItemFlag): boolean => ended === null;

function FlagLine({
  flag: { flag, setAt, setByName, reason, ended },
  onEnd,
}: {
  readonly flag: ItemFlag;
  readonly onEnd?: (asked: Asked) => void;
}) {
  const say = useSay();
  const name = say(`flag.${flag}`);
  return (
    <li>
      <div>
        {ended === null ? <strong>{name}</strong> : <s className="quiet">{name}</s>}
        <div className="small">{reason}</div>
        <div className="quiet small">
          {say("flags.line", { at: localTime(setAt), name: setByName })}
        </div>
        {ended !== null && (
          <div className="quiet small">
            {say("flags.ended", {
              ...{ at: localTime(ended.at), name: ended.byName, reason: ended.reason },
            })}
          </div>
        )}
      </div>
      {onEnd !== undefined && (
        <Button
          size="small"
          aria-label={`${say("flags.end")} ${name}`}
          onClick={() => onEnd({ act: "end", flag })}
        >
          {say("flags.end")}
        </Button>
      )}
    </li>
  );
}
