/** The stores in a folder keep the promises of their ports, and what only a folder promises. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { createFilesystemStores, type FilesystemStores } from "../../infra/filesystem/stores.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { originalKey, type ObjectKey } from "../../services/objects/object-key.ts";
import { proveLock } from "../../services/objects/prove-lock.ts";
import { incomingStoreContract } from "../contract/incoming-store.contract.ts";
import { objectStoreContract } from "../contract/object-store.contract.ts";
import { CommittedUpload, writeAndCommit } from "../fixtures/committed-upload.ts";
import { refused } from "../fixtures/store-outcomes.ts";

interface Folder extends FilesystemStores {
  readonly dir: string;
  passMs(ms: number): Promise<void>;
  readonly clock: () => ReturnType<typeof utcInstant>;
  close(): Promise<void>;
}

function openFolder(immutable: "auto" | "off" = "auto"): Folder {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-store-"));
  let aheadMs = 0;
  const clock = () => utcInstant(new Date(Date.now() + aheadMs));
  const config = { HOLDFAST_FILESYSTEM_DIR: dir, HOLDFAST_FILESYSTEM_IMMUTABLE: immutable };
  return {
    ...createFilesystemStores(config, clock),
    dir,
    clock,
    passMs: async (ms) => {
      aheadMs += ms;
    },
    close: async () => {
      try {
        execFileSync("chattr", ["-R", "-i", dir], { stdio: "ignore" });
      } catch {
        // No flag was set where the flag does not exist.
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

for (const immutable of ["auto", "off"] as const) {
  objectStoreContract(`FilesystemObjectStore (immutable ${immutable})`, async () => {
    const folder = openFolder(immutable);
    return { ...folder, store: folder.objects };
  });
}
incomingStoreContract("FilesystemIncomingStore", { isStaging: true }, async () => openFolder());

describe("a store in a folder", () => {
  const folder = openFolder();
  afterAll(() => folder.close());
  const pathOf = (key: ObjectKey) => join(folder.dir, "objects", key);
  const key = () => originalKey(newId<ItemId>());

  it("notices that another file was put at the place of an object", async () => {
    const ref = await folder.objects.put(key(), Buffer.from("the original"));
    unlinkSync(pathOf(ref.key));
    writeFileSync(pathOf(ref.key), "an imposter!");
    await refused(folder.objects.read(ref), "objects/no-such-object");
    await refused(folder.objects.head(ref), "objects/no-such-object");
  });

  it("notices that an object was written to in its place", async () => {
    const ref = await folder.objects.put(key(), Buffer.from("the original"));
    await chmod(pathOf(ref.key), 0o600);
    await writeFile(pathOf(ref.key), "tampered bit", { flag: "r+" });
    await refused(folder.objects.read(ref), "objects/no-such-object");
  });

  it("keeps objects read-only, and immutable for root too while they are locked", async () => {
    const ref = await folder.objects.put(key(), Buffer.from("the original"));
    expect(statSync(pathOf(ref.key)).mode & 0o777).toBe(0o400);
    await folder.objects.lock(ref, { mode: "compliance", until: plusMs(folder.clock(), 60_000) });
    if (!(await folder.objects.immutability()).held) {
      throw new Error(
        "this test needs a file system with the immutable flag, and the right to set it",
      );
    }
    expect(() => unlinkSync(pathOf(ref.key))).toThrow(/EPERM/);
    expect(() => writeFileSync(pathOf(ref.key), "x")).toThrow(/EPERM/);
  });

  it("keeps each hold and each release as a file of its own, and takes a half release for none", async () => {
    const ref = await folder.objects.put(key(), Buffer.from("held"));
    const places = join(folder.dir, "locks", ref.key, ref.versionId);
    await folder.objects.hold(ref);
    await folder.objects.release(ref);
    await folder.objects.hold(ref);
    expect((await readdir(places)).sort()).toEqual(["hold-1", "hold-2", "release-1"]);
    // What somebody leaves there under other names says nothing.
    for (const name of ["release-02", "release-2.tmp", "release-0"]) {
      writeFileSync(join(places, name), "");
    }
    const later = createFilesystemStores(
      { HOLDFAST_FILESYSTEM_DIR: folder.dir, HOLDFAST_FILESYSTEM_IMMUTABLE: "auto" },
      folder.clock,
    );
    await refused(later.objects.remove(ref), "objects/held");
    expect(() => unlinkSync(pathOf(ref.key))).toThrow(/EPERM/);
    await later.objects.release(ref);
    await later.objects.remove(ref);
    expect(await later.objects.find(ref.key)).toBeNull();
  });

  it("says why there is no immutability where it is switched off", async () => {
    const off = openFolder("off");
    expect(await off.objects.immutability()).toEqual({ held: false, why: "switched-off" });
    await off.close();
  });

  it("publishes an upload of one session without a copy", async () => {
    const upload = new CommittedUpload(100_000);
    const writer = await folder.incoming.open(upload.next());
    await writeAndCommit(writer, upload, randomBytes(100_000), folder.incoming.runBytes);
    await writer.close();
    const { ino } = statSync(join(folder.dir, "incoming", upload.id, "1"));
    const ref = await folder.incoming.assemble(upload.snapshot());
    expect(statSync(pathOf(ref.key)).ino).toBe(ino);
    expect(statSync(pathOf(ref.key)).mode & 0o777).toBe(0o400);
    expect(await readdir(join(folder.dir, "incoming", upload.id))).toEqual([]);
  });

  it("takes a finished file over without a copy, once", async () => {
    const made = await mkdtemp(join(tmpdir(), "holdfast-made-"));
    const bytes = randomBytes(100_000);
    const path = join(made, "film");
    const expected = { sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
    const taken = key();
    const adopt = () => folder.objects.adopt(taken, path, expected);
    writeFileSync(path, bytes);
    const { ino } = statSync(path);
    const ref = await adopt();
    expect(ref).toEqual(await folder.objects.find(taken));
    expect(statSync(pathOf(taken))).toMatchObject({ ino, nlink: 1 });
    expect(statSync(pathOf(taken)).mode & 0o777).toBe(0o400);
    expect(await readdir(made)).toEqual([]);
    // Again, after an answer that was lost: the same version, and the second file stays whose it is.
    writeFileSync(path, bytes);
    expect(await adopt()).toEqual(ref);
    writeFileSync(path, randomBytes(100_000));
    expect(await adopt()).toEqual(ref);
    const other = { ...expected, sha256: sha256("other") };
    await refused(folder.objects.adopt(taken, path, other), "objects/key-taken");
    expect(await readdir(made)).toEqual(["film"]);
    expect(await readdir(join(folder.dir, "staged"))).toEqual([]);
    await rm(made, { recursive: true });
  });

  it("takes no file over that somebody could still write to, or that is another", async () => {
    const made = await mkdtemp(join(tmpdir(), "holdfast-made-"));
    const bytes = randomBytes(1_000);
    const path = join(made, "film");
    const expected = { sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
    writeFileSync(path, bytes);
    await link(path, join(made, "second-name"));
    await symlink(path, join(made, "symlink"));
    expect(await folder.objects.adopt(key(), path, expected)).toBeNull();
    expect(await folder.objects.adopt(key(), join(made, "symlink"), expected)).toBeNull();
    expect(await folder.objects.adopt(key(), made, expected)).toBeNull();
    unlinkSync(join(made, "second-name"));
    const longer = { ...expected, sizeBytes: 1_001 };
    await refused(folder.objects.adopt(key(), path, longer), "objects/digest-mismatch");
    // Another file system: it lies where it was, and is sent.
    const elsewhere = "/dev/shm/holdfast-made";
    writeFileSync(elsewhere, bytes);
    expect(statSync("/dev/shm").dev).not.toBe(statSync(folder.dir).dev);
    expect(await folder.objects.adopt(key(), elsewhere, expected)).toBeNull();
    expect(statSync(elsewhere).size).toBe(1_000);
    unlinkSync(elsewhere);
    await rm(made, { recursive: true });
  });

  it("refuses to go on where committed bytes are gone or short", async () => {
    const upload = new CommittedUpload(2_000);
    const writer = await folder.incoming.open(upload.next());
    await writeAndCommit(writer, upload, randomBytes(1_000), 1_000);
    await writer.close();
    const segment = join(folder.dir, "incoming", upload.id, "1");
    writeFileSync(segment, randomBytes(999));
    for (const damage of [() => undefined, () => unlinkSync(segment)]) {
      damage();
      const again = await folder.incoming.open(upload.snapshot());
      await refused(again.write([Buffer.from("more")]), "ingest/bytes-missing");
      await again.close();
      await refused(folder.incoming.assemble(upload.snapshot()), "ingest/bytes-missing");
    }
  });

  it("keeps, finds and misses nothing where another folder stands under its name, and goes on in its own", async () => {
    const own = openFolder("off");
    const [ref, upload] = [
      await own.objects.put(key(), Buffer.from("kept")),
      new CommittedUpload(9),
    ];
    const writer = await own.incoming.open(upload.next());
    upload.commit(await writer.write([Buffer.from("first")]), 5);
    const replaced = "objects/store-replaced";
    // As where a file system was unmounted: its folder is there still, and can be written into.
    await rename(own.dir, `${own.dir}-away`);
    await mkdir(own.dir);
    const lock = { mode: "compliance", until: plusMs(own.clock(), 60_000) } as const;
    const put = key();
    await refused(own.objects.put(put, Buffer.from("not kept")), replaced);
    await refused(own.objects.find(ref.key), replaced);
    await refused(own.objects.read(ref), replaced);
    await refused(own.objects.lock(ref, lock), replaced);
    await refused(writer.write([Buffer.from("last")]), replaced);
    await refused(own.incoming.assemble(upload.snapshot()), replaced);
    const later = await own.incoming.open(upload.next());
    await refused(later.write([Buffer.from("last")]), replaced);

    await rm(own.dir, { recursive: true });
    await rename(`${own.dir}-away`, own.dir);
    expect(await own.objects.find(put)).toBeNull();
    const again = await own.incoming.open(upload.next());
    upload.commit(await again.write([Buffer.from("last")]), 4);
    for (const each of [writer, later, again]) await each.close();
    const whole = await own.objects.read(await own.incoming.assemble(upload.snapshot()));
    expect(await text(whole)).toBe("firstlast");
    await own.close();
  });

  it.each(["compliance", "governance"] as const)("proves its %s lock, twice", async (mode) => {
    const deps = { objects: folder.objects, incoming: folder.incoming, clock: folder.clock };
    for (let round = 0; round < 2; round += 1) {
      const findings = await proveLock(deps, mode);
      expect(findings.map((finding) => finding.problem)).toEqual([null, null]);
    }
  });

  it("answers the same version to all that assemble at once while the first of them clears up", async () => {
    for (let nth = 0; nth < 40; nth += 1) {
      const upload = new CommittedUpload(3_000);
      // One segment is published as it is; two are copied.
      for (const bytes of nth % 2 === 0 ? [3_000] : [1_000, 2_000]) {
        const writer = await folder.incoming.open(upload.next());
        await writeAndCommit(writer, upload, randomBytes(bytes), bytes);
        await writer.close();
      }
      const assemble = () => folder.incoming.assemble(upload.snapshot());
      const first = assemble();
      const cleared = first.then(() => folder.incoming.discard(upload.snapshot()));
      const [ref, ...others] = await Promise.all([first, assemble(), assemble()]);
      await cleared;
      expect(others).toEqual([ref, ref]);
    }
  });

  it("leaves no staged file behind, whether a put succeeds or fails", async () => {
    const ref = await folder.objects.put(key(), Buffer.from("one"));
    await refused(folder.objects.put(ref.key, Buffer.from("two")), "objects/key-taken");
    expect(await readdir(join(folder.dir, "staged"))).toEqual([]);
  });

  it("clears files of puts and joins that were cut off, after their time, and nothing of an upload", async () => {
    const upload = new CommittedUpload(1_000);
    const writer = await folder.incoming.open(upload.next());
    await writeAndCommit(writer, upload, randomBytes(1_000), folder.incoming.runBytes);
    await writer.close();
    const cutOff = [
      join(folder.dir, "staged", "cut-off"),
      join(folder.dir, "incoming", upload.id, "assembled-cut-off"),
    ];
    await folder.objects.put(key(), Buffer.from("so that the folder is there"));
    for (const path of cutOff) writeFileSync(path, "half");
    const now = utcInstant(new Date());
    expect(await folder.incoming.clearStale(plusMs(now, -3_600_000))).toBe(0);
    expect(await folder.incoming.clearStale(plusMs(now, 3_600_000))).toBe(2);
    expect(await folder.incoming.clearStale(plusMs(now, 3_600_000))).toBe(0);
    await folder.incoming.assemble(upload.snapshot());
  });

  it("refuses keys that would leave its folder", async () => {
    for (const bad of ["../x", "a/../../x", "/etc/x", "a//b", ".", "a/./b", "a\0b", ""]) {
      await expect(folder.objects.find(bad as ObjectKey)).rejects.toThrow(/invariant/);
    }
  });
});
