/** Each check by itself: verdict, what was compared, what it does not prove, and how to do it without us. */
import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  QuestionCircleOutlined,
  ReloadOutlined,
} from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import type { CheckBody, VerificationBody } from "../../../review/api-schema.ts";
import { useReadAgain } from "../api/commands.ts";
import { useVerification } from "../api/queries.ts";
import { Commands } from "../frame/commands.tsx";
import { Mark, type Tone } from "../frame/mark.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayReason } from "../texts/texts.ts";
import { Pairs } from "./pairs.tsx";

const VERDICTS: Readonly<Record<CheckBody["verdict"], readonly [Tone, ReactNode]>> = {
  PASSED: ["good", <CheckCircleOutlined />],
  FAILED: ["bad", <CloseCircleOutlined />],
  INDETERMINATE: ["warn", <QuestionCircleOutlined />],
};

export function VerificationPanel({
  itemId,
  moves,
}: {
  readonly itemId: string;
  readonly moves: string;
}) {
  const say = useSay();
  const query = useVerification(itemId, moves);
  const again = useReadAgain(itemId);
  // What was read anew counts until the item moves on and its checks are asked again.
  const shown = newer(again.data, query.data);
  return (
    <section className="panel" aria-labelledby="verification">
      <div className="head">
        <h2 id="verification">{say("check.title")}</h2>
        <Button
          icon={<ReloadOutlined aria-hidden />}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          {say(again.isPending ? "check.reading" : "check.read-again")}
        </Button>
      </div>
      <p className="quiet small">{say("check.lead")}</p>
      <ProblemNotice error={again.error ?? query.error} onRetry={() => void query.refetch()} />
      {shown === undefined && query.isPending && <Skeleton active />}
      {shown !== undefined && (
        <>
          <p className="quiet small" role="status">
            {say("check.at", { at: localTime(shown.checkedAt) })}
          </p>
          <ul className="checks">
            {shown.checks.map((check) => (
              <CheckRow key={check.name} check={check} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function newer(
  one: VerificationBody | undefined,
  other: VerificationBody | undefined,
): VerificationBody | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.checkedAt >= other.checkedAt ? one : other;
}

function CheckRow({
  check: { name, verdict, reason, facts, checkYourself },
}: {
  readonly check: CheckBody;
}) {
  const say = useSay();
  const [tone, icon] = VERDICTS[verdict];
  return (
    <li className="check">
      <div className="check-head">
        <h3>{say(`check.${name}`)}</h3>
        <Mark tone={tone} icon={icon}>
          {say(`verdict.${verdict}`)}
        </Mark>
      </div>
      <div>{say(`check.${name}.what`)}</div>
      <div className={verdict === "PASSED" ? "quiet small" : undefined}>
        {sayReason(say, reason)}
      </div>
      <Pairs of={facts} />
      <div className="quiet small">
        {say("check.not-proven")}
        {say(`check.${name}.limit`)}
      </div>
      {checkYourself !== "" && (
        <details>
          <summary>{say("check.yourself")}</summary>
          <p className="small">{say(`check.${name}.yourself`)}</p>
          <Commands
            lines={checkYourself}
            what={`${say(`check.${name}`)}: ${say("check.yourself")}`}
          />
        </details>
      )}
    </li>
  );
}
