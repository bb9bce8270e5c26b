/** A camera's clock, as its sender reports tell it. */
import { describe, expect, it } from "vitest";
import { heardIn } from "../../../services/recorder/clock-offset.ts";

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
    ["cut off", report(NTP_1970 + 1, 0).subarray(0, 20)],
    ["of another version", report(NTP_1970 + 1, 0).fill(0x40, 0, 1)],
    ["that is a receiver's", report(NTP_1970 + 1, 0).fill(201, 1, 2)],
  ])("%s tells nothing", (_name, packet) => expect(heardIn(packet, 0)).toBeNull());
});
