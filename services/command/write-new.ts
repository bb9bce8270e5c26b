/** Writes a file that a person asked for, and never over one that is there. */
import { writeFile } from "node:fs/promises";
import { EXIT } from "./exit-code.ts";
import { VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";

/** @throws VerbFailure usage where the file exists. */
export async function writeNew(file: string, bytes: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw isThere ? new VerbFailure(EXIT.usage, GENERAL.exists, { file }) : error;
  }
}
