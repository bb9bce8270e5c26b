/** A refusal in the reader's language: what happened, what to do, and the number to quote. */
import { CloseCircleFilled } from "@ant-design/icons";
import { Problem } from "../api/request.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Say, isTextKey } from "../texts/texts.ts";
import { Notice } from "./notice.tsx";
import { PlainButton } from "./plain-button.tsx";

/** A known code has a sentence in both languages; else the service's own words and its fix. */
export function problemSentence(say: Say, error: unknown): string {
  if (!(error instanceof Problem)) return say("frame.broken");
  const { body, status } = error;
  if (body === null) return say(status === 0 ? "problem.unreachable" : "problem.unreadable");
  const key = `code.${body.code}`;
  if (isTextKey(key)) return say(key, inOurTime(body.facts));
  return [body.detail, body.fix].filter((part) => part !== undefined && part !== "").join(" ");
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Instants as the reader's clock shows them. */
const inOurTime = (facts: object = {}): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts as Record<string, string | number>).map(([name, value]) => [
      name,
      typeof value === "string" && INSTANT.test(value) ? localTime(value) : value,
    ]),
  );

export function ProblemNotice({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}) {
  const say = useSay();
  if (error === null || error === undefined) return null;
  const requestId = error instanceof Problem ? error.body?.requestId : undefined;
  return (
    <Notice
      tone="error"
      role="alert"
      icon={<CloseCircleFilled aria-hidden />}
      action={
        onRetry !== undefined && <PlainButton onClick={onRetry}>{say("frame.again")}</PlainButton>
      }
    >
      {problemSentence(say, error)}
      {requestId !== undefined && (
        <div className="quiet small">{say("problem.request", { id: requestId })}</div>
      )}
    </Notice>
  );
}
