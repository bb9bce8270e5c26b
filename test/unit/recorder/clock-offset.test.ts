/** A camera's clock, as its sender reports tell it. */
import { describe, expect, it } from "vitest";
import { CameraClock, heardIn } from "../../../services/recorder/clock-offset.ts";

function report(seconds: number, fraction: number): Buffer {
  const packet = Buffer.alloc(28);
  packet[0] = 0x80;
  packet[1] = 200;
  packet.writeUInt32BE(seconds, 8);
  packet.writeUInt32BE(fraction, 12);
  return packet;
}
const NTP_1970 = 2_208_988_800;

describe("a sender report", () => {
  it("tells how far the camera's clock is ahead", () => {
    const nowMs = 1_764_191_000_000;
    const packet = report(NTP_1970 + nowMs / 1000 + 2, 2 ** 31);
    expect(heardIn(packet, nowMs)).toEqual({ offsetMs: 2_500, atMs: nowMs });
  });

  it.each([
    ["of a camera without a clock", report(0, 0)],
    ["that counts from its start", report(3_600, 0)],
    ["of the years before 1970", report(NTP_1970 - 1, 0)],
    ["cut off", report(NTP_1970 + 1, 0).subarray(0, 20)],
    ["of another version", report(NTP_1970 + 1, 0).fill(0x40, 0, 1)],
    ["that is a receiver's", report(NTP_1970 + 1, 0).fill(201, 1, 2)],
  ])("%s tells nothing", (_name, packet) => expect(heardIn(packet, 0)).toBeNull());
});

describe("the era after 2036-02-07", () => {
  const BEGINS_MS = Date.parse("2036-02-07T06:28:16.000Z");

  it("is gone over without a jump", () => {
    for (const aheadS of [-2, -1, 1, 2, 3_600]) {
      const seconds = (2 ** 32 + aheadS) % 2 ** 32;
      expect(heardIn(report(seconds, 0), BEGINS_MS + aheadS * 1_000)?.offsetMs).toBe(0);
    }
  });

  it("is not believed ten years before: such a camera counts from its start", () => {
    expect(heardIn(report(86_400, 0), Date.parse("2026-11-27T00:00:00.000Z"))).toBeNull();
  });
});

describe("a camera's clock", () => {
  const T = 1_764_191_000_000;
  const says = (offsetMs: number, nowMs: number): Buffer => {
    const ms = nowMs + offsetMs;
    const seconds = Math.floor(ms / 1_000);
    return report(NTP_1970 + seconds, Math.round(((ms - seconds * 1_000) / 1_000) * 2 ** 32));
  };

  it("is told by the report that was quickest, with how much they differ", () => {
    const clock = new CameraClock();
    expect(clock.at(T)).toBeNull();
    for (const [place, offset] of [480, 500, 455].entries()) {
      clock.hear(says(offset, T + place * 1_000), T + place * 1_000);
    }
    expect(clock.at(T + 3_000)).toEqual({ offsetMs: 500, spreadMs: 45 });
  });

  it("begins anew where it jumps, and says nothing once it reports no more", () => {
    const clock = new CameraClock();
    clock.hear(says(0, T), T);
    clock.hear(says(-3_600_000, T + 1_000), T + 1_000);
    expect(clock.at(T + 1_000)).toEqual({ offsetMs: -3_600_000, spreadMs: 0 });
    clock.hear(Buffer.alloc(28), T + 2_000);
    expect(clock.at(T + 121_001)).toBeNull();
  });

  it("remembers no more of a flood than of a few", () => {
    const clock = new CameraClock();
    for (let place = 0; place < 1_000; place += 1) clock.hear(says(place % 900, T), T);
    expect(clock.at(T)).toEqual({ offsetMs: 99, spreadMs: 7 });
  });
});
