/** What the video element does, as state, and the moves a person may make. */
import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { frameStep } from "./timecode.ts";

export const SPEEDS = [0.25, 0.5, 1, 1.5, 2, 4] as const;
const SKIP_SECONDS = 5;

export interface Playback {
  readonly playing: boolean;
  readonly atSeconds: number;
  readonly lengthSeconds: number;
  readonly speed: number;
  readonly muted: boolean;
  readonly failed: boolean;
}

export interface Moves {
  readonly toggle: () => void;
  readonly jump: (direction: 1 | -1) => void;
  readonly frame: (direction: 1 | -1) => void;
  readonly speed: (value: number) => void;
  readonly faster: (direction: 1 | -1) => void;
  readonly seek: (seconds: number) => void;
  readonly mute: () => void;
  readonly fullScreen: () => void;
}

const EVENTS = [
  "play",
  "pause",
  "ended",
  "timeupdate",
  "seeked",
  "seeking",
  "ratechange",
  "volumechange",
  "durationchange",
  "error",
] as const;

const STILL: Playback = {
  playing: false,
  atSeconds: 0,
  lengthSeconds: 0,
  speed: 1,
  muted: false,
  failed: false,
};

const stateOf = (video: HTMLVideoElement): Playback => ({
  playing: !video.paused && !video.ended,
  atSeconds: video.currentTime,
  lengthSeconds: Number.isFinite(video.duration) ? video.duration : 0,
  speed: video.playbackRate,
  muted: video.muted,
  failed: video.error !== null,
});

export function usePlayback(
  element: RefObject<HTMLVideoElement | null>,
  fps: number,
): readonly [Playback, Moves] {
  const [playback, setPlayback] = useState(STILL);
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    const read = (): void => setPlayback(stateOf(video));
    for (const name of EVENTS) video.addEventListener(name, read);
    return () => {
      for (const name of EVENTS) video.removeEventListener(name, read);
    };
  }, [element]);

  // "timeupdate" comes four times a second; a timecode in frames must follow every picture.
  useEffect(() => {
    const video = element.current;
    if (!playback.playing || video === null) return;
    let handle = requestAnimationFrame(function each() {
      setPlayback(stateOf(video));
      handle = requestAnimationFrame(each);
    });
    return () => cancelAnimationFrame(handle);
  }, [element, playback.playing]);

  const withVideo = useCallback(
    (act: (video: HTMLVideoElement) => void) => {
      if (element.current !== null) act(element.current);
    },
    [element],
  );
  return [playback, useMemo(() => movesOf(withVideo, fps), [withVideo, fps])];
}

function movesOf(withVideo: (act: (video: HTMLVideoElement) => void) => void, fps: number): Moves {
  const seek = (video: HTMLVideoElement, seconds: number): void => {
    video.currentTime = Math.min(
      Math.max(0, seconds),
      Number.isFinite(video.duration) ? video.duration : seconds,
    );
  };
  return {
    toggle: () =>
      withVideo((video) => {
        if (!video.paused) video.pause();
        // A refusal to play reaches the person through the element's "error" event.
        else void video.play().catch(() => undefined);
      }),
    jump: (direction) =>
      withVideo((video) => seek(video, video.currentTime + direction * SKIP_SECONDS)),
    frame: (direction) =>
      withVideo((video) => {
        video.pause();
        seek(video, frameStep(video.currentTime, fps, direction));
      }),
    speed: (value) => withVideo((video) => (video.playbackRate = value)),
    faster: (direction) =>
      withVideo((video) => {
        const nearest = SPEEDS.findIndex((speed) => speed >= video.playbackRate);
        video.playbackRate = SPEEDS[nearest + direction] ?? video.playbackRate;
      }),
    seek: (seconds) => withVideo((video) => seek(video, seconds)),
    mute: () => withVideo((video) => (video.muted = !video.muted)),
    // With what stands over the picture.
    fullScreen: () =>
      withVideo(
        (video) => void (video.parentElement ?? video).requestFullscreen().catch(() => undefined),
      ),
  };
}
