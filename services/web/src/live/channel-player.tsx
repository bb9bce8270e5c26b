/** One camera: its picture, how far behind it is, and what time it was then. */
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { localTime } from "../shown/format.ts";
import { ViewersMark } from "../item/viewers-mark.tsx";
import { useSay } from "../texts/say.ts";
import type { Watch } from "./live-api.ts";
import { type Plays, useHls } from "./use-hls.ts";

type Channel = Watch["channels"][number];

export function ChannelPlayer({
  channel,
  clockOffsetMs,
  onReady,
}: {
  readonly channel: Channel;
  readonly clockOffsetMs: number;
  /** Told how to go to an instant. The same function every time. */
  readonly onReady: (id: string, goTo: Plays["goTo"]) => void;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const { tracks, name, id } = channel;
  const [only, ...more] = tracks;
  const address = more.length > 0 ? channel.playlist : (only?.playlist ?? null);
  const { played, toNow, goTo } = useHls(video, address);
  useEffect(() => onReady(id, goTo));
  const leftOut = tracks.reduce((sum, track) => sum + track.leftOut.count, 0);
  return (
    <section className="live-channel" aria-label={name}>
      <div className="screen">
        <video
          ref={video}
          autoPlay
          muted
          controls
          playsInline
          aria-label={say("live.video", { name })}
        />
        {address === null && <p>{say("live.waiting-picture")}</p>}
        <ViewersMark />
      </div>
      <p className="live-foot">
        <strong>{name}</strong>
        <Behind atMs={played.atMs} isLive={played.isLive} clockOffsetMs={clockOffsetMs} />
        {played.isLive && address !== null && (
          <Button size="small" onClick={toNow}>
            {say("live.to-now")}
          </Button>
        )}
      </p>
      {played.atMs !== null && (
        <p className="small quiet">
          {say("live.clock")}{" "}
          <time data-testid="live-clock">{localTime(new Date(played.atMs).toISOString())}</time>
        </p>
      )}
      <div role="status" className="small">
        {played.state === "retrying" && <p>{say("live.failed")}</p>}
        {played.state === "shut" && <p>{say("live.shut")}</p>}
      </div>
      {leftOut > 0 && <p className="small quiet">{say("live.left-out", { count: leftOut })}</p>}
      {channel.aside.length > 0 && (
        <p className="small quiet">{say("live.aside", { count: channel.aside.length })}</p>
      )}
    </section>
  );
}

function Behind({
  atMs,
  isLive,
  clockOffsetMs,
}: {
  readonly atMs: number | null;
  readonly isLive: boolean;
  readonly clockOffsetMs: number;
}) {
  const say = useSay();
  if (!isLive) return <span className="live-mark live-mark-still">{say("live.recording")}</span>;
  const seconds =
    atMs === null ? null : Math.max(0, (Date.now() + clockOffsetMs - atMs) / 1_000).toFixed(1);
  return (
    <>
      <span className="live-mark">{say("live.live")}</span>
      {seconds !== null && <span data-testid="behind">{say("live.behind", { seconds })}</span>}
    </>
  );
}
