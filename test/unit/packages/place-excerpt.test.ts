/** Which bytes of an excerpt are proven by the signed blocks: whole, cut, shifted, damaged, mixed, repeated. */
import { describe, expect, it } from "vitest";
import { BLOCK_BYTES as B } from "../../../services/evidence/evidence-item.ts";
import { type Sha256, sha256 } from "../../../services/kernel/digest.ts";
import {
  type SealedBlocks,
  placeExcerpt,
  provenBytes,
} from "../../../services/packages/place-excerpt.ts";

const LAST = 1_000;
/** Four blocks, and a short one. */
const SEALED: SealedBlocks = {
  sizeBytes: 4 * B + LAST,
  blocks: [0, 1, 2, 3, 4].map((index) => sha256(`block ${index}`)),
};

/** Bytes [from, to) of an original, altered where `damaged` says; only the digests of whole blocks are those of blocks. */
function excerpt(from: number, to: number, damaged: readonly number[] = [], sealed = SEALED) {
  const asked: number[] = [];
  const digestsFrom = (firstByte: number) => {
    asked.push(firstByte);
    const all = [];
    for (let at = firstByte; at < to - from; at += B) {
      const [start, end] = [from + at, Math.min(from + at + B, to)];
      const index = start / B;
      const isWhole = Number.isInteger(index) && end === Math.min(start + B, sealed.sizeBytes);
      const isSound = !damaged.some((byte) => byte >= start && byte < end);
      const block = isWhole && isSound ? sealed.blocks[index] : undefined;
      all.push(block ?? sha256(`bytes ${start} to ${end}, ${damaged.length} altered`));
    }
    return Promise.resolve(all);
  };
  const place = (at: number | null = null) => placeExcerpt(sealed, to - from, digestsFrom, at);
  return { place, asked };
}

const stretch = (firstByte: number, endByte: number, originalByte: number | null) => ({
  firstByte,
  endByte,
  originalByte,
});

describe("an excerpt", () => {
  it("of all bytes, or of whole blocks, is proven as one stretch, and read once", async () => {
    const whole = excerpt(0, SEALED.sizeBytes);
    expect(await whole.place()).toEqual([stretch(0, SEALED.sizeBytes, 0)]);
    expect(whole.asked).toEqual([0]);
    expect(await excerpt(B, 3 * B).place()).toEqual([stretch(0, 2 * B, B)]);
    expect(await excerpt(4 * B, SEALED.sizeBytes).place()).toEqual([stretch(0, LAST, 4 * B)]);
  });

  it("that was cut off proves its whole blocks, and no byte of the last", async () => {
    const cut = await excerpt(B, 2 * B + 5).place();
    expect(cut).toEqual([stretch(0, B, B), stretch(B, B + 5, null)]);
    expect(provenBytes(cut)).toBe(B);
    expect(await excerpt(0, SEALED.sizeBytes - 1).place()).toEqual([
      stretch(0, 4 * B, 0),
      stretch(4 * B, 4 * B + LAST - 1, null),
    ]);
    expect(await excerpt(0, B - 1).place()).toEqual([stretch(0, B - 1, null)]);
  });

  it("that begins within a block is found from its end, or by the byte it began with, else not", async () => {
    const from = 2 * B - 700;
    expect(await excerpt(from, SEALED.sizeBytes).place()).toEqual([
      stretch(0, 700, null),
      stretch(700, 700 + 2 * B + LAST, 2 * B),
    ]);
    const middle = excerpt(from, 3 * B + 5);
    expect(await middle.place()).toEqual([stretch(0, B + 705, null)]);
    expect(await middle.place(from)).toEqual([
      stretch(0, 700, null),
      stretch(700, 700 + B, 2 * B),
      stretch(700 + B, B + 705, null),
    ]);
    // A byte that it did not begin with proves nothing, and does no harm.
    expect(provenBytes(await middle.place(from + 1))).toBe(0);
    expect(provenBytes(await excerpt(10, 20).place(10))).toBe(0);
  });

  it("with altered bytes proves the blocks beside them", async () => {
    expect(
      await excerpt(0, SEALED.sizeBytes, [B, 3 * B - 1, SEALED.sizeBytes - 1]).place(),
    ).toEqual([
      stretch(0, B, 0),
      stretch(B, 3 * B, null),
      stretch(3 * B, 4 * B, 3 * B),
      stretch(4 * B, SEALED.sizeBytes, null),
    ]);
  });

  it("in another order is told where each block stood", async () => {
    const [first, second] = [SEALED.blocks[2]!, SEALED.blocks[0]!];
    const found = await placeExcerpt(SEALED, 2 * B, () => Promise.resolve([first, second]), null);
    expect(found).toEqual([stretch(0, B, 2 * B), stretch(B, 2 * B, 0)]);
  });

  it("from the middle of which bytes are missing is proven before and behind them", async () => {
    // Block 1 lacks its last 700 bytes and block 2 its first 400.
    const cut = 1_100;
    const size = SEALED.sizeBytes - cut;
    const digestsFrom = (firstByte: number) => {
      const kept = (index: number): Sha256 => SEALED.blocks[index] ?? sha256("none");
      const digests = firstByte === 0 ? [kept(0)] : [sha256("shifted"), sha256("cut")];
      const behind = firstByte === 0 ? [9, 9, 9, 9] : [3, 4];
      return Promise.resolve([...digests, ...behind.map(kept)]);
    };
    const found = await placeExcerpt(SEALED, size, digestsFrom, null);
    expect(found).toEqual([
      stretch(0, B, 0),
      stretch(B, 3 * B - cut, null),
      stretch(3 * B - cut, size, 3 * B),
    ]);
    expect(provenBytes(found)).toBe(2 * B + LAST);
  });

  it("of as many equal blocks as an original of a day has is placed at once", async () => {
    const blocks = Array.from({ length: 100_000 }, () => sha256("silence"));
    const sealed = { sizeBytes: blocks.length * B, blocks };
    const pieces = [sha256("other"), ...blocks.slice(1)];
    const found = await placeExcerpt(sealed, sealed.sizeBytes, () => Promise.resolve(pieces), null);
    expect(found).toEqual([stretch(0, B, null), stretch(B, sealed.sizeBytes, B)]);
  }, 5_000);

  it("of blocks that repeat follows their order, where it can", async () => {
    const [a, b] = [sha256("silence"), sha256("speech")];
    const sealed = { sizeBytes: 4 * B, blocks: [a, a, b, a] };
    expect(await excerpt(0, 4 * B, [], sealed).place()).toEqual([stretch(0, 4 * B, 0)]);
    expect(await excerpt(2 * B, 4 * B, [], sealed).place()).toEqual([stretch(0, 2 * B, 2 * B)]);
  });

  it("of nothing proves nothing", async () => {
    expect(provenBytes(await excerpt(0, 0).place())).toBe(0);
  });
});
