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
import type { TrialTools } from "./tools.ts";
import {
  BackupStatement,
  type Counted,
  DATABASE,
  KEYS,
  STATEMENT,
  differences,
} from "../../backup/statement.ts";

/** What a trial looks at, in this order. */
export type TrialStep = "files" | "keys" | "database" | "counts" | "record";

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
    signal,
  }: {
    readonly record: (url: string) => Promise<readonly string[]>;
    readonly told: (found: TrialFound) => void;
    /** What fails once it is aborted says nothing of the backup. */
    readonly signal: AbortSignal;
  },
): Promise<boolean> {
  let isSound = true;
  const tell = (step: TrialStep, what: readonly string[]): void => {
    signal.throwIfAborted();
    const isFine = what.length === 0;
    told({ step, state: isFine ? "sound" : "broken", what });
    isSound &&= isFine;
  };
  const skip = (...steps: readonly TrialStep[]): void =>
    steps.forEach((step) => told({ step, state: "not-tried", what: [] }));

  const broken = await brokenFiles(backup, statement, signal);
  tell("files", broken);
  if (key === null || statement.keysFor === null) skip("keys");
  else tell("keys", await brokenKeys(tools, { backup, key, work }));
  if (broken.includes(DATABASE)) {
    skip("database", "counts", "record");
    return isSound;
  }
  await using server = await tools.startServer(join(work, "cluster"));
  let counted: Counted;
  try {
    counted = await server.restore(join(backup, DATABASE));
  } catch (error) {
    tell("database", [said(error)]);
    skip("counts", "record");
    return isSound;
  }
  tell("database", []);
  tell("counts", differences(statement.counted, counted));
  tell("record", await record(server.url));
  return isSound;
}

async function brokenFiles(
  backup: string,
  { files }: BackupStatement,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const broken = files.some(({ name }) => name === DATABASE) ? [] : [DATABASE];
  for (const { name, sizeBytes, sha256: digest } of files) {
    const path = join(backup, name);
    const found = await stat(path).catch(() => null);
    const isSame =
      found !== null &&
      found.size === sizeBytes &&
      (await sha256OfStream(createReadStream(path, { signal }))).sha256 === digest;
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
/** The line that names an error; without one the first, which says how a program ended. */
function said(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "").slice(0, LINE);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
