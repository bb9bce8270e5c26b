/**
 * Tries a backup as one would need it: its files are those of its statement, the database is put back on a server of its
 * own and holds what was counted, and the keys open. What the record says of itself is looked at by `fsck`, which the caller runs
 * on the database that was put back.
 */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Sha256, sha256, sha256OfStream } from "../../kernel/digest.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { RestoredDatabase, TrialTools } from "./tools.ts";
import { BackupStatement, DATABASE, KEYS, STATEMENT, differences } from "../../backup/statement.ts";

/** One of what a trial looks at; in this order. */
export const TRIAL_STEPS = ["files", "keys", "database", "counts", "record"] as const;
export type TrialStep = (typeof TRIAL_STEPS)[number];

export interface TrialFound {
  readonly step: TrialStep;
  readonly state: "sound" | "broken" | "not-tried";
  /** Names of files, tables or logs, or what a program said last; short. */
  readonly what: readonly string[];
}

export interface TrialRequest {
  readonly backup: string;
  /** PEM file; null: that the keys open is not tried. */
  readonly key: string | null;
  /** A new folder with room for the whole database. */
  readonly work: string;
}

/** @throws Refusal invalid "backup/no-backup" where no statement of ours lies in the folder. */
export async function readStatement(
  backup: string,
): Promise<{ readonly statement: BackupStatement; readonly statementSha256: Sha256 }> {
  const bytes = await readFile(join(backup, STATEMENT)).catch(() => null);
  const parsed = bytes === null ? null : BackupStatement.safeParse(jsonOf(bytes));
  if (bytes !== null && parsed?.success === true) {
    return { statement: parsed.data, statementSha256: sha256(bytes) };
  }
  throw new Refusal("invalid", "backup/no-backup", "this folder is no whole backup", {
    fix: "Name the folder that `holdfast backup create` made; one that ends in .making was cut short and is none.",
  });
}

/** Answers what was found, step by step, each told as it is known; `record` looks at the database that was put back. */
export async function tryBackup(
  tools: TrialTools,
  statement: BackupStatement,
  { backup, key, work }: TrialRequest,
  {
    record,
    told,
  }: {
    readonly record: (url: string) => Promise<readonly string[]>;
    readonly told: (found: TrialFound) => void;
  },
): Promise<boolean> {
  let isSound = true;
  const tell = (step: TrialStep, what: readonly string[]): boolean => {
    const isFine = what.length === 0;
    told({ step, state: isFine ? "sound" : "broken", what });
    isSound &&= isFine;
    return isFine;
  };
  const skip = (...steps: readonly TrialStep[]): void =>
    steps.forEach((step) => told({ step, state: "not-tried", what: [] }));

  const broken = await brokenFiles(backup, statement);
  tell("files", broken);
  if (key === null || statement.keysFor === null) skip("keys");
  else tell("keys", await brokenKeys(tools, { backup, key, work }));
  if (broken.includes(DATABASE)) {
    skip("database", "counts", "record");
    return isSound;
  }
  let restored: RestoredDatabase;
  try {
    restored = await tools.restore(join(backup, DATABASE), join(work, "cluster"));
  } catch (error) {
    tell("database", [said(error)]);
    skip("counts", "record");
    return isSound;
  }
  await using database = restored;
  tell("database", []);
  tell("counts", differences(statement.counted, database.counted));
  tell("record", await record(database.url));
  return isSound;
}

async function brokenFiles(backup: string, { files }: BackupStatement): Promise<readonly string[]> {
  const broken = files.some(({ name }) => name === DATABASE) ? [] : [DATABASE];
  for (const { name, sizeBytes, sha256: digest } of files) {
    const path = join(backup, name);
    const found = await stat(path).catch(() => null);
    const isSame =
      found !== null &&
      found.size === sizeBytes &&
      (await sha256OfStream(createReadStream(path))).sha256 === digest;
    if (!isSame) broken.push(name);
  }
  return broken;
}

async function brokenKeys(
  tools: TrialTools,
  { backup, key, work }: TrialRequest & { readonly key: string },
): Promise<readonly string[]> {
  try {
    const names = await tools.sealedNames(join(backup, KEYS), key, work);
    return names.some((name) => name.startsWith("keys/")) ? [] : ["keys/"];
  } catch (error) {
    return [said(error)];
  }
}

const LINE = 200;
const said = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split("\n")
    .slice(-1)
    .join("")
    .slice(0, LINE);

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
