/** Port: panels of the page that a person put away for themselves. Contract suite: test/contract/put-away-store.contract.ts. */
import type { Sight } from "../secrecy/sight.ts";

export const PANELS = ["first-steps"] as const;
export type Panel = (typeof PANELS)[number];

export interface PutAwayStore {
  /** Only those of whoever asks. */
  putAway(sight: Sight): Promise<readonly Panel[]>;
  /** Putting away what is away, or calling back what is shown, changes nothing. */
  set(sight: Sight, panel: Panel, isAway: boolean): Promise<void>;
}
