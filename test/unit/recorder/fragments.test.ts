/** What a remuxer writes is cut into its initialisation and fragments, wherever its pieces end. */
import { describe, expect, it } from "vitest";
import { FragmentReader } from "../../../services/recorder/fragments.ts";
import { box, fragment, initialisation } from "../../fixtures/fragments.ts";

const INIT = initialisation();
const KEY = fragment(0, 500);
const OTHER = fragment(500, 480, { isKey: false });
const FILE = Buffer.concat([INIT, KEY, OTHER]);

describe("a file in fragments", () => {
  it("is cut the same wherever its pieces end", () => {
    for (let at = 1; at < FILE.byteLength; at += 1) {
      const reader = new FragmentReader();
      const pieces = [...reader.push(FILE.subarray(0, at)), ...reader.push(FILE.subarray(at))];
      expect(pieces).toEqual([
        { kind: "init", bytes: INIT },
        { kind: "fragment", bytes: KEY, isKey: true, durationMs: 500 },
        { kind: "fragment", bytes: OTHER, isKey: false, durationMs: 480 },
      ]);
      expect(reader.rest().byteLength).toBe(0);
    }
  });

  it("that is cut off keeps the rest, and loses no byte", () => {
    for (let at = INIT.byteLength; at < FILE.byteLength; at += 1) {
      const reader = new FragmentReader();
      const pieces = reader.push(FILE.subarray(0, at)).map(({ bytes }) => bytes);
      expect(Buffer.concat([...pieces, reader.rest()])).toEqual(FILE.subarray(0, at));
    }
  });

  it("with boxes between fragments keeps them", () => {
    const more = Buffer.concat([INIT, box("styp"), box("prft", Buffer.alloc(24)), KEY]);
    const [, piece] = new FragmentReader().push(more);
    expect(piece?.bytes).toEqual(more.subarray(INIT.byteLength));
  });

  it.each([
    ["no boxes", Buffer.from("RIFF and so on, this is no such file")],
    ["a box of no size", Buffer.concat([INIT, Buffer.alloc(16)])],
    ["a box that never ends", Buffer.concat([INIT, Buffer.alloc((64 << 20) + 1, 0x61)])],
  ])("is refused: %s", (_name, bytes) =>
    expect(() => new FragmentReader().push(bytes)).toThrow(
      expect.objectContaining({ code: "recorder/no-fragments" }),
    ),
  );
});
