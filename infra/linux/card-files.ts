/** Files of a camera's card on Linux: links are not followed, marks are durable, /proc tells who still writes. */
import { constants, type Dirent } from "node:fs";
import {
  lstat,
  mkdir,
  open,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  statfs,
  unlink,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { MARK_SUFFIX } from "../../services/batches/card-files.ts";
import { syncPath } from "../process/sync-path.ts";

const MAX_TEXT_BYTES = 64 << 10;
/** A card keeps the last of its room for what its camera records. */
const LEAST_FREE_BYTES = 16 << 20;
/** O_WRONLY and O_RDWR, open(2). */
const WRITES = 0o3;

const unlessGone = <T>(look: Promise<T>): Promise<T | null> =>
  look.catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });

export const cardFiles = {
  async list(root: string) {
    const found: { path: string; sizeBytes: number; mtimeMs: number }[] = [];
    const walk = async (below: string): Promise<void> => {
      const entries: Dirent[] = await readdir(join(root, below), { withFileTypes: true });
      for (const entry of entries) {
        const path = below === "" ? entry.name : `${below}/${entry.name}`;
        // Who writes here may rename or remove between the two looks.
        if (entry.isDirectory()) await unlessGone(walk(path));
        else if (entry.isFile()) {
          const file = await unlessGone(lstat(join(root, path)));
          if (file?.isFile() === true)
            found.push({ path, sizeBytes: file.size, mtimeMs: file.mtimeMs });
        }
      }
    };
    await walk("");
    return found;
  },

  async openForWriting(roots: readonly string[]): Promise<ReadonlySet<string>> {
    const paths = new Set<string>();
    const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
    for (const pid of pids) {
      for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
        const path = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => "");
        if (!roots.some((root) => path.startsWith(`${root}/`))) continue;
        const info = await readFile(`/proc/${pid}/fdinfo/${fd}`, "utf8").catch(() => "");
        const flags = /^flags:\s+([0-7]+)$/m.exec(info)?.[1] ?? "0";
        if ((Number.parseInt(flags, 8) & WRITES) !== 0) paths.add(path);
      }
    }
    return paths;
  },

  async withFile<T>(root: string, path: string, use: (file: OpenCardFile) => Promise<T>) {
    const handle = await open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return await use({
        stat: async () => {
          const { size, mtimeMs } = await handle.stat();
          return { sizeBytes: size, mtimeMs };
        },
        readAt: async (into, offset) => {
          const { bytesRead } = await handle.read(into, 0, into.byteLength, offset);
          return bytesRead;
        },
      });
    } finally {
      await handle.close();
    }
  },

  async text(root: string, path: string): Promise<string | null> {
    const file = join(root, path);
    const found = await lstat(file).catch(() => null);
    if (found?.isFile() !== true || found.size > MAX_TEXT_BYTES) return null;
    return readFile(file, "utf8").catch(() => null);
  },

  mark: (root: string, path: string, text: string): Promise<void> =>
    writeWhole(`${join(root, path)}${MARK_SUFFIX}`, text),

  async place(root: string, path: string, text: string): Promise<void> {
    const target = join(root, path);
    const { bavail, bsize } = await statfs(root);
    if (bavail * bsize < LEAST_FREE_BYTES) throw refused("ENOSPC");
    await requireOwnFolder(root, path);
    const there = await unlessGone(lstat(target));
    if (there !== null && (!there.isFile() || there.size > MAX_TEXT_BYTES)) throw refused("EEXIST");
    await writeWhole(target, text);
  },

  async remove(root: string, path: string): Promise<void> {
    await unlink(join(root, path));
    await syncPath(dirname(join(root, path)));
  },

  isThere: (root: string): Promise<boolean> =>
    stat(root).then(
      (found) => found.isDirectory(),
      () => false,
    ),
};

const refused = (code: string): Error => Object.assign(new Error(code), { code });

/** Folders on the way are made where they are missing; a link among them leads who knows where. */
async function requireOwnFolder(root: string, path: string): Promise<void> {
  let folder = root;
  for (const name of path.split("/").slice(0, -1)) {
    folder = join(folder, name);
    const there = await unlessGone(lstat(folder));
    if (there === null) await mkdir(folder);
    else if (!there.isDirectory()) throw refused("ENOTDIR");
  }
}

/** Written apart and put in its place by one rename: after a power cut it is the old one or the new one. */
async function writeWhole(target: string, text: string): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}`);
  await rm(beside, { force: true }); // of a run that lost power
  try {
    const file = await open(beside, "wx", 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined); // where nothing can be written, none is left
    throw error;
  }
  await syncPath(dirname(target));
}

interface OpenCardFile {
  stat(): Promise<{ sizeBytes: number; mtimeMs: number }>;
  readAt(into: Uint8Array, offset: number): Promise<number>;
}
