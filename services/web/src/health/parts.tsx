/** Each part of the house: its state in words, since when, and what to do. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  ClockCircleOutlined,
  QuestionCircleOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { HouseHealthBody, PartState } from "../../../review/health-schema.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Say, isTextKey } from "../texts/texts.ts";

const LOOKS: Readonly<Record<PartState["state"], readonly [Tone, ReactNode]>> = {
  fine: ["good", <CheckCircleFilled />],
  backlog: ["warn", <ClockCircleOutlined />],
  alarm: ["bad", <WarningOutlined />],
  worker: ["bad", <CloseCircleFilled />],
  needed: ["bad", <CloseCircleFilled />],
  unknown: ["still", <QuestionCircleOutlined />],
};

export function Parts({ parts }: { readonly parts: HouseHealthBody["parts"] }) {
  const say = useSay();
  const count = parts.filter(({ state }) => state !== "fine").length;
  return (
    <section className="panel" aria-labelledby="parts">
      <h2 id="parts">{say("health.parts")}</h2>
      <p role="status">
        {count === 0 ? say("health.all-fine") : say("health.attention", { count })}
      </p>
      <ul className="downloads">
        {parts.map((part) => (
          <Part key={part.name} part={part} />
        ))}
      </ul>
    </section>
  );
}

function Part({ part: { name, state, since } }: { readonly part: PartState }) {
  const say = useSay();
  const [tone, icon] = LOOKS[state];
  const cure = cureWords(say, name, state);
  return (
    <li>
      <div className="part-words">
        <strong>{partName(say, name)}</strong>
        {cure !== null && <div>{cure}</div>}
        {since !== null && (
          <div className="quiet small">{say("health.since", { at: localTime(since) })}</div>
        )}
      </div>
      <Mark tone={tone} icon={icon}>
        {say(`health.state.${state}`)}
      </Mark>
    </li>
  );
}

export function partName(say: Say, name: string): string {
  const key = `health.part.${name}`;
  return isTextKey(key) ? say(key) : name;
}

export function cureWords(say: Say, name: string, state: PartState["state"]): string | null {
  const key = `cure.${name}.${state}`;
  return isTextKey(key) ? say(key) : null;
}
