/** Ports of a recorder: a camera that is listened to, the disk it is written to first, and the service it goes to. */
import type { Sha256 } from "../kernel/digest.ts";
import type { Interruption } from "../live/holes.ts";
import type { SegmentClocks, SourceClock } from "../live/segment-clocks.ts";
import type { CodedSource } from "./container.ts";

/** What is known of a camera at this moment. */
export interface SourceState {
  /** When what a body begins with came from the camera, and when the last came; null: not known. */
  readonly fromMs: number | null;
  readonly lastMs: number | null;
  /** It sends: what ended then was what joins its packets. */
  readonly isThere: boolean;
  /** What it says of its own clock; null: nothing yet. */
  readonly clock: SourceClock | null;
}

export const NOTHING_KNOWN: SourceState = {
  ...{ fromMs: null, lastMs: null, isThere: false, clock: null },
};

/** What a camera sends, joined into a fragmented file as it comes. */
export interface LiveBody {
  /** Null: it does not say beforehand. */
  readonly source: CodedSource | null;
  /** Ends when the camera or what joins its packets ends; never rejects. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Asks it to write out what it holds and to end. */
  stop(): void;
  /** Ends it at once; what was not written is lost. `isLeft`: the camera is listened to for a moment, and what it sends goes to the next body. */
  kill(isLeft: boolean): void;
  /** All that came before is durable: no next body needs it. */
  kept(beforeMs: number): void;
  /** Never rejects. */
  state(): Promise<SourceState>;
}

/** A camera that was asked and sends, whoever joins its packets. */
export interface Line {
  /** Where what joins its packets asks; secret. */
  readonly url: string;
  readonly source: CodedSource;
  /** All that came before is durable. */
  kept(beforeMs: number): void;
  /** Never rejects. */
  state(): Promise<SourceState>;
  /** Nobody joins its packets for the moment: the next who opens gets what came since. */
  leave(): void;
  /** The camera is left; what joins its packets gets what came before. */
  close(): void;
}

/** The cameras of a room, by name. */
export interface Lines {
  /** @throws Refusal as Camera.open does. */
  open(camera: string, signal: AbortSignal): Promise<Line>;
}

export interface Camera {
  /** @throws Refusal unavailable "recorder/unreachable", "recorder/no-answer", "recorder/no-sender", "recorder/tool-failed"; forbidden "recorder/refused"; invalid "recorder/no-coding". */
  open(signal: AbortSignal): Promise<LiveBody>;
}

/** A stretch of one take. Times are ms since 1970 by this machine's clock, durations by the media's. */
export interface Spooled {
  readonly channel: string;
  /** When the take began, which is its name. */
  readonly take: number;
  readonly sequence: number;
  /** What ended the take before; null: nothing was recorded before. */
  readonly after: Interruption | null;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** Ends where its last fragment does; else something cut it off. */
  readonly isComplete: boolean;
  /** As they stood when it ended, or where a crash cut it off when it began; null: nothing was known of them. */
  readonly clocks: SegmentClocks | null;
  readonly bytes: number;
}

export interface TakeWriter {
  readonly take: number;
  /** Once, before any segment. Durable when it resolves. */
  begin(init: Buffer, after: Interruption): Promise<void>;
  /** Adds to the open segment, or opens one that began at `startedAtMs`, by clocks that stand so now. Durable when it resolves. */
  append(bytes: Buffer, startedAtMs: number, clocks: SegmentClocks | null): Promise<void>;
  /** Closes the open segment, if there is one: from then on `waiting` lists it. */
  close(durationMs: number, isComplete: boolean, clocks: SegmentClocks | null): Promise<void>;
}

export interface Spool {
  /** A new take, named by a time later than all before it. @throws what the disk says. */
  take(channel: string, nowMs: number): TakeWriter;
  /** All that something lies here of. */
  channels(): Promise<readonly string[]>;
  /** Closed, and not yet at the service: oldest first. */
  waiting(channel: string): Promise<readonly Spooled[]>;
  init(segment: Spooled): Promise<Buffer>;
  read(segment: Spooled): Promise<Buffer>;
  /** The service has it. It stays until its time is over, or room is needed. */
  sent(segment: Spooled): Promise<void>;
  /** Removes what was sent before `beforeMs`, then what was sent first until `freeBytes` are free. Answers what is free. */
  clear(beforeMs: number, freeBytes: number): Promise<number>;
  /** What is free now. */
  freeBytes(): Promise<number>;
}

/** How the service took a segment. "kept": it is durable and chained there. "again": later, as it is. "refused": never. */
export type Answered =
  | { readonly kind: "kept"; readonly sha256: string }
  | { readonly kind: "init-needed" }
  | { readonly kind: "again"; readonly afterMs: number; readonly why?: "service-full" }
  | { readonly kind: "refused"; readonly code: string };

/** A channel of a session that this recorder is to record: its camera by name. */
export interface OwnChannel {
  readonly id: string;
  readonly room: string;
  readonly name: string;
  readonly isRunning: boolean;
}

export interface Door {
  /** Those that were not closed yet. Null: nobody answered. Never rejects. */
  channels(): Promise<readonly OwnChannel[] | null>;
  /** What goes before a take's segments, or one of them. Never rejects: where nobody answered it is "again". */
  put(
    what: "init" | "segment",
    of: Spooled,
    path: string,
    bytes: Buffer,
    digest: Sha256,
  ): Promise<Answered>;
}
