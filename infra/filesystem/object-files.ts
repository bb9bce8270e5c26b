/** How an object lies in the folder: its path, its version, and its create-once publication. */
import { link, open, readdir, unlink, type FileHandle } from "node:fs/promises";
import { randomInt, randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type { ObjectFolder, ObjectKey } from "../../services/objects/object-key.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import { syncPath } from "../process/sync-path.ts";
import { StoreRoot } from "./store-root.ts";
import { DurableFolders, errno, statOrNull, type FileFacts } from "./durable-files.ts";

export interface StagedFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** Everything lies on one file system below one folder, so that link(2) can publish. */
export class ObjectFiles {
  readonly root: string;
  readonly place: StoreRoot;
  readonly folders: DurableFolders;

  constructor(root: string) {
    this.root = root;
    this.place = new StoreRoot(root);
    this.folders = new DurableFolders(root);
  }

  object(key: ObjectKey): string {
    return join(this.root, "objects", ...safeSegments(key));
  }

  /** The folder whose entries are the locks this version was ever given. */
  locks(ref: ObjectRef): string {
    assert(/^[0-9a-z]+-[0-9a-z]+$/.test(ref.versionId), "a version is one of ours");
    return join(this.root, "locks", ...safeSegments(ref.key), ref.versionId);
  }

  /** A new file that nobody else knows, open for writing. */
  async stage(): Promise<StagedFile> {
    const folder = join(this.root, "staged");
    const path = join(folder, randomUUID());
    // Read-only for whoever opens it later; this handle writes.
    const handle = await this.folders.within(folder, () => open(path, "wx", 0o400));
    return { path, handle };
  }

  /**
   * Makes the durable, read-only file at `from` the object `key`, if nothing is there. link(2) fails where
   * rename(2) would replace. False if something is there.
   */
  async publish(from: string, key: ObjectKey): Promise<boolean> {
    const to = this.object(key);
    try {
      await this.folders.within(dirname(to), () => link(from, to));
    } catch (error) {
      if (errno(error) === "EEXIST") return false;
      throw error;
    }
    try {
      await syncPath(dirname(to));
    } catch (error) {
      // Not durable: it must not be found by the next try, which could not know that.
      await unlink(to).catch(() => undefined);
      throw error;
    }
    await this.place.requireSame();
    return true;
  }

  async find(key: ObjectKey): Promise<ObjectRef | null> {
    const ref = await this.look(key);
    if (ref === null) await this.place.requireSame();
    return ref;
  }

  /** As `find`, for who asks later whether the store is the one that was opened: null is no word on what is in that one. */
  async look(key: ObjectKey): Promise<ObjectRef | null> {
    const facts = await statOrNull(this.object(key));
    return facts === null ? null : { key, versionId: versionOf(facts) };
  }

  /** The objects in a folder of keys, by name. */
  async under(folder: ObjectFolder): Promise<readonly ObjectRef[]> {
    const names = await readdir(
      join(this.root, "objects", ...safeSegments(folder.slice(0, -1))),
    ).catch(async (error: unknown) => {
      if (errno(error) !== "ENOENT") throw error;
      await this.place.requireSame();
      return [];
    });
    const found: ObjectRef[] = [];
    for (const name of names.sort()) {
      const ref = await this.find(`${folder}${name}` as ObjectKey);
      if (ref !== null) found.push(ref);
    }
    return found;
  }

  /** Opens this version; the handle stays on it whatever happens to the name. */
  async open(ref: ObjectRef): Promise<{ handle: FileHandle; sizeBytes: number }> {
    const handle = await open(this.object(ref.key), "r").catch(async (error: unknown) => {
      if (errno(error) !== "ENOENT" && errno(error) !== "ENOTDIR") throw error;
      await this.place.requireSame();
      throw noSuchObject();
    });
    try {
      const facts = await handle.stat({ bigint: true });
      if (versionOf(facts) !== ref.versionId) throw noSuchObject();
      return { handle, sizeBytes: Number(facts.size) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Makes an object that somebody else published durable before it is relied on. */
  async settle(ref: ObjectRef): Promise<void> {
    const { handle } = await this.open(ref);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await this.folders.make(dirname(this.object(ref.key)));
    await syncPath(dirname(this.object(ref.key)));
    await this.place.requireSame();
  }
}

/**
 * Modification time and size name a version: a file that was put there again, or written to, has
 * another. A copy for a backup must keep modification times to the nanosecond (rsync -a, cp -a).
 */
export const versionOf = (facts: FileFacts): string =>
  `${facts.mtimeNs.toString(36)}-${facts.size.toString(36)}`;

/** Clocks of file systems tick in milliseconds: chance keeps two files of one tick apart. */
export async function stampVersion(handle: FileHandle): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000) + randomInt(1_000_000) / 1_000_000;
  await handle.utimes(seconds, seconds);
}

export const noSuchObject = (): Refusal =>
  new Refusal("missing", "objects/no-such-object", "no such version of that object");

function safeSegments(key: string): readonly string[] {
  const segments = key.split("/");
  const safe = segments.every(
    (segment) => /^[\w.~+=@:-]{1,200}$/.test(segment) && !/^\.+$/.test(segment),
  );
  assert(safe, "a key is made of names that stay in their folder");
  return segments;
}
