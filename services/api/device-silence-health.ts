/** What /readyz and /metrics tell of devices: that some were not heard for long. */
import { Gauge, type Registry } from "prom-client";
import { type DeviceSilence, silentBefore } from "../access/device-silence.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface DeviceSilenceLooks {
  readonly silentDevices: (before: UtcInstant) => Promise<{ readonly count: number }>;
  readonly deviceSilence: DeviceSilence;
  readonly clock: Clock;
}

/** 0 where nobody asked to be told. */
async function silentCount(looks: DeviceSilenceLooks): Promise<number> {
  const before = silentBefore(looks.deviceSilence, looks.clock());
  return before === null ? 0 : (await looks.silentDevices(before)).count;
}

export const deviceSilenceDependency = (looks: DeviceSilenceLooks): Dependency => ({
  name: "silent-devices",
  check: async () => {
    if ((await silentCount(looks)) > 0) throw new Error("a device was not heard for long");
  },
  fix: "Devices were not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS (`holdfast doctor` names them): find them and hand in what they hold, or retire those that are out of use.",
  kind: "backlog",
  knownBy: "postgres",
});

export function deviceSilenceMetrics(looks: DeviceSilenceLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const silent = new Gauge({
      name: "holdfast_devices_silent",
      help: "Devices in use that were not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS; 0 where that is unset",
      registers: [registry],
    });
    return async (): Promise<void> => silent.set(await silentCount(looks));
  };
}
