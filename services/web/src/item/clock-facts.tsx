/** How the clocks of device and camera stood, in words; one that was far off is said so. */
import type { ItemBody } from "../../../review/api-schema.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type ClockWords, clockWords } from "./clock-words.ts";

export function ClockFacts({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const { clock, cameraClock } = item;
  return (
    <>
      <dt>{say("clock.device")}</dt>
      <dd>
        {clock === null ? (
          <span className="quiet">{say("clock.never")}</span>
        ) : (
          <Stood {...clock} />
        )}
      </dd>
      {cameraClock !== null && (
        <>
          <dt>{say("clock.camera")}</dt>
          <dd>
            <Stood {...cameraClock} />
          </dd>
        </>
      )}
    </>
  );
}

function Stood(clock: NonNullable<ItemBody["clock"]>) {
  const say = useSay();
  const { key, length, sure, isFarOff }: ClockWords = clockWords(clock);
  return (
    <>
      {isFarOff && <strong>{say("clock.far-off")} </strong>}
      {say(key, { length })}
      {sure !== null && say("clock.sure", { length: sure })}
      <span className="quiet"> {say("clock.checked", { at: localTime(clock.checkedAt) })}</span>
    </>
  );
}
