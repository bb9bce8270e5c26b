/** A package as files that a browser was handed: an unpacked folder, chosen or dropped. */
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PackageReader } from "../../services/packages/package-reader.ts";
import { blobSource } from "./byte-source.ts";
import { collisionKey, pathFault } from "./safe-path.ts";

export interface HandedFile {
  /** From the folder that was handed over, with its name, e.g. "holdfast-…/bagit.txt". */
  readonly path: string;
  readonly blob: Blob;
}

const MAX_FILES = 100_000;

/** What a browser does not hand over (links, pipes) is missing here, and found missing by the signed list. */
export function openPackageFiles(handed: readonly HandedFile[]): PackageReader {
  const files = Promise.resolve(handed).then(judged);
  const bytesOf = async (path: string): Promise<AsyncIterable<Uint8Array>> => {
    const blob = (await files).get(path);
    if (blob === undefined) throw new Refusal("missing", "packages/no-such-file", "no such file");
    return blobSource(blob).slice(0, blob.size);
  };
  return {
    list: async () => [...(await files)].map(([path, { size }]) => ({ path, sizeBytes: size })),
    read: bytesOf,
    scan: bytesOf,
    close: () => Promise.resolve(),
  };
}

/** By their path inside the folder. */
function judged(handed: readonly HandedFile[]): ReadonlyMap<string, Blob> {
  if (handed.length > MAX_FILES) throw unsafe("too-many-entries");
  const files = new Map<string, Blob>();
  const seen = new Set<string>();
  for (const { path, blob } of handed) {
    const inside = path.slice(path.indexOf("/") + 1);
    const fault = pathFault(inside);
    if (fault !== null) throw unsafe(fault);
    if (seen.has(collisionKey(inside))) throw unsafe("name-twice");
    seen.add(collisionKey(inside));
    files.set(inside, blob);
  }
  return files;
}

const unsafe = (fault: string): Refusal =>
  new Refusal("invalid", "packages/unsafe-archive", `this is no package: ${fault}`, {
    fix: "Unpack the package anew into an empty folder.",
    facts: { fault },
  });
