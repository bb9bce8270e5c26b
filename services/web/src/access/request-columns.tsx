/** The columns of both lists of access requests, with what may be done to each. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MinusCircleOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { AccessRequestBody, OwnRequestBody } from "../../../review/access-request-schema.ts";
import { useMe } from "../api/queries.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export interface Act {
  readonly kind: "approve" | "refuse";
  readonly asked: AccessRequestBody;
}

type Told = Omit<OwnRequestBody, "grant">;

const MARKS: Readonly<Record<Told["state"], readonly [Tone, typeof StopOutlined]>> = {
  open: ["move", ClockCircleOutlined],
  approved: ["good", CheckCircleOutlined],
  refused: ["bad", StopOutlined],
  withdrawn: ["still", MinusCircleOutlined],
  lapsed: ["still", MinusCircleOutlined],
};
export const STATES = Object.keys(MARKS) as Told["state"][];

export function useOwnColumns(
  onWithdraw: (asked: OwnRequestBody) => void,
): TableColumnsType<OwnRequestBody> {
  const say = useSay();
  return [
    { key: "about", title: say("requests.about"), render: (_, asked) => <About of={asked} /> },
    { key: "terms", title: say("requests.terms"), render: (_, asked) => <Terms of={asked} /> },
    { key: "state", title: say("requests.state"), render: (_, asked) => <State of={asked} /> },
    { key: "given", title: say("requests.given"), render: (_, { grant }) => <Given of={grant} /> },
    {
      key: "acts",
      title: <span className="unseen">{say("requests.withdraw")}</span>,
      render: (_, asked) =>
        asked.state === "open" && (
          <Button
            size="small"
            aria-label={`${say("requests.withdraw")} ${asked.about}`}
            onClick={() => onWithdraw(asked)}
          >
            {say("requests.withdraw")}
          </Button>
        ),
    },
  ];
}

export function useColumnsToDecide(onAct: (act: Act) => void): TableColumnsType<AccessRequestBody> {
  const say = useSay();
  return [
    {
      key: "who",
      title: say("requests.who"),
      render: (_, { askedByName, askedAt }) => (
        <>
          {askedByName}
          <div className="quiet small nowrap">{localTime(askedAt)}</div>
        </>
      ),
    },
    {
      key: "about",
      title: say("requests.about"),
      render: (_, asked) => (
        <>
          <About of={asked} />
          <Named of={asked} />
        </>
      ),
    },
    { key: "terms", title: say("requests.terms"), render: (_, asked) => <Terms of={asked} /> },
    {
      key: "state",
      title: say("requests.state"),
      render: (_, asked) => (
        <>
          <State of={asked} />
          <div className="quiet small">{asked.decidedByName}</div>
        </>
      ),
    },
    {
      key: "acts",
      title: <span className="unseen">{say("requests.approve")}</span>,
      render: (_, asked) => asked.state === "open" && <Acts asked={asked} onAct={onAct} />,
    },
  ];
}

/** Who asked is not offered the decision: that takes another person. */
function Acts({
  asked,
  onAct,
}: {
  readonly asked: AccessRequestBody;
  readonly onAct: (act: Act) => void;
}) {
  const say = useSay();
  const me = useMe().data;
  if (me?.id === asked.askedBy)
    return <span className="quiet small">{say("requests.another")}</span>;
  return (
    <div className="acts">
      {(["approve", "refuse"] as const).map((kind) => (
        <Button
          key={kind}
          size="small"
          aria-label={`${say(`requests.${kind}`)} ${asked.askedByName}: ${asked.about}`}
          onClick={() => onAct({ kind, asked })}
        >
          {say(`requests.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

const About = ({ of: { about } }: { readonly of: Told }) => <div>{about}</div>;

function Named({ of: { named } }: { readonly of: AccessRequestBody }) {
  const say = useSay();
  if (named.length === 0) return <div className="quiet small">{say("requests.names-nothing")}</div>;
  return named.map(({ type, id, name }) => (
    <div key={id} className="small">
      <Link to={type === "case" ? `/cases/${id}` : `/items/${id}`}>
        {say(`requests.names-${type}`, { name })}
      </Link>
    </div>
  ));
}

function Terms({ of: { purpose, download, until, authority } }: { readonly of: Told }) {
  const say = useSay();
  return (
    <>
      {say(`purpose.kind-${purpose}`)} · {say(download ? "requests.to-take" : "requests.to-watch")}
      <div className="nowrap">{say("requests.until-day", { day: until })}</div>
      <div className="quiet small">{authority}</div>
    </>
  );
}

function State({ of: { state, lapsesOn, decidedAt, reason } }: { readonly of: Told }) {
  const say = useSay();
  const [tone, Icon] = MARKS[state];
  return (
    <>
      <Mark tone={tone} icon={<Icon />}>
        {say(`requests.state.${state}`)}
      </Mark>
      <div className="quiet small nowrap">
        {state === "open" && say("requests.lapses-on", { day: lapsesOn })}
        {decidedAt !== null && localTime(decidedAt)}
      </div>
      {state === "lapsed" && <div className="quiet small">{say("requests.lapsed-note")}</div>}
      <div className="small">{reason}</div>
    </>
  );
}

function Given({ of: grant }: { readonly of: OwnRequestBody["grant"] }) {
  const say = useSay();
  if (grant === null) return "–";
  const { caseId, caseNumber, itemIds, state, openedAt, download, until } = grant;
  return (
    <>
      {caseId !== null && <Link to={`/cases/${caseId}`}>{caseNumber}</Link>}
      {itemIds?.map((id) => (
        <div key={id}>
          <Link to={`/items/${id}`}>{say("requests.the-item", { id: id.slice(0, 8) })}</Link>
        </div>
      ))}
      <div>{say(`requests.grant.${state}`)}</div>
      <div className="small">
        {say(download ? "requests.to-take" : "requests.to-watch")} ·{" "}
        {say("requests.until-day", { day: until })}
      </div>
      <div className="quiet small">
        {openedAt === null
          ? say("requests.not-opened")
          : say("requests.opened", { at: localTime(openedAt) })}
      </div>
    </>
  );
}
