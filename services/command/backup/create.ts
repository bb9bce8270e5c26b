/**
 * Makes a backup of a house in a new folder. It has its name once all of it is durable: a power cut leaves none or a
 * whole one, and `NAME.making`, which the next try writes anew.
 *
 * The keys are read after the database: a signer's memory that is newer than the database stops a second history, an older one begins it.
 */
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clock } from "../../kernel/clock.ts";
import { type Sha256, sha256, sha256OfStream } from "../../kernel/digest.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { BackupTools } from "./tools.ts";
import { type BackupStatement, DATABASE, KEYS, STATEMENT } from "../../backup/statement.ts";

/** What of a house's folder holds keys, secrets and what was set up; the rest is made anew, or lies in database and store. */
export const KEPT_NAMES = [
  ...["keys", "wrapping-keys", "public", "secrets"],
  ...["installation.json", "room.json"],
] as const;

export interface BackupRequest {
  /** A folder that is not there yet. */
  readonly out: string;
  /** Of the house; null: keys are left out. */
  readonly houseFolder: string | null;
  /** PEM files; whoever has the key of one of them can open the keys. */
  readonly certificates: readonly string[];
  readonly agency: string | null;
}

export interface MadeBackup {
  readonly statement: BackupStatement;
  readonly statementSha256: Sha256;
}

export interface CreateDeps {
  readonly tools: BackupTools;
  readonly clock: Clock;
  /** Makes the bytes of a file, or the names in a folder, durable. */
  readonly synced: (path: string) => Promise<void>;
}

/** `step`: what begins now. @throws Refusal conflict "backup/exists"; invalid "backup/no-keys" where no key lies in the folder. */
export async function createBackup(
  { tools, clock, synced }: CreateDeps,
  { out, houseFolder, certificates, agency }: BackupRequest,
  step: (name: "database" | "keys", file: string) => void,
): Promise<MadeBackup> {
  await requireFree(out);
  const keysFor = await Promise.all(certificates.map((each) => tools.certificateDigest(each)));
  const names = houseFolder === null ? null : await keptNames(houseFolder);
  const making = `${out}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700, recursive: true });
  const path = (name: string): string => join(making, name);

  // Programs keep the mode of a file that is there: these are for their owner alone.
  for (const name of names === null ? [DATABASE] : [DATABASE, KEYS])
    await writeWhole(path(name), "");
  const madeAt = clock();
  const counted = await tools.withSnapshot(async (seen, snapshot) => {
    step("database", path(DATABASE));
    await tools.dump(snapshot, path(DATABASE));
    return seen;
  });
  if (houseFolder !== null && names !== null) {
    step("keys", path(KEYS));
    await tools.seal(houseFolder, names, certificates, path(KEYS));
  }
  const files = [];
  for (const name of names === null ? [DATABASE] : [DATABASE, KEYS]) {
    files.push({ name, ...(await madeDurable(path(name), synced)) });
  }
  const statement: BackupStatement = {
    ...{ form: "holdfast-backup/1", madeAt, agency, counted },
    ...{ keysFor: names === null ? null : keysFor, files },
  };
  const text = `${JSON.stringify(statement, null, 2)}\n`;
  await writeWhole(path(STATEMENT), text);
  await synced(making);
  await requireFree(out);
  await rename(making, out);
  await synced(dirname(out));
  return { statement, statementSha256: sha256(text) };
}

async function keptNames(folder: string): Promise<readonly string[]> {
  const there = await readdir(folder);
  const names = KEPT_NAMES.filter((name) => there.includes(name));
  if (names.includes("keys")) return names;
  throw new Refusal("invalid", "backup/no-keys", "this folder holds no keys", {
    fix: "Name the house's folder by --data; or leave the keys out by --without-keys, and keep them by other means.",
  });
}

/** Read back from the disk, not from what was written. */
async function madeDurable(
  path: string,
  synced: CreateDeps["synced"],
): Promise<{ sizeBytes: number; sha256: Sha256 }> {
  await synced(path);
  return sha256OfStream(createReadStream(path));
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function requireFree(out: string): Promise<void> {
  const isThere = await stat(out).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
      throw error;
    },
  );
  if (!isThere) return;
  throw new Refusal("conflict", "backup/exists", "there is something of that name", {
    fix: "Name a folder that is not there yet; a backup is never written over another.",
  });
}
