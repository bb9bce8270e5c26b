/** In the player: the newest transcript of a recording as a track that is shown once somebody wants it, and what it is beside the switch. */
import { Checkbox } from "antd";
import { type RefObject, useEffect, useState } from "react";
import { addressOf } from "../api/request.ts";
import type { Purpose } from "../item/purpose.ts";
import { useDerivation } from "../live/joined-api.ts";
import { useSay } from "../texts/say.ts";

/** Null: there is none that may be known of. */
export function useTranscriptOf(itemId: string): string | null {
  const { data } = useDerivation(itemId);
  const made = data?.inputOf.find(
    ({ kind, state }) => kind === "transcript" && state === "received",
  );
  return made?.id ?? null;
}

/** Stands within the film; what is in it is read when it is shown. */
export function TranscriptTrack({
  transcript,
  purpose,
}: {
  readonly transcript: string;
  readonly purpose: Purpose;
}) {
  const say = useSay();
  return (
    <track
      kind="subtitles"
      label={say("transcript.mark")}
      src={addressOf(`/items/${transcript}/original`, { ...purpose })}
    />
  );
}

export function TranscriptSwitch({
  video,
}: {
  readonly video: RefObject<HTMLVideoElement | null>;
}) {
  const say = useSay();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const track = video.current?.textTracks[0];
    if (track !== undefined) track.mode = isShown ? "showing" : "disabled";
  }, [video, isShown]);
  return (
    <Checkbox checked={isShown} onChange={({ target }) => setShown(target.checked)}>
      {say("transcript.show")}
    </Checkbox>
  );
}
