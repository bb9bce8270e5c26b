/** A moment of a recording: where it plays, the way there. */
import { Button } from "antd";
import { lengthText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Watched } from "./watched.ts";

export function SeekTo({ ms, watched }: { readonly ms: number; readonly watched: Watched | null }) {
  const say = useSay();
  const time = lengthText(ms / 1000);
  if (watched === null) return <span className="nowrap quiet">{time}</span>;
  return (
    <Button
      size="small"
      className="nowrap"
      aria-label={say("marker.seek", { time })}
      onClick={() => watched.seek(ms / 1000)}
    >
      {time}
    </Button>
  );
}
