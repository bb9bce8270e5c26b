/** What happened to the item, in sentences, oldest first, with the state of the chain. */
import { LinkOutlined, WarningOutlined } from "@ant-design/icons";
import { Alert, Checkbox, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { CustodyEntryBody, ItemBody } from "../../../review/api-schema.ts";
import { useCustody, useMay } from "../api/queries.ts";
import { Mark } from "../frame/mark.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { TakeAway } from "../frame/take-away.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { GRAVE_KINDS, custodySentence, isThumbnailRead } from "./custody-sentence.ts";
import { Pairs } from "./pairs.tsx";

export function CustodyRecord({
  item,
  moves,
}: {
  readonly item: ItemBody;
  readonly moves: string;
}) {
  const say = useSay();
  const query = useCustody(item.id, moves);
  const mayAudit = useMay("actions:see");
  return (
    <section className="panel" aria-labelledby="custody">
      <h2 id="custody">{say("custody.title")}</h2>
      {mayAudit && <Link to={`/audit?item=${item.id}`}>{say("audit.here")}</Link>}
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && (
        <>
          <ChainState sound={query.data.chainSound} />
          <Events events={query.data.events} />
          <TakeAway path={`/items/${item.id}/custody`} name={`custody-${item.id}`} />
        </>
      )}
    </section>
  );
}

function ChainState({ sound }: { readonly sound: boolean }) {
  const say = useSay();
  if (!sound)
    return (
      <Alert
        type="error"
        showIcon
        icon={<WarningOutlined aria-hidden />}
        title={say("custody.broken")}
      />
    );
  return (
    <Mark tone="good" icon={<LinkOutlined />}>
      {say("custody.sound")}
    </Mark>
  );
}

function Events({ events }: { readonly events: readonly CustodyEntryBody[] }) {
  const say = useSay();
  const [withThumbnails, setWithThumbnails] = useState(false);
  const thumbnails = events.filter(isThumbnailRead).length;
  return (
    <>
      {thumbnails > 0 && (
        <div>
          <Checkbox
            checked={withThumbnails}
            onChange={({ target }) => setWithThumbnails(target.checked)}
          >
            {say("custody.show-views", { count: thumbnails })}
          </Checkbox>
        </div>
      )}
      <ol className="custody">
        {events
          .filter((event) => withThumbnails || !isThumbnailRead(event))
          .map((event) => (
            <Event key={event.index} event={event} />
          ))}
      </ol>
    </>
  );
}

function Event({ event }: { readonly event: CustodyEntryBody }) {
  const say = useSay();
  const { text, rest } = custodySentence(say, event);
  return (
    <li className={GRAVE_KINDS.includes(event.kind) ? "grave" : undefined}>
      <time dateTime={event.at} title={event.at}>
        {localTime(event.at)}
      </time>
      <span>{text}</span>
      <details className="small">
        <summary>{say("custody.recorded-as")}</summary>
        <Pairs
          of={{
            index: event.index,
            at: event.at,
            kind: event.kind,
            actor: event.actor,
            ...rest,
            sha256: event.sha256,
          }}
        />
      </details>
    </li>
  );
}
