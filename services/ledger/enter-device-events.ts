/** Use case: what happened to devices becomes leaves: enrolments, certificates, retirements, and clocks that jumped. */
import { type DeviceEvent, type DeviceEventStore, type ClockAt } from "./device-event-store.ts";
import { type Leaf, leafText } from "./leaf.ts";

export interface EnterDeviceEventsDeps {
  readonly devices: DeviceEventStore;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
}

const AT_ONCE = 64;
/** A clock that was merely checked at another moment differs by less. */
const STEP_MS = 60_000;
/** A quartz runs off by 2 to 4 s a day; cold and heat may make that more. */
const DRIFT_MS_PER_DAY = 10_000;
const DAY_MS = 24 * 3_600_000;

/** Answers how many leaves were entered. Entering twice is entering once: the same event is the same text. */
export async function enterDeviceEvents(
  { devices, ledger }: EnterDeviceEventsDeps,
  signal: AbortSignal,
): Promise<number> {
  let entered = 0;
  for (const event of await devices.due(AT_ONCE)) {
    if (signal.aborted) break;
    const leaf = leafOfEvent(event);
    if (leaf !== null) {
      await ledger.enter(leafText(leaf));
      entered += 1;
    }
    await devices.done(event);
  }
  return entered;
}

/** Null: nothing that the ledger need tell. */
export function leafOfEvent(event: DeviceEvent): Leaf | null {
  const { kind, deviceId } = event;
  switch (kind) {
    case "enrolled":
      return { type: "device-enrol", deviceId, at: event.at };
    case "certified": {
      const { certificateSha256, at } = event;
      return { type: "device-certificate", deviceId, certificateSha256, at };
    }
    case "retired":
      return { type: "device-retire", deviceId, at: event.at };
    case "clock": {
      const stepMs = clockStepMs(event.before, event.now);
      if (stepMs === null) return null;
      const { checkId, now } = event;
      return { type: "clock-step", deviceId, checkId, stepMs: String(stepMs), at: now.at };
    }
  }
}

/** By how much a clock jumped between two checks, in milliseconds; null if drift and uncertainty may explain it. */
export function clockStepMs(before: ClockAt | null, now: ClockAt): number | null {
  if (before === null) return null;
  const step = now.offsetMs - before.offsetMs;
  const days = Math.abs(Date.parse(now.at) - Date.parse(before.at)) / DAY_MS;
  const allowed =
    STEP_MS + days * DRIFT_MS_PER_DAY + (now.uncertaintyMs ?? 0) + (before.uncertaintyMs ?? 0);
  return Math.abs(step) > allowed ? step : null;
}
