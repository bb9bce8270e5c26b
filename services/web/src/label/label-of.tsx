/** On the page of a labelled copy: what was put into its picture. */
import type { DerivedBody } from "../../../review/derived-schema.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function LabelOf({ made }: { readonly made: DerivedBody & { readonly kind: "labelled" } }) {
  const say = useSay();
  const { lines, timeCode, wall, subtitles, taken } = made;
  return (
    <ul className="findings" data-testid="label-of">
      {lines.map((text, place) => (
        <li key={`${place} ${text}`}>{say("labelled.line", { text })}</li>
      ))}
      {timeCode && <li>{say("labelled.timeCode")}</li>}
      {wall !== null && (
        <li>
          {say(`labelled.wall-${wall.clock}`, { time: localTime(wall.at) })}
          {wall.clockOffsetMs !== null && (
            <span className="quiet">
              {say("labelled.offset", { seconds: (wall.clockOffsetMs / 1_000).toFixed(3) })}
            </span>
          )}
        </li>
      )}
      {subtitles !== null && (
        <li>
          {say(subtitles.burned ? "labelled.subtitles-burned" : "labelled.subtitles", {
            language: say(`label.language-${subtitles.language}`),
            ...{ count: subtitles.cues, sha256: subtitles.sha256 },
          })}
        </li>
      )}
      {taken !== null && (
        <li>
          {say("labelled.frames", {
            ...{ frames: taken.frames, width: taken.widthPx, height: taken.heightPx },
          })}
        </li>
      )}
    </ul>
  );
}
