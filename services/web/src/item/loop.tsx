/** A stretch that is played again and again, from A to B, shown on the bar and ended by one touch. */
import { Button } from "antd";
import { type RefObject, useEffect, useMemo, useState } from "react";
import { useSay } from "../texts/say.ts";
import { type Loop, NO_LOOP, backTo, loopWith } from "./play-rules.ts";
import { thumbAt } from "./storyboard-places.ts";
import { timecode } from "./timecode.ts";
import type { Playback } from "./use-playback.ts";

export interface LoopMoves {
  readonly set: (end: keyof Loop) => void;
  readonly clear: () => void;
}

export function useLoop(
  element: RefObject<HTMLVideoElement | null>,
  { atSeconds, playing }: Playback,
  seek: (seconds: number) => void,
): readonly [Loop, LoopMoves] {
  const [loop, setLoop] = useState(NO_LOOP);
  const again = playing ? backTo(loop, atSeconds) : null;
  useEffect(() => {
    if (again !== null) seek(again);
  }, [again, atSeconds, seek]);
  const moves = useMemo(
    () => ({
      set: (end: keyof Loop) => {
        const { currentTime = 0, duration = 0 } = element.current ?? {};
        // The very end is where playing stops, and no place to go back from.
        const at = Math.min(currentTime, Math.max(0, duration - END_SECONDS));
        setLoop((before) => loopWith(before, end, at));
      },
      clear: () => setLoop(NO_LOOP),
    }),
    [element],
  );
  return [loop, moves];
}

const END_SECONDS = 0.1;

export function LoopKeys({
  loop,
  moves,
  fps,
}: {
  readonly loop: Loop;
  readonly moves: LoopMoves;
  readonly fps: number;
}) {
  const say = useSay();
  const { from, to } = loop;
  const at = (seconds: number | null): string => (seconds === null ? "—" : timecode(seconds, fps));
  return (
    <>
      <Button title={say("player.loop-from")} onClick={() => moves.set("from")}>
        <span aria-hidden>A</span>
        <span className="unseen">{say("player.loop-from")}</span>
      </Button>
      <Button title={say("player.loop-to")} onClick={() => moves.set("to")}>
        <span aria-hidden>B</span>
        <span className="unseen">{say("player.loop-to")}</span>
      </Button>
      {(from !== null || to !== null) && (
        <Button onClick={moves.clear}>
          {say("player.loop-end", { from: at(from), to: at(to) })}
        </Button>
      )}
    </>
  );
}

/** For the eye alone: its ends stand in words among the keys. */
export function LoopBand({
  loop: { from, to },
  lengthSeconds,
}: {
  readonly loop: Loop;
  readonly lengthSeconds: number;
}) {
  if (from === null || to === null || lengthSeconds <= 0) return null;
  const place = (seconds: number): string => thumbAt(seconds / lengthSeconds);
  return (
    <div className="loop" aria-hidden>
      <span
        style={{ insetInlineStart: place(from), insetInlineEnd: `calc(100% - ${place(to)})` }}
      />
    </div>
  );
}
