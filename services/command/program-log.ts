/** The log of a started program, from where it stood before the start. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DataFolder } from "./data-folder.ts";

export interface LogPlace {
  readonly path: string;
  readonly sizeBytes: number;
}

export async function logOf(folder: DataFolder, name: string): Promise<LogPlace> {
  const path = join(folder.logs, `${name}.log`);
  const found = await stat(path).catch(() => null);
  return { path, sizeBytes: found?.size ?? 0 };
}

export const since = async ({ path, sizeBytes }: LogPlace): Promise<string> =>
  (await readFile(path)).subarray(sizeBytes).toString("utf8");
