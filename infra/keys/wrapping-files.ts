/** DataKeyWrapper over files: a folder with one key-encryption key a file, "state-1.key", readable by its owner alone. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  type DataKeyWrapper,
  boundTo,
  noWrappingKey,
  wrappedKeyDiffers,
} from "../../services/encryption/data-key-wrapper.ts";
import {
  KEY_FAMILIES,
  KekName,
  type KeyFamily,
  namesOf,
} from "../../services/encryption/key-family.ts";
import { syncPath } from "../process/sync-path.ts";
import { makePrivateFolder, writeFirst } from "./private-file.ts";

const [CIPHER, NONCE_BYTES, TAG_BYTES, KEK_BYTES] = ["aes-256-gcm", 12, 16, 32] as const;
const END = ".key";
const NOT_ITS_OWNER = 0o077;
/** As in the file: hex, so that it can be printed on a sheet for a safe and typed in again. */
const KekText = z.string().regex(/^[0-9a-f]{64}\n?$/);

/** Files are read each time: a key that is taken away is gone at once. */
export function wrappingFiles(folder: string): DataKeyWrapper {
  const current = async (family: KeyFamily): Promise<string> => {
    const [newest] = namesOf(family, await namesIn(folder));
    if (newest === undefined) throw noWrappingKey(family);
    return newest;
  };
  return {
    current,
    async wrap(family, itemId, dataKey) {
      const kek = await current(family);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, await durableKekOf(folder, kek), nonce);
      cipher.setAAD(boundTo(itemId, kek));
      const wrapped = Buffer.concat([nonce, cipher.update(dataKey), cipher.final()]);
      return { kek, bytes: Buffer.concat([wrapped, cipher.getAuthTag()]) };
    },
    async unwrap(itemId, { kek, bytes }) {
      if (!KekName.safeParse(kek).success) throw wrappedKeyDiffers(kek);
      const key = await kekOf(folder, kek);
      try {
        const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(-TAG_BYTES)];
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(boundTo(itemId, kek));
        decipher.setAuthTag(tag);
        const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([plain, decipher.final()]);
      } catch (cause) {
        throw wrappedKeyDiffers(kek, cause);
      }
    },
  };
}

/** Makes the first key of each family that has none; what is there stays. Safe at every start. */
export async function ensureWrappingKeys(folder: string): Promise<void> {
  await makePrivateFolder(folder);
  const names = await namesIn(folder);
  for (const family of KEY_FAMILIES) {
    if (namesOf(family, names).length === 0) await makeKek(folder, `${family}-1`);
  }
}

/** Never over a key that another start has just made. */
async function makeKek(folder: string, name: string): Promise<void> {
  await writeFirst(folder, `${name}${END}`, `${randomBytes(KEK_BYTES).toString("hex")}\n`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
  return files.filter((file) => file.endsWith(END)).map((file) => file.slice(0, -END.length));
}

async function kekOf(folder: string, kek: string): Promise<Buffer> {
  const path = join(folder, `${kek}${END}`);
  try {
    if (((await stat(path)).mode & NOT_ITS_OWNER) !== 0)
      throw new Error("others may read the file");
    return Buffer.from(KekText.parse(await readFile(path, "utf8")).trimEnd(), "hex");
  } catch (cause) {
    throw noWrappingKey(kek, cause);
  }
}

/** Somebody may have put it there a moment ago: over a power cut nothing that it wraps may outlast it. */
async function durableKekOf(folder: string, kek: string): Promise<Buffer> {
  const key = await kekOf(folder, kek);
  try {
    await syncPath(join(folder, `${kek}${END}`));
    await syncPath(folder);
  } catch (cause) {
    throw noWrappingKey(kek, cause);
  }
  return key;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
