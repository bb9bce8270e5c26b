/** What ends soon, so that whoever it is about can ask in time that it stays. */
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import type { EndingItemBody } from "../../../review/extension-schema.ts";
import { PagesTable } from "../frame/pages-table.tsx";
import { useSay } from "../texts/say.ts";
import { useEnding } from "./extension-api.ts";

type Row = EndingItemBody & { readonly id: string };

export function EndingItems() {
  const say = useSay();
  const query = useEnding(false);
  const columns: TableColumnsType<Row> = [
    {
      title: say("items.file"),
      render: (_, { id, filename }) => (
        <Link to={`/items/${id}`} className="file-name">
          {filename}
        </Link>
      ),
    },
    { title: say("items.device"), className: "nowrap", dataIndex: "deviceName" },
    { title: say("extensions.ends-on"), className: "nowrap", dataIndex: "endsOn" },
    {
      title: say("extensions.asked"),
      render: (_, { extensions }) =>
        extensions.map(({ by, document }, at) => (
          <div key={`${by} ${at + 1}`} className="small">
            {say(`extensions.${by}`)} {document}
          </div>
        )),
    },
    {
      title: say("extensions.may-ask"),
      render: (_, { may }) =>
        may
          .filter(({ left }) => left !== 0)
          .map(({ by, left }) => (
            <div key={by} className="small">
              {say(left === null ? "extensions.asker" : "extensions.asker-left", {
                ...{ who: say(`extensions.${by}`), left: left ?? 0 },
              })}
            </div>
          )),
    },
  ];
  return (
    <>
      <p className="notice">{say("extensions.ending-note")}</p>
      <PagesTable<Row>
        query={query}
        title="disposal.ending"
        columns={columns}
        none="extensions.none-ending"
      />
    </>
  );
}
