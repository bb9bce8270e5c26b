/** Gives the player its film: by parts where its index alone would be long to load, and whole where it is short, or where parts do not play. */
import { type RefObject, useEffect, useState } from "react";
import { lengthMs } from "./timecode.ts";

/** From here on the index of an MP4 is a megabyte and more, which is loaded before the first picture. */
const LONG_MS = 30 * 60_000;
const AHEAD_SECONDS = 30;

export interface FilmAddresses {
  readonly whole: string;
  readonly playlist: string;
}

/** Answers the address that the element is to load by itself; undefined while it is given parts. */
export function useFilm(
  video: RefObject<HTMLVideoElement | null>,
  mediaInfo: unknown,
  { whole, playlist }: FilmAddresses,
): string | undefined {
  const isLong = lengthMs(mediaInfo) >= LONG_MS;
  /** The playlist that could not be played. */
  const [failed, setFailed] = useState<string | null>(null);
  const isWhole = !isLong || failed === playlist;
  useEffect(() => {
    const element = video.current;
    if (isWhole || element === null) return undefined;
    const life: { over: boolean; end: () => void } = { over: false, end: () => undefined };
    const giveUp = (): void => {
      if (life.over) return;
      life.end();
      setFailed(playlist);
    };
    import("hls.js").then(({ default: Player }) => {
      if (life.over) return;
      if (!Player.isSupported()) {
        giveUp();
        return;
      }
      // A worker would be a script of no address, which the page's policy forbids.
      const hls = new Player({ enableWorker: false, maxBufferLength: AHEAD_SECONDS });
      life.end = () => hls.destroy();
      hls.on(Player.Events.ERROR, (_event, { fatal }) => {
        if (fatal) giveUp();
      });
      hls.loadSource(playlist);
      hls.attachMedia(element);
    }, giveUp);
    return () => {
      life.over = true;
      life.end();
    };
  }, [video, isWhole, playlist]);
  return isWhole ? whole : undefined;
}
