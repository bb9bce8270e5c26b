/** A session while it is recorded: every camera, how far behind, what is silent, what is missing, and its controls; afterwards its recording over all takes. */
import { Button, Skeleton } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { useMay } from "../api/queries.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { usePurpose } from "../item/purpose-dialog.tsx";
import { useSession } from "../sessions/session-api.ts";
import { zoneName } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { ChannelPlayer } from "./channel-player.tsx";
import { Clocks } from "./clocks.tsx";
import { type LiveSession, isOver, useLive, usePlaylists, useWatch } from "./live-api.ts";
import { LiveControl } from "./live-control.tsx";
import { LiveTimeLine } from "./live-line.tsx";
import { LiveStatus, Silent } from "./live-status.tsx";
import type { Plays } from "./use-hls.ts";

export function LivePage() {
  const { id = "" } = useParams();
  const query = useLive(id);
  if (query.data !== undefined) return <LiveScreen key={id} id={id} session={query.data} />;
  if (query.error !== null)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton active />;
}

function LiveScreen({ id, session }: { readonly id: string; readonly session: LiveSession }) {
  const say = useSay();
  const number = useSession(id).data?.number ?? "";
  const players = useRef(new Map<string, Plays["goTo"]>());
  const [clockOffsetMs, setClockOffset] = useState<number | null>(null);
  const onReady = useCallback(
    (channel: string, goTo: Plays["goTo"]) => void players.current.set(channel, goTo),
    [],
  );
  const nowMs = Date.now() + (clockOffsetMs ?? 0);
  const goTo = (atMs: number): void => {
    for (const each of players.current.values()) each(atMs);
  };
  return (
    <>
      <div className="head">
        <div>
          <h1>{say("live.title", { number })}</h1>
          <span className="quiet small">{say("frame.zone", { zone: zoneName() })}</span>
        </div>
        <LiveStatus status={session.status} />
        <Link to={`/recording-sessions/${id}`}>{say("live.to-session")}</Link>
      </div>
      <Silent session={session} nowMs={nowMs} />
      {session.channels.length === 0 && <p className="quiet">{say("live.none")}</p>}
      <Pictures id={id} session={session} onReady={onReady} onClock={setClockOffset} />
      <LiveControl id={id} status={session.status} />
      <LiveTimeLine session={session} nowMs={nowMs} goTo={clockOffsetMs === null ? null : goTo} />
      <Clocks channels={session.channels} />
    </>
  );
}

function Pictures({
  id,
  session,
  onReady,
  onClock,
}: {
  readonly id: string;
  readonly session: LiveSession;
  readonly onReady: (channel: string, goTo: Plays["goTo"]) => void;
  readonly onClock: (offsetMs: number) => void;
}) {
  const say = useSay();
  const mayWatch = useMay("copies:watch");
  const stated = usePurpose(`live-${id}`);
  const watch = useWatch(id, mayWatch ? stated.purpose : null);
  const playlists = usePlaylists(id, watch.data?.id, !isOver(session));
  const offset = watch.data?.clockOffsetMs;
  useEffect(() => {
    if (offset !== undefined) onClock(offset);
  }, [offset, onClock]);
  if (!mayWatch) return <p className="quiet">{say("live.not-for-watching")}</p>;
  return (
    <section className="panel" aria-label={say("live.section")}>
      <ProblemNotice error={watch.error ?? playlists.error} />
      {stated.purpose === null && (
        <div className="screen">
          <p>{say("live.watch-lead")}</p>
          <Button type="primary" onClick={stated.ask}>
            {say("live.watch")}
          </Button>
        </div>
      )}
      <div className="live-grid">
        {playlists.data?.channels.map((channel) => (
          <ChannelPlayer
            key={channel.id}
            channel={channel}
            clockOffsetMs={offset ?? 0}
            onReady={onReady}
          />
        ))}
      </div>
      {stated.dialog}
    </section>
  );
}
