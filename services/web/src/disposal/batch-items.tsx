/** The items of a batch, each with its fate; while it awaits its appraisal, what is to become of each is said here. */
import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { DisposalDetailBody } from "../../../review/disposal-schema.ts";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { Findings, RetentionFloor } from "./against.tsx";
import { type Said, AppraiseDialog, type Sayings } from "./appraise-dialog.tsx";
import { type DisposalItem, useAppraise } from "./disposal-api.ts";
import { ItemFate } from "./item-fate.tsx";
import { pickColumn, usePicked } from "./picked.tsx";

type Row = DisposalItem & { readonly id: string };

interface Of {
  readonly batch: DisposalDetailBody;
}

export function BatchItems({ batch }: Of) {
  const mayAppraise = useMay("disposal:appraise");
  if (mayAppraise && batch.state === "appraisal") return <Appraising batch={batch} />;
  return <Items batch={batch} said={new Map()} columns={[]} />;
}

/** Nothing is sent before each item has been judged. */
function Appraising({ batch }: Of) {
  const say = useSay();
  const [said, setSaid] = useState<Sayings>(new Map());
  const [asks, setAsks] = useState(false);
  const picked = usePicked(batch.items.map(({ itemId }) => itemId));
  const appraise = useAppraise(batch.id);
  const left = batch.items.filter(({ itemId }) => !said.has(itemId)).length;
  const keep = (word: Said): void => {
    setSaid(new Map([...said, ...picked.ids.map((id) => [id, word] as const)]));
    picked.all(false);
    setAsks(false);
  };
  const send = (): void => {
    const items = [...said].map(([itemId, { decision, reason: why }]) => ({
      ...{ itemId, decision, why },
    }));
    appraise.mutate({ items });
  };
  return (
    <>
      <ProblemNotice error={appraise.error} />
      <div className="acts notice">
        <Button disabled={picked.ids.length === 0} onClick={() => setAsks(true)}>
          {say("disposal.judge-count", { count: picked.ids.length })}
        </Button>
        <Button type="primary" disabled={left > 0} loading={appraise.isPending} onClick={send}>
          {say("disposal.appraise")}
        </Button>
        <span role="status" className="quiet small">
          {say(left > 0 ? "disposal.left-count" : "disposal.left-none", { count: left })}
        </span>
      </div>
      <Items batch={batch} said={said} columns={[pickColumn<Row>(say, picked)]} />
      {asks && (
        <AppraiseDialog
          count={picked.ids.length}
          way={batch.transfer === null ? "destroy" : "transfer"}
          onSay={keep}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
}

function Items({
  batch,
  said,
  columns,
}: Of & { readonly said: Sayings; readonly columns: TableColumnsType<Row> }) {
  const say = useSay();
  const own: TableColumnsType<Row> = [
    {
      title: say("items.file"),
      render: (_, { id, filename, deviceName, sizeBytes }) => (
        <>
          <Link to={`/items/${id}`} className="file-name">
            {filename}
          </Link>
          <div className="quiet small">
            {deviceName} · {sizeText(sizeBytes)}
          </div>
        </>
      ),
    },
    {
      title: say("disposal.floor"),
      render: (_, { retention, findings }) => (
        <>
          <RetentionFloor of={retention} />
          <Findings of={findings} />
        </>
      ),
    },
    {
      title: say("disposal.fate"),
      render: (_, item) => <ItemFate item={item} said={said.get(item.id)} />,
    },
  ];
  return (
    <div className="wide" role="region" aria-label={say("disposal.items")} tabIndex={0}>
      <Table<Row>
        rowKey="id"
        size="small"
        pagination={false}
        columns={[...columns, ...own]}
        dataSource={batch.items.map((item) => ({ ...item, id: item.itemId }))}
      />
    </div>
  );
}
