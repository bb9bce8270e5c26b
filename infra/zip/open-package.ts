/** Opens a package at a path, whether it is a ZIP or a folder. */
import { open, stat } from "node:fs/promises";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PackageReader } from "../../services/packages/package-reader.ts";
import { fileSource } from "./byte-source.ts";
import { openPackageFolder } from "./package-folder.ts";
import { openPackageZip } from "./package-zip.ts";

/** @throws Refusal missing "packages/no-such-file". */
export async function openPackage(path: string): Promise<PackageReader> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return openPackageFolder(path);
    const file = await open(path, "r");
    return openPackageZip(fileSource(file, found.size), () => file.close());
  } catch (cause) {
    throw new Refusal("missing", "packages/no-such-file", "there is nothing at that path", {
      cause,
    });
  }
}
