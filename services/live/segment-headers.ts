/** What own recorders say of a segment beside its bytes: the header Holdfast-Segment, a dictionary of RFC 9651. */
import { ParseError, Token, parseDictionary } from "structured-headers";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import { INTERRUPTIONS, type Interruption } from "./holes.ts";
import { SegmentClocks } from "./segment-clocks.ts";

/** By the recorder's own word. */
export interface SaidOfSegment {
  /** The recorder's own number or name of its take: a new one begins a new take here. */
  readonly take: string | null;
  readonly sequence: number | null;
  /** By the recorder's clock. */
  readonly startedAt: UtcInstant | null;
  readonly durationMs: number | null;
  readonly isComplete: boolean;
  /** What ended the recorder's take before this one. */
  readonly after: Interruption | null;
  readonly clocks: SegmentClocks | null;
}

export const NOTHING_SAID: SaidOfSegment = {
  ...{ take: null, sequence: null, startedAt: null, durationMs: null, isComplete: true },
  ...{ after: null, clocks: null },
};

type Header = string | undefined;

/** `take=7, seq=12, start=1764191000000, duration=2000, complete=?1`; start and duration in ms; `clock=-12, clock-error=3, camera=2500, camera-spread=40` as SegmentClocks says. @throws Refusal invalid "live/bad-header". */
export function parseSegmentHeader(header: Header): SaidOfSegment {
  if (header === undefined) return NOTHING_SAID;
  const told = dictionary("Holdfast-Segment", header);
  const whole = (name: string, most: number): number | null => {
    const value: unknown = told.get(name)?.[0];
    if (value === undefined) return null;
    const isFit = typeof value === "number" && Number.isInteger(value) && value >= 0;
    if (!isFit || value > most) throw badHeader("Holdfast-Segment");
    return value;
  };
  const start = whole("start", MOST_MS);
  const complete: unknown = told.get("complete")?.[0] ?? true;
  if (typeof complete !== "boolean") throw badHeader("Holdfast-Segment");
  return {
    take: takeOf(told.get("take")?.[0]),
    sequence: whole("seq", MOST_INTEGER),
    startedAt: start === null ? null : utcInstant(new Date(start)),
    durationMs: whole("duration", DAY_MS),
    isComplete: complete,
    after: afterOf(told.get("after")?.[0]),
    clocks: clocksOf(told),
  };
}

/** An offset without its error is none. */
function clocksOf(told: ReturnType<typeof dictionary>): SegmentClocks | null {
  const said = (name: string): unknown => told.get(name)?.[0];
  const [offsetMs, errorMs] = [said("clock"), said("clock-error")];
  const [cameraMs, spreadMs] = [said("camera"), said("camera-spread")];
  if ([offsetMs, errorMs, cameraMs, spreadMs].every((one) => one === undefined)) return null;
  const read = SegmentClocks.safeParse({
    recorder: offsetMs === undefined && errorMs === undefined ? null : { offsetMs, errorMs },
    source:
      cameraMs === undefined && spreadMs === undefined ? null : { offsetMs: cameraMs, spreadMs },
  });
  if (!read.success) throw badHeader("Holdfast-Segment");
  return read.data;
}

/** A word that is not known here says nothing: recorders may be newer. */
const afterOf = (value: unknown): Interruption | null =>
  value instanceof Token ? (INTERRUPTIONS.find((one) => one === value.toString()) ?? null) : null;

/** Year 9999, in ms since 1970. */
const MOST_MS = 253_402_300_799_999;
const MOST_INTEGER = 999_999_999_999_999;
const DAY_MS = 86_400_000;

function takeOf(value: unknown): string | null {
  if (value === undefined) return null;
  const isText = typeof value === "string" || typeof value === "number" || value instanceof Token;
  const text = isText ? value.toString() : "";
  if (/^[A-Za-z0-9._:-]{1,64}$/.test(text)) return text;
  throw badHeader("Holdfast-Segment");
}

function dictionary(name: string, header: string) {
  try {
    return parseDictionary(header);
  } catch (error) {
    if (error instanceof ParseError) throw badHeader(name);
    throw error;
  }
}

const badHeader = (name: string): Refusal =>
  new Refusal("invalid", "live/bad-header", `${name} is not understood`, {
    fix: "Send Holdfast-Segment: take=1, seq=0, start=<ms since 1970>, duration=<ms>, complete=?1, or nothing.",
  });
