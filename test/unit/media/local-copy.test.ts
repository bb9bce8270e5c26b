/** A local copy of an original from a store that breaks off: the reason is told, the process lives, nothing stays. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ScratchJobFolders } from "../../../infra/ffmpeg/job-folders.ts";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { withLocalCopy } from "../../../services/media/local-copy.ts";
import type { JobFolders } from "../../../services/media/media-tools.ts";

let scratch = "";
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "holdfast-copy-"));
});
afterEach(() => rm(scratch, { recursive: true }));

const ITEM = {
  sizeBytes: 8,
  original: { object: "key", sha256: "none" },
} as unknown as EvidenceItem;

/** What `fill` makes of a source that breaks off `when`. */
async function copied(when: "at once" | "after some bytes"): Promise<unknown> {
  const folders = await ScratchJobFolders.start({ HOLDFAST_SCRATCH_DIR: scratch });
  const source = new Readable({
    read() {
      if (this.readableDidRead || when === "at once") this.destroy(new Error("cut"));
      else this.push(Buffer.from("one"));
    },
  });
  if (when === "at once") source.destroy(new Error("cut"));
  const objects = { scan: () => Promise.resolve(source) };
  const work = () => Promise.reject(new Error("worked on a part"));
  const never = new AbortController().signal;
  const told = await withLocalCopy({ objects, folders }, ITEM, never, work).catch(
    (error: unknown) => error,
  );
  expect((await readdir(scratch, { recursive: true })).filter((name) => /job-/.test(name))).toEqual(
    [],
  );
  await folders[Symbol.asyncDispose]();
  return told;
}

test.each(["at once", "after some bytes"] as const)("a source that breaks off %s", async (when) => {
  for (let round = 0; round < 20; round += 1) {
    expect(await copied(when)).toMatchObject({ message: "cut" });
  }
  expect(await readdir(scratch)).toEqual([]);
});

test("a source that breaks off while its file is being opened ends no process", async () => {
  const source = Readable.from([]);
  let heard = 0;
  const folders: JobFolders = {
    ...({} as JobFolders),
    open: async () => ({ folder: scratch, [Symbol.asyncDispose]: async () => undefined }),
    fill: async () => void (heard = source.listenerCount("error")),
  };
  const objects = { scan: () => Promise.resolve(source) };
  const never = new AbortController().signal;
  await expect(
    withLocalCopy({ objects, folders }, ITEM, never, async () => undefined),
  ).rejects.toMatchObject({ code: "media/original-differs" });
  expect(heard).toBeGreaterThan(0);
});
