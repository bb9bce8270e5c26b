/** What the ledger tells of devices: the exact texts, what counts as a jump of a clock, and cuts in between. */
import { beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { ClockCheckId, DeviceId } from "../../../services/kernel/ids.ts";
import type { DeviceEvent } from "../../../services/ledger/device-event-store.ts";
import {
  clockStepMs,
  enterDeviceEvents,
  leafOfEvent,
} from "../../../services/ledger/enter-device-events.ts";
import { leafText, parseLeaf } from "../../../services/ledger/leaf.ts";
import { MemoryDeviceEventStore } from "../../fakes/device-event-store.ts";

const NOON = "2026-11-24T12:00:00.000Z" as UtcInstant;
const DAY_MS = 24 * 3_600_000;
const deviceId = "6f1e8f0a-7c1e-4f5e-9a0b-0123456789ab" as DeviceId;
const checkId = "0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab" as ClockCheckId;
const clock = (offsetMs: number, at = NOON, uncertaintyMs: number | null = null) => ({
  ...{ offsetMs, uncertaintyMs, at },
});
const enrolled: DeviceEvent = { kind: "enrolled", deviceId, at: NOON };
const certified: DeviceEvent = {
  ...{ kind: "certified", deviceId, certificateSha256: sha256("c"), at: NOON },
};
const retired: DeviceEvent = { kind: "retired", deviceId, at: NOON };
const jumped: DeviceEvent = {
  ...{ kind: "clock", deviceId, checkId, now: clock(-3_600_000), before: clock(200) },
};

describe("leaves about devices", () => {
  it.each([
    [enrolled, `device-enrol/v1\ndevice ${deviceId}\nat ${NOON}\n`],
    [
      certified,
      `device-certificate/v1\ndevice ${deviceId}\ncertificate sha256 ${sha256("c")}\nat ${NOON}\n`,
    ],
    [retired, `device-retire/v1\ndevice ${deviceId}\nat ${NOON}\n`],
    [jumped, `clock-step/v1\ndevice ${deviceId}\ncheck ${checkId}\nstep ms -3600200\nat ${NOON}\n`],
  ])("are exactly this: $kind", (event, text) => {
    const leaf = leafOfEvent(event)!;
    expect(leafText(leaf)).toBe(text);
    expect(parseLeaf(text)).toEqual(leaf);
    for (const other of [
      text.replace(NOON, "2026-11-24T12:00:00Z"),
      text.replace("-3600200", "-0"),
      `${text}\n`,
    ]) {
      if (other !== text) expect(parseLeaf(other)).toBeNull();
    }
  });

  it.each([
    ["the first check of a clock", null, clock(7_200_000), null],
    ["a minute, which may be a slow answer", clock(0), clock(60_000), null],
    ["a minute and a bit", clock(0), clock(60_001), 60_001],
    ["backwards", clock(500), clock(-60_000), -60_500],
    ["a month's drift", clock(0), clock(120_000, plusMs(NOON, 30 * DAY_MS)), null],
    ["more than a month's drift", clock(0), clock(361_000, plusMs(NOON, 30 * DAY_MS)), 361_000],
    [
      "no more than both checks may be off",
      clock(0, NOON, 5_000),
      clock(66_000, NOON, 1_000),
      null,
    ],
  ])("tell of a jump of a clock: %s", (_, before, now, step) => {
    expect(clockStepMs(before, now)).toBe(step);
  });

  describe("are entered", () => {
    let devices: MemoryDeviceEventStore;
    let entered: string[];
    const enter = (leaf: string) => Promise.resolve(entered.push(leaf));
    const signal = new AbortController().signal;
    beforeEach(() => {
      devices = new MemoryDeviceEventStore();
      devices.add(enrolled, certified, retired, jumped);
      entered = [];
    });

    it("once each, and a clock that stood still is judged once", async () => {
      const still = newClock();
      devices.add(still);
      expect(await enterDeviceEvents({ devices, ledger: { enter } }, signal)).toBe(4);
      expect(await enterDeviceEvents({ devices, ledger: { enter } }, signal)).toBe(0);
      expect(entered.map((leaf) => leaf.slice(0, leaf.indexOf("/")))).toEqual([
        ...["device-enrol", "device-certificate", "device-retire", "clock-step"],
      ]);
      expect(await devices.due(9)).toEqual([]);
    });

    it("again with the same text after a cut, before or after the ledger took it", async () => {
      const failing = { enter: () => Promise.reject(new Error("cut")) };
      await expect(enterDeviceEvents({ devices, ledger: failing }, signal)).rejects.toThrow("cut");
      const done = devices.done.bind(devices);
      devices.done = () => Promise.reject(new Error("cut"));
      const cut = enterDeviceEvents({ devices, ledger: { enter } }, signal);
      await expect(cut).rejects.toThrow("cut");
      devices.done = done;
      await enterDeviceEvents({ devices, ledger: { enter } }, signal);
      expect(new Set(entered).size).toBe(4);
      expect(entered).toHaveLength(5);
      expect(entered[0]).toBe(entered[1]);
    });

    it("not after the process was told to end", async () => {
      const ended = AbortSignal.abort();
      expect(await enterDeviceEvents({ devices, ledger: { enter } }, ended)).toBe(0);
      expect(await devices.due(9)).toHaveLength(4);
    });
  });
});

const newClock = (): DeviceEvent => ({
  ...{ kind: "clock", deviceId, now: clock(1), before: clock(0) },
  checkId: "1b8f7a9e-7c1e-4f5e-9a0b-0123456789ab" as ClockCheckId,
});
