/** What a hold covers now, or covered until it was released: asked for when it is looked at. */
import { useState } from "react";
import { Link } from "react-router";
import type { HeldItemBody, HoldBody } from "../../../review/hold-schema.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useHeldItems } from "./hold-api.ts";

export function HeldNow({ hold }: { readonly hold: HoldBody }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const query = useHeldItems(hold.id, open);
  const items = query.data?.pages.flatMap(({ entries }) => entries);
  const { number } = hold.authority;
  return (
    <details className="small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say(hold.released === null ? "holds.now" : "holds.covered", { number })}</summary>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {items?.length === 0 && <p role="status">{say("holds.now-none")}</p>}
      <ul className="downloads">
        {items?.map((item) => (
          <li key={item.id}>
            <Link to={`/items/${item.id}`}>{item.name ?? item.id}</Link>
            <State item={item} />
          </li>
        ))}
      </ul>
      {items !== undefined && items.length > 0 && <LoadMore pages={query} count={items.length} />}
    </details>
  );
}

function State({ item: { leftAt, isKept } }: { readonly item: HeldItemBody }) {
  const say = useSay();
  if (leftAt !== null)
    return <div className="quiet">{say("holds.now-left", { at: localTime(leftAt) })}</div>;
  return <div className="quiet">{say(isKept ? "holds.now-kept" : "holds.now-waits")}</div>;
}
