/** Plays a playlist in a video element: near the present while it grows, from its beginning once it is a recording. Loads hls.js when it is first needed. */
import type Hls from "hls.js";
import { type RefObject, useEffect, useRef, useState } from "react";

export interface Played {
  /** Instant of the picture that is shown, in ms; null: not known yet. */
  readonly atMs: number | null;
  readonly isLive: boolean;
  readonly state: "loading" | "playing" | "retrying" | "shut";
}

export interface Plays {
  readonly played: Played;
  readonly toNow: () => void;
  /** To an instant, or to what follows it. */
  readonly goTo: (atMs: number) => void;
}

const NOTHING: Played = { atMs: null, isLive: true, state: "loading" };
const TICK_MS = 500;
const RETRY_MS = 2_000;
/** Segments behind the newest: one is on its way while one is played. */
const BEHIND = 2;
/** Answers after which asking again is no use. */
const SHUT = [401, 403, 404];

export function useHls(video: RefObject<HTMLVideoElement | null>, address: string | null): Plays {
  const [played, setPlayed] = useState(NOTHING);
  const player = useRef<Hls | null>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null || address === null) return undefined;
    const life = { over: false };
    const tell = (state: Played["state"]): void => setPlayed((before) => ({ ...before, state }));
    void attach(element, address, tell, life).then((hls) => {
      player.current = hls;
    });
    const timer = setInterval(() => {
      const hls = player.current;
      if (hls === null) return;
      const details = hls.levels[hls.currentLevel]?.details;
      setPlayed((before) => ({
        ...before,
        atMs: hls.playingDate?.getTime() ?? before.atMs,
        isLive: details?.live ?? before.isLive,
      }));
    }, TICK_MS);
    return () => {
      life.over = true;
      clearInterval(timer);
      player.current?.destroy();
      player.current = null;
    };
  }, [video, address]);
  return {
    played,
    toNow: () => {
      const [element, hls] = [video.current, player.current];
      if (element === null || hls === null) return;
      element.currentTime = hls.liveSyncPosition ?? element.duration;
      void element.play().catch(() => undefined);
    },
    goTo: (atMs) => {
      const [element, hls] = [video.current, player.current];
      const place = hls === null ? null : placeOf(hls, atMs);
      if (element !== null && place !== null) element.currentTime = place;
    },
  };
}

async function attach(
  element: HTMLVideoElement,
  address: string,
  tell: (state: Played["state"]) => void,
  life: { readonly over: boolean },
): Promise<Hls | null> {
  const { default: Player } = await import("hls.js");
  if (life.over) return null;
  // A worker would be a script of no address, which the page's policy forbids.
  const hls = new Player({
    ...{ enableWorker: false, liveSyncDurationCount: BEHIND, backBufferLength: 60 },
    ...{ maxLiveSyncPlaybackRate: 1.2, liveDurationInfinity: true },
  });
  hls.on(Player.Events.FRAG_BUFFERED, () => tell("playing"));
  hls.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
    if (SHUT.includes(response?.code ?? 0)) {
      hls.stopLoad();
      tell("shut");
      return;
    }
    if (!fatal) return;
    tell("retrying");
    setTimeout(() => {
      if (life.over) return;
      if (type === Player.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
      else if (hls.levels.length === 0) hls.loadSource(address);
      else hls.startLoad();
    }, RETRY_MS);
  });
  hls.loadSource(address);
  hls.attachMedia(element);
  return hls;
}

/** Where in the element's own time that instant is, or what follows a hole. */
function placeOf(hls: Hls, atMs: number): number | null {
  const fragments = hls.levels[hls.currentLevel]?.details?.fragments ?? [];
  for (const { programDateTime, start, duration } of fragments) {
    if (programDateTime === null || programDateTime + duration * 1_000 <= atMs) continue;
    return start + Math.max(0, atMs - programDateTime) / 1_000;
  }
  return null;
}
