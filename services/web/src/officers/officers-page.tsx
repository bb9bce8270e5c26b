/** The register of officers: who they are, whose credential is valid today, and a table to import. */
import { CheckCircleOutlined, MinusCircleOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import type { OfficerBody } from "../../../review/officer-schema.ts";
import { useList } from "../api/lists.ts";
import { useMay } from "../api/queries.ts";
import { Mark } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { useSay } from "../texts/say.ts";
import { ImportOfficers } from "./import-officers.tsx";

export function OfficersPage() {
  const say = useSay();
  const query = useList(["officers"], "/officers", {}, () => false);
  const mayManage = useMay("officers:manage");
  const [importing, setImporting] = useState(false);
  const columns = useColumns();
  return (
    <>
      <div className="head">
        <h1>{say("officers.title")}</h1>
        {mayManage && (
          <Button
            type="primary"
            icon={<UploadOutlined aria-hidden />}
            onClick={() => setImporting(true)}
          >
            {say("officers.import")}
          </Button>
        )}
      </div>
      <p className="quiet">{say("officers.lead")}</p>
      <PagesTable
        query={query}
        title="officers.title"
        columns={columns}
        none="officers.none"
        noneHow="officers.none-how"
      />
      {importing && <ImportOfficers onClose={() => setImporting(false)} />}
    </>
  );
}

function useColumns(): TableColumnsType<OfficerBody> {
  const say = useSay();
  return [
    { key: "name", title: say("officers.name"), dataIndex: "name" },
    { key: "credential", title: say("officers.credential"), dataIndex: "credentialNo" },
    { key: "unit", title: say("officers.unit"), dataIndex: "unit" },
    {
      key: "period",
      title: say("officers.period"),
      className: "nowrap",
      responsive: ["sm"],
      render: (_, { entries, valid }) => {
        const shown = valid ?? entries.at(-1);
        if (shown === undefined) return null;
        return `${shown.validFrom} – ${shown.validTo ?? say("officers.open-end")}`;
      },
    },
    {
      key: "today",
      title: say("officers.today"),
      className: "nowrap",
      render: (_, { valid }) =>
        valid === null ? (
          <Mark tone="still" icon={<MinusCircleOutlined />}>
            {say("officers.not-valid")}
          </Mark>
        ) : (
          <Mark tone="good" icon={<CheckCircleOutlined />}>
            {say("officers.valid")}
          </Mark>
        ),
    },
  ];
}
