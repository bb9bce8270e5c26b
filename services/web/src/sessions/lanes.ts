/** Where recordings, pauses, gaps and markers of a session stand on its time line, on our clock where a device's was measured: one lane a device. Pure. */
import type { AnnotationBody, SessionDetailBody } from "../../../review/recording-schema.ts";

export interface Stretch {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}
export interface Lane {
  readonly deviceId: string;
  readonly name: string;
  readonly stretches: readonly (Stretch & {
    readonly itemId: string;
    /** False: its place is its device's word alone. */
    readonly isChecked: boolean;
  })[];
  /** What it missed and another device recorded. */
  readonly covered: readonly Stretch[];
  readonly markers: readonly { readonly at: number; readonly kind: string; readonly id: string }[];
}
export interface Line extends Stretch {
  readonly lanes: readonly Lane[];
  readonly pauses: readonly Stretch[];
  /** Nobody recorded, and nothing explains it. */
  readonly gaps: readonly Stretch[];
}

/** Null: no time is known. */
export function lineOf(
  session: Pick<
    SessionDetailBody,
    "recordings" | "pauses" | "startedAt" | "stoppedAt" | "completeness"
  >,
  annotations: readonly Noted[],
): Line | null {
  const lanes = lanesOf(session, annotations);
  const { startedAt, stoppedAt } = session;
  const pauses = session.pauses.map(stretchOf);
  const gaps = found(session, "gap").map(({ stretch }) => stretch);
  const ends = [
    ...[startedAt, stoppedAt].flatMap((at) => (at === null ? [] : [Date.parse(at)])),
    ...[...pauses, ...lanes.flatMap(({ stretches }) => stretches)].flatMap(({ from, to }) => [
      from,
      to,
    ]),
  ];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return to > from ? { from, to, lanes, pauses, gaps } : null;
}

type Session = Parameters<typeof lineOf>[0];
export type Noted = Pick<AnnotationBody, "id" | "itemId" | "note" | "ended">;
type Timed = Pick<Session["recordings"][number], "recordedAt" | "clock">;

/** When it begins on our clock, as far as its own was measured; null: not told. */
export const beginsAt = ({ recordedAt, clock }: Timed): number | null =>
  recordedAt === null ? null : Date.parse(recordedAt) - (clock?.offsetMs ?? 0);

/** Nobody looked at that clock, or it was set between two looks: by which of both it recorded is not known. */
export const isClockChecked = ({ clock }: Timed): boolean => clock?.isJump === false;

function lanesOf(session: Session, annotations: readonly Noted[]): Lane[] {
  const covered = found(session, "gap-covered");
  // Of cameras that a dock sent, each is a device of its own.
  const key = ({ deviceId, camera }: Session["recordings"][number]): string =>
    camera === null ? deviceId : `${deviceId} ${camera}`;
  return [...Map.groupBy(session.recordings, key)].map(([deviceId, recordings]) => {
    const name = recordings[0]?.camera ?? recordings[0]?.deviceName ?? "";
    const timed = recordings.flatMap((recording) => {
      const { itemId, durationMs } = recording;
      const from = beginsAt(recording);
      if (from === null) return [];
      return [{ itemId, from, to: from + (durationMs ?? 0), isChecked: isClockChecked(recording) }];
    });
    const markers = annotations.flatMap(({ id, itemId, note, ended }) => {
      const of = timed.find((one) => one.itemId === itemId);
      if (of === undefined || ended !== null || note["type"] !== "marker") return [];
      return [{ id, kind: String(note["kind"]), at: of.from + Number(note["atMs"]) }];
    });
    const own = covered.filter(({ device }) => device === name).map(({ stretch }) => stretch);
    return { deviceId, name, stretches: timed, covered: own, markers };
  });
}

const found = ({ completeness: { findings } }: Session, wanted: string) =>
  findings
    .filter(({ code }) => code === wanted)
    .map(({ facts: { from, to, device } }) => ({
      ...{ device, stretch: stretchOf({ from: String(from), to: String(to) }) },
    }));

const stretchOf = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => ({
  from: Date.parse(from),
  to: Date.parse(to),
});
