/** Who is cleared for what until when; set, renewed and ended by another person, with a reason. */
import { CheckCircleOutlined, MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import type { ClearanceEntryBody } from "../../../review/secrecy-schema.ts";
import { useMay, useMe } from "../api/queries.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useClearances, useEndClearance } from "./clearance-api.ts";
import { ClearDialog } from "./clear-dialog.tsx";

type Act =
  | { readonly kind: "clear"; readonly of: ClearanceEntryBody | null }
  | { readonly kind: "end"; readonly of: ClearanceEntryBody }
  | null;

export function ClearancesPage() {
  const say = useSay();
  const maySee = useMay("users:see");
  const mayClear = useMay("secrecy:clear");
  const [act, setAct] = useState<Act>(null);
  if (!maySee) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("clearances.title")}</h1>
        {mayClear && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setAct({ kind: "clear", of: null })}
          >
            {say("clearances.add")}
          </Button>
        )}
      </div>
      <p className="quiet">{say("clearances.lead")}</p>
      <Cleared mayClear={mayClear} onAct={setAct} />
      <ActDialog act={act} onClose={() => setAct(null)} />
    </>
  );
}

interface Acting {
  readonly onAct: (act: Act) => void;
}

function Cleared({ mayClear, onAct }: Acting & { readonly mayClear: boolean }) {
  const say = useSay();
  const found = useClearances();
  const columns = useColumns(mayClear, onAct);
  const entries = found.data?.entries ?? [];
  return (
    <>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton active />}
      {found.isSuccess && entries.length === 0 && (
        <div className="panel" role="status">
          <h2>{say("clearances.none")}</h2>
        </div>
      )}
      {entries.length > 0 && (
        <div className="wide" role="region" aria-label={say("clearances.title")} tabIndex={0}>
          <Table<ClearanceEntryBody>
            rowKey="id"
            size="small"
            pagination={false}
            columns={columns}
            dataSource={entries}
          />
        </div>
      )}
      {found.data?.isWhole === false && <p>{say("clearances.more")}</p>}
    </>
  );
}

function ActDialog({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const say = useSay();
  const end = useEndClearance();
  if (act === null) return null;
  if (act.kind === "clear") return <ClearDialog of={act.of} onClose={onClose} />;
  return (
    <ConfirmDialog
      question={{
        title: say("clearances.end-title", { name: act.of.displayName }),
        note: say("clearances.end-note"),
        okText: say("clearances.end"),
        asksReason: true,
      }}
      command={end}
      id={act.of.id}
      onClose={onClose}
    />
  );
}

function useColumns(
  mayClear: boolean,
  onAct: (act: Act) => void,
): TableColumnsType<ClearanceEntryBody> {
  const say = useSay();
  return [
    {
      key: "person",
      title: say("clearances.person"),
      render: (_, { displayName, role }) => (
        <>
          {displayName}
          <div className="quiet small">{say(`role.${role}`)}</div>
        </>
      ),
    },
    { key: "what", title: say("clearances.what"), render: (_, entry) => <What of={entry} /> },
    { key: "state", title: say("clearances.state"), render: (_, entry) => <State of={entry} /> },
    {
      key: "set",
      title: say("clearances.set-by"),
      render: (_, { setByName, setAt }) => (
        <>
          {setByName}
          <div className="small nowrap">{localTime(setAt)}</div>
        </>
      ),
    },
    ...(mayClear
      ? [
          {
            key: "acts",
            title: <span className="unseen">{say("clearances.change")}</span>,
            render: (_: unknown, entry: ClearanceEntryBody) => <Acts of={entry} onAct={onAct} />,
          },
        ]
      : []),
  ];
}

interface Of {
  readonly of: ClearanceEntryBody;
}

function What({ of: { state, duties } }: Of) {
  const say = useSay();
  const words = [
    ...(state === null ? [] : [say(`level.${state}`)]),
    ...duties.map((duty) => say(`duty.${duty}`)),
  ];
  return words.length === 0 ? say("clearances.only-open") : words.join(" · ");
}

function State({ of: { counts, until } }: Of) {
  const say = useSay();
  const day = until ?? "";
  if (!counts)
    return (
      <Mark tone="warn" icon={<MinusCircleOutlined />}>
        {say("clearances.ended", { day })}
      </Mark>
    );
  return (
    <Mark tone="good" icon={<CheckCircleOutlined />}>
      {until === null ? say("clearances.counts") : say("clearances.counts-until", { day })}
    </Mark>
  );
}

/** Who is the one cleared is not offered it: that takes another person. */
function Acts({ of, onAct }: Of & Acting) {
  const say = useSay();
  const me = useMe().data?.id;
  if (of.id === me) return <span className="quiet small">{say("clearances.other")}</span>;
  return (
    <div className="acts">
      <Button
        size="small"
        aria-label={`${say("clearances.change")} ${of.displayName}`}
        onClick={() => onAct({ kind: "clear", of })}
      >
        {say("clearances.change")}
      </Button>
      {of.counts && (
        <Button
          size="small"
          danger
          aria-label={`${say("clearances.end")} ${of.displayName}`}
          onClick={() => onAct({ kind: "end", of })}
        >
          {say("clearances.end")}
        </Button>
      )}
    </div>
  );
}
