/** Cases: the list, and a new one. */
import { PlusOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Form, Input, Space, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { CaseBody } from "../../../review/api-schema.ts";
import { useAddCase } from "../api/commands.ts";
import { useCases, useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { DueReviews } from "../secrecy/due-reviews.tsx";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { HouseDeadlines } from "../deadlines/house-deadlines.tsx";
import { CaseSources } from "./case-sources.tsx";
import { ImportCases } from "./import-cases.tsx";

export function CasesPage() {
  const say = useSay();
  const query = useCases();
  const mayChange = useMay("cases:change");
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const columns = useColumns();
  return (
    <>
      <div className="head">
        <h1>{say("cases.title")}</h1>
        <Link to="/legal-reviews">{say("legal.list")}</Link>
        {mayChange && (
          <Space wrap>
            <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
              {say("cases.import")}
            </Button>
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {say("cases.add")}
            </Button>
          </Space>
        )}
      </div>
      <CaseSources />
      <HouseDeadlines />
      <DueReviews />
      <PagesTable
        query={query}
        title="cases.title"
        columns={columns}
        none="cases.none"
        noneHow="cases.none-how"
      />
      {importing && <ImportCases onClose={() => setImporting(false)} />}
      {adding && <AddCase onClose={() => setAdding(false)} />}
    </>
  );
}

function useColumns(): TableColumnsType<CaseBody> {
  const say = useSay();
  return [
    {
      key: "number",
      title: say("cases.number"),
      render: (_, { id, number, labels }) => (
        <>
          <Link to={`/cases/${id}`}>{number}</Link>
          <LabelMarks labels={labels} />
        </>
      ),
    },
    { key: "title", title: say("cases.name"), dataIndex: "title" },
    { key: "items", title: say("cases.items"), dataIndex: "itemCount", align: "right" },
    {
      key: "created",
      title: say("cases.created"),
      className: "nowrap",
      render: (_, { createdAt }) => localTime(createdAt),
    },
  ];
}

function AddCase({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const add = useAddCase();
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <FormDialog<{ number: string; title: string }>
      title={say("cases.add")}
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onSubmit={(fields) => add.mutate(fields, { onSuccess: onClose })}
    >
      <Form.Item name="number" label={say("cases.number")} rules={required}>
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="title" label={say("cases.name")} rules={required}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
