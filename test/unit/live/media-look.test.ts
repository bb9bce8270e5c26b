/** Bodies of media are judged by their own bytes; whatever a stranger writes there, the judgement ends soon and never throws. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { lookAtMedia, mediaTimes } from "../../../services/live/media-look.ts";
import { fragmentsEnd } from "../../../services/live/mp4-look.ts";
import { packetsEnd, tsTimes } from "../../../services/live/ts-look.ts";

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
const box = (type: string, ...content: Uint8Array[]): Buffer => {
  const size = 8 + content.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return Buffer.concat([u32(size), Buffer.from(type, "latin1"), ...content]);
};
const trak = (id: number, timescale: number, handler: string): Buffer =>
  box(
    "trak",
    box("tkhd", u32(0, 0, 0, id, 0)),
    box(
      "mdia",
      box("mdhd", u32(0, 0, 0, timescale, 0)),
      box("hdlr", u32(0, 0), Buffer.from(handler)),
    ),
  );
const INIT = Buffer.concat([
  box("ftyp", Buffer.from("iso6")),
  box(
    "moov",
    trak(1, 48_000, "soun"),
    trak(2, 90_000, "vide"),
    box("mvex", box("trex", u32(0, 2, 1, 3_000, 0, 0))),
  ),
]);
const fragment = (track: number, from: number, trun: Buffer, tfhd = u32(0, track)): Buffer =>
  Buffer.concat([
    box("moof", box("traf", box("tfhd", tfhd), box("tfdt", u32(0, from)), box("trun", trun))),
    box("mdat", randomBytes(16)),
  ]);

const timesOf = (bytes: Buffer, init: Buffer | null = INIT) =>
  mediaTimes(bytes, lookAtMedia(bytes), init);

describe("fragments", () => {
  it("are told from initialisations and from files with an index", () => {
    const media = fragment(2, 0, u32(0, 30));
    expect(lookAtMedia(INIT)).toMatchObject({ container: "fmp4", isInit: true, isWhole: true });
    expect(lookAtMedia(media)).toMatchObject({ container: "fmp4", isInit: false, initBytes: 0 });
    const both = Buffer.concat([INIT, media]);
    expect(lookAtMedia(both)).toMatchObject({
      initBytes: INIT.byteLength,
      isInit: false,
      isWhole: true,
    });
    expect(lookAtMedia(both.subarray(0, -1)).isWhole).toBe(false);
    expect(lookAtMedia(Buffer.concat([INIT, box("mdat", randomBytes(9))])).container).toBe("other");
    expect(lookAtMedia(Buffer.from("#EXTM3U\n")).container).toBe("other");
    expect(fragmentsEnd(Buffer.concat([media, media.subarray(0, -1)]))).toBe(media.byteLength);
  });

  it("say when they are, by durations of the run, of the fragment, or of the initialisation", () => {
    expect(timesOf(fragment(2, 90_000, u32(0, 30)))).toEqual({ fromMs: 1_000, toMs: 2_000 });
    const usual = fragment(2, 90_000, u32(0, 30), u32(8, 2, 1_500));
    expect(timesOf(usual)).toEqual({ fromMs: 1_000, toMs: 1_500 });
    const each = fragment(2, 0, u32(0x301, 2, 0, 45_000, 7, 90_000, 7));
    expect(timesOf(each)).toEqual({ fromMs: 0, toMs: 1_500 });
    const two = Buffer.concat([
      fragment(1, 0, u32(0, 1)),
      fragment(2, 90_000, u32(0, 30)),
      fragment(2, 180_000, u32(0, 15)),
    ]);
    expect(timesOf(two)).toEqual({ fromMs: 1_000, toMs: 2_500 });
    expect(timesOf(two, null)).toBeNull();
  });
});

/** One packet with the beginning of a stream's unit at `pts`. */
function packet(pid: number, stream: number, pts: number): Buffer {
  const bytes = Buffer.alloc(188, 0xff);
  bytes.writeUInt32BE(0x4740_0010 + pid * 256);
  const high = Math.floor(pts / 2 ** 30);
  const middle = Math.floor(pts / 2 ** 15) % 2 ** 15;
  const low = pts % 2 ** 15;
  const time = [
    0x21 | (high << 1),
    middle >> 7,
    ((middle & 0x7f) << 1) | 1,
    low >> 7,
    ((low & 0x7f) << 1) | 1,
  ];
  Buffer.from([0, 0, 1, stream, 0, 0, 0x80, 0x80, 5, ...time]).copy(bytes, 4);
  return bytes;
}

describe("transport streams", () => {
  it("say when their pictures are, in whatever order they come, and over the wrap of their clock", () => {
    const stream = (...packets: Buffer[]) => Buffer.concat(packets);
    const pictures = [9_000, 3_000, 6_000, 18_000].map((pts) => packet(256, 0xe0, pts));
    const mixed = stream(packet(257, 0xc0, 900_000), ...pictures);
    expect(lookAtMedia(mixed).container).toBe("mpegts");
    expect(tsTimes(mixed)).toEqual({ fromMs: 33, toMs: 200 });
    expect(tsTimes(packet(257, 0xc0, 900_000))).toEqual({ fromMs: 10_000, toMs: 10_000 });
    const wrap = stream(packet(256, 0xe0, 2 ** 33 - 90), packet(256, 0xe0, 90));
    expect(tsTimes(wrap)).toEqual({ fromMs: 95_443_717, toMs: 95_443_719 });
    expect(packetsEnd(mixed.subarray(0, -1))).toBe(4 * 188);
  });
});

describe("what a stranger writes", () => {
  it("is judged soon, whatever it is", () => {
    const shapes = [
      Buffer.concat([INIT, fragment(2, 0, u32(0x301, 2, 0, 1, 1, 1, 1))]),
      packet(256, 0xe0, 5),
    ];
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = Buffer.from(shapes[round % 2] ?? INIT);
      for (let change = 0; change <= round % 5; change += 1) {
        bytes[Math.floor(Math.random() * bytes.byteLength)] = Math.floor(Math.random() * 256);
      }
      const cut = bytes.subarray(0, Math.floor(Math.random() * (bytes.byteLength + 1)));
      timesOf(cut, cut);
      fragmentsEnd(cut);
    }
    const nested = Buffer.concat([
      INIT,
      box("moof", ...Array.from({ length: 400_000 }, () => box("traf"))),
    ]);
    const began = performance.now();
    timesOf(nested);
    timesOf(
      Buffer.concat([
        box(
          "moof",
          box(
            "traf",
            box("tfhd", u32(0, 2)),
            box("tfdt", u32(0, 0)),
            box("trun", u32(0x100, 0xffff_ffff)),
          ),
        ),
      ]),
    );
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
