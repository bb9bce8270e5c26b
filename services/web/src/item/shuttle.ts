/** J, K and L as on an editing desk: back, stop, forward, and twice as fast with each press. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { shuttled } from "./play-rules.ts";

export interface Shuttle {
  /** Times real time, backwards; 0 while it does not run backwards. */
  readonly backwards: number;
  readonly forward: () => void;
  readonly back: () => void;
  readonly stop: () => void;
}

/** Browsers play forward only: backwards the picture is sought, each once the one before is there. */
export function useShuttle(element: RefObject<HTMLVideoElement | null>): Shuttle {
  const [backwards, setBackwards] = useState(0);
  const ending = useRef<() => void>(() => undefined);
  const stop = useCallback(() => {
    ending.current();
    ending.current = () => undefined;
    setBackwards(0);
    element.current?.pause();
  }, [element]);
  const back = useCallback(() => {
    const video = element.current;
    if (video === null) return;
    video.pause();
    const rate = -shuttled(-backwards, -1);
    setBackwards(rate);
    ending.current();
    ending.current = ranBack(video, rate, () => setBackwards(0));
  }, [element, backwards]);
  const forward = useCallback(() => {
    const video = element.current;
    if (video === null) return;
    const rate = shuttled(video.paused ? 0 : video.playbackRate, 1);
    stop();
    video.playbackRate = rate;
    // A refusal to play reaches the person through the element's "error" event.
    void video.play().catch(() => undefined);
  }, [element, stop]);
  useEffect(() => () => ending.current(), []);
  return useMemo(() => ({ backwards, forward, back, stop }), [backwards, forward, back, stop]);
}

/** Until what it answers is called, the recording is played, or its beginning is there. */
function ranBack(video: HTMLVideoElement, rate: number, onEnd: () => void): () => void {
  let [handle, before] = [0, performance.now()];
  const end = (): void => {
    cancelAnimationFrame(handle);
    video.removeEventListener("play", ended);
  };
  const ended = (): void => {
    end();
    onEnd();
  };
  const each = (now: number): void => {
    if (!video.seeking) {
      video.currentTime = Math.max(0, video.currentTime - (rate * (now - before)) / 1_000);
      before = now;
    }
    if (video.currentTime <= 0) ended();
    else handle = requestAnimationFrame(each);
  };
  video.addEventListener("play", ended);
  handle = requestAnimationFrame(each);
  return end;
}
