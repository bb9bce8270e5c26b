/** What /readyz and /metrics tell of devices: that some were not heard for long. */
import { Gauge, type Registry } from "prom-client";
import type { Dependency } from "./health.ts";

export interface DeviceSilenceLooks {
  /** None where nobody asked to be told. */
  readonly silentDevices: () => Promise<{ readonly count: number }>;
}

export const deviceSilenceDependency = ({ silentDevices }: DeviceSilenceLooks): Dependency => ({
  name: "silent-devices",
  check: async () => {
    if ((await silentDevices()).count > 0) throw new Error("a device was not heard for long");
  },
  fix: "Devices were not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS (`holdfast doctor` names them): find them and hand in what they hold, or retire those that are out of use.",
  kind: "backlog",
  knownBy: "postgres",
});

export function deviceSilenceMetrics({ silentDevices }: DeviceSilenceLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const silent = new Gauge({
      name: "holdfast_devices_silent",
      help: "Devices in use that were not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS; 0 where that is unset",
      registers: [registry],
    });
    return async (): Promise<void> => silent.set((await silentDevices()).count);
  };
}
