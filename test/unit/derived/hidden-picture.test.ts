/** Tests of who looks at covered pixels and silent samples: one pixel, one sample, one frame that is not hidden is found wherever it lies. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CODED,
  DRAWN,
  HiddenPicture,
  coveredArea,
  frameBytes,
} from "../../../services/derived/redaction/hidden-picture.ts";
import { AlikeSound, HiddenSound } from "../../../services/derived/redaction/hidden-sound.ts";
import type { PixelBox, PlannedMask } from "../../../services/derived/redaction/picture-plan.ts";
import { RATE_HZ } from "../../../services/derived/redaction/sound-plan.ts";

const BOX: PixelBox = { x: 32, y: 16, width: 64, height: 48 };
const mask = (fill: PlannedMask["fill"], box = BOX): PlannedMask => ({
  ...{ fill, firstFrame: 1, endFrame: 3 },
  steps: [{ frame: 1, box }],
});
const refused = expect.objectContaining({ code: "derived/still-there" }) as unknown;
const wasRefused = (work: () => void): boolean => {
  try {
    work();
    return false;
  } catch (error) {
    expect(error).toEqual(refused);
    return true;
  }
};

/** 4:2:0 of one box, all of it black. */
function black(area: PixelBox): Buffer {
  const bytes = Buffer.alloc(frameBytes(area), 128);
  bytes.fill(16, 0, area.width * area.height);
  return bytes;
}

describe("a solid cover", () => {
  test("is looked at in its frames alone", () => {
    const hidden = new HiddenPicture([mask("solid")], BOX, DRAWN);
    const shown = Buffer.alloc(frameBytes(BOX), 77);
    hidden.frame(shown);
    hidden.frame(black(BOX));
    hidden.frame(black(BOX));
    hidden.frame(shown);
    expect([hidden.frames, hidden.looked]).toEqual([4, 2]);
  });

  test("is none with one value that is not black, of brightness or of colour, wherever it stands", () => {
    fc.assert(
      fc.property(fc.nat(frameBytes(BOX) - 1), fc.integer({ min: 1, max: 120 }), (at, off) => {
        const frame = black(BOX);
        frame[at] = (frame[at] ?? 0) + off;
        const hidden = new HiddenPicture([mask("solid")], BOX, DRAWN);
        hidden.frame(black(BOX));
        expect(wasRefused(() => hidden.frame(frame))).toBe(true);
      }),
    );
  });

  test("may be off by what a coder spreads, more beside its edge, and by no more", () => {
    const middle = 24 * BOX.width + 32;
    const beside = 24 * BOX.width + 3;
    const tried = (at: number, off: number): boolean => {
      const frame = black(BOX);
      frame[at] = 16 + off;
      const hidden = new HiddenPicture([mask("solid")], BOX, CODED);
      hidden.frame(black(BOX));
      return wasRefused(() => hidden.frame(frame));
    };
    expect([tried(middle, 48), tried(middle, 49)]).toEqual([false, true]);
    expect([tried(beside, 96), tried(beside, 97)]).toEqual([false, true]);
    expect([tried(beside + 1, 48), tried(beside + 1, 49)]).toEqual([false, true]);
  });

  test("is looked at where it is, in an area with others", () => {
    const far: PixelBox = { x: 160, y: 96, width: 16, height: 16 };
    const masks = [mask("solid"), mask("solid", far)];
    const area = coveredArea(masks);
    expect(area).toEqual({ x: 32, y: 16, width: 144, height: 96 });
    if (area === null) return;
    const frame = Buffer.alloc(frameBytes(area), 200);
    const fill = (
      from: number,
      stride: number,
      box: PixelBox,
      each: 1 | 2,
      value: number,
    ): void => {
      for (let row = 0; row < box.height / each; row += 1) {
        const start = from + ((box.y - area.y) / each + row) * stride + (box.x - area.x) / each;
        frame.fill(value, start, start + box.width / each);
      }
    };
    const [bright, colour] = [area.width * area.height, (area.width * area.height) / 4];
    for (const box of [BOX, far]) {
      fill(0, area.width, box, 1, 16);
      for (const plane of [0, 1]) fill(bright + plane * colour, area.width / 2, box, 2, 128);
    }
    const looks = (bytes: Buffer): boolean => {
      const hidden = new HiddenPicture(masks, area, DRAWN);
      hidden.frame(frame);
      return wasRefused(() => hidden.frame(bytes));
    };
    expect(looks(frame)).toBe(false);
    const open = Buffer.from(frame);
    open[(far.y - area.y) * area.width + (far.x - area.x)] = 17;
    expect(looks(open)).toBe(true);
  });
});

describe.each(["pixelate", "blur"] as const)("a cover of %s", (fill) => {
  const looks = (frame: Buffer, tolerance = DRAWN): boolean => {
    const hidden = new HiddenPicture([mask(fill)], BOX, tolerance);
    hidden.frame(frame);
    return wasRefused(() => hidden.frame(frame));
  };

  test.each([
    ["drawn", DRAWN],
    ["coded", CODED],
  ] as const)("is no sharp picture, as it is %s", (_, tolerance) => {
    const board = black(BOX);
    for (let at = 0; at < BOX.width * BOX.height; at += 1)
      board[at] = ((at % BOX.width) + Math.floor(at / BOX.width)) % 2 === 0 ? 16 : 235;
    expect(looks(board, tolerance)).toBe(true);
    expect(looks(black(BOX), tolerance)).toBe(false);
  });
});

describe("a silence", () => {
  const dead = [{ from: 1_000, to: 2_000 }];
  const sound = (loudAt: number | null, channels: number): Buffer => {
    const bytes = Buffer.alloc(3_000 * 2 * channels, 1);
    bytes.fill(0, 1_000 * 2 * channels, 2_000 * 2 * channels);
    if (loudAt !== null) bytes[loudAt] = 1;
    return bytes;
  };

  test("is one however the sound comes in pieces, and none with one bit that is heard", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 20 });
    const channels = fc.constantFrom(1, 2);
    const loud = fc.option(fc.nat(999));
    fc.assert(
      fc.property(cuts, channels, loud, fc.nat(3), (sizes, count, sample, byte) => {
        const at = sample === null ? null : (1_000 + sample) * 2 * count + (byte % (2 * count));
        const bytes = sound(at, count);
        const hidden = new HiddenSound(count, dead);
        const all = wasRefused(() => {
          let from = 0;
          for (const size of [...sizes, bytes.byteLength]) {
            hidden.hear(bytes.subarray(from, from + size));
            from += size;
          }
        });
        expect(all).toBe(at !== null);
        if (!all) expect(hidden.samples).toBe(3_000);
      }),
    );
  });

  test("up to the end is looked at to its end", () => {
    const hidden = new HiddenSound(1, [{ from: 10, to: null }]);
    hidden.hear(Buffer.alloc(100));
    expect(wasRefused(() => hidden.hear(Buffer.from([0, 0, 0, 1])))).toBe(true);
  });
});

describe("two sounds", () => {
  const tone = (hz: number, at: number): number =>
    Math.round(8_000 * Math.sin((2 * Math.PI * hz * at) / RATE_HZ));
  const alike = (other: (at: number) => number, samples = RATE_HZ): boolean => {
    const sounds = new AlikeSound();
    for (let at = 0; at < samples; at += 1) sounds.add(tone(440, at), other(at));
    return sounds.isAlike;
  };

  test("are one where the second is the first, louder, softer or turned over, also of a tenth of a second", () => {
    expect(alike((at) => tone(440, at))).toBe(true);
    expect(alike((at) => -Math.round(tone(440, at) / 9))).toBe(true);
    expect(alike((at) => tone(440, at), RATE_HZ / 10)).toBe(true);
  });

  test("are two where the second is lower, or nothing", () => {
    expect(alike((at) => tone(330, at))).toBe(false);
    expect(alike(() => 0)).toBe(false);
  });
});
