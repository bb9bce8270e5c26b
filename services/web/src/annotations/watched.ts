/** The player while it plays, as those see it who mark moments: where it stands, and the way to another place. */
export interface Watched {
  readonly atMs: () => number;
  readonly seek: (seconds: number) => void;
  /** What shows it; null once it is gone. */
  readonly video: () => HTMLVideoElement | null;
}
