/**
 * Puts a backup back into a folder that holds no house: all of it is made and tried beside its place, then moved in, what says
 * that there is a house last. A power cut before that leaves no house, and the next try begins anew; after it the house stands.
 */
import { mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../kernel/refusal.ts";
import { type BackupStatement, KEYS } from "../../backup/statement.ts";
import type { DataFolder } from "../data-folder.ts";
import { KEPT_NAMES } from "../backup/create.ts";
import type { TrialTools } from "../backup/tools.ts";
import { type TrialFound, tryBackup } from "../backup/try.ts";

/** What is being put back lies in it until it is moved in. */
const WORK = ".restoring";
/** What may lie in the folder before: the store, which no backup holds, and what this command itself leaves there. */
const MAY_BE_THERE = ["objects", "run", "cache", "runtime", WORK];

export interface RestoreTools extends TrialTools {
  /** All that is sealed in `file` into the new folder `into`; `work` is for what lies in clear meanwhile. */
  unseal(file: string, key: string, work: string, into: string): Promise<void>;
  /** Has the signer's memory in the folder of keys know what `memory`, a file, knows beyond it. */
  rememberMore(keys: string, memory: string): Promise<void>;
  /** Makes durable which names lie in a folder. */
  synced(folder: string): Promise<void>;
  /** The same of all that lies below it. */
  syncedWhole(folder: string): Promise<void>;
}

export interface RestoreRequest {
  readonly backup: string;
  readonly statement: BackupStatement;
  readonly folder: DataFolder;
  /** PEM files: what opens the keys, and what the house's signatures are judged by. */
  readonly key: string;
  readonly rootPem: string;
  readonly ledgerKeyPem: string;
  /** A newer memory of the signer that survived; null: that of the backup. */
  readonly memory: string | null;
}

export interface RestoreListener {
  /** Faults of the record of the database at that address; its folder is for files. */
  readonly record: (url: string, work: string) => Promise<readonly string[]>;
  readonly told: (found: TrialFound) => void;
  readonly signal: AbortSignal;
}

/**
 * False where the backup is not sound: nothing is put back then.
 * @throws Refusal conflict "backup/not-empty"; invalid "backup/keys-left-out"; tampered "backup/other-keys", and as the signer's memories differ.
 */
export async function restoreBackup(
  tools: RestoreTools,
  { backup, statement, folder, key, rootPem, ledgerKeyPem, memory }: RestoreRequest,
  { record, told, signal }: RestoreListener,
): Promise<boolean> {
  if (statement.keysFor === null) throw keysLeftOut();
  await requireNoHouse(folder);
  await clearUnfinished(folder);
  const work = join(folder.root, WORK);
  await mkdir(work, { mode: 0o700 });
  await tools.synced(folder.root);
  const trial = { record: (url: string) => record(url, work), told, signal };
  if (!(await tryBackup(tools, statement, { backup, key, work }, trial))) {
    await rm(work, { recursive: true });
    return false;
  }
  const house = join(work, "house");
  await mkdir(house, { mode: 0o700 });
  await tools.unseal(join(backup, KEYS), key, work, house);
  await requireOurs(house, rootPem, ledgerKeyPem);
  if (memory !== null) await tools.rememberMore(join(house, "keys"), memory);
  signal.throwIfAborted();
  await rm(join(work, "cluster", "postgres.log"), { force: true });
  await tools.syncedWhole(house);
  await moveIn(folder, work, tools);
  return true;
}

/** The installation last: what lies there without it is no house, and is cleared away by the next try. */
async function moveIn(folder: DataFolder, work: string, tools: RestoreTools): Promise<void> {
  const house = join(work, "house");
  const names = await readdir(house);
  for (const name of names.filter((each) => each !== INSTALLATION))
    await rename(join(house, name), join(folder.root, name));
  await rename(join(work, "cluster"), folder.postgres);
  await tools.synced(folder.root);
  await rename(join(house, INSTALLATION), folder.installation);
  await tools.synced(folder.root);
  await rm(work, { recursive: true });
}

const INSTALLATION = "installation.json";
const OURS = [...KEPT_NAMES, "postgres"];

/** @throws Refusal conflict "backup/not-empty". */
async function requireNoHouse(folder: DataFolder): Promise<void> {
  const there = await readdir(folder.root);
  // What an unfinished try of ours left, which had seen that nothing else was there.
  const left = there.includes(WORK) && !there.includes(INSTALLATION) ? OURS : [];
  const found = there.filter((name) => ![...MAY_BE_THERE, ...left].includes(name));
  if (found.length === 0) return;
  throw new Refusal("conflict", "backup/not-empty", "there is something in this folder already", {
    fix: "Name a new folder, in which at most the store's own, objects, lies. Keep the old one as it is: its keys/ledger-heads.json goes along by --signer-memory.",
    facts: { found: found.length },
  });
}

async function clearUnfinished(folder: DataFolder): Promise<void> {
  if (!(await readdir(folder.root)).includes(WORK)) return;
  for (const name of [...OURS, WORK])
    await rm(join(folder.root, name), { recursive: true, force: true });
}

/** Whoever has the certificate can seal an archive: what the house is known by must be in it. */
async function requireOurs(house: string, rootPem: string, ledgerKeyPem: string): Promise<void> {
  const same = async (name: string, pem: string): Promise<boolean> =>
    (await readFile(join(house, "public", name), "utf8").catch(() => "")).trim() === pem.trim();
  const there = await readdir(house);
  const isWhole =
    there.every((name) => KEPT_NAMES.some((kept) => kept === name)) &&
    ["keys", INSTALLATION].every((name) => there.includes(name));
  if (
    isWhole &&
    (await same("root.pem", rootPem)) &&
    (await same("ledger-key.pub.pem", ledgerKeyPem))
  )
    return;
  throw new Refusal("tampered", "backup/other-keys", "the keys in it are not those of this house", {
    fix: "Nothing was put back. Look whether --root and --ledger-key are of the house that was saved, and where this backup comes from.",
  });
}

const keysLeftOut = (): Refusal =>
  new Refusal("invalid", "backup/keys-left-out", "this backup holds no keys", {
    fix: "Put keys, wrapping-keys, public, secrets and installation.json back from where they were saved, and the database by pg_restore; then `holdfast up` and `holdfast ledger catch-up`.",
  });
