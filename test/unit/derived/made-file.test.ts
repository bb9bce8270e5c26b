/** Tests of who looks at every byte of a redacted file: what is of no known box, and of no sample, is found wherever it lies. */
import { expect, test } from "vitest";
import { requireOnly } from "../../../services/derived/redaction/made-file.ts";
import type { Bytes } from "../../../services/source/bytes.ts";

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { byteLength }) => sum + byteLength, 0));
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...content]);
};
const u32 = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, place) => bytes.writeUInt32BE(number, 4 * place));
  return bytes;
};
const empty = (type: string): Buffer => box(type, u32(0));

interface Odd {
  readonly inTrak?: Buffer;
  readonly inMoov?: Buffer;
  readonly inStbl?: Buffer;
}

function trak(kind: "vide" | "soun" | "text", sizes: Buffer, { inTrak, inStbl }: Odd = {}): Buffer {
  const hdlr = box("hdlr", u32(0, 0), Buffer.from(kind), u32(0, 0, 0, 0));
  const stbl = box("stbl", empty("stsd"), empty("stts"), box("stsz", sizes), ...some(inStbl));
  const dinf = box("dinf", empty("dref"));
  const minf = box("minf", empty(kind === "vide" ? "vmhd" : "smhd"), dinf, stbl);
  const mdia = box("mdia", empty("mdhd"), hdlr, minf);
  return box("trak", empty("tkhd"), mdia, ...some(inTrak));
}
const some = (bytes: Buffer | undefined): readonly Buffer[] => (bytes === undefined ? [] : [bytes]);

/** Three pictures of 10, 20 and 30 bytes, and five sounds of 4. */
const PICTURE = u32(0, 0, 3, 10, 20, 30);
const SOUND = u32(0, 4, 5);
const MEDIA = Buffer.alloc(80, 7);

const film = (odd: Odd = {}, media = MEDIA): Buffer =>
  Buffer.concat([
    box("ftyp", Buffer.from("isom")),
    box(
      "moov",
      empty("mvhd"),
      trak("vide", PICTURE, odd),
      trak("soun", SOUND),
      ...some(odd.inMoov),
    ),
    box("free"),
    box("mdat", media),
  ]);

const BOTH = { picture: true, sound: true };
const look = async (bytes: Buffer, wanted = BOTH): Promise<string> => {
  const opened: Bytes = {
    sizeBytes: bytes.byteLength,
    read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
  };
  try {
    await requireOnly(opened, wanted);
    return "nothing else";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

test("what was planned and nothing else", async () => {
  expect(await look(film())).toBe("nothing else");
  const tags = Buffer.from(
    "000000356d657461000000000000002168646c7200000000000000006d6469726170706c00000000000000000000000008696c7374",
    "hex",
  );
  expect(await look(film({ inMoov: box("udta", tags) }))).toBe("nothing else");
});

test.each<readonly [string, Buffer]>([
  ["a box at the end", Buffer.concat([film(), box("uuid", Buffer.alloc(16, 1))])],
  ["bytes at the end", Buffer.concat([film(), Buffer.from("left")])],
  ["bytes in a free place", Buffer.concat([box("free", Buffer.from("left")), film()])],
  ["tags", film({ inMoov: box("udta", box("name", Buffer.from("who"))) })],
  ["tags of a stream", film({ inTrak: box("udta", box("name", Buffer.from("who"))) })],
  ["a box in the list of samples", film({ inStbl: box("senc", Buffer.from("left")) })],
  ["a further stream", film({ inMoov: trak("text", u32(0, 0, 0)) })],
  ["a second picture", film({ inMoov: trak("vide", u32(0, 0, 0)) })],
  ["bytes that are of no sample", film({}, Buffer.alloc(81, 7))],
  ["samples that are not there", film({}, Buffer.alloc(79, 7))],
  ["no index", Buffer.concat([box("ftyp", Buffer.from("isom")), box("mdat", MEDIA)])],
  ["a box that is longer than the file", film().subarray(0, -1)],
])("%s: it is not let out", async (_, bytes) => {
  expect(await look(bytes)).toBe("derived/still-there");
});

test("a stream that was not planned, or one too few: it is not let out", async () => {
  expect(await look(film(), { picture: true, sound: false })).toBe("derived/still-there");
  expect(await look(film(), { picture: false, sound: true })).toBe("derived/still-there");
});
