/** The product's source files, as the architecture tests see them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = new URL("../../", import.meta.url).pathname;

export interface SourceFile {
  /** From the root, with "/" between folders. */
  readonly path: string;
  readonly text: string;
}

/** Every .ts and .tsx file below these folders, without what was built. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)(dist|node_modules)\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

export const productFiles = (): SourceFile[] => sourceFiles("services", "workers", "infra");
