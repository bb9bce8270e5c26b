/** Port: sessions that were started and are not closed yet. Contract suite: test/contract/running-sessions.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { LiveChannelId, SessionId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { LiveEvent } from "./live-session.ts";

export interface RunningChannel {
  readonly id: LiveChannelId;
  readonly room: string;
  readonly name: string;
  /** When its last segment was here. */
  readonly lastAt: UtcInstant | null;
  /** Holes that were found in it. */
  readonly gaps: number;
  /** The channel whose camera it records too. */
  readonly secondOf: LiveChannelId | null;
}

export interface RunningSession {
  readonly id: SessionId;
  readonly number: string;
  readonly position: number;
  /** Its starts, pauses and stops, in order. */
  readonly events: readonly Pick<LiveEvent, "kind" | "at">[];
  /** In the order they were added, closed ones too. */
  readonly channels: readonly RunningChannel[];
}

export interface RunningSessions {
  /** Newest first, behind `after`: those of which a channel is not closed; none that `sight` may not know of. */
  page(
    after: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly RunningSession[]>;
}
