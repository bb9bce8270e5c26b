/** How a grant stands, and what it is for, in words. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MinusCircleOutlined,
  StopOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { GrantBody } from "../../../review/grant-schema.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

const LOOKS: Readonly<Record<GrantBody["state"], readonly [Tone, ReactNode]>> = {
  waiting: ["move", <ClockCircleOutlined />],
  "in-force": ["good", <CheckCircleOutlined />],
  over: ["still", <MinusCircleOutlined />],
  revoked: ["still", <StopOutlined />],
};

interface Of {
  readonly of: GrantBody;
}

export const stands = ({ state }: GrantBody): boolean =>
  state === "in-force" || state === "waiting";

export function GrantMark({ of: { state } }: Of) {
  const say = useSay();
  const [tone, icon] = LOOKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {say(`grants.state.${state}`)}
    </Mark>
  );
}

/** From when until when, and what was done with it. */
export function GrantTerms({ of: { from, until, download, purpose } }: Of) {
  const say = useSay();
  return (
    <>
      <span className="nowrap">{say("grants.days", { from, until })}</span>
      <div className="quiet small">
        {say(`purpose.kind-${purpose}`)} · {say(download ? "grants.may-take" : "grants.to-watch")}
      </div>
    </>
  );
}

export function Opened({ of: { openedAt } }: Of) {
  const say = useSay();
  if (openedAt === null) return <span className="quiet">{say("grants.not-opened")}</span>;
  return <span>{say("grants.opened", { at: localTime(openedAt) })}</span>;
}

export function GrantScope({ of: { caseId, caseNumber, itemIds } }: Of) {
  const say = useSay();
  if (caseId !== null) {
    return (
      <Link to={`/cases/${caseId}`}>{say("grants.on-case", { number: caseNumber ?? "" })}</Link>
    );
  }
  const ids = itemIds ?? [];
  const [only] = ids;
  const words = say("grants.on-items", { count: ids.length });
  return ids.length === 1 && only !== undefined ? (
    <Link to={`/items/${only}`}>{words}</Link>
  ) : (
    words
  );
}
