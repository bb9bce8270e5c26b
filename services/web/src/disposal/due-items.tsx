/** What is past its term, with what stands against each; those against which nothing does are chosen and proposed. */
import { WarningOutlined } from "@ant-design/icons";
import { Alert, Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { DueItemBody } from "../../../review/disposal-schema.ts";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { Findings, Reasons, RetentionFloor } from "./against.tsx";
import { pickColumn, usePicked } from "./picked.tsx";
import { useDueItems, usePropose } from "./disposal-api.ts";

type Row = DueItemBody & { readonly id: string };

/** A batch holds no more. */
const MOST_ITEMS = 500;

export function DueItems() {
  const say = useSay();
  const query = useDueItems();
  const { blocked } = query;
  const mayPropose = useMay("disposal:propose");
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const free = entries.filter(({ against }) => against.length === 0).map(({ id }) => id);
  const picked = usePicked(free.slice(0, MOST_ITEMS));
  const [asks, setAsks] = useState(false);
  const columns = useColumns();
  return (
    <>
      {blocked !== null && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          icon={<WarningOutlined aria-hidden />}
          title={say("disposal.blocked", { why: sayCode(say, blocked.code) })}
        />
      )}
      {mayPropose && free.length > 0 && (
        <div className="acts notice">
          <Button
            type="primary"
            disabled={picked.ids.length === 0 || blocked !== null}
            onClick={() => setAsks(true)}
          >
            {say("disposal.propose-count", { count: picked.ids.length })}
          </Button>
        </div>
      )}
      <PagesTable
        query={query}
        title="disposal.due"
        columns={mayPropose ? [pickColumn<Row>(say, picked), ...columns] : columns}
        none="disposal.none-due"
        noneHow="disposal.none-due-how"
      />
      {asks && <Propose itemIds={picked.ids} onClose={() => setAsks(false)} />}
    </>
  );
}

function Propose({
  itemIds,
  onClose,
}: {
  readonly itemIds: readonly string[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const propose = usePropose();
  const navigate = useNavigate();
  return (
    <FormDialog<{ reason: string }>
      title={say("disposal.propose-title", { count: itemIds.length })}
      okText={say("disposal.propose")}
      busy={propose.isPending}
      error={propose.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        propose.mutate(
          { itemIds, reason },
          { onSuccess: ({ id }) => void navigate(`/disposal/${id}`) },
        )
      }
    >
      <p>{say("disposal.propose-note")}</p>
      <ReasonField label="disposal.why" />
    </FormDialog>
  );
}

function useColumns(): TableColumnsType<Row> {
  const say = useSay();
  return [
    {
      title: say("items.file"),
      render: (_, { id, filename, sizeBytes }) => (
        <>
          <Link to={`/items/${id}`} className="file-name">
            {filename}
          </Link>
          <div className="quiet small nowrap">{sizeText(sizeBytes)}</div>
        </>
      ),
    },
    { title: say("items.device"), className: "nowrap", dataIndex: "deviceName" },
    {
      title: say("items.received"),
      className: "nowrap",
      render: (_, { receivedAt }) => localTime(receivedAt),
    },
    {
      title: say("disposal.floor"),
      render: (_, { retention }) => retention && <RetentionFloor of={retention} />,
    },
    {
      title: say("disposal.against"),
      render: (_, { against, findings }) => (
        <>
          {against.length === 0 ? say("disposal.may") : <Reasons of={against} />}
          <Findings of={findings} />
        </>
      ),
    },
  ];
}
