/** Tests of the search for marks beside the copying: it finds what a search of the whole file finds, and nothing of bytes that were not verified. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as othersTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ScratchJobFolders } from "../../../infra/ffmpeg/job-folders.ts";
import { ThreadSearch } from "../../../infra/ffmpeg/mark-search.ts";
import { probeOriginal } from "../../../services/media/probe-original.ts";
import { SearchBeside } from "../../../services/media/search-beside.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import type { BeginMarkSearch } from "../../../services/source/mark-search.ts";
import { parseSourceStatement } from "../../../services/source/verdict.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { MemorySourceStore } from "../../fakes/source-store.ts";
import { NOON, receivedItem, tickingClock, verifiedOriginal } from "../../fixtures/evidence.ts";
import { gb35114Unit } from "../../fixtures/gb35114.ts";

const ONVIF = Buffer.from("005bc93f2d715e95ada4796f90877a6f", "hex");
const never = new AbortController().signal;
const beginMarkSearch: BeginMarkSearch = (folder, ...file) =>
  new ThreadSearch(join(folder, "in/src"), ...file);

let scratch = "";
let folders: ScratchJobFolders;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "holdfast-marks-"));
  folders = await ScratchJobFolders.start({ HOLDFAST_SCRATCH_DIR: scratch });
});
afterEach(async () => {
  await folders[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true });
});

/** Chunks of `sizes`, then the rest; the writer goes behind each. */
async function* inChunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of [...sizes, bytes.byteLength]) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function foundIn(bytes: Buffer, sizes: readonly number[], signal = never) {
  const deps = { folders, beginMarkSearch };
  await using search = new SearchBeside(deps, bytes.byteLength, signal);
  await using job = await search.folders.open();
  await search.folders.fill(job, inChunks(bytes, sizes));
  return await search.found();
}

describe("marks", () => {
  test("are found over the seams of chunks and of windows, and none where there is none", async () => {
    const seam = 4 << 20;
    for (const [mark, kind] of [
      [ONVIF, "onvif-media-signing"],
      [gb35114Unit(), "gb35114"],
    ] as const) {
      for (const at of [0, 1_000, seam - 9, seam]) {
        const file = Buffer.alloc(seam + 400, 0xff);
        mark.copy(file, at);
        expect(await foundIn(file, [at + 7]), `at ${at}`).toEqual([kind]);
        expect(await foundIn(file, [at, 1, 1, seam >> 1]), `at ${at}`).toEqual([kind]);
      }
    }
    expect(await foundIn(Buffer.alloc(seam + 400, 0xff), [9])).toEqual([]);
    expect(await foundIn(ONVIF.subarray(1), [])).toEqual([]);
  });

  test("are not waited for where a copy breaks off, and the next search begins anew", async () => {
    const ending = new AbortController();
    const breaksOff = async (why: () => void): Promise<void> => {
      await using search = new SearchBeside({ folders, beginMarkSearch }, 99, ending.signal);
      await using job = await search.folders.open();
      const source = async function* () {
        yield Buffer.alloc(9);
        // The search is under way, and waits for bytes that never come.
        for (let turn = 0; turn < 50; turn += 1) await othersTurn();
        why();
      };
      await search.folders.fill(job, source());
      await search.found();
    };
    const cut = () => {
      throw new Error("cut");
    };
    await expect(breaksOff(cut)).rejects.toThrow("cut");
    expect(await foundIn(ONVIF, [4])).toEqual(["onvif-media-signing"]);
    const told = breaksOff(() => ending.abort());
    await expect(told).rejects.toMatchObject({ code: "media/interrupted" });
    expect(await foundIn(ONVIF, [4])).toEqual(["onvif-media-signing"]);
  });

  test("nobody found are no word on the file: the search came to nothing", async () => {
    await using search = new ThreadSearch(join(scratch, "nowhere"), 4, never);
    search.stand(4);
    expect(await search.found()).toBeNull();
  });
});

describe("the step probe", () => {
  /** `stored`: what the store gives of an original that was verified as `verified`. */
  async function probed(verified: Buffer, stored: Buffer, begin = beginMarkSearch) {
    const items = new MemoryEvidenceStore();
    const objects = new MemoryObjectStore();
    const sources = new MemorySourceStore(items);
    const item = receivedItem({ stage: "verified", sizeBytes: verified.byteLength });
    const { versionId } = await objects.put(originalKey(item.id), stored);
    items.add({ ...item, original: verifiedOriginal(item.id, verified, versionId) });
    const deps = {
      ...{ items, objects, sources, folders, beginMarkSearch: begin },
      ...{ sourceRoots: [], validators: [], queue: { wake: async () => undefined } },
      tools: new MemoryMediaTools(new MemoryJobFolders()),
      clock: tickingClock(NOON),
      actor: "process:media" as const,
    };
    const failed = await probeOriginal(deps, item.id, never).then(
      () => null,
      (error: unknown) => error,
    );
    const verdict = await sources.verdict(item.id);
    return { failed, statement: verdict && parseSourceStatement(verdict.statement) };
  }
  const marked = Buffer.concat([Buffer.alloc(3_000, 1), ONVIF]);

  test("says what was found beside the copying, and what it finds itself where nothing was", async () => {
    const beside = await probed(marked, marked);
    expect(beside.statement?.signatures).toMatchObject([{ kind: "onvif-media-signing" }]);
    const lost: BeginMarkSearch = (_folder, ...file) => new ThreadSearch("/nowhere", ...file);
    for (const begin of [lost, () => null]) {
      const here = await probed(marked, marked, begin);
      expect(here.statement?.signatures).toEqual(beside.statement?.signatures);
    }
    const plain = await probed(Buffer.alloc(3_000, 1), Buffer.alloc(3_000, 1));
    expect(plain.statement).toMatchObject({ verdict: "unsigned", signatures: [] });
  });

  test("says nothing of a mark in bytes that are not those that were verified", async () => {
    const other = Buffer.concat([Buffer.alloc(3_000, 2), ONVIF]);
    const { failed, statement } = await probed(marked, other);
    expect(failed).toMatchObject({ code: "media/original-differs" });
    expect(statement).toBeNull();
    // Nothing is left of the copy, nor of its search.
    expect((await readdir(scratch, { recursive: true })).filter((n) => /job-/.test(n))).toEqual([]);
  });
});
