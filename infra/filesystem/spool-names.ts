/** Names of a spool's files, each the whole record of its segment: nothing beside it can be lost or differ. */
import { INTERRUPTIONS, type Interruption } from "../../services/live/holes.ts";
import type { SegmentClocks } from "../../services/live/segment-clocks.ts";
import type { Spooled } from "../../services/recorder/ports.ts";

export const INIT = /^init(?:-([a-z-]+))?[.]mp4$/;
const NAME =
  /^(\d{6,9})-(\d{13,15})(?:-(\d{1,9})(-cut)?(?:-r(-?\d{1,14})e(\d{1,14}))?(?:-s(-?\d{1,14})e(\d{1,14}))?)?[.](part|m4s|sent)$/;

export interface Entry extends Omit<Spooled, "bytes"> {
  readonly name: string;
  readonly state: "part" | "m4s" | "sent";
}

type Named = Pick<Spooled, "sequence" | "startedAtMs" | "durationMs" | "isComplete" | "clocks">;

export const CUT_OFF = { durationMs: 0, isComplete: false } as const;

const numbered = ({ sequence, startedAtMs }: Pick<Named, "sequence" | "startedAtMs">): string =>
  `${String(sequence).padStart(6, "0")}-${startedAtMs}`;

export const nameOf = (segment: Named, state: Entry["state"]): string =>
  `${numbered(segment)}-${segment.durationMs}${segment.isComplete ? "" : "-cut"}${clocksIn(segment)}.${state}`;

function clocksIn({ clocks }: Named): string {
  const { recorder = null, source = null } = clocks ?? {};
  const own = recorder === null ? "" : `-r${recorder.offsetMs}e${recorder.errorMs}`;
  return source === null ? own : `${own}-s${source.offsetMs}e${source.spreadMs}`;
}

function clocksOf([recorderMs, errorMs, sourceMs, spreadMs]: readonly (
  | string
  | undefined
)[]): SegmentClocks | null {
  if (recorderMs === undefined && sourceMs === undefined) return null;
  const numbers = { offsetMs: Number(recorderMs), errorMs: Number(errorMs) };
  const source = { offsetMs: Number(sourceMs), spreadMs: Number(spreadMs) };
  return {
    recorder: recorderMs === undefined ? null : numbers,
    source: sourceMs === undefined ? null : source,
  };
}

export function afterIn(names: readonly string[]): Interruption | null {
  const after = names.flatMap((name) => INIT.exec(name)?.[1] ?? [])[0];
  return INTERRUPTIONS.find((one) => one === after) ?? null;
}

export function entryOf({ name, ...place }: Pick<Entry, "channel" | "take" | "after" | "name">) {
  const [, sequence, startedAtMs, durationMs, cut, ...rest] = NAME.exec(name) ?? [];
  if (sequence === undefined) return null;
  const entry: Entry = {
    ...{ ...place, name, sequence: Number(sequence), startedAtMs: Number(startedAtMs) },
    durationMs: Number(durationMs ?? 0),
    isComplete: cut === undefined,
    clocks: clocksOf(rest),
    state: rest.at(-1) as Entry["state"],
  };
  return entry;
}

/** Null: no segment's name. */
export function startOf(name: string): number | null {
  const startedAtMs = NAME.exec(name)?.[2];
  return startedAtMs === undefined ? null : Number(startedAtMs);
}
