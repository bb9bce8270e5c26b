/** What every OverviewMaker must do, whatever is behind it: what it makes can be made again, and of nothing it makes nothing. */
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { PeaksNumbers, StoryboardNumbers } from "../../services/media/overview.ts";
import { type MediaUnderTest, codeOf } from "./media-tools.contract.ts";

const never = new AbortController().signal;

export function overviewMakerContract(name: string, make: () => Promise<MediaUnderTest>): void {
  describe(`${name}: overviews`, () => {
    let media: MediaUnderTest;
    beforeAll(async () => {
      media = await make();
    });
    afterAll(() => media.close());

    async function filled(bytes: Uint8Array): Promise<MediaJob & AsyncDisposable> {
      const job = await media.folders.open();
      await media.folders.fill(job, Readable.from([bytes]));
      return job;
    }
    const bytesOf = async (path: string): Promise<Buffer> =>
      Buffer.concat((await Readable.from(media.folders.read(path)).toArray()) as Buffer[]);

    test("makes a storyboard and a wave form, and each again from what was written down", async () => {
      await using job = await filled(media.film);
      const info = await media.tools.probe(job, "mov", never);
      const input = { info, sizeBytes: media.film.byteLength };
      const parts: number[] = [];
      const pictures = await media.tools.storyboard(job, input, never);
      const sound = await media.tools.peaks(job, input, (part) => parts.push(part), never);
      expect(StoryboardNumbers.parse(pictures.numbers)).toEqual(pictures.numbers);
      expect(PeaksNumbers.parse(sound.numbers)).toEqual(sound.numbers);
      expect(pictures.numbers.atMs[0]).toBe(0);
      const { byteLength } = await bytesOf(sound.path);
      expect(byteLength).toBe(24 + 4 * sound.numbers.columns);
      expect(Math.abs(sound.numbers.lengthMs - 2_000)).toBeLessThan(200);
      expect(parts.at(-1)).toBe(1);
      for (const { path, madeBy } of [pictures, sound]) {
        expect(madeBy.arguments.join(" ")).not.toContain(job.folder);
        await using second = await filled(media.film);
        const again = await media.tools.remake(
          ...([second, madeBy.arguments, input, () => undefined, never] as const),
        );
        expect((await bytesOf(again.path)).equals(await bytesOf(path))).toBe(true);
        expect(again.packets).toBeNull();
      }
    });

    test("makes no storyboard and no wave form of what only begins like a film, nor when it was told to stop", async () => {
      await using film = await filled(media.film);
      const info = await media.tools.probe(film, "mov", never);
      const input = { info, sizeBytes: media.broken.byteLength };
      await using job = await filled(media.broken);
      for (const make of [
        (of: MediaJob, signal: AbortSignal) => media.tools.storyboard(of, input, signal),
        (of: MediaJob, signal: AbortSignal) =>
          media.tools.peaks(of, input, () => undefined, signal),
      ]) {
        expect(await codeOf(make(job, never))).toBe("invalid media/unreadable");
        expect(await codeOf(make(film, AbortSignal.abort()))).toBe("unavailable media/interrupted");
      }
    });

    test("tells where a recording was by its own word, and of one without a word nothing", async () => {
      for (const [bytes, lines] of [
        [media.film, null],
        [media.placed, "+20.0444+110.1999/\n"],
      ] as const) {
        await using job = await filled(bytes);
        const info = await media.tools.probe(job, "mov", never);
        const input = { info, sizeBytes: bytes.byteLength };
        const found = await media.tools.positions(job, input, never);
        expect(found?.numbers ?? null).toEqual(lines && { positions: 1, leftOut: 0 });
        if (found === null) continue;
        await using second = await filled(bytes);
        const again = await media.tools.remake(
          ...([second, found.madeBy.arguments, input, () => undefined, never] as const),
        );
        for (const { path } of [found, again])
          expect((await bytesOf(path)).toString("latin1")).toBe(lines);
      }
    });
  });
}
