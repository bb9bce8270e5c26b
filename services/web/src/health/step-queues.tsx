/** Work that waits, runs or failed, by step; only to look at. */
import type { HouseHealthBody } from "../../../review/health-schema.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Say, isTextKey } from "../texts/texts.ts";

/** As many as are counted; from there on it is so many or more. */
const MOST = 1_000;

export function StepQueues({ queues }: { readonly queues: HouseHealthBody["queues"] }) {
  const say = useSay();
  const counted = (count: number): string =>
    count >= MOST ? say("dashboard.more", { count }) : String(count);
  if (queues.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="queues">
      <h2 id="queues">{say("health.queues")}</h2>
      <div className="wide" tabIndex={0} role="group" aria-labelledby="queues">
        <table className="queues">
          <thead>
            <tr>
              {(["step", "waiting", "tried", "failed", "oldest"] as const).map((name) => (
                <th key={name} scope="col">
                  {say(`health.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {queues.map(({ step, waiting, tried, failed, oldestAt }) => (
              <tr key={step}>
                <th scope="row">{stepName(say, step)}</th>
                <td>{counted(waiting)}</td>
                <td>{counted(tried)}</td>
                <td className={failed > 0 ? "mark-bad" : ""}>{counted(failed)}</td>
                <td className="nowrap">
                  {oldestAt === null ? say("health.none") : localTime(oldestAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function stepName(say: Say, step: string): string {
  const key = `step.${step}`;
  return isTextKey(key) ? say(key) : step;
}
