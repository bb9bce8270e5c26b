/** What is drawn so far, a line each: from when to when, how it is hidden, and how to change or take it back. */
import { Button } from "antd";
import type { Dispatch, ReactNode, SetStateAction } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { Watched } from "../annotations/watched.ts";
import { Choice } from "../frame/choice.tsx";
import { framesPerSecond, timecode } from "../item/timecode.ts";
import { useSay } from "../texts/say.ts";
import {
  type Draft,
  type DraftMask,
  type DraftStretch,
  changed,
  isEmpty,
  withPointHere,
  without,
} from "./mask-draft.ts";

interface Lines {
  readonly item: ItemBody;
  readonly watched: Watched;
  readonly draft: Draft;
  readonly setDraft: Dispatch<SetStateAction<Draft>>;
}

const FILLS = ["solid", "pixelate", "blur"] as const;
const VOICES = ["mute", "pitch"] as const;

export function MaskList(lines: Lines) {
  const say = useSay();
  const { draft, watched, setDraft } = lines;
  if (draft.pictures.length + draft.sound.length === 0) return null;
  return (
    <ul className="mask-list">
      {draft.pictures.map((mask, place) => {
        const name = say("redact.box-number", { number: place + 1 });
        return (
          <Line key={mask.id} {...lines} one={mask} name={name}>
            <Choice<DraftMask["fill"]>
              aria-label={say("redact.how-of", { name })}
              value={mask.fill}
              options={FILLS.map((value) => ({ value, label: say(`redact.fill-${value}`) }))}
              onChange={(fill) => setDraft((now) => changed(now, mask.id, { fill }))}
            />
            <Button
              size="small"
              onClick={() => setDraft((now) => withPointHere(now, mask.id, watched.atMs()))}
              aria-label={say("redact.of", { what: say("redact.point"), name })}
            >
              {say("redact.point")}
            </Button>
            {mask.points.length > 1 && (
              <span className="quiet small">
                {say("redact.points", { count: mask.points.length })}
              </span>
            )}
          </Line>
        );
      })}
      {draft.sound.map((stretch, place) => {
        const name = say("redact.sound-number", { number: place + 1 });
        return (
          <Line key={stretch.id} {...lines} one={stretch} name={name}>
            <Choice<DraftStretch["how"]>
              aria-label={say("redact.how-of", { name })}
              value={stretch.how}
              options={VOICES.map((value) => ({ value, label: say(`redact.voice-${value}`) }))}
              onChange={(how) => setDraft((now) => changed(now, stretch.id, { how }))}
            />
          </Line>
        );
      })}
    </ul>
  );
}

function Line({
  item,
  watched,
  setDraft,
  one,
  name,
  children,
}: Lines & {
  readonly one: DraftMask | DraftStretch;
  readonly name: string;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const { id, fromMs, toMs } = one;
  const shown = (ms: number): string => timecode(ms / 1_000, framesPerSecond(item.mediaInfo));
  const act = (key: "excerpt.from" | "excerpt.to" | "redact.remove", press: () => void) => (
    <Button size="small" aria-label={say("redact.of", { what: say(key), name })} onClick={press}>
      {say(key)}
    </Button>
  );
  return (
    <li>
      <strong>{name}</strong>
      <span role="status" data-testid={`mask-range-${id}`}>
        {say("redacted.range", {
          from: shown(fromMs),
          to: toMs === null ? say("redacted.to-the-end") : shown(toMs),
        })}
      </span>
      {isEmpty(one) && <span className="bad small">{say("code.derived/empty-range")}</span>}
      {act("excerpt.from", () => setDraft((now) => changed(now, id, { fromMs: watched.atMs() })))}
      {act("excerpt.to", () => setDraft((now) => changed(now, id, { toMs: watched.atMs() })))}
      {children}
      {act("redact.remove", () => setDraft((now) => without(now, id)))}
    </li>
  );
}
