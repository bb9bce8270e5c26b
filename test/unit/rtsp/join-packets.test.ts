/** Packets that go on as one piece: whatever they lie in, the same bytes in the same order. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { joinPackets } from "../../../infra/rtsp/join-packets.ts";

it("holds the bytes of all, in order, whatever of one read they are and whatever lies between them", () => {
  const cuts = fc.array(fc.record({ read: fc.nat(2), from: fc.nat(40), size: fc.nat(20) }));
  fc.assert(
    fc.property(cuts, (all) => {
      const reads = [7, 80, 160].map((base) =>
        Buffer.from(Array.from({ length: 64 }, (_, at) => base + at)),
      );
      const packets = all.map(({ read, from, size }) => reads[read]!.subarray(from, from + size));
      const together = joinPackets(packets);
      expect(together.equals(Buffer.concat(packets))).toBe(true);
    }),
  );
});

it("copies nothing of what came in one read", () => {
  const read = Buffer.alloc(1_000, 1);
  const whole = joinPackets([
    read.subarray(10, 200),
    read.subarray(200, 200),
    read.subarray(200, 990),
  ]);
  expect([whole.buffer === read.buffer, whole.byteLength]).toEqual([true, 980]);
  expect(joinPackets([read.subarray(0, 10), read.subarray(11, 20)]).buffer).not.toBe(read.buffer);
});
