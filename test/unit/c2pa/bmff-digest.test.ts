/** The digest of a file of ISO boxes: however it is cut into chunks, and of nothing that is no such file. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bmffDigest } from "../../../services/c2pa/bmff-digest.ts";

function box(
  type: string,
  body: Uint8Array,
  form: "short" | "long" | "to-the-end" = "short",
): Buffer {
  const long = form === "long";
  const header = Buffer.alloc(long ? 16 : 8);
  const size = header.byteLength + body.byteLength;
  header.writeUInt32BE(long ? 1 : form === "to-the-end" ? 0 : size, 0);
  header.write(type, 4, "latin1");
  if (long) header.writeBigUInt64BE(BigInt(size), 8);
  return Buffer.concat([header, body]);
}

async function* inPieces(bytes: Uint8Array, ...sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.byteLength; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const digestOf = (bytes: Uint8Array, ...sizes: number[]) =>
  bmffDigest(
    inPieces(bytes, ...(sizes.length === 0 ? [bytes.byteLength] : sizes)),
    bytes.byteLength,
  );

const FTYP = box("ftyp", Buffer.from("isom"));
const MOOV = box("moov", Buffer.from("index"));
const MDAT = box("mdat", Buffer.from("pictures and sound"), "long");
const LAST = box("mdat", Buffer.from("more"), "to-the-end");
const WHOLE = Buffer.concat([FTYP, MOOV, MDAT, LAST]);

/** By hand: the place of each box that counts, and the box. */
const byHand = (...boxes: readonly (readonly [number, Buffer])[]): string => {
  const hasher = createHash("sha256");
  for (const [place, bytes] of boxes) {
    const at = Buffer.alloc(8);
    at.writeBigUInt64BE(BigInt(place));
    hasher.update(at).update(bytes);
  }
  return hasher.digest("hex");
};

describe("what it is of", () => {
  it("leaves the brand out, and takes each other box with its place", async () => {
    const places = [FTYP.byteLength, FTYP.byteLength + MOOV.byteLength] as const;
    const last = places[1] + MDAT.byteLength;
    const expected = byHand([places[0], MOOV], [places[1], MDAT], [last, LAST]);
    expect((await digestOf(WHOLE))?.toString("hex")).toBe(expected);
  });

  it("is the same however the bytes come", async () => {
    const expected = await digestOf(WHOLE);
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, async (all) => {
        expect(await digestOf(WHOLE, ...all)).toEqual(expected);
      }),
    );
  });

  it("is another after any byte behind the brand changed, or is none", async () => {
    const expected = await digestOf(WHOLE);
    for (let at = FTYP.byteLength; at < WHOLE.byteLength; at++) {
      const changed = Buffer.from(WHOLE);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await digestOf(changed)).not.toEqual(expected);
    }
  });
});

describe("what it is not of", () => {
  it.each([
    ["a box that is cut off", WHOLE.subarray(0, FTYP.byteLength + 9)],
    ["half a header", Buffer.concat([FTYP, MOOV.subarray(0, 5)])],
    ["half a long header", Buffer.concat([FTYP, MDAT.subarray(0, 12)])],
    [
      "a box shorter than its header",
      Buffer.concat([FTYP, Buffer.from("00000007", "hex"), Buffer.from("moov")]),
    ],
    ["a long box shorter than its header", Buffer.from("000000016d646174000000000000000f", "hex")],
    ["a box beyond the file", Buffer.from("000000016d646174ffffffffffffffff00", "hex")],
    [
      "what may hold a manifest of its own",
      Buffer.concat([FTYP, box("uuid", Buffer.alloc(24)), MOOV]),
    ],
    ["no boxes at all", Buffer.from("RIFF and more of it")],
  ])("%s", async (_, bytes) => {
    expect(await digestOf(bytes)).toBeNull();
    expect(await digestOf(bytes, 1)).toBeNull();
  });

  it("fewer bytes than the file has", async () => {
    expect(await bmffDigest(inPieces(MOOV, 4), MOOV.byteLength + 1)).toBeNull();
  });
});
