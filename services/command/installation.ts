/** What a data folder was set up as. Written once; the agency's name is the ledger's name. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { isAgencyName } from "../ledger/agency.ts";
import type { DataFolder } from "./data-folder.ts";
import { EXIT } from "./exit-code.ts";
import type { PrivateFiles } from "./host.ts";
import type { Installation } from "./process-environment.ts";
import { VerbFailure } from "./terminal.ts";
import { UP } from "./texts/up.ts";

const Kept = z.object({ agency: z.string(), demo: z.boolean() });

export async function readInstallation(folder: DataFolder): Promise<Installation | null> {
  let text: string;
  try {
    text = await readFile(folder.installation, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  return Kept.parse(JSON.parse(text));
}

export const saveInstallation = (
  files: PrivateFiles,
  folder: DataFolder,
  installation: Installation,
): Promise<void> => files.writeDurably(folder.installation, `${JSON.stringify(installation)}\n`);

/** The installation of this folder, set up now if it is new. What is there stays as it is; a name that no ledger can have changes nothing. */
export async function ensureInstallation(
  files: PrivateFiles,
  folder: DataFolder,
  wanted: { readonly agency: string | undefined; readonly demo: boolean },
): Promise<Installation> {
  const there = await readInstallation(folder);
  if (there !== null) {
    if (wanted.agency !== undefined && wanted.agency !== there.agency) {
      throw new VerbFailure(EXIT.attention, UP.otherAgency, { agency: there.agency });
    }
    return there;
  }
  if (wanted.agency !== undefined && !isAgencyName(wanted.agency)) {
    throw new VerbFailure(EXIT.usage, UP.agencyName, { agency: wanted.agency });
  }
  const made = { agency: wanted.agency ?? (wanted.demo ? "demo" : "agency"), demo: wanted.demo };
  await saveInstallation(files, folder, made);
  return made;
}
