/** A disk that is full or fails: nothing is acknowledged that is not durable, and what was is kept. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { CommittedUpload } from "../fixtures/committed-upload.ts";
import { mayNotMount, mountSmall, type Mount } from "../fixtures/mounts.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";
import { expectAllThere, parseSaid, type Said } from "../fixtures/store-says.ts";

const child = new URL("../fixtures/store-child.ts", import.meta.url).pathname;
const storesIn = (dir: string) =>
  createFilesystemStores({ HOLDFAST_FILESYSTEM_DIR: dir, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" });

describe.skipIf(mayNotMount())("a full disk", () => {
  let mount: Mount;
  beforeEach(() => {
    mount = mountSmall(24);
  });
  afterEach(() => {
    mount.close();
  });

  it("says how much it takes before its reserve is touched", async () => {
    const config = {
      HOLDFAST_FILESYSTEM_DIR: mount.dir,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    } as const;
    const reserving = (mib: number) =>
      createFilesystemStores({ ...config, HOLDFAST_FILESYSTEM_RESERVE_MIB: mib }).incoming;
    const free = await storesIn(mount.dir).incoming.freeBytes();
    expect(free).toBeGreaterThan(22 << 20);
    expect(await reserving(20).freeBytes()).toBe(free - (20 << 20));
    expect(await reserving(30).freeBytes()).toBe(0);
  });

  it("refuses bytes as full, keeps all that was acknowledged, and goes on when there is space", async () => {
    const { objects, incoming } = storesIn(mount.dir);
    const filler = await objects.put(originalKey(newId<ItemId>()), randomBytes(10 << 20));
    const bytes = randomBytes(20 << 20);
    const upload = new CommittedUpload(bytes.byteLength);
    const runBytes = 3 << 20;
    const writer = await incoming.open(upload.next());
    const writeNext = async (to: typeof writer) => {
      const part = bytes.subarray(upload.offsetBytes, upload.offsetBytes + runBytes);
      upload.commit(await to.write([part]), part.byteLength);
    };
    for (let index = 0; index < 4; index += 1) await writeNext(writer);
    await refused(writeNext(writer), "ingest/storage-full");
    await refused(writeNext(writer), "ingest/bytes-not-durable");
    await writer.close();
    expect(upload.offsetBytes).toBe(4 * runBytes);

    await refused(
      objects.put(originalKey(newId<ItemId>()), randomBytes(4 << 20)),
      "objects/storage-full",
    );
    const stream = randomBytes(4 << 20);
    await refused(
      objects.putStream(originalKey(newId<ItemId>()), Readable.from([stream]), {
        sizeBytes: stream.byteLength,
        sha256: sha256(stream),
      }),
      "objects/storage-full",
    );
    await objects.remove(filler);
    await rm(join(mount.dir, "staged"), { recursive: true, force: true });

    const again = await incoming.open({ ...upload.snapshot(), fence: upload.fence });
    while (upload.offsetBytes < bytes.byteLength) await writeNext(again);
    await again.close();
    const ref = await incoming.assemble(upload.snapshot());
    expect((await bytesOf(await objects.read(ref))).equals(bytes)).toBe(true);
  });
});

describe("a disk that fails", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "holdfast-eio-"));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  /** Runs the child with one system call failing; strace counts calls per thread, so there is one. */
  function run(injection: string): { said: readonly Said[]; started: boolean } {
    const { stdout, error, status, stderr } = spawnSync(
      "strace",
      ["-f", "-qq", "-o", join(dir, "trace"), "-e", `trace=${injection.split(":")[0] ?? ""}`]
        .concat("-e", `inject=${injection}`)
        .concat(process.execPath, child, join(dir, "store"), "6", "100000"),
      { encoding: "utf8", env: { ...process.env, UV_THREADPOOL_SIZE: "1" } },
    );
    if (error !== undefined) throw new Error("this test needs strace", { cause: error });
    if (status !== 0 && !stderr.includes("EIO")) throw new Error(stderr);
    return { said: parseSaid(stdout), started: status === 0 };
  }
  const runWith = (injection: string) => run(injection).said;
  const kinds = (said: readonly Said[]) =>
    said.map((line) => (line.kind === "refused" ? line.code : line.kind));

  it("acknowledges nothing after one fdatasync failed, though the next would say all is well", async () => {
    const said = runWith("fdatasync:error=EIO:when=3");
    expect(kinds(said)).toEqual([
      "run",
      "run",
      "ingest/bytes-not-durable",
      "ingest/bytes-not-durable",
      "ingest/bytes-not-durable",
      "ingest/bytes-not-durable",
    ]);
    await expectAllThere(join(dir, "store"), said, 100_000);
  });

  it("acknowledges nothing when the folder's entry could not be made durable", () => {
    // The folders of the upload, of all uploads, and of the segment, in the thread that writes.
    for (const call of [1, 2, 3]) {
      rmSync(join(dir, "store"), { recursive: true, force: true });
      const { said, started } = run(`fsync:error=EIO:when=${call}`);
      // The first call of the main thread is the store's own folder: then nothing even starts.
      expect(started).toBe(call !== 1);
      expect(kinds(said).slice(0, 1)).toEqual(started ? ["ingest/bytes-not-durable"] : []);
      expect(kinds(said)).not.toContain("run");
    }
  });

  it("counts an object only when every sync on its way succeeded", async () => {
    // Calls of a run without faults, so that each of them can be made to fail in turn.
    let refusals = 0;
    for (let call = 4; call <= 12; call += 1) {
      rmSync(join(dir, "store"), { recursive: true, force: true });
      const said = runWith(`fsync:error=EIO:when=${call}`);
      expect(kinds(said)).not.toContain("ingest/bytes-not-durable");
      refusals += kinds(said).filter((code) => code === "objects/store-unavailable").length;
      await expectAllThere(join(dir, "store"), said, 100_000);
    }
    expect(refusals).toBeGreaterThan(5);
  });

  it("says that the storage is full when a write says so", async () => {
    const said = runWith("pwrite64,pwritev:error=ENOSPC:when=2");
    expect(kinds(said).slice(0, 3)).toEqual([
      "run",
      "ingest/storage-full",
      "ingest/bytes-not-durable",
    ]);
    await expectAllThere(join(dir, "store"), said, 100_000);
  });
});
