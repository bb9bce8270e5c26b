/** The policy packs that come with the program, as the texts of their files. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** In the order of their names. */
export async function shippedPacks(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}
