/** The public keys of the house in a data folder, as checkpoints are judged by them here. */
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { verifierKey } from "../ledger/note.ts";
import type { DataFolder } from "./data-folder.ts";
import { boxFiles } from "./process-environment.ts";

/** As `HOLDFAST_LEDGER_KEY` and verifiers take it. */
export const localLedgerKey = async (folder: DataFolder, origin: string): Promise<string> =>
  verifierKey(origin, createPublicKey(await readFile(boxFiles(folder).ledgerPublicKey)));
