/** Runs several video elements on one clock: each tick moves the clock, and puts each picture where it belongs. */
import {
  type Angle,
  type Clock,
  type Span,
  type Standing,
  advanced,
  correctionOf,
  restsAt,
  spanOf,
  standingAt,
} from "./wall-clock.ts";

export interface Shown extends Clock {
  /** A picture that should be there is not: the clock waits for it. */
  readonly isHeld: boolean;
  readonly standings: readonly Standing[];
  /** How far each picture is from the clock, ms; null: it shows none now. */
  readonly awayMs: readonly (number | null)[];
  readonly span: Span;
}

export interface Engine {
  readonly attach: (place: number, video: HTMLVideoElement | null) => void;
  readonly nudge: (nudges: readonly number[]) => void;
  readonly run: (rate: number) => void;
  readonly seek: (at: number) => void;
  readonly now: () => Shown;
  readonly end: () => void;
}

/** From here on HTMLMediaElement has pictures to go on with. */
const HAVE_FUTURE_DATA = 3;
const HAVE_CURRENT_DATA = 2;
const TELL_MS = 100;
/** A copy may be a little shorter than its original says. */
const END_SECONDS = 0.05;

export function startEngine(
  angles: readonly Angle[],
  startAt: number,
  tell: (shown: Shown) => void,
): Engine {
  const videos: (HTMLVideoElement | null)[] = angles.map(() => null);
  let nudges: readonly number[] = angles.map(() => 0);
  let clock: Clock = { at: startAt, rate: 0 };
  let [before, handle] = [performance.now(), 0];

  const standings = (): Standing[] =>
    angles.map((angle, place) => standingAt(angle, nudges[place] ?? 0, clock.at));

  const telling = tellsAtTimes(tell);
  const each = (now: number): void => {
    const passedMs = Math.max(0, now - before);
    before = now;
    const isHeld = standings().some((one, place) => isMissing(videos[place], one, clock.rate));
    clock = advanced(clock, passedMs, isHeld, spanOf(angles, nudges));
    const shown = shownNow(isHeld);
    shown.standings.forEach((one, place) => {
      const video = videos[place];
      if (video != null) settle(video, one, { rate: clock.rate, isHeld });
    });
    telling(shown, now);
    handle = requestAnimationFrame(each);
  };
  const shownNow = (isHeld: boolean): Shown => {
    const found = standings();
    return {
      ...{ ...clock, isHeld, standings: found, span: spanOf(angles, nudges) },
      awayMs: found.map((one, place) => awayOf(videos[place], one)),
    };
  };
  handle = requestAnimationFrame(each);
  return {
    attach: (place, video) => {
      videos[place] = video;
    },
    nudge: (given) => {
      nudges = given;
    },
    run: (rate) => {
      const { from, to } = spanOf(angles, nudges);
      // Played once more from where it ended, it begins anew.
      const at = rate > 0 && clock.at >= to ? from : clock.at;
      clock = { at, rate };
    },
    seek: (at) => {
      const { from, to } = spanOf(angles, nudges);
      clock = { ...clock, at: Math.min(to, Math.max(from, at)) };
    },
    now: () => shownNow(false),
    end: () => {
      cancelAnimationFrame(handle);
      for (const video of videos) video?.pause();
    },
  };
}

/** What changes with each picture is read by nobody; what changes the screen is told at once. */
function tellsAtTimes(tell: (shown: Shown) => void): (shown: Shown, now: number) => void {
  let [told, toldAt] = ["", 0];
  let last: Shown | null = null;
  return (shown, now) => {
    const { rate, isHeld, standings } = shown;
    const state = JSON.stringify([rate, isHeld, standings.map((one) => one.state)]);
    const isMoved = now - toldAt >= TELL_MS && JSON.stringify(shown) !== JSON.stringify(last);
    if (state === told && !isMoved) return;
    [told, toldAt, last] = [state, now, shown];
    tell(shown);
  };
}

type Video = HTMLVideoElement | null | undefined;

/** Where its picture belongs now; null: it has none for this moment, or none at all, and is not waited for. */
function placeOf(video: Video, standing: Standing): number | null {
  if (video == null || video.error !== null || standing.state !== "running") return null;
  const { seconds } = standing;
  return Number.isFinite(video.duration) && seconds > video.duration - END_SECONDS ? null : seconds;
}

function isMissing(video: Video, standing: Standing, rate: number): boolean {
  if (video == null || rate <= 0 || placeOf(video, standing) === null) return false;
  return video.seeking || video.readyState < HAVE_FUTURE_DATA;
}

function awayOf(video: Video, standing: Standing): number | null {
  const seconds = placeOf(video, standing);
  if (video == null || seconds === null || video.readyState < HAVE_CURRENT_DATA) return null;
  return Math.round((video.currentTime - seconds) * 1_000);
}

function settle(
  video: HTMLVideoElement,
  standing: Standing,
  { rate, isHeld }: { readonly rate: number; readonly isHeld: boolean },
): void {
  const seconds = placeOf(video, standing);
  if (seconds === null || rate <= 0 || isHeld) {
    if (!video.paused) video.pause();
  }
  if (seconds === null) return;
  if (rate <= 0) {
    // Backwards, too: the next picture is sought once the one before is there.
    if (!video.seeking && !restsAt(seconds, video.currentTime)) video.currentTime = seconds;
    return;
  }
  const { seekTo, rate: pace } = correctionOf(seconds, video.currentTime, rate);
  if (seekTo !== null && !video.seeking) video.currentTime = seekTo;
  if (isHeld) return;
  if (Math.abs(video.playbackRate - pace) > 0.001) video.playbackRate = pace;
  // A refusal to play reaches the person through the element's "error" event.
  if (video.paused) void video.play().catch(() => undefined);
}
