/** What every MediaTools with its JobFolders must do, whatever is behind it. */
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { JobFolders, MediaJob, MediaTools } from "../../services/media/media-tools.ts";
import { checkMediaInfo } from "../../services/media/media-info.ts";
import { sniff } from "../../services/media/sniff.ts";
import { HEAD_BYTES } from "../../services/source/container.ts";
import { type CopyPlan, posterPlans, viewingPlans } from "../../services/media/viewing-plan.ts";

export interface MediaUnderTest {
  readonly tools: MediaTools;
  readonly folders: JobFolders;
  /** A film with sound of about two seconds that any browser plays. */
  readonly film: Uint8Array;
  /** A film that takes a while to copy. */
  readonly longFilm: Uint8Array;
  /** Begins like a film and is none. */
  readonly broken: Uint8Array;
  close(): Promise<void>;
}

const never = new AbortController().signal;
const codeOf = async (work: Promise<unknown>): Promise<string> => {
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
