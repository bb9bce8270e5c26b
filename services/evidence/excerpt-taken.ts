/** Which part of a recording an excerpt is: as it was asked for, and as it really is. Times are of the recording's own line: its earliest time stamp is 0. */

/** "packets": taken over as they are, from a key frame on. "exact": coded anew, just the frames asked for. */
export const EXCERPT_WAYS = ["packets", "exact"] as const;
export type ExcerptWay = (typeof EXCERPT_WAYS)[number];

/** What is in it of one stream. Microseconds, as the container's own time stamps say; rounded once. */
export interface ExcerptSpan {
  /** Of the first packet, counted from 0 over all of the stream in the recording, in the order they lie in. */
  readonly firstPacket: number;
  /** Packets from that one on, without a gap; for "exact" those whose time is in the range. */
  readonly packets: number;
  /** The earliest presentation time among them, and the latest. */
  readonly firstUs: number;
  readonly lastUs: number;
}

export interface ExcerptTaken {
  readonly how: ExcerptWay;
  /** As asked: from this on, and before that. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The time stamp that counts as 0; it may be below it. */
  readonly zeroUs: number;
  /** What stands at 0 of the excerpt. */
  readonly beginsUs: number;
  /** Absent: nothing of it is in the range. */
  readonly video?: ExcerptSpan;
  readonly audio?: ExcerptSpan;
}
