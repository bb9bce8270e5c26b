/** What is held of a camera: from a key picture on, everything that may not be kept yet, and nothing for ever. */
import { describe, expect, it } from "vitest";
import { HeldPackets } from "../../../infra/rtsp/held-packets.ts";
import { beginsKey, keyRule } from "../../../infra/rtsp/key-packets.ts";

const SDP = (video: string, audio = ""): string =>
  `v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 ${video}/90000\r\n${audio}`;

function rtp(payload: readonly number[], { type = 96, stamp = 0, extension = false } = {}): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt8(extension ? 0x90 : 0x80, 0);
  head.writeUInt8(type, 1);
  head.writeUInt32BE(stamp, 4);
  const more = extension ? [0xbe, 0xde, 0, 1, 9, 9, 9, 9] : [];
  return Buffer.concat([head, Buffer.from([...more, ...payload])]);
}

describe("a packet begins a key picture", () => {
  it.each([
    ["H264", "a parameter set", [0x67, 1], true],
    ["H264", "a key picture", [0x65, 1], true],
    ["H264", "another picture", [0x41, 1], false],
    ["H264", "a message before a picture", [0x06, 1], false],
    ["H264", "the first fragment of a key picture", [0x7c, 0x85, 1], true],
    ["H264", "a later fragment of one", [0x7c, 0x05, 1], false],
    ["H264", "the first fragment of another", [0x5c, 0x81, 1], false],
    ["H264", "parameter sets together", [0x18, 0, 2, 0x67, 1], true],
    ["H264", "other pictures together", [0x18, 0, 2, 0x41, 1], false],
    ["H265", "a parameter set", [0x40, 1, 1], true],
    ["H265", "a key picture", [19 << 1, 1, 1], true],
    ["H265", "another picture", [1 << 1, 1, 1], false],
    ["H265", "the first fragment of a key picture", [49 << 1, 1, 0x80 | 20], true],
    ["H265", "a later fragment of one", [49 << 1, 1, 20], false],
    ["H265", "parameter sets together", [48 << 1, 1, 0, 2, 0x40, 1], true],
    ["JPEG", "the first fragment", [0, 0, 0, 0, 1, 1, 1, 1, 1], true],
    ["JPEG", "a later one", [0, 0, 4, 0, 1, 1, 1, 1, 1], false],
    ["MP4V-ES", "a picture by itself", [0, 0, 1, 0xb6, 0x10], true],
    ["MP4V-ES", "one that needs others", [0, 0, 1, 0xb6, 0x50], false],
    ["H264", "cut short", [0x7c], false],
    ["H264", "nothing", [], false],
  ] as const)("of %s: %s", (coding, _, payload, isKey) => {
    const rule = keyRule(SDP(coding));
    expect(beginsKey(rtp(payload), rule!)).toBe(isKey);
    expect(beginsKey(rtp(payload, { extension: true }), rule!)).toBe(isKey);
    expect(beginsKey(rtp(payload, { type: 97 }), rule!)).toBe(false);
  });

  it("is not judged where a type is shared, or the coding unknown; sound alone may begin anywhere", () => {
    expect(keyRule(SDP("H264", "m=audio 0 RTP/AVP 96\r\n"))).toBeNull();
    expect(keyRule(SDP("VP9"))).toBeNull();
    expect(keyRule("v=0\r\n")).toBeNull();
    const sound = keyRule("v=0\r\nm=audio 0 RTP/AVP 8\r\n");
    expect(beginsKey(rtp([1], { type: 8 }), sound!)).toBe(true);
  });
});

/** One picture a packet: the first of every ten is a key picture. */
const picture = (number: number, channel = 0) => {
  const packet = rtp([number % 10 === 0 ? 0x65 : 0x41, number & 255], { stamp: number });
  return { kind: "packet" as const, channel, packet, whole: packet };
};

function sent(held: HeldPackets, from: number, to: number): void {
  for (let number = from; number < to; number += 1) held.push(picture(number), number * 100);
}

const numbers = (held: HeldPackets) => held.all()?.packets.map((one) => one.readUInt32BE(4));

describe("what is held", () => {
  it("begins at a key picture, and goes when what came behind the next one is kept", () => {
    const held = new HeldPackets(keyRule(SDP("H264")));
    sent(held, 5, 10);
    expect(held.all()).toBeNull();
    sent(held, 10, 35);
    expect(held.all()?.fromMs).toBe(1_000);
    held.kept(1_900);
    expect(numbers(held)?.[0]).toBe(10);
    held.kept(2_100);
    expect(numbers(held)).toEqual(Array.from({ length: 15 }, (_, place) => 20 + place));
    held.kept(9_000);
    expect(numbers(held)?.[0]).toBe(30);
  });

  it("has the newest report of each stream before it", () => {
    const held = new HeldPackets(keyRule(SDP("H264")));
    held.push(picture(7, 1), 1);
    held.push(picture(8, 1), 2);
    held.push(picture(9, 3), 3);
    sent(held, 10, 12);
    expect(numbers(held)).toEqual([8, 9, 10, 11]);
  });

  it("counts a picture of several packets as one", () => {
    const held = new HeldPackets(keyRule(SDP("H264")));
    const set = rtp([0x67, 1], { stamp: 10 });
    expect(held.push({ kind: "packet", channel: 0, packet: set, whole: set }, 1)).toBe(true);
    expect(held.push(picture(10), 2)).toBe(false);
    held.kept(5);
    expect(held.all()?.packets).toHaveLength(2);
  });

  it("is given up where nothing is kept of what a camera sends, and begins again", () => {
    const held = new HeldPackets(keyRule(SDP("H264")));
    const large = Buffer.concat([rtp([0x41], { stamp: 1 }), Buffer.alloc(1 << 20)]);
    sent(held, 10, 11);
    for (let count = 0; count < 100; count += 1) {
      held.push({ kind: "packet", channel: 0, packet: large, whole: large }, 2_000 + count);
      const all = held.all()?.packets ?? [];
      expect(all.reduce((sum, one) => sum + one.byteLength, 0)).toBeLessThan(34 << 20);
    }
    sent(held, 20, 22);
    expect(numbers(held)).toEqual([20, 21]);
  });
});
