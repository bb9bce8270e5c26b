/** How a recorder is: of each camera and channel, what is recorded, what waits, and what is wrong. */
import type { RecordState } from "../../services/recorder/record.ts";
import type { SendState } from "../../services/recorder/send.ts";

export interface ChannelStatus {
  readonly channel: string;
  readonly room: string;
  readonly camera: string;
  readonly recording: RecordState | null;
  readonly sending: SendState | null;
  /** The camera's clock minus ours, in ms. */
  readonly clockOffsetMs: number | null;
}

export interface RoomStatus {
  /** By this machine's clock: old means that nothing runs. */
  readonly atMs: number;
  /** Whether the service answered last time. */
  readonly isServiceThere: boolean;
  readonly freeBytes: number;
  readonly isDiskNearlyFull: boolean;
  readonly channels: readonly ChannelStatus[];
}

/** Codes of what somebody should see to; words for them stand in words.ts. */
export function problemsOf(status: RoomStatus): readonly string[] {
  return [
    ...(status.isServiceThere ? [] : ["service-away"]),
    ...(status.isDiskNearlyFull ? ["disk-nearly-full"] : []),
    ...status.channels.flatMap(({ recording, sending }) => [
      ...(recording?.state === "no-source" ? [recording.why] : []),
      ...problemOfSending(sending?.problem ?? null),
    ]),
  ];
}

function problemOfSending(problem: string | null): readonly string[] {
  if (problem === null || problem === "again") return [];
  return [problem === "service-full" ? problem : "segment-refused"];
}

/** Collects what the loops tell. */
export class StatusBoard {
  readonly #channels = new Map<string, ChannelStatus>();
  #told = new Set<string>();
  /** Until it was asked, nothing is wrong with it. */
  isServiceThere = true;
  freeBytes = 0;
  isDiskNearlyFull = false;
  /** Something lies at the service that could be removed here. */
  hasSent = true;

  /** Those that the service knows of: others are shown while something is recorded or waits. */
  tell(channels: readonly string[]): void {
    this.#told = new Set(channels);
  }

  set(channel: string, change: Partial<ChannelStatus>): void {
    const before = this.#channels.get(channel) ?? {
      ...{ channel, room: "", camera: "", recording: null, sending: null, clockOffsetMs: null },
    };
    this.#channels.set(channel, { ...before, ...change });
  }

  at(atMs: number): RoomStatus {
    const { isServiceThere, freeBytes, isDiskNearlyFull } = this;
    return {
      ...{ atMs, isServiceThere, freeBytes, isDiskNearlyFull },
      channels: this.#shown(),
    };
  }

  #shown(): readonly ChannelStatus[] {
    for (const [channel, { recording, sending }] of this.#channels) {
      const isAtWork = recording !== null || (sending?.waiting ?? 0) > 0;
      if (!isAtWork && !this.#told.has(channel)) this.#channels.delete(channel);
    }
    return [...this.#channels.values()];
  }
}
