/** A recording's running clock as it is drawn: day and time of each picture, the zone, and whose clock it is. Pure. */
import type { LabelWall } from "../../evidence/label-taken.ts";
import type { EvidenceItem } from "../../evidence/evidence-item.ts";
import type { UtcInstant } from "../../kernel/clock.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { ZoneTime } from "../../kernel/zone-time.ts";

const WHOSE: Readonly<Record<LabelWall["clock"], string>> = {
  camera: "摄像机钟 camera",
  sender: "发送端钟 sender",
};

/** A pattern of drawtext, with the seconds that stand at 0 in the zone itself, and the longest that it shows. */
export function formatTime({ at, clock, zoneMinutes }: LabelWall): {
  readonly text: string;
  readonly widest: string;
} {
  const seconds = (Date.parse(at) / 1_000 + 60 * zoneMinutes).toFixed(3);
  const behind = ` ${zoneOf(zoneMinutes)} ${WHOSE[clock]}`;
  return {
    text: `%{pts:gmtime:${seconds}:%Y-%m-%d %H\\:%M\\:%S}${behind}`,
    widest: `0000-00-00 00:00:00${behind}`,
  };
}

function zoneOf(minutes: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const away = Math.abs(minutes);
  return `UTC${minutes < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
}

/** @throws Refusal conflict "derived/no-wall-clock". */
export function wallOf({ announced }: EvidenceItem, zoneTime: ZoneTime): LabelWall {
  const { recordedAt, clock, cameraClock } = announced;
  if (recordedAt === null) throw noClock();
  const offset = (cameraClock ?? clock)?.offsetMs ?? null;
  const whose = cameraClock === null ? "sender" : "camera";
  return {
    ...{ at: recordedAt, clock: whose, clockOffsetMs: offset },
    zoneMinutes: minutesEast(zoneTime, recordedAt),
  };
}

/** "… UTC+08:00" ends what a zone writes. */
export function minutesEast(zoneTime: ZoneTime, at: UtcInstant): number {
  const [, sign, hours, minutes] = /UTC([+-])(\d{2}):(\d{2})$/.exec(zoneTime(at)) ?? [];
  return (sign === "-" ? -1 : 1) * (60 * Number(hours ?? 0) + Number(minutes ?? 0));
}

const noClock = (): Refusal =>
  new Refusal("conflict", "derived/no-wall-clock", "the recording does not say when it was begun", {
    fix: "Ask for its time code instead.",
  });
