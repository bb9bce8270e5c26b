/** What an administrator does first in a house that holds nothing yet, with what of it is done. */
import { BorderOutlined, CheckSquareOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useDevices, useKeys, useMay, usePolicies } from "../api/queries.ts";
import { Commands } from "../frame/commands.tsx";
import { Mark } from "../frame/mark.tsx";
import { useHealth } from "../health/health-api.ts";
import { useSay } from "../texts/say.ts";

export function FirstSteps() {
  const say = useSay();
  const keys = useKeys(true).data?.entries;
  const parts = useHealth(useMay("health:see")).data?.parts;
  const packs = usePolicies().data;
  const devices = useDevices().data?.pages[0]?.entries;
  return (
    <section className="panel" aria-labelledby="first-steps">
      <h2 id="first-steps">{say("first.title")}</h2>
      <p className="quiet">{say("first.lead")}</p>
      <ol className="first-steps">
        <Step isDone={parts?.every(({ state }) => state === "fine")}>
          <Link to="/health">{say("first.health")}</Link>
        </Step>
        <Step isDone={keys?.some(({ usedUntil }) => usedUntil === null)}>{say("first.keys")}</Step>
        <Step isDone={packs && packs.inForce !== null}>
          <Link to="/policy">{say("first.policy")}</Link>
        </Step>
        <Step isDone={devices === undefined ? undefined : devices.length > 0}>
          <Link to="/devices">{say("first.device")}</Link>
        </Step>
        <Step isDone={false}>
          {say("first.push")}
          <Commands
            lines={`./holdfast push clip.mp4 --url ${location.origin} --device-token hfd_…`}
            what={say("first.push")}
          />
        </Step>
      </ol>
    </section>
  );
}

/** Undefined: it is not read yet. */
function Step({
  isDone,
  children,
}: {
  readonly isDone: boolean | undefined;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <li>
      {children}{" "}
      {isDone === true && (
        <Mark tone="good" icon={<CheckSquareOutlined />}>
          {say("first.done")}
        </Mark>
      )}
      {isDone === false && (
        <Mark tone="still" icon={<BorderOutlined />}>
          {say("first.open")}
        </Mark>
      )}
    </li>
  );
}
