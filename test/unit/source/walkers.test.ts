/** Tests of the walkers over hostile recordings: whatever the bytes say, there is a verdict, soon, and in flat memory. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitUnits } from "../../../services/source/annexb.ts";
import type { Bytes } from "../../../services/source/bytes.ts";
import { boxesIn } from "../../../services/source/mp4-boxes.ts";
import { videoTracks } from "../../../services/source/mp4.ts";
import { checkOnvifFile } from "../../../services/source/onvif-file.ts";
import { bytesOf, onvifFile, verdictOn } from "../../fixtures/onvif-recordings.ts";

const film = onvifFile("to-the-end.mp4");
const moovAt = film.indexOf("moov") - 4;

/** Bytes of which most are never there, that count what is asked of them. */
function hollow(sizeBytes: number, head: Buffer): Bytes & { most: number; reads: number } {
  const bytes = {
    ...{ sizeBytes, most: 0, reads: 0 },
    async read(at: number, length: number) {
      bytes.most = Math.max(bytes.most, length);
      bytes.reads += 1;
      const wanted = Math.max(0, Math.min(length, sizeBytes - at, 1 << 24));
      return Buffer.concat([head.subarray(at, at + wanted), Buffer.alloc(wanted)], wanted);
    },
  };
  return bytes;
}
const box = (type: string, size: number, ...content: Buffer[]): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...content]);
};
const wide = (type: string, size: bigint): Buffer => {
  const content = Buffer.alloc(8);
  content.writeBigUInt64BE(size);
  return box(type, 1, content);
};

describe("boxes", () => {
  it.each([
    ["a size of 2^64-1", wide("moov", (1n << 64n) - 1n), "malformed"],
    ["a size of 2^63", wide("mdat", 1n << 63n), "malformed"],
    ["a size that turns back", wide("mdat", 8n), "malformed"],
    ["a box smaller than its head", box("mdat", 7), "malformed"],
    ["a box behind the end", box("mdat", 1 << 30), "malformed"],
    ["a box in itself", box("moov", 0, box("trak", 1 << 20)), "malformed"],
    ["no index", box("free", 16, Buffer.alloc(8)), "malformed"],
    ["fragments", Buffer.concat([box("ftyp", 8), box("moof", 8)]), "container-not-supported"],
    ["two indexes", Buffer.concat([box("moov", 8), box("moov", 8)]), "malformed"],
  ])("%s are told as such", async (_what, file, reason) => {
    expect(await verdictOn(file)).toMatchObject({ verdict: "not-verifiable", reasons: [reason] });
  });

  it("without end are not followed for ever, nor read into memory", async () => {
    const many = Buffer.concat(Array.from({ length: 4_000 }, () => box("free", 8)));
    const endless: Bytes = {
      sizeBytes: Number.MAX_SAFE_INTEGER,
      read: async (_at, length) => many.subarray(0, length),
    };
    const walk = async (): Promise<void> => {
      const parent = { type: "file", at: 0, end: endless.sizeBytes };
      for await (const { type } of boxesIn(endless, parent)) expect(type).toBe("free");
    };
    await expect(walk()).rejects.toMatchObject({ reason: "too-large" });
    const huge = hollow(2 ** 40, wide("moov", 1n << 40n));
    const { signal } = new AbortController();
    const verdict = await checkOnvifFile(huge, { roots: [], at: new Date() }, signal);
    expect(verdict.reasons).toEqual(["container-not-supported"]);
    expect(huge.most).toBeLessThan(1 << 20);
  });
});

describe("a recording of which any part was changed", () => {
  it("has a verdict: MP4 with other bytes in its index", async () => {
    const edit = fc.record({
      at: fc.integer({ min: 0, max: film.byteLength - moovAt - 4 }),
      value: fc.constantFrom(0, 1, 7, 8, 0x7fffffff, 0x80000000, 0xffffffff, 16, 1 << 20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const changed = Buffer.from(film);
        for (const { at, value } of edits) changed.writeUInt32BE(value, moovAt + at);
        const verdict = await verdictOn(changed);
        expect(["valid", "invalid", "not-verifiable"]).toContain(verdict.verdict);
        expect(verdict.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it("has a verdict: cut anywhere, in MP4 and raw, and bytes of any kind behind a mark", async () => {
    for (const name of ["to-the-end.mp4", "two-groups.h264", "certificate-apart.h265"]) {
      const whole = onvifFile(name);
      for (let length = 0; length < whole.byteLength; length += 311) {
        expect((await verdictOn(whole.subarray(0, length))).reasons.length).toBeGreaterThan(0);
      }
    }
    const sei = Buffer.from("0000000106050f005bc93f2d715e95ada4796f90877a6f", "hex");
    const start = Buffer.from("0000000167420000", "hex");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (tail) => {
        const verdict = await verdictOn(Buffer.concat([start, sei, tail]));
        expect(verdict.verdict).not.toBe("valid");
      }),
      { numRuns: 300 },
    );
  });

  it("never counts as valid with other media than was signed, wherever its index points", async () => {
    const stco = film.indexOf("stco") + 12;
    const [before, after] = [Buffer.from(film), Buffer.from(film)];
    before.writeUInt32BE(before.readUInt32BE(stco) - 1, stco);
    after.writeUInt32BE(after.readUInt32BE(stco) + 4, stco);
    const again = Buffer.from(film);
    const stsz = again.indexOf("stsz") + 16;
    again.writeUInt32BE(film.byteLength, stsz);
    for (const moved of [before, after, again])
      expect((await verdictOn(moved)).verdict).not.toBe("valid");
    expect(await videoTracks(bytesOf(film))).toMatchObject([{ coding: "h264", lengthBytes: 4 }]);
  });
});

describe("units of a raw stream", () => {
  it("are the same however the bytes come in pieces", async () => {
    const stream = onvifFile("two-groups.h264");
    const split = async (sizes: readonly number[]): Promise<Buffer[]> => {
      async function* cut(): AsyncGenerator<Buffer> {
        for (let at = 0, turn = 0; at < stream.byteLength; turn += 1) {
          const end = at + (sizes[turn % sizes.length] ?? 1);
          yield stream.subarray(at, end);
          at = end;
        }
      }
      const units: Buffer[] = [];
      for await (const unit of splitUnits(cut())) units.push(Buffer.from(unit));
      return units;
    };
    const whole = await split([stream.byteLength]);
    expect(whole.length).toBe(54);
    const pieces = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(pieces, async (sizes) => {
        expect(await split(sizes)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});
