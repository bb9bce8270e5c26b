/** What the links of one channel tell of its holes and clocks, noted as they go by: by these alone two recorders are judged, here and offline. Pure. */
import { z } from "zod";
import { utcInstant } from "../kernel/clock.ts";
import type { LiveLink } from "./chain.ts";
import { tracksOf } from "./cover-channel.ts";
import { type Cover, type CoverSegment, type OtherRecorder, coverOf } from "./cover.ts";
import { INTERRUPTIONS } from "./holes.ts";
import { type TrackHole, holesLeft } from "./holes-left.ts";
import type { FoundGap } from "./live-store.ts";
import { SegmentClocks, clockBasis, houseSpan } from "./segment-clocks.ts";

const instant = z.iso.datetime().transform((text) => utcInstant(new Date(text)));
const maybe = z.int().nullable();
const TakeFacts = z.looseObject({
  ...{ take: z.string(), track: z.string(), lane: z.enum(["main", "aside"]) },
  timeline: z.string(),
});
const SegmentFacts = z.looseObject({
  ...{
    take: z.string(),
    lane: z.enum(["main", "aside"]),
    sequence: maybe,
    cause: z.string().nullable(),
  },
  ...{
    mediaFromMs: maybe,
    mediaToMs: maybe,
    recordedAt: instant.nullable(),
    complete: z.boolean(),
  },
  after: z.enum(INTERRUPTIONS).optional(),
  clocks: SegmentClocks.optional(),
});
const GapFacts = z.looseObject({ track: z.string(), missingMs: maybe });

type Take = z.infer<typeof TakeFacts>;

export interface ClockNotes {
  /** Segments by what is known of when they were recorded. */
  readonly measured: number;
  readonly claimed: number;
  readonly unknown: number;
  /** Of the recorder's clock, and of its camera's; null: never told. */
  readonly offsetMs: readonly [least: number, most: number] | null;
  readonly mostErrorMs: number | null;
  readonly cameraOffsetMs: readonly [least: number, most: number] | null;
}

interface Noted extends FoundGap<CoverSegment> {
  readonly link: number;
  readonly missingMs: number | null;
}

export class LinkNotes {
  readonly #takes = new Map<string, Take>();
  readonly #segments: CoverSegment[] = [];
  readonly #newest = new Map<string, CoverSegment>();
  readonly #gaps: Noted[] = [];
  #open: Omit<Noted, "behind"> | null = null;
  #clock: ClockNotes = {
    ...{ measured: 0, claimed: 0, unknown: 0 },
    ...{ offsetMs: null, mostErrorMs: null, cameraOffsetMs: null },
  };
  #isClosed = false;
  readonly #keeps: boolean;

  /** `keeps`: it has another recorder, so that its segments are remembered. */
  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  see({ kind, index, at, facts }: LiveLink): void {
    this.#isClosed = kind === "close";
    if (kind === "take") {
      const take = TakeFacts.safeParse(JSON.parse(facts));
      if (take.success) this.#takes.set(take.data.take, take.data);
    } else if (kind === "gap") this.#gap(index, facts);
    else if (kind === "segment") this.#segment(at, facts);
  }

  clock(): ClockNotes | null {
    return this.#clock.offsetMs === null && this.#clock.cameraOffsetMs === null
      ? null
      : this.#clock;
  }

  /** By the link of each hole as it was found. */
  coversBy(other: LinkNotes): ReadonlyMap<number, Cover> {
    const recorder = other.#recorder();
    return new Map(this.#gaps.map((gap) => [gap.link, coverOf(gap, recorder)]));
  }

  /** Of what came late filled nothing. */
  openBy(other: LinkNotes): readonly (readonly [TrackHole<CoverSegment>, Cover])[] {
    const recorder = other.#recorder();
    const aside = this.#segments.filter(({ lane }) => lane === "aside");
    return holesLeft(this.#gaps, aside).map((hole) => [hole, coverOf(hole, recorder)]);
  }

  #recorder(): OtherRecorder {
    const spans = this.#segments.map(houseSpan);
    const known = spans.flatMap((span) => span ?? []);
    const reached = known.reduce(
      (most, one) => Math.max(most, one.fromMs - one.errorMs),
      -Infinity,
    );
    return {
      ...{ tracks: tracksOf([...this.#takes.values()]), segments: this.#segments },
      isAllTimed: known.length === spans.length,
      reachesMs: this.#isClosed ? Infinity : reached,
    };
  }

  #gap(link: number, facts: string): void {
    const gap = GapFacts.safeParse(JSON.parse(facts));
    if (!gap.success || !this.#keeps) return;
    const { track, missingMs } = gap.data;
    this.#open = { link, facts, missingMs, before: this.#newest.get(track) ?? null };
  }

  #segment(at: LiveLink["at"], facts: string): void {
    const read = SegmentFacts.safeParse(JSON.parse(facts));
    const take = read.success ? this.#takes.get(read.data.take) : undefined;
    const segment = read.success ? segmentOf(read.data, take, at) : null;
    this.#noteClock(segment);
    if (!this.#keeps || segment === null) return;
    this.#segments.push(segment);
    if (this.#open !== null) this.#gaps.push({ ...this.#open, behind: segment });
    this.#open = null;
    if (segment.lane === "main") this.#newest.set(segment.track, segment);
  }

  #noteClock(segment: CoverSegment | null): void {
    const basis = segment === null ? "unknown" : clockBasis(segment);
    const { recorder = null, source = null } = segment?.clocks ?? {};
    const before = this.#clock;
    this.#clock = {
      ...{ ...before, [basis]: before[basis] + 1 },
      offsetMs: wider(before.offsetMs, recorder?.offsetMs),
      mostErrorMs:
        wider(
          before.mostErrorMs === null ? null : [0, before.mostErrorMs],
          recorder?.errorMs,
        )?.[1] ?? null,
      cameraOffsetMs: wider(before.cameraOffsetMs, source?.offsetMs),
    };
  }
}

function wider(
  range: readonly [number, number] | null,
  value: number | undefined,
): readonly [number, number] | null {
  if (value === undefined) return range;
  const [least, most] = range ?? [value, value];
  return [Math.min(least, value), Math.max(most, value)];
}

function segmentOf(
  facts: z.infer<typeof SegmentFacts>,
  take: Take | undefined,
  at: LiveLink["at"],
): CoverSegment | null {
  if (take === undefined) return null;
  const { sequence, mediaFromMs, mediaToMs, recordedAt, lane, cause } = facts;
  const { complete: isComplete, clocks, after } = facts;
  const { track, timeline } = take;
  return {
    ...{ sequence, mediaFromMs, mediaToMs, recordedAt, lane, cause, track, timeline, at },
    ...{ isComplete, clocks: clocks ?? null, after: after ?? null },
  };
}
