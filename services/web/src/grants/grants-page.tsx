/** Access that was given for a time: all of it, newest first, for those who may give it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import type { GrantBody } from "../../../review/grant-schema.ts";
import { useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { GiveAccess } from "./give-access.tsx";
import { GrantActs } from "./grant-acts.tsx";
import { useGrants } from "./grant-api.ts";
import { GrantMark, GrantScope, GrantTerms, Opened } from "./grant-words.tsx";

export function GrantsPage() {
  const say = useSay();
  const may = useMay("access:grant");
  const query = useGrants({}, may);
  const columns = useColumns();
  const [giving, setGiving] = useState(false);
  if (!may) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("grants.title")}</h1>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setGiving(true)}>
          {say("grants.give")}
        </Button>
      </div>
      <p className="quiet">{say("grants.lead")}</p>
      <PagesTable
        query={query}
        title="grants.title"
        columns={columns}
        none="grants.none"
        noneHow="grants.none-how"
      />
      {giving && <GiveAccess on={{}} onClose={() => setGiving(false)} />}
    </>
  );
}

function useColumns(): TableColumnsType<GrantBody> {
  const say = useSay();
  return [
    { title: say("grants.user-short"), dataIndex: "userName" },
    { title: say("grants.what"), render: (_, grant) => <GrantScope of={grant} /> },
    { title: say("grants.terms"), render: (_, grant) => <GrantTerms of={grant} /> },
    {
      title: say("grants.state"),
      render: (_, grant) => (
        <>
          <GrantMark of={grant} />
          <div className="small">
            <Opened of={grant} />
          </div>
        </>
      ),
    },
    {
      title: say("grants.given"),
      render: (_, { givenByName, givenAt, reason }) => (
        <>
          {givenByName}
          <div className="nowrap">{localTime(givenAt)}</div>
          <div className="quiet small">{reason}</div>
        </>
      ),
    },
    {
      title: <span className="unseen">{say("grants.end")}</span>,
      render: (_, grant) => <GrantActs of={grant} />,
    },
  ];
}
