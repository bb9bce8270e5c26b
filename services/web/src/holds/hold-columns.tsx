/** The columns of the list of holds, with what a person may do to each. */
import { CheckCircleOutlined, ClockCircleOutlined, MinusCircleOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { HoldBody } from "../../../review/hold-schema.ts";
import { useMay, useMe } from "../api/queries.ts";
import { Mark } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { HeldNow } from "./held-now.tsx";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";

export interface Act {
  readonly kind: "review" | "release";
  readonly hold: HoldBody;
}

export function useHoldColumns(onAct: (act: Act) => void): TableColumnsType<HoldBody> {
  const say = useSay();
  return [
    { key: "decision", title: say("holds.decision"), render: (_, hold) => <Decision of={hold} /> },
    { key: "what", title: say("holds.what"), render: (_, hold) => <Scope of={hold} /> },
    {
      key: "kept",
      title: say("holds.in-store"),
      render: (_, hold) => (
        <>
          {hold.released === null
            ? say("holds.in-store-of", { kept: hold.kept, items: hold.items })
            : "–"}
          <HeldNow hold={hold} />
        </>
      ),
    },
    { key: "placed", title: say("holds.placed"), render: (_, hold) => <Placed of={hold} /> },
    { key: "state", title: say("holds.state"), render: (_, hold) => <State of={hold} /> },
    {
      key: "acts",
      title: <span className="unseen">{say("holds.release")}</span>,
      render: (_, hold) => hold.released === null && <Acts hold={hold} onAct={onAct} />,
    },
  ];
}

interface Of {
  readonly of: HoldBody;
}

function Decision({ of: { id, kind, authority } }: Of) {
  const say = useSay();
  return (
    <>
      <div>{authority.number}</div>
      <div className="quiet small">{say(`holds.kind.${kind}`)}</div>
      <a className="small" href={`/api/v1/holds/${id}/document`} download>
        {say("holds.document")}
        <span className="unseen"> {authority.number}</span>
      </a>
    </>
  );
}

function Scope({ of: { scope } }: Of) {
  const say = useSay();
  if (scope.kind === "case") {
    return <Link to={`/cases/${scope.caseId ?? ""}`}>{say("holds.scope-case")}</Link>;
  }
  if (scope.kind === "session") {
    return (
      <Link to={`/recording-sessions/${scope.sessionId ?? ""}`}>{say("holds.scope-session")}</Link>
    );
  }
  if (scope.kind === "items") {
    const { itemIds = [] } = scope;
    const words = say("holds.scope-items", { count: itemIds.length });
    const [only] = itemIds;
    return itemIds.length === 1 && only !== undefined ? (
      <Link to={`/items/${only}`}>{words}</Link>
    ) : (
      words
    );
  }
  return (
    <>
      {say("holds.scope-query")}
      {Object.entries(scope.query ?? {}).map(([name, value]) => (
        <div key={name} className="quiet small">
          {say(`holds.query.${name}` as TextKey)} {/T.*Z$/.test(value) ? localTime(value) : value}
        </div>
      ))}
    </>
  );
}

function Placed({ of: { placedByName, placedAt, reason } }: Of) {
  return (
    <>
      {placedByName}
      <div className="nowrap">{localTime(placedAt)}</div>
      <div className="quiet small">{reason}</div>
    </>
  );
}

function State({ of: { released, isOverdue, reviewOn } }: Of) {
  const say = useSay();
  if (released !== null) {
    const { byName, at, reason } = released;
    return (
      <>
        <Mark tone="still" icon={<MinusCircleOutlined />}>
          {say("holds.state.released")}
        </Mark>
        <div className="small">{byName}</div>
        <div className="small nowrap">{localTime(at)}</div>
        <div className="quiet small">{reason}</div>
      </>
    );
  }
  return (
    <>
      {isOverdue ? (
        <Mark tone="warn" icon={<ClockCircleOutlined />}>
          {say("holds.state.overdue")}
        </Mark>
      ) : (
        <Mark tone="good" icon={<CheckCircleOutlined />}>
          {say("holds.state.active")}
        </Mark>
      )}
      <div className="quiet small nowrap">{say("holds.review-on", { day: reviewOn })}</div>
    </>
  );
}

/** Who placed a hold is not offered its release: that takes another person. */
function Acts({ hold, onAct }: { readonly hold: HoldBody; readonly onAct: (act: Act) => void }) {
  const say = useSay();
  const me = useMe().data;
  const [mayPlace, mayRelease] = [useMay("holds:place"), useMay("holds:release")];
  const button = (kind: Act["kind"]) => (
    <Button
      size="small"
      aria-label={`${say(`holds.${kind}`)} ${hold.authority.number}`}
      onClick={() => onAct({ kind, hold })}
    >
      {say(`holds.${kind}`)}
    </Button>
  );
  return (
    <div className="acts">
      {mayPlace && button("review")}
      {mayRelease &&
        (me?.id === hold.placedBy ? (
          <span className="quiet small">{say("holds.release-other")}</span>
        ) : (
          button("release")
        ))}
    </div>
  );
}
