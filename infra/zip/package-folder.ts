/** A package that was unpacked into a folder: only plain files in plain folders are looked at. */
import { constants } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PackageReader, PackedFile } from "../../services/packages/package-reader.ts";
import { fileSource } from "./byte-source.ts";
import { pathFault } from "./safe-path.ts";

const MAX_FILES = 100_000;

export function openPackageFolder(folder: string): PackageReader {
  return {
    list: async () => {
      const files: PackedFile[] = [];
      await walk(folder, "", files);
      return files;
    },
    read: async (path) => {
      if (pathFault(path) !== null) throw unsafe("path-leads-out");
      return bytesOf(await openPlain(join(folder, path)), "slice");
    },
    scan: async (path) => {
      if (pathFault(path) !== null) throw unsafe("path-leads-out");
      return bytesOf(await openPlain(join(folder, path)), "scan");
    },
    close: () => Promise.resolve(),
  };
}

async function walk(folder: string, inside: string, files: PackedFile[]): Promise<void> {
  const names = await readdir(join(folder, inside), { withFileTypes: true });
  for (const entry of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    const fault = pathFault(path);
    if (fault !== null) throw unsafe(fault);
    if (entry.isDirectory()) await walk(folder, path, files);
    else if (entry.isFile()) {
      files.push({ path, sizeBytes: (await stat(join(folder, path))).size });
    } else throw unsafe("not-a-file");
    if (files.length > MAX_FILES) throw unsafe("too-many-entries");
  }
}

/** Closes `file` behind the last byte that is taken. */
async function* bytesOf(file: FileHandle, way: "slice" | "scan"): AsyncGenerator<Uint8Array> {
  try {
    const { size } = await file.stat();
    // One more than there are: a file that grew is told by its length.
    yield* fileSource(file, size)[way](0, size + 1);
  } finally {
    await file.close();
  }
}

/** Without following a link that took a file's place meanwhile. */
const openPlain = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | constants.O_NOFOLLOW);

const unsafe = (fault: string): Refusal =>
  new Refusal("invalid", "packages/unsafe-archive", `this is no package: ${fault}`, {
    fix: "Unpack the package anew into an empty folder.",
    facts: { fault },
  });
