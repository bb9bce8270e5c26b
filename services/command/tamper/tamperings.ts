/** The changes that `demo tamper` makes to an unpacked package: what a forger would try, the bag's own lists mended where that helps him. */
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../kernel/digest.ts";
import {
  type BagFile,
  PAYLOAD_MANIFEST,
  TAG_MANIFEST,
  payloadManifest,
  tagManifest,
} from "../../packages/bag.ts";
import type { Tampering } from "../texts/tamper.ts";

/** Changes the package in `folder`. */
export async function tamper(folder: string, how: Tampering): Promise<void> {
  const paths = await filesIn(folder);
  const find = (pattern: RegExp): string => {
    const found = paths.find((path) => pattern.test(path));
    if (found === undefined) throw new Error(`the package has no file like ${pattern}`);
    return found;
  };
  const change = async (path: string, made: (bytes: Buffer) => Buffer): Promise<void> =>
    writeFile(join(folder, path), made(await readFile(join(folder, path))));
  switch (how) {
    case "untouched":
      return;
    case "media":
      return change(find(/^data\/original\//), flipMiddle);
    case "mended":
      await change(find(/^data\/original\//), flipMiddle);
      break;
    case "manifest":
      // A digit of a size: still JSON, and another statement.
      await change(find(/^metadata\/[^/]+\/manifest\.json$/), (bytes) =>
        Buffer.from(bytes.toString().replace(/"bytes":"\d/, '"bytes":"9')),
      );
      break;
    case "proof":
      await change(find(/^proofs\/.*\/manifest\.tlog-proof$/), flipMiddle);
      break;
    case "custody":
      await change(find(/custody\.jsonl$/), (bytes) =>
        Buffer.from(bytes.toString().split("\n").toSpliced(1, 1).join("\n")),
      );
      break;
    case "removed":
      await rm(join(folder, find(/^data\/viewing\/|^data\/original\//)));
      break;
  }
  await mendLists(folder);
}

/** Base64 and video alike: the last bit of a byte in the middle. */
function flipMiddle(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const at = Math.floor(changed.byteLength / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

async function mendLists(folder: string): Promise<void> {
  const read = async (): Promise<BagFile[]> => {
    const files: BagFile[] = [];
    for (const path of await filesIn(folder)) {
      const bytes = await readFile(join(folder, path));
      files.push({ path, sizeBytes: bytes.byteLength, sha256: sha256(bytes) });
    }
    return files;
  };
  await writeFile(join(folder, PAYLOAD_MANIFEST), payloadManifest(await read()));
  await writeFile(join(folder, TAG_MANIFEST), tagManifest(await read()));
}

/** Every file, by its path in the package, in byte order. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
