/** What an administrator does first in a house, as it stands: each step done, waiting or wrong, and where to do it. */
import {
  BorderOutlined,
  CheckSquareOutlined,
  CloseSquareOutlined,
  LoadingOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import type { PartState } from "../../../review/health-schema.ts";
import { Commands } from "../frame/commands.tsx";
import { Mark, type Tone } from "../frame/mark.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { cureWords, partName } from "../health/parts.tsx";
import { StageMark } from "../items/stage-mark.tsx";
import { useSay } from "../texts/say.ts";
import { useMovePanel, usePutAway } from "./dashboard-api.ts";
import { useHouseFacts } from "./house-facts.ts";
import {
  type HouseFacts,
  STEPS,
  type StepName,
  type StepState,
  isAllDone,
  rolesMissing,
  stepStates,
  unwellParts,
  unwellStamps,
} from "./first-steps.ts";

const LOOKS: Readonly<Record<StepState, readonly [Tone, ReactNode]>> = {
  done: ["good", <CheckSquareOutlined />],
  waits: ["still", <BorderOutlined />],
  wrong: ["bad", <CloseSquareOutlined />],
  unread: ["still", <LoadingOutlined />],
};

/** Where each is done. */
const PLACES: Partial<Readonly<Record<StepName, string>>> = {
  ...{ machine: "/health", policy: "/policy", officers: "/officers", people: "/users" },
  ...{ device: "/devices", clip: "/items" },
};

/** Until all is done, or this person put it away; then it can be had again. */
export function FirstSteps() {
  const say = useSay();
  const { data, error } = usePutAway();
  const move = useMovePanel("first-steps");
  if (data === undefined) return <ProblemNotice error={error} />;
  if (data.panels.includes("first-steps")) {
    return (
      <>
        <p>
          <Button
            type="link"
            className="flat"
            loading={move.isPending}
            onClick={() => move.mutate(false)}
          >
            {say("first.show")}
          </Button>
        </p>
        <ProblemNotice error={move.error} />
      </>
    );
  }
  return <Steps move={move} />;
}

function Steps({ move }: { readonly move: ReturnType<typeof useMovePanel> }) {
  const say = useSay();
  const { facts, firstItem } = useHouseFacts();
  const states = stepStates(facts);
  if (isAllDone(states)) return null;
  const doneCount = Object.values(states).filter((state) => state === "done").length;
  return (
    <section className="panel" aria-labelledby="first-steps">
      <div className="head">
        <h2 id="first-steps">{say("first.title")}</h2>
        <Button size="small" loading={move.isPending} onClick={() => move.mutate(true)}>
          {say("first.put-away")}
        </Button>
      </div>
      <ProblemNotice error={move.error} />
      <p className="quiet">{say("first.lead")}</p>
      <p role="status">{say("first.count", { done: doneCount, all: STEPS.length })}</p>
      <ol className="first-steps">
        {STEPS.map((step) => (
          <Step key={step} step={step} state={states[step]}>
            <More step={step} facts={facts} firstItem={firstItem} />
          </Step>
        ))}
      </ol>
    </section>
  );
}

function Step({
  step,
  state,
  children,
}: {
  readonly step: StepName;
  readonly state: StepState;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const [tone, icon] = LOOKS[state];
  const place = PLACES[step];
  return (
    <li>
      {place === undefined ? say(`first.${step}`) : <Link to={place}>{say(`first.${step}`)}</Link>}{" "}
      <Mark tone={tone} icon={icon}>
        {say(`first.state.${state}`)}
      </Mark>
      {state !== "done" && (
        <>
          <div className="quiet small">{say(`first.${step}-how`)}</div>
          {children}
        </>
      )}
    </li>
  );
}

/** What of it is missing or wrong, and the command where one does it. */
function More({
  step,
  facts: { parts, roles },
  firstItem,
}: {
  readonly step: StepName;
  readonly facts: HouseFacts;
  readonly firstItem: Pick<ItemSummaryBody, "id" | "filename" | "stage"> | null;
}) {
  const say = useSay();
  if (step === "machine" && parts !== undefined) return <Unwell parts={unwellParts(parts)} />;
  if (step === "stamps" && parts !== undefined) return <Unwell parts={unwellStamps(parts)} />;
  if (step === "lock") return <Commands lines="./holdfast doctor" what={say("first.lock")} />;
  if (step === "people" && roles !== undefined) {
    const missing = rolesMissing(roles).map((role) => say(`role.${role}`));
    return <div className="small">{say("first.roles", { roles: missing.join(", ") })}</div>;
  }
  if (step === "device") {
    return (
      <Commands
        lines={`./holdfast dock run --folder /media/card --url ${location.origin} --device-token hfd_…`}
        what={say("first.device")}
      />
    );
  }
  if (step !== "clip") return null;
  return (
    <>
      <Commands
        lines={`./holdfast push clip.mp4 --url ${location.origin} --device-token hfd_…`}
        what={say("first.clip")}
      />
      {firstItem !== null && (
        <div role="status">
          <Link to={`/items/${firstItem.id}`}>{firstItem.filename}</Link>{" "}
          <StageMark stage={firstItem.stage} />
        </div>
      )}
    </>
  );
}

function Unwell({ parts }: { readonly parts: readonly PartState[] }) {
  const say = useSay();
  return (
    <ul className="small">
      {parts.map(({ name, state }) => (
        <li key={name}>
          {partName(say, name)}: {cureWords(say, name, state) ?? say(`health.state.${state}`)}
        </li>
      ))}
    </ul>
  );
}
