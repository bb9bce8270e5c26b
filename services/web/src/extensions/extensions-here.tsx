/** How often an item was kept longer because somebody asked, by when somebody looks whether it is needed, and the ways to both. */
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { ExtensionListBody } from "../../../review/extension-schema.ts";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { durationText } from "../policy/pack-words.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { ExtendDialog } from "./extend-dialog.tsx";
import { type Thing, useExtensions } from "./extension-api.ts";
import { ReviewDialog } from "./review-dialog.tsx";

/** Nothing where nothing was asked, nobody may ask, and nobody has to look. */
export function ExtensionsHere({ item }: { readonly item: ItemBody }) {
  const query = useExtensions(item.id);
  const problem = <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return problem;
  const { entries, may } = query.data;
  const reviewOn = item.retention?.reviewOn ?? null;
  if (entries.length === 0 && may.length === 0 && reviewOn === null) return problem;
  return <Panel item={item} told={query.data} reviewOn={reviewOn} problem={problem} />;
}

function Panel({
  item,
  told: { entries, may },
  reviewOn,
  problem,
}: {
  readonly item: ItemBody;
  readonly told: ExtensionListBody;
  readonly reviewOn: string | null;
  readonly problem: ReactNode;
}) {
  const say = useSay();
  const mayExtend = useMay("retention:extend") && item.disposal === null;
  const [asks, setAsks] = useState<"extend" | "review" | null>(null);
  const close = (): void => setAsks(null);
  return (
    <section className="panel" aria-labelledby="extensions">
      <div className="head">
        <h2 id="extensions">{say("extensions.title")}</h2>
        {mayExtend && may.length > 0 && (
          <Button onClick={() => setAsks("extend")}>{say("extensions.extend")}</Button>
        )}
        {mayExtend && reviewOn !== null && (
          <Button onClick={() => setAsks("review")}>{say("looks.needed")}</Button>
        )}
      </div>
      {problem}
      {entries.length === 0 && <p className="quiet">{say("extensions.none")}</p>}
      <ul className="small entries">
        {entries.map((entry) => (
          <Line key={`${entry.by} ${entry.time}`} entry={entry} />
        ))}
      </ul>
      {may.length === 0 && <p className="quiet small">{say("extensions.nobody")}</p>}
      {reviewOn !== null && <p className="small">{say("looks.next", { day: reviewOn })}</p>}
      {asks === "extend" && (
        <ExtendDialog thing={{ of: "items", id: item.id }} may={may} onClose={close} />
      )}
      {asks === "review" && <ReviewDialog itemIds={[item.id]} onClose={close} />}
    </section>
  );
}

function Line({ entry }: { readonly entry: ExtensionListBody["entries"][number] }) {
  const say = useSay();
  const { by, time, term, until, reason, document, at, actorName } = entry;
  const who = say(`extensions.${by}`);
  return (
    <li>
      <strong>{say("extensions.line", { who, time, term: durationText(say, term), until })}</strong>
      <div>{reason}</div>
      {document !== null && <div>{document.name}</div>}
      <div className="quiet">{say("extensions.given", { at: localTime(at), name: actorName })}</div>
    </li>
  );
}

/** For all that belongs to a case or a recording session now. */
export function ExtendAll({ thing }: { readonly thing: Thing }) {
  const say = useSay();
  const [asks, setAsks] = useState(false);
  if (!useMay("retention:extend")) return null;
  return (
    <section className="panel" aria-labelledby="extend-all">
      <div className="head">
        <h2 id="extend-all">{say("extensions.title")}</h2>
        <Button onClick={() => setAsks(true)}>{say("extensions.extend-all")}</Button>
      </div>
      <p className="quiet small">{say("extensions.all-note")}</p>
      {asks && <ExtendDialog thing={thing} may={null} onClose={() => setAsks(false)} />}
    </section>
  );
}
