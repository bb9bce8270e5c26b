/** Tests of the marks of GB 35114: found in every framing, and not in what only resembles it. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { GB35114_MARK_BYTES, hasGb35114 } from "../../../services/source/gb35114.ts";
import { gb35114Unit } from "../../fixtures/gb35114.ts";

const lengthOf = (bytes: number): Buffer => Buffer.from([0, 0, 0, bytes]);

it.each([
  ["r and s", gb35114Unit()],
  ["DER", gb35114Unit({ signature: randomBytes(71) })],
  ["no reference, signed itself", gb35114Unit({ header: 0xa9 })],
  ["a layer", gb35114Unit({ layer: [1] })],
  ["a length before it, as in MP4", gb35114Unit({ start: lengthOf(92) })],
])("are found: %s", (_, unit) => {
  for (const before of [0, 1, 40, 85, 86, 1_000]) {
    const noise = Buffer.alloc(before, 0xff);
    expect(hasGb35114(Buffer.concat([noise, unit, noise])), `after ${before}`).toBe(true);
  }
  expect(unit.byteLength).toBeLessThanOrEqual(GB35114_MARK_BYTES);
});

it.each([
  ["another type of unit", gb35114Unit({ header: 0xe4 })],
  ["a unit of H.264", gb35114Unit({ header: 0x68 })],
  ["no start", gb35114Unit({ start: Buffer.from([9, 9, 9, 9]) })],
  ["a signature that is too short", gb35114Unit({ signature: randomBytes(48) })],
  ["a text of letters", Buffer.alloc(4_096, "A")],
  ["a unit that is cut off", gb35114Unit().subarray(0, 60)],
  ["nothing", Buffer.alloc(0)],
])("are not found: %s", (_, bytes) => {
  expect(hasGb35114(bytes)).toBe(false);
});

it("are not found in noise, and looking for them takes no time", () => {
  expect(hasGb35114(randomBytes(4 << 20))).toBe(false);
});
