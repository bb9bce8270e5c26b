/** Opens a package at a path, whether it is a ZIP or a folder. */
import { stat } from "node:fs/promises";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PackageReader } from "../../services/packages/package-reader.ts";
import { openPackageFolder } from "./package-folder.ts";
import { openPackageZip } from "./package-zip.ts";

/** @throws Refusal missing "packages/no-such-file"; invalid "packages/unsafe-archive". */
export async function openPackage(path: string): Promise<PackageReader> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Refusal("missing", "packages/no-such-file", "there is nothing at that path", {
      cause,
    });
  });
  return found.isDirectory() ? openPackageFolder(path) : openPackageZip(path);
}
