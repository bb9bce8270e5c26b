/** What is known of the clocks behind each channel, and which is whose second recorder. */
import { useSay } from "../texts/say.ts";
import type { LiveChannel } from "./live-api.ts";

export function Clocks({ channels }: { readonly channels: readonly LiveChannel[] }) {
  const say = useSay();
  const told = channels.filter(({ lastAt, secondOf }) => lastAt !== null || secondOf !== null);
  if (told.length === 0) return null;
  const nameOf = (id: string): string => channels.find((one) => one.id === id)?.name ?? id;
  return (
    <section className="panel" aria-labelledby="live-clocks">
      <h2 id="live-clocks">{say("live.clocks")}</h2>
      <ul className="findings" data-testid="clocks">
        {told.map(({ id, name, secondOf, clock, lastAt }) => (
          <li key={id}>
            <span>{name}</span>
            {secondOf !== null && <span>{say("live.second-of", { first: nameOf(secondOf) })}</span>}
            {lastAt !== null && (
              <span className="quiet">
                {say(`live.clock-${clock.basis}`, {
                  ...{ ms: clock.offsetMs ?? 0, error: clock.errorMs ?? 0 },
                })}
              </span>
            )}
            {clock.cameraOffsetMs !== null && (
              <span className="quiet">
                {say("live.clock-camera", {
                  ...{ ms: clock.cameraOffsetMs, spread: clock.cameraSpreadMs ?? 0 },
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
