/** Plays the viewing copy: exact position in frames and on the device's clock, all of it by keyboard too. */
import {
  CaretRightOutlined,
  CloseCircleFilled,
  FullscreenOutlined,
  MutedOutlined,
  PauseOutlined,
  SoundOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from "@ant-design/icons";
import { Alert, Button } from "antd";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { Watched } from "../annotations/watched.ts";
import { addressOf } from "../api/request.ts";
import { lengthText, localTime } from "../shown/format.ts";
import { Choice } from "../frame/choice.tsx";
import { useSay } from "../texts/say.ts";
import { LoopBand, LoopKeys, type LoopMoves, useLoop } from "./loop.tsx";
import {
  TranscriptSwitch,
  TranscriptTrack,
  useTranscriptOf,
} from "../transcript/transcript-track.tsx";
import { DamageMarks, MediaCheckNote } from "./media-check.tsx";
import type { Loop } from "./play-rules.ts";
import { usePlayerKeys } from "./player-keys.ts";
import type { Purpose } from "./purpose.ts";
import { SeekBar } from "./seek-bar.tsx";
import { useShuttle } from "./shuttle.ts";
import { framesPerSecond, timecode, wallClock } from "./timecode.ts";
import { useFilm } from "./use-film.ts";
import { type Moves, type Playback, SPEEDS, usePlayback } from "./use-playback.ts";
import { ViewersMark } from "./viewers-mark.tsx";

export function Player({
  item,
  purpose,
  onWatch,
}: {
  readonly item: ItemBody;
  readonly purpose: Purpose;
  readonly onWatch: OnWatch;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const fps = framesPerSecond(item.mediaInfo);
  const { playback, moves, ...more } = usePlaying(video, fps);
  useWatching(video, moves, onWatch);
  const transcript = useTranscriptOf(item.id);
  const media = `/items/${item.id}/derivatives`;
  const film = useFilm(video, item.mediaInfo, {
    whole: addressOf(`${media}/viewing`, { ...purpose }),
    playlist: addressOf(`${media}/viewing/playlist.m3u8`, { ...purpose }),
  });
  return (
    <>
      <div className="screen">
        <video
          ref={video}
          preload="metadata"
          playsInline
          {...(film !== undefined && { src: film })}
          {...(item.hasPoster && { poster: addressOf(`${media}/poster`, { ...purpose }) })}
          aria-label={say("player.video", { name: item.filename })}
          onClick={moves.toggle}
        >
          {transcript !== null && <TranscriptTrack {...{ transcript, purpose }} />}
        </video>
        <ViewersMark />
      </div>
      {transcript !== null && <TranscriptSwitch video={video} />}
      {playback.failed && (
        <Alert
          type="error"
          showIcon
          icon={<CloseCircleFilled aria-hidden />}
          title={say("player.failed")}
        />
      )}
      <SeekBar {...{ item, purpose, playback, fps, moves }} />
      <LoopBand loop={more.loop} lengthSeconds={playback.lengthSeconds} />
      <DamageMarks check={item.mediaCheck} lengthSeconds={playback.lengthSeconds} />
      <Controls {...{ playback, moves, fps, ...more }} />
      <Clocks playback={playback} fps={fps} recordedAt={item.recordedAt} />
      <MediaCheckNote check={item.mediaCheck} seek={moves.seek} />
      <p className="quiet small">
        {say("player.badge")} · {say("player.keys")}
      </p>
    </>
  );
}

/** Told when watching begins, and with null when it ends. The same function every time. */
type OnWatch = (watched: Watched | null) => void;

function useWatching(video: RefObject<HTMLVideoElement | null>, moves: Moves, onWatch: OnWatch) {
  useEffect(() => {
    const atMs = (): number => Math.round((video.current?.currentTime ?? 0) * 1000);
    onWatch({ atMs, seek: moves.seek, video: () => video.current });
    return () => onWatch(null);
  }, [video, moves, onWatch]);
}

/** All that it can do, and its keys. */
function usePlaying(video: RefObject<HTMLVideoElement | null>, fps: number) {
  const [playback, plain] = usePlayback(video, fps);
  const shuttle = useShuttle(video);
  const { stop, backwards } = shuttle;
  const moves = useMemo(() => stoppingFirst(plain, stop), [plain, stop]);
  const [loop, loopMoves] = useLoop(video, playback, moves.seek);
  usePlayerKeys(moves, shuttle, loopMoves);
  return { playback, moves, loop, loopMoves, backwards };
}

/** One frame is looked at while nothing runs. */
const stoppingFirst = (moves: Moves, stop: () => void): Moves => ({
  ...moves,
  frame: (direction) => {
    stop();
    moves.frame(direction);
  },
});

function Controls({
  playback,
  moves,
  fps,
  loop,
  loopMoves,
  backwards,
}: {
  readonly playback: Playback;
  readonly moves: Moves;
  readonly fps: number;
  readonly loop: Loop;
  readonly loopMoves: LoopMoves;
  readonly backwards: number;
}) {
  const say = useSay();
  const { playing, muted, speed } = playback;
  return (
    <div className="controls">
      <Key
        label={say(playing ? "player.pause" : "player.play")}
        icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
        onPress={moves.toggle}
        primary
      />
      <Key label={say("player.back5")} text="−5 s" onPress={() => moves.jump(-1)} />
      <Key label={say("player.forward5")} text="+5 s" onPress={() => moves.jump(1)} />
      <Key
        label={say("player.frame-back")}
        icon={<StepBackwardOutlined aria-hidden />}
        onPress={() => moves.frame(-1)}
      />
      <Key
        label={say("player.frame-forward")}
        icon={<StepForwardOutlined aria-hidden />}
        onPress={() => moves.frame(1)}
      />
      <Choice<number>
        aria-label={say("player.speed")}
        value={speed}
        options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        onChange={moves.speed}
      />
      <Key
        label={say(muted ? "player.unmute" : "player.mute")}
        icon={muted ? <MutedOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
        onPress={moves.mute}
      />
      <Key
        label={say("player.full")}
        icon={<FullscreenOutlined aria-hidden />}
        onPress={moves.fullScreen}
      />
      <LoopKeys loop={loop} moves={loopMoves} fps={fps} />
      {backwards > 0 && <span role="status">{say("player.backwards", { speed: backwards })}</span>}
    </div>
  );
}

function Key({
  label,
  icon,
  text,
  primary = false,
  onPress,
}: {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly text?: string;
  readonly primary?: boolean;
  readonly onPress: () => void;
}) {
  return (
    <Button
      type={primary ? "primary" : "default"}
      icon={icon}
      aria-label={text === undefined ? label : `${text} ${label}`}
      title={label}
      onClick={onPress}
    >
      {text}
    </Button>
  );
}

function Clocks({
  playback: { atSeconds, lengthSeconds },
  fps,
  recordedAt,
}: {
  readonly playback: Playback;
  readonly fps: number;
  readonly recordedAt: string | null;
}) {
  const say = useSay();
  const wall = wallClock(recordedAt, atSeconds);
  return (
    <dl className="clocks">
      <div>
        <dt>{say("player.timecode")}</dt>
        <dd data-testid="timecode">
          {timecode(atSeconds, fps)} / {lengthText(lengthSeconds)}
        </dd>
      </div>
      <div>
        <dt>{say("player.wall")}</dt>
        <dd data-testid="wall-clock">
          {wall === null ? say("player.wall-unknown") : localTime(wall, true)}
        </dd>
      </div>
    </dl>
  );
}
