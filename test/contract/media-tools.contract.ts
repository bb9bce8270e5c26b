/** What every MediaTools with its JobFolders must do, whatever is behind it. */
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type {
  CopyRemaker,
  JobFolders,
  MediaDecoder,
  MediaJob,
  MediaTools,
  OverviewMaker,
} from "../../services/media/media-tools.ts";
import { checkMediaInfo } from "../../services/media/media-info.ts";
import { sniff } from "../../services/media/sniff.ts";
import { HEAD_BYTES } from "../../services/source/container.ts";
import { type CopyPlan, posterPlans, viewingPlans } from "../../services/media/viewing-plan.ts";

export interface MediaUnderTest {
  readonly tools: MediaTools & CopyRemaker & MediaDecoder & OverviewMaker;
  readonly folders: JobFolders;
  /** A film with sound of about two seconds that any browser plays. */
  readonly film: Uint8Array;
  /** One whose tags say that it was recorded at "+20.0444+110.1999/". */
  readonly placed: Uint8Array;
  /** A film that takes a while to copy. */
  readonly longFilm: Uint8Array;
  /** Begins like a film and is none. */
  readonly broken: Uint8Array;
  close(): Promise<void>;
}

const never = new AbortController().signal;
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "no refusal";
  } catch (error) {
    return isRefusal(error) ? `${error.kind} ${error.code}` : String(error);
  }
};

export function mediaToolsContract(name: string, make: () => Promise<MediaUnderTest>): void {
  describe(name, () => {
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
    async function plansFor(job: MediaJob, sizeBytes: number): Promise<readonly CopyPlan[]> {
      const family = sniff(await media.folders.head(job, HEAD_BYTES));
      const info = checkMediaInfo(await media.tools.probe(job, family, never));
      return [...viewingPlans(info, sizeBytes), ...posterPlans(info, sizeBytes)];
    }

    test("tells what is in a film", async () => {
      await using job = await filled(media.film);
      const info = await media.tools.probe(job, "mov", never);
      expect(info).toMatchObject({
        family: "mov",
        video: { codec: "h264" },
        audio: { codec: "aac" },
      });
      expect(info.durationMs).toBeGreaterThan(1_900);
      expect(info.durationMs).toBeLessThan(2_200);
    });

    test("makes each copy, says how, and tells rising parts that end with 1", async () => {
      await using job = await filled(media.film);
      for (const plan of await plansFor(job, media.film.byteLength)) {
        await using own = await filled(media.film);
        const parts: number[] = [];
        const made = await media.tools.make(own, plan, (part) => parts.push(part), never);
        const bytes = await Readable.from(media.folders.read(made.path)).toArray();
        expect(Buffer.concat(bytes as Buffer[]).byteLength).toBeGreaterThan(5);
        expect(made.path.startsWith(own.folder)).toBe(true);
        expect(made.madeBy).toMatchObject({ method: plan.method });
        expect(made.madeBy.arguments.join(" ")).not.toContain(own.folder);
        expect(parts.at(-1)).toBe(1);
        expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b));
        expect(parts.every((part) => part >= 0 && part <= 1)).toBe(true);
      }
    });

    test("leaves the input alone in a folder that is cleared", async () => {
      await using job = await filled(media.film);
      const [plan] = await plansFor(job, media.film.byteLength);
      if (plan === undefined) throw new Error("a film has a plan");
      const { path } = await media.tools.make(job, plan, () => undefined, never);
      await media.folders.clear(job);
      await expect(Readable.from(media.folders.read(path)).toArray()).rejects.toThrow();
      expect(await media.folders.head(job, 8)).toEqual(media.film.subarray(0, 8));
      const again = await media.tools.make(job, plan, () => undefined, never);
      expect(again.path).toBe(path);
    });

    test("makes each copy again from what was written down, byte for byte and packet for packet", async () => {
      await using job = await filled(media.film);
      const info = await media.tools.probe(job, "mov", never);
      const input = { info, sizeBytes: media.film.byteLength };
      const bytesOf = async (path: string): Promise<Buffer> =>
        Buffer.concat((await Readable.from(media.folders.read(path)).toArray()) as Buffer[]);
      for (const plan of await plansFor(job, media.film.byteLength)) {
        await using first = await filled(media.film);
        const { path, madeBy } = await media.tools.make(first, plan, () => undefined, never);
        await using second = await filled(media.film);
        const parts: number[] = [];
        const again = await media.tools.remake(
          ...([
            second,
            madeBy.arguments,
            input,
            (part: number) => parts.push(part),
            never,
          ] as const),
        );
        expect((await bytesOf(again.path)).equals(await bytesOf(path))).toBe(true);
        expect(again.packets ?? undefined).toEqual(madeBy.packets);
        if (plan.method === "remux") expect(madeBy.packets?.video).toBeDefined();
        if (plan.form === "still") expect(madeBy.packets).toBeUndefined();
        expect(parts.at(-1)).toBe(1);
      }
    });

    test("runs no arguments that no copy was made with", async () => {
      await using job = await filled(media.film);
      const input = { info: await media.tools.probe(job, "mov", never), sizeBytes: 1 };
      for (const args of [
        [],
        ["-i", "file:in/src"],
        ["-y", "-v", "error", "-i", "file:/etc/passwd", "-c", "copy", "file:out/viewing"],
        ["-y", "-v", "-i", "x", "-i", "file:in/src", "-c", "copy", "file:out/viewing"],
        ["-y", "-v", "error", "-i", "file:in/src", "-c", "copy", "file:out/../viewing"],
        ["-y", "-v", "error", "-i", "file:in/src", "-c", "copy", "http://127.0.0.1/viewing"],
        ["-y", "-v", "error", "-i", "file:in/src", "-i", "file:in/src", "-f", "s16le", "pipe:1"],
        ["-y", "-v", "error", "-i", "file:in/src", "-f", "data", "pipe:1"],
      ]) {
        const made = media.tools.remake(job, args, input, () => undefined, never);
        expect([args, await codeOf(made)]).toEqual([args, "invalid media/not-ours"]);
      }
    });

    test("decodes a film to its end, tells rising parts that end with 1, and leaves nothing behind", async () => {
      await using job = await filled(media.film);
      const info = await media.tools.probe(job, "mov", never);
      const input = { info, sizeBytes: media.film.byteLength };
      const parts: number[] = [];
      const streams = await media.tools.decode(job, input, (part) => parts.push(part), never);
      expect(streams.map(({ stream }) => stream)).toEqual(["video", "audio"]);
      for (const { frames, errors, faults, brokenEnd, firstMs, endMs } of streams) {
        expect({ errors, faults, brokenEnd }).toEqual({ errors: 0, faults: [], brokenEnd: false });
        expect(frames).toBeGreaterThan(10);
        expect((endMs ?? 0) - (firstMs ?? 0)).toBeGreaterThan(1_900);
      }
      expect(parts.at(-1)).toBe(1);
      expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b));
    });

    test("decodes nothing that only begins like a film, and does not begin when it was told to stop", async () => {
      await using film = await filled(media.film);
      const info = await media.tools.probe(film, "mov", never);
      const input = { info, sizeBytes: media.broken.byteLength };
      await using job = await filled(media.broken);
      const decode = (of: MediaJob, signal: AbortSignal) =>
        codeOf(media.tools.decode(of, input, () => undefined, signal));
      expect(await decode(job, never)).toBe("invalid media/unreadable");
      expect(await decode(film, AbortSignal.abort())).toBe("unavailable media/interrupted");
    });

    test("refuses what only begins like a film", async () => {
      await using film = await filled(media.film);
      const [plan] = await plansFor(film, media.film.byteLength);
      await using job = await filled(media.broken);
      expect(await codeOf(media.tools.probe(job, "mov", never))).toBe("invalid media/unreadable");
      expect(plan).toBeDefined();
      if (plan === undefined) return;
      expect(await codeOf(media.tools.make(job, plan, () => undefined, never))).toBe(
        "invalid media/unreadable",
      );
    });

    test("does not begin when it was told to stop before", async () => {
      await using job = await filled(media.film);
      const stopped = AbortSignal.abort(new Error("the process ends"));
      const [plan] = await plansFor(job, media.film.byteLength);
      expect(await codeOf(media.tools.probe(job, "mov", stopped))).toBe(
        "unavailable media/interrupted",
      );
      if (plan === undefined) throw new Error("no plan");
      expect(await codeOf(media.tools.make(job, plan, () => undefined, stopped))).toBe(
        "unavailable media/interrupted",
      );
    });

    test("stops in the middle when it is told to", async () => {
      await using job = await filled(media.longFilm);
      const plan = (await plansFor(job, media.longFilm.byteLength)).find(
        ({ method }) => method === "encode",
      );
      if (plan === undefined) throw new Error("no plan");
      const stop = new AbortController();
      const heard: number[] = [];
      const onProgress = (part: number): void => {
        heard.push(part);
        stop.abort();
      };
      expect(await codeOf(media.tools.make(job, plan, onProgress, stop.signal))).toBe(
        "unavailable media/interrupted",
      );
      expect(Math.max(...heard)).toBeLessThan(1);
    });

    test("a job folder is gone with everything in it when the job ends", async () => {
      let path: string;
      {
        await using job = await filled(media.film);
        path = `${job.folder}/in/src`;
        const read = await Readable.from(media.folders.read(path)).toArray();
        expect(Buffer.concat(read as Buffer[]).equals(media.film)).toBe(true);
      }
      await expect(Readable.from(media.folders.read(path)).toArray()).rejects.toThrow();
    });

    test("two jobs have two folders", async () => {
      await using one = await filled(media.film);
      await using two = await filled(media.broken);
      expect(one.folder).not.toBe(two.folder);
      expect(Buffer.from(await media.folders.head(one, 8))).toEqual(
        Buffer.from(media.film.subarray(0, 8)),
      );
    });

    test("what the source throws while a folder is filled is thrown", async () => {
      await using job = await media.folders.open();
      async function* failing(): AsyncIterable<Uint8Array> {
        yield Buffer.from("x");
        throw new Error("the store went away");
      }
      await expect(media.folders.fill(job, failing())).rejects.toThrow("the store went away");
    });
  });
}
