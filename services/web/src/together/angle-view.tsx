/** One of several pictures on one clock: its name and clock, whether it runs, its own sound, and how far it was moved. */
import { MutedOutlined, SoundOutlined } from "@ant-design/icons";
import { Button, InputNumber } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import { addressOf } from "../api/request.ts";
import { clockSaid } from "../cases/clock-said.ts";
import type { CaseRecording } from "../cases/case-line.ts";
import type { Purpose } from "../item/purpose.ts";
import { useFilm } from "../item/use-film.ts";
import { ViewersMark } from "../item/viewers-mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Standing } from "./wall-clock.ts";

/** A minute: more is another recording's time. */
const MOST_NUDGE_MS = 60_000;

export interface AngleShown {
  readonly item: ItemBody;
  readonly recording: CaseRecording;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export function AngleView({
  angle: { item, recording, name, from, to },
  purpose,
  standing,
  awayMs,
  nudgeMs,
  onNudge,
  onVideo,
}: {
  readonly angle: AngleShown;
  readonly purpose: Purpose;
  readonly standing: Standing;
  readonly awayMs: number | null;
  readonly nudgeMs: number;
  readonly onNudge: (ms: number) => void;
  /** The same function every time. */
  readonly onVideo: (video: HTMLVideoElement | null) => void;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const [isMuted, setMuted] = useState(true);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    onVideo(video.current);
    return () => onVideo(null);
  }, [onVideo]);
  const media = `/items/${item.id}/derivatives/viewing`;
  const film = useFilm(video, item.mediaInfo, {
    whole: addressOf(media, { ...purpose }),
    playlist: addressOf(`${media}/playlist.m3u8`, { ...purpose }),
  });
  const at = (ms: number): string => localTime(new Date(ms + nudgeMs).toISOString());
  return (
    <section className="panel" aria-label={name} data-testid="angle">
      <Head {...{ name, itemId: item.id, isMuted, onMute: setMuted }} />
      <div className="screen">
        <video
          ref={video}
          preload="auto"
          playsInline
          muted={isMuted}
          hidden={standing.state !== "running"}
          {...(film !== undefined && { src: film })}
          aria-label={say("player.video", { name })}
          onError={() => setFailed(true)}
        />
        <ViewersMark />
        {standing.state === "before" && (
          <p role="status">{say("together.before", { at: at(from) })}</p>
        )}
        {standing.state === "after" && <p role="status">{say("together.after", { at: at(to) })}</p>}
      </div>
      {isFailed && <p role="alert">{say("together.failed")}</p>}
      <p className="quiet small">{clockSaid(say, recording.clock)}</p>
      <Nudge {...{ name, awayMs, nudgeMs, onNudge }} />
    </section>
  );
}

function Head({
  name,
  itemId,
  isMuted,
  onMute,
}: {
  readonly name: string;
  readonly itemId: string;
  readonly isMuted: boolean;
  readonly onMute: (isMuted: boolean) => void;
}) {
  const say = useSay();
  return (
    <div className="head">
      <h2>
        <Link to={`/items/${itemId}`}>{name}</Link>
      </h2>
      <Button
        icon={isMuted ? <MutedOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
        aria-label={say(isMuted ? "together.sound-on" : "together.sound-off", { name })}
        onClick={() => onMute(!isMuted)}
      />
    </div>
  );
}

function Nudge({
  name,
  awayMs,
  nudgeMs,
  onNudge,
}: {
  readonly name: string;
  readonly awayMs: number | null;
  readonly nudgeMs: number;
  readonly onNudge: (ms: number) => void;
}) {
  const say = useSay();
  return (
    <div className="small">
      <InputNumber<number>
        value={nudgeMs}
        {...{ min: -MOST_NUDGE_MS, max: MOST_NUDGE_MS, step: 40, precision: 0 }}
        aria-label={say("together.nudge", { name })}
        onChange={(ms) => onNudge(ms ?? 0)}
      />{" "}
      <span className="quiet">
        {say("together.drift")} {awayMs === null ? "–" : say("together.off", { ms: awayMs })}
      </span>
    </div>
  );
}
