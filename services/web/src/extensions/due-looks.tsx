/** At what somebody has to look whether it is still needed; chosen items are said to be, and what may end is proposed elsewhere. */
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { DueLookBody } from "../../../review/extension-schema.ts";
import { useMay } from "../api/queries.ts";
import { pickColumn, usePicked } from "../disposal/picked.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { useSay } from "../texts/say.ts";
import { useDueLooks } from "./extension-api.ts";
import { ReviewDialog } from "./review-dialog.tsx";

type Row = DueLookBody & { readonly id: string };

/** As many as are said at once. */
const MOST_ITEMS = 200;

export function DueLooks() {
  const say = useSay();
  const query = useDueLooks();
  const may = useMay("retention:extend");
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const picked = usePicked(entries.slice(0, MOST_ITEMS).map(({ id }) => id));
  const [asks, setAsks] = useState(false);
  const columns = useColumns();
  return (
    <>
      <p className="notice">{say("looks.lead")}</p>
      {may && entries.length > 0 && (
        <div className="acts notice">
          <Button disabled={picked.ids.length === 0} onClick={() => setAsks(true)}>
            {say("looks.needed-count", { count: picked.ids.length })}
          </Button>
        </div>
      )}
      <PagesTable<Row>
        query={query}
        title="disposal.looks"
        columns={may ? [pickColumn<Row>(say, picked), ...columns] : columns}
        none="looks.none"
      />
      {asks && <ReviewDialog itemIds={picked.ids} onClose={() => setAsks(false)} />}
    </>
  );
}

function useColumns(): TableColumnsType<Row> {
  const say = useSay();
  return [
    {
      title: say("items.file"),
      render: (_, { id, filename }) => (
        <Link to={`/items/${id}`} className="file-name">
          {filename}
        </Link>
      ),
    },
    { title: say("items.device"), className: "nowrap", dataIndex: "deviceName" },
    {
      title: say("looks.due"),
      className: "nowrap",
      render: (_, { dueOn, isOverdue }) =>
        isOverdue ? <strong>{say("looks.overdue", { day: dueOn })}</strong> : dueOn,
    },
    {
      title: say("looks.last"),
      render: (_, { last }) => last && `${last.on} ${last.actorName}: ${last.reason}`,
    },
    {
      title: say("looks.then"),
      render: (_, { mayEnd }) =>
        mayEnd ? <Link to="/disposal?show=due">{say("looks.may-end")}</Link> : say("looks.stays"),
    },
  ];
}
