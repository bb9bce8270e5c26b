/** `holdfast backup restore`: puts a backup back into a folder that holds no house, and takes up what the ledger tells beyond it. */
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { lockFolder } from "../../../infra/host/folder-lock.ts";
import { openArchive, unpackArchive } from "../../../infra/host/sealed-archive.ts";
import {
  keepHeads,
  newestHeads,
  readHeads,
  readHeadsIn,
} from "../../../infra/keys/signed-heads.ts";
import { syncPath } from "../../../infra/process/sync-path.ts";
import { dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { RESTORE } from "../texts/restore.ts";
import { interruption } from "./interruption.ts";
import { recordIn } from "./record.ts";
import { type RestoreTools, restoreBackup } from "./restore.ts";
import { takeUpBeyond } from "./take-up-beyond.ts";
import { tellStep } from "./tell-step.ts";
import { trialTools } from "./trial-tools.ts";
import { type TrialFound, readStatement } from "./try.ts";

export interface RestoreGiven {
  readonly data: string;
  readonly backup: string;
  /** PEM files. */
  readonly key: string;
  readonly root: string;
  readonly ledgerKey: string;
  readonly memory: string | null;
}

export async function restore(
  term: Terminal,
  { data, backup, key, root, ledgerKey, memory }: RestoreGiven,
): Promise<ExitCode> {
  const { statement, statementSha256 } = await readStatement(backup);
  const folder = dataFolder(data);
  await mkdir(folder.run, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder.lock);
  if (!lock.held) throw new VerbFailure(EXIT.attention, RESTORE.runs, { pid: lock.by.pid });
  const { madeAt } = statement;
  const steps: TrialFound[] = [];
  try {
    term.tell(RESTORE.begun, { madeAt, data });
    const [rootPem, ledgerKeyPem] = [
      await readFile(root, "utf8"),
      await readFile(ledgerKey, "utf8"),
    ];
    const trust = {
      ...{ HOLDFAST_ROOT_CERTIFICATE_FILE: root, HOLDFAST_LEDGER_PUBLIC_KEY_FILE: ledgerKey },
      PATH: process.env["PATH"],
    };
    const signal = interruption(RESTORE.interrupted);
    const request = { backup, statement, folder, key, rootPem, ledgerKeyPem, memory };
    const isSound = await restoreBackup(restoreTools(signal), request, {
      record: (url, work) => recordIn(work, trust, madeAt)(url),
      told: (found) => {
        steps.push(found);
        tellStep(term, found);
      },
      signal,
    });
    if (!isSound) {
      term.result({ restored: false, madeAt, statementSha256, steps });
      term.say(RESTORE.isBroken, { madeAt });
      return EXIT.negative;
    }
    term.say(RESTORE.inPlace, { madeAt, data });
    return await takeUpBeyond(term, folder, { statement, statementSha256, steps });
  } finally {
    await lock.release();
  }
}

const restoreTools = (signal: AbortSignal): RestoreTools => ({
  ...trialTools(signal),
  async unseal(file, key, work, into) {
    const plain = join(work, "keys.tar");
    try {
      await openArchive(file, key, plain);
      await unpackArchive(plain, into);
    } finally {
      await rm(plain, { force: true });
    }
  },
  rememberMore: async (keys, memory) =>
    keepHeads(keys, newestHeads(await readHeads(keys), await readHeadsIn(memory))),
  synced: syncPath,
  syncedWhole,
});

async function syncedWhole(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncedWhole(path);
    else if (entry.isFile()) await syncPath(path);
  }
  await syncPath(folder);
}
