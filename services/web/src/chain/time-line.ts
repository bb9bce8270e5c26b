/** Where recordings and visits stand on the time line: a row a day, newest first, by the reader's clock. Pure. */
import type { DeviceChainBody } from "../../../review/api-schema.ts";
import { localTime } from "../shown/format.ts";

export type Recording = DeviceChainBody["entries"][number];
export type Finding = DeviceChainBody["findings"][number];

export interface Tick {
  /** In `entries`, or of a visit: its finding. */
  readonly at: string;
  /** Part of the day, from 0 to 1. */
  readonly share: number;
  readonly recording: Recording | null;
  readonly findings: readonly Finding[];
}

export interface Day {
  /** "2026-11-24". */
  readonly name: string;
  readonly ticks: readonly Tick[];
}

const DAY_MS = 24 * 3_600_000;

/** Ticks of a day rise; a finding stands at its recording, or at its visit where it is about no recording. */
export function daysOf(entries: readonly Recording[], findings: readonly Finding[]): Day[] {
  const ofItem = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.itemId === null) continue;
    ofItem.set(finding.itemId, [...(ofItem.get(finding.itemId) ?? []), finding]);
  }
  const ticks = [
    ...entries.map((recording) => {
      const found = recording.itemId === null ? [] : (ofItem.get(recording.itemId) ?? []);
      return tickAt(recording.recordedAt ?? recording.receivedAt, recording, found);
    }),
    ...findings
      .filter(({ itemId }) => itemId === null)
      .map((finding) => tickAt(finding.at, null, [finding])),
  ].toSorted((a, b) => a.share - b.share);
  const days = new Map<string, Tick[]>();
  for (const tick of ticks) {
    const name = localTime(tick.at).slice(0, 10);
    days.set(name, [...(days.get(name) ?? []), tick]);
  }
  return [...days]
    .map(([name, ofDay]) => ({ name, ticks: ofDay }))
    .toSorted((a, b) => (a.name < b.name ? 1 : -1));
}

function tickAt(at: string, recording: Recording | null, findings: readonly Finding[]): Tick {
  const date = new Date(at);
  const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const share = Math.min(1, Math.max(0, (date.getTime() - midnight) / DAY_MS));
  return { at, share, recording, findings };
}
