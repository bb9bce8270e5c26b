/** The batches in which items end, newest first. */
import type { TableColumnsType } from "antd";
import { useSearchParams } from "react-router";
import { Link } from "react-router";
import type { DisposalBody } from "../../../review/disposal-schema.ts";
import { Choice } from "../frame/choice.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { BatchMark, countsText, useNextStep } from "./batch-state.tsx";
import { useBatches } from "./disposal-api.ts";

export function Batches() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const state = search.get("state") ?? undefined;
  const query = useBatches(state);
  return (
    <>
      <div className="filters" role="group" aria-label={say("disposal.state")}>
        <Choice
          allowClear
          aria-label={say("disposal.state")}
          placeholder={say("disposal.any-state")}
          value={state ?? null}
          options={(["running", "over"] as const).map((value) => ({
            value,
            label: say(`disposal.${value}`),
          }))}
          onChange={(chosen: string | null | undefined) =>
            setSearch(chosen == null ? {} : { state: chosen }, { replace: true })
          }
        />
      </div>
      <PagesTable
        query={query}
        title="disposal.batches"
        columns={useColumns()}
        none="disposal.none"
        noneHow="disposal.none-how"
      />
    </>
  );
}

function useColumns(): TableColumnsType<DisposalBody> {
  const say = useSay();
  const nextOf = useNextStep();
  return [
    {
      title: say("disposal.batch"),
      render: (_, { id, reason }) => (
        <>
          <Link to={`/disposal/${id}`}>{reason}</Link>
          <div className="quiet small code">{id.slice(0, 8)}</div>
        </>
      ),
    },
    {
      title: say("disposal.proposed"),
      render: (_, { proposed }) => (
        <>
          {proposed.byName}
          <div className="nowrap">{localTime(proposed.at)}</div>
        </>
      ),
    },
    {
      title: say("disposal.state"),
      render: (_, batch) => (
        <>
          <BatchMark batch={batch} />
          <div className="quiet small">{nextOf(batch)}</div>
        </>
      ),
    },
    { title: say("disposal.items"), render: (_, { counts }) => countsText(say, counts) },
  ];
}
