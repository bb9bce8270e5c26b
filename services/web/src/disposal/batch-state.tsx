/** Where a batch stands, what comes next, and how many of its items came to what. */
import {
  AuditOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  DeleteOutlined,
  MinusCircleOutlined,
  SolutionOutlined,
  SyncOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { DisposalBody } from "../../../review/disposal-schema.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { approversText } from "./ending-rule.tsx";

const LOOKS: Readonly<Record<DisposalBody["state"], readonly [Tone, ReactNode]>> = {
  notice: ["move", <ClockCircleOutlined />],
  appraisal: ["warn", <SolutionOutlined />],
  approval: ["warn", <AuditOutlined />],
  packaging: ["move", <SyncOutlined />],
  handover: ["warn", <SolutionOutlined />],
  grace: ["warn", <ClockCircleOutlined />],
  destruction: ["bad", <DeleteOutlined />],
  stopped: ["still", <MinusCircleOutlined />],
  finished: ["good", <CheckCircleOutlined />],
};

export function BatchMark({ batch }: { readonly batch: DisposalBody }) {
  const { language } = useLanguage();
  const [tone, icon] = LOOKS[batch.state];
  return (
    <Mark tone={tone} icon={icon}>
      {batch.stateText[language]}
    </Mark>
  );
}

/** A sentence about what it waits for; empty where it is over. */
export function useNextStep(): (batch: DisposalBody) => string {
  const say = useSay();
  return ({ state, noticeOn, graceUntil, awaits }) => {
    if (state === "notice") return say("disposal.next-notice", { day: noticeOn });
    if (state === "grace") return say("disposal.next-grace", { at: localTime(graceUntil ?? "") });
    if (state === "approval") {
      return say("disposal.next-approval", { by: approversText(say, awaits) });
    }
    if (NAMED.some((each) => each === state)) {
      return say(`disposal.next-${state as (typeof NAMED)[number]}`);
    }
    return "";
  };
}

const NAMED = ["appraisal", "packaging", "handover"] as const;
const TOLD = ["waiting", "kept", "dropped", "transferred", "destroying", "destroyed"] as const;

export const countsText = (say: Say, counts: DisposalBody["counts"]): string =>
  [
    say("disposal.count-items", { count: counts.items }),
    ...TOLD.filter((name) => counts[name] > 0 && counts[name] < counts.items).map((name) =>
      say(`disposal.count-${name}`, { count: counts[name] }),
    ),
    ...TOLD.filter((name) => counts[name] === counts.items).map((name) =>
      say(`disposal.all-${name}`),
    ),
  ].join(" · ");
