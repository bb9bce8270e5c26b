/** The product's source files, as the architecture tests see them. */
import { execFileSync } from "node:child_process";
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

/** Made by the tools in every folder, kept in none; the same as .gitignore says. */
const MADE = /^(node_modules|dist|\.git|\.holdfast)$/;

/** Paths of the product's files: those git tracks, and all there are where the sources came without git. */
export function trackedFiles(): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, stdio: "pipe" });
    return listed.toString("utf8").split("\0").filter(Boolean);
  } catch {
    return filesBelow("");
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !MADE.test(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
