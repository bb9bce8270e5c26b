/** Which packets of a recording an excerpt is of, and when there is none. Pure; times are microseconds of the recording's own line. */
import type { ExcerptSpan, ExcerptWay } from "../evidence/excerpt-taken.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

export interface ExcerptParameters {
  readonly itemId: ItemId;
  readonly fromMs: number;
  readonly toMs: number;
  readonly how: ExcerptWay;
}

export interface RangeUs {
  readonly fromUs: number;
  readonly toUs: number;
}

/** A player stands at the end as the container says it, some pictures behind the last one. */
const SLACK_MS = 1_000;
/** Half a day of a processor; also what 31 bits of 1/90000 s hold between two pictures. */
export const MOST_EXACT_MS = 6 * 3_600_000;

/** `durationMs`: of what is really there; null: not known. @throws Refusal invalid "derived/empty-range", "derived/beyond-recording", "derived/longer-than-recording", "derived/too-long". */
export function requireRange(
  { fromMs, toMs, how }: Omit<ExcerptParameters, "itemId">,
  durationMs: number | null,
): void {
  if (toMs <= fromMs) throw emptyRange();
  if (how === "exact" && toMs - fromMs > MOST_EXACT_MS) throw tooLong();
  if (durationMs === null) return;
  if (fromMs >= durationMs) throw beyond(durationMs);
  if (toMs - fromMs > durationMs + SLACK_MS) throw longer(durationMs);
}

/** One packet as it lies in the file; null: the container does not say. */
export interface PacketTime {
  readonly atUs: number | null;
  readonly lastsUs: number;
  readonly isKey: boolean;
}

interface Seen {
  readonly firstPacket: number;
  readonly firstUs: number;
  readonly lastUs: number;
}

/**
 * Hears every packet of one stream in the order they lie in, and says which are of the range: as few of its neighbours as can be,
 * and without a gap, since a picture that rests on others cannot stand without them.
 */
export class SpanSearch {
  readonly #range: RangeUs;
  readonly #isPicture: boolean;
  #count = 0;
  #open: Seen | null = null;
  #found: ExcerptSpan | null = null;
  #begunUs: number | null = null;
  #endUs: number | null = null;

  constructor(range: RangeUs, stream: "video" | "audio") {
    this.#range = range;
    this.#isPicture = stream === "video";
  }

  packet({ atUs, lastsUs, isKey }: PacketTime): void {
    const place = this.#count;
    this.#count += 1;
    if (atUs === null) return;
    this.#begunUs = Math.min(this.#begunUs ?? atUs, atUs);
    this.#endUs = Math.max(this.#endUs ?? atUs, atUs + lastsUs);
    const { fromUs, toUs } = this.#range;
    if (this.#begins(atUs + lastsUs, atUs, isKey)) {
      this.#open = { firstPacket: place, firstUs: atUs, lastUs: atUs };
      this.#found = null;
    } else if (this.#open !== null) {
      const { firstPacket, firstUs, lastUs } = this.#open;
      const seen = { firstUs: Math.min(firstUs, atUs), lastUs: Math.max(lastUs, atUs) };
      this.#open = { firstPacket, ...seen };
    }
    if (this.#open !== null && atUs < toUs && (this.#isPicture || atUs + lastsUs > fromUs))
      this.#found = { ...this.#open, packets: place - this.#open.firstPacket + 1 };
  }

  /** A picture: the last key frame up to the beginning, or the first packet of all. A sound: the first that reaches into the range. */
  #begins(endsUs: number, atUs: number, isKey: boolean): boolean {
    const { fromUs } = this.#range;
    if (this.#isPicture) return this.#open === null || (isKey && atUs <= fromUs);
    return this.#open === null && endsUs > fromUs;
  }

  /** Of all of the stream; null: nothing of it has a time. */
  get endUs(): number | null {
    return this.#endUs;
  }

  /** Null: nothing of the stream is in the range, also where it ended before it. */
  end(): ExcerptSpan | null {
    const { fromUs, toUs } = this.#range;
    const isTouched = this.#begunUs !== null && this.#begunUs < toUs && (this.#endUs ?? 0) > fromUs;
    return isTouched ? this.#found : null;
  }
}

/** Hears the same, and says which pictures have their time in the range; a decoder needs others beside them. */
export class TimesInRange {
  readonly #range: RangeUs;
  #count = 0;
  #found: ExcerptSpan | null = null;

  constructor(range: RangeUs) {
    this.#range = range;
  }

  packet({ atUs }: PacketTime): void {
    const place = this.#count;
    this.#count += 1;
    const { fromUs, toUs } = this.#range;
    if (atUs === null || atUs < fromUs || atUs >= toUs) return;
    const { firstPacket = place, packets = 0, firstUs = atUs, lastUs = atUs } = this.#found ?? {};
    this.#found = {
      ...{ firstPacket, packets: packets + 1 },
      ...{ firstUs: Math.min(firstUs, atUs), lastUs: Math.max(lastUs, atUs) },
    };
  }

  end(): ExcerptSpan | null {
    return this.#found;
  }
}

const emptyRange = (): Refusal =>
  new Refusal("invalid", "derived/empty-range", "the range is empty", {
    fix: "Its end must lie behind its beginning.",
  });

const beyond = (durationMs: number): Refusal =>
  new Refusal(
    "invalid",
    "derived/beyond-recording",
    "the range begins behind the recording's end",
    {
      fix: "Name a range that begins within the recording.",
      facts: { durationMs },
    },
  );

const longer = (durationMs: number): Refusal =>
  new Refusal(
    "invalid",
    "derived/longer-than-recording",
    "the range is longer than the recording",
    {
      fix: "Name a range within the recording; the whole of it is there as it is.",
      facts: { durationMs },
    },
  );

const tooLong = (): Refusal =>
  new Refusal("invalid", "derived/too-long", "more than is coded anew at once", {
    fix: "Take it over as it is, by packets, or in parts of six hours.",
    facts: { mostMs: MOST_EXACT_MS },
  });

/** Where the last of several streams ends, in whole milliseconds; null: none has a time. */
export function endMsOf(streams: readonly { readonly endUs: number | null }[]): number | null {
  const ends = streams.flatMap(({ endUs }) => (endUs === null ? [] : [endUs]));
  return ends.length === 0 ? null : Math.ceil(Math.max(...ends) / 1_000);
}

export const nothingInRange = (): Refusal =>
  new Refusal(
    "invalid",
    "derived/nothing-in-range",
    "there is no picture and no sound in the range",
    {
      fix: "Look at the recording for where it has some, and name that range.",
    },
  );

export const notAsItIs = (): Refusal =>
  new Refusal("invalid", "derived/not-as-it-is", "an MP4 does not hold this coding as it is", {
    fix: "Ask for an exact excerpt, which is coded anew.",
  });

export const picturesMissing = (): Refusal =>
  new Refusal("invalid", "derived/pictures-missing", "not every picture of the range comes out", {
    fix: "The recording is damaged there, or has no times: take it over as it is, by packets.",
  });

/** Film and sound that an MP4 holds without coding it anew. */
const AS_IT_IS: readonly string[] = [
  ...["h264", "hevc", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg"],
  ...["aac", "mp3", "mp2", "ac3", "opus", "flac"],
];
export const isHeldAsItIs = (codec: string): boolean => AS_IT_IS.includes(codec);
