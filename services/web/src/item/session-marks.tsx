/** What was marked in the session while the item was recorded, each a way to its place. */
import { useQuery } from "@tanstack/react-query";
import type { ItemBody } from "../../../review/api-schema.ts";
import { SeekTo } from "../annotations/seek-to.tsx";
import type { Watched } from "../annotations/watched.ts";
import { call } from "../api/request.ts";
import { eventWords } from "../live/event-words.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export const useSessionMarks = (itemId: string) =>
  useQuery({
    queryKey: ["session-marks", itemId],
    queryFn: ({ signal }) =>
      call("GET", "/items/{id}/session-marks", { path: { id: itemId }, signal }),
  });

export function SessionMarks({
  item,
  watched,
}: {
  readonly item: ItemBody;
  readonly watched: Watched | null;
}) {
  const say = useSay();
  const marks = useSessionMarks(item.id).data?.marks ?? [];
  if (marks.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="session-marks">
      <h2 id="session-marks">{say("item.session-marks")}</h2>
      <p className="quiet small">{say("item.session-marks-note")}</p>
      <ul className="downloads">
        {marks.map((mark) => (
          <li key={mark.at}>
            <span>
              <SeekTo ms={mark.atMs} watched={watched} /> {eventWords(say, mark)}
              {mark.words !== null && ` · ${mark.words}`}
            </span>
            <time className="quiet small">{localTime(mark.at)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
