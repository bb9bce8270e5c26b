/** Steps that run now or failed and wait for their next try. */
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { lengthText, localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { isTextKey, sayCode } from "../texts/texts.ts";

type Step = ItemSummaryBody["steps"][number];

const VIEWING_STEPS = [
  ...["probe", "viewing-copy", "encode-copy", "seal-copies"],
  ...["overview", "seal-overview", "check-media"],
];

/** With `track`, only that track's steps. */
export function RunningSteps({
  steps: all,
  track,
}: Pick<ItemSummaryBody, "steps"> & { readonly track?: "original" | "viewing" }) {
  const steps = all.filter(
    ({ step }) => track === undefined || VIEWING_STEPS.includes(step) === (track === "viewing"),
  );
  if (steps.length === 0) return null;
  return (
    <div className="steps">
      {steps.map((step) => (
        <RunningStep key={step.step} step={step} />
      ))}
    </div>
  );
}

function RunningStep({
  step: { step, progress, lastError, attempts, notBefore, secondsLeft },
}: {
  readonly step: Step;
}) {
  const say = useSay();
  const key = `step.${step}`;
  const name = isTextKey(key) ? say(key) : step;
  return (
    <div>
      <span>{name}</span>
      {progress !== null && (
        <span className="progress">
          <progress value={progress} aria-label={name} /> {Math.round(progress * 100)}%
        </span>
      )}
      {progress !== null && secondsLeft !== null && (
        <div className="quiet">{say("step.left", { time: lengthText(secondsLeft) })}</div>
      )}
      {lastError !== null && progress === null && (
        <div className="mark-warn">
          {notBefore === null
            ? say("step.retry-soon", { attempts })
            : say("step.retry", { attempts, at: localTime(notBefore) })}
          <br />
          {sayCode(say, lastError)}
        </div>
      )}
    </div>
  );
}
