/** What is past its term, with what stands against each; those against which nothing does are chosen and proposed. */
import { WarningOutlined } from "@ant-design/icons";
import { Alert, Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { DueItemBody, DuePageBody } from "../../../review/disposal-schema.ts";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { localTime, sizeText } from "../shown/format.ts";
import { durationText } from "../policy/pack-words.ts";
import { useSay } from "../texts/say.ts";
import { type TextKey, sayCode } from "../texts/texts.ts";
import { Findings, Reasons, RetentionFloor } from "./against.tsx";
import { EndingRule } from "./ending-rule.tsx";
import { pickColumn, usePicked } from "./picked.tsx";
import { type ArchiveFields, ArchiveForm } from "./archive-form.tsx";
import { type Way, useDueItems, usePropose } from "./disposal-api.ts";

type Row = DueItemBody & { readonly id: string };

/** A batch holds no more. */
const MOST_ITEMS = 500;

const WORDS = {
  destroy: {
    ...{ title: "disposal.due", propose: "disposal.propose-count" },
    ...{ none: "disposal.none-due", how: "disposal.none-due-how" },
  },
  transfer: {
    ...{ title: "disposal.archive", propose: "disposal.transfer-count" },
    ...{ none: "disposal.none-archive", how: "disposal.none-archive-how" },
  },
} as const satisfies Readonly<Record<Way, Readonly<Record<string, TextKey>>>>;

export function DueItems({ way }: { readonly way: Way }) {
  const say = useSay();
  const query = useDueItems(way);
  const { blocked, rule, endsBy } = query;
  const words = WORDS[way];
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
      {way === "transfer" && rule !== undefined && <Rule rule={rule} />}
      {endsBy !== undefined && (
        <p className="notice">
          <EndingRule rule={endsBy} />
        </p>
      )}
      {mayPropose && free.length > 0 && (
        <div className="acts notice">
          <Button
            type="primary"
            disabled={picked.ids.length === 0 || blocked !== null}
            onClick={() => setAsks(true)}
          >
            {say(words.propose, { count: picked.ids.length })}
          </Button>
        </div>
      )}
      <PagesTable
        query={query}
        title={words.title}
        columns={mayPropose ? [pickColumn<Row>(say, picked), ...columns] : columns}
        none={words.none}
        noneHow={words.how}
      />
      {asks && <Propose way={way} itemIds={picked.ids} onClose={() => setAsks(false)} />}
    </>
  );
}

/** By which rule of the pack in force they go there, and what becomes of the originals. */
function Rule({ rule }: { readonly rule: DuePageBody["rule"] }) {
  const say = useSay();
  if (rule === null) return <p className="notice">{say("disposal.no-rule")}</p>;
  const { pack, after, terms, localKept } = rule;
  return (
    <p className="notice">
      {say("disposal.rule", {
        ...{ pack, after: durationText(say, after) },
        terms: terms.map((term) => say(`disposal.term.${term}`)).join(say("disposal.term-or")),
      })}{" "}
      {localKept === null
        ? say("disposal.rule-kept")
        : say("disposal.rule-ends", { after: durationText(say, localKept) })}
    </p>
  );
}

function Propose({
  way,
  itemIds,
  onClose,
}: {
  readonly way: Way;
  readonly itemIds: readonly string[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const isTransfer = way === "transfer";
  const propose = usePropose();
  const navigate = useNavigate();
  return (
    <FormDialog<{ reason: string } & ArchiveFields>
      title={say(isTransfer ? "disposal.transfer-title" : "disposal.propose-title", {
        count: itemIds.length,
      })}
      initial={{ highest: "none" }}
      okText={say("disposal.propose")}
      busy={propose.isPending}
      error={propose.error}
      onClose={onClose}
      onSubmit={({ reason, ...archive }) =>
        propose.mutate(
          { itemIds: [...itemIds], reason, ...(isTransfer ? { archive } : {}) },
          { onSuccess: ({ id }) => void navigate(`/disposal/${id}`) },
        )
      }
    >
      <p>{say(isTransfer ? "disposal.transfer-note" : "disposal.propose-note")}</p>
      {isTransfer && <ArchiveForm />}
      <ReasonField label="disposal.why" isFirst={!isTransfer} />
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
