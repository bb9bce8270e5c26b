/** The bar that a moment is chosen with: the picture of where the pointer or the focus is, the form of the sound, and all pictures below. */
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useAnnotations } from "../annotations/annotation-api.ts";
import { useSay } from "../texts/say.ts";
import { Beside } from "./beside.tsx";
import { useStoryboard, useWave } from "./overview-api.ts";
import type { Purpose } from "./purpose.ts";
import { useSessionMarks } from "./session-marks.tsx";
import { AllPictures, PictureOf } from "./storyboard.tsx";
import { partAt, thumbAt } from "./storyboard-places.ts";
import { hasStream, timecode } from "./timecode.ts";
import type { Moves, Playback } from "./use-playback.ts";
import { NoSound, WaveForm } from "./wave.tsx";

interface Seeking {
  readonly item: ItemBody;
  readonly purpose: Purpose;
  readonly playback: Playback;
  readonly fps: number;
  readonly moves: Moves;
}

export function SeekBar({ item, purpose, playback, fps, moves }: Seeking) {
  const { overview, mediaInfo } = item;
  const picture = useStoryboard(item, purpose);
  const wave = useWave(item, purpose);
  const { lengthSeconds } = playback;
  return (
    <>
      {wave !== null && wave !== undefined && (
        <WaveForm
          wave={wave}
          lengthSeconds={lengthSeconds}
          isLarge={!hasStream(mediaInfo, "video")}
        />
      )}
      <Bar
        {...{ playback, fps, moves }}
        pictures={
          overview.storyboard === null || picture === undefined
            ? null
            : { storyboard: overview.storyboard, picture }
        }
      />
      <Chapters itemId={item.id} lengthSeconds={lengthSeconds} />
      <Beside itemId={item.id} />
      {lengthSeconds > 0 && <Coming state={overview.state} />}
      {overview.peaks?.loudest === 0 && <NoSound isSilent />}
      {lengthSeconds > 0 && !hasStream(mediaInfo, "audio") && <NoSound isSilent={false} />}
      {overview.storyboard !== null && picture !== undefined && (
        <AllPictures storyboard={overview.storyboard} picture={picture} seek={moves.seek} />
      )}
    </>
  );
}

function Bar({
  playback,
  fps,
  moves,
  pictures,
}: Pick<Seeking, "playback" | "fps" | "moves"> & {
  readonly pictures: {
    readonly storyboard: NonNullable<ItemBody["overview"]["storyboard"]>;
    readonly picture: string;
  } | null;
}) {
  const say = useSay();
  const { atSeconds, lengthSeconds } = playback;
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const [isFocused, setFocused] = useState(false);
  const shown = pointedAt ?? (isFocused ? atSeconds : null);
  return (
    <div className="seek-place">
      {pictures !== null && shown !== null && (
        <PictureOf {...pictures} atSeconds={shown} lengthSeconds={lengthSeconds} />
      )}
      <input
        className="seek"
        type="range"
        min={0}
        max={lengthSeconds}
        step="any"
        value={atSeconds}
        aria-label={say("player.seek")}
        aria-valuetext={timecode(atSeconds, fps)}
        onChange={(event) => {
          setFocused(true);
          moves.seek(event.target.valueAsNumber);
        }}
        onPointerMove={({ clientX, currentTarget }) => {
          const { left, width } = currentTarget.getBoundingClientRect();
          setPointedAt(lengthSeconds * partAt(clientX - left, width));
        }}
        onPointerLeave={() => setPointedAt(null)}
        onPointerCancel={() => setPointedAt(null)}
        onFocus={({ currentTarget }) => setFocused(currentTarget.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
        onKeyDown={({ key }) => {
          if (key !== "Escape") return;
          setPointedAt(null);
          setFocused(false);
        }}
      />
    </div>
  );
}

/** For the eye alone: the markers stand in words beside the player. */
function Chapters({
  itemId,
  lengthSeconds,
}: {
  readonly itemId: string;
  readonly lengthSeconds: number;
}) {
  const { data } = useAnnotations(itemId);
  const marks = (data?.entries ?? []).flatMap(({ id, note, ended }) =>
    note["type"] === "marker" && ended === null ? [{ id, atMs: Number(note["atMs"]) }] : [],
  );
  const meanwhile = useSessionMarks(itemId).data?.marks ?? [];
  marks.push(...meanwhile.map(({ at: id, atMs }) => ({ id, atMs })));
  if (marks.length === 0 || lengthSeconds <= 0) return null;
  return (
    <div className="chapters" aria-hidden>
      {marks.map(({ id, atMs }) => (
        <span
          key={id}
          style={{ insetInlineStart: thumbAt(Math.min(1, atMs / 1_000 / lengthSeconds)) }}
        />
      ))}
    </div>
  );
}

function Coming({ state }: Pick<ItemBody["overview"], "state">) {
  const say = useSay();
  if (state === "ready" || state === "none") return null;
  const isAsked = state !== "unasked";
  return (
    <p className="quiet small">
      {say(isAsked ? "player.overview-coming" : "player.overview-unasked")}
    </p>
  );
}
