/** Builds the reviewers' page when its sources changed since the last build. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const STAMP = ".built-from";

/** Calls `whenNeeded` before it begins. A build that fails leaves the page that is there. */
export async function buildPage(home: string, whenNeeded: () => void): Promise<void> {
  const sources = join(home, "services/web");
  const target = join(sources, "dist");
  const wanted = await digestOf(home, sources);
  if (wanted === null) return;
  const built = await readFile(join(target, STAMP), "utf8").catch(() => null);
  if (built === wanted) return;
  whenNeeded();
  const making = join(home, "node_modules/.cache", `holdfast-page-${process.pid}`);
  try {
    await mkdir(making, { recursive: true });
    await vite(home, making);
    await writeFile(join(making, STAMP), wanted);
    await rm(target, { recursive: true, force: true });
    await rename(making, target).catch(() => cp(making, target, { recursive: true }));
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Null where there is no page (a server's image without sources). */
async function digestOf(home: string, sources: string): Promise<string | null> {
  try {
    await access(join(sources, "index.html"));
  } catch {
    return null;
  }
  const names = (await readdir(sources, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(sources, "dist")))
    .sort();
  const hasher = createHash("sha256");
  for (const path of [
    ...names,
    join(home, "services/review/api-schema.ts"),
    join(home, "package-lock.json"),
  ]) {
    hasher.update(path.slice(home.length)).update("\0");
    hasher.update(await readFile(path)).update("\0");
  }
  return hasher.digest("hex");
}

async function vite(home: string, outFolder: string): Promise<void> {
  const script = join(home, "node_modules/vite/bin/vite.js");
  const args = ["build", "services/web", "--outDir", outFolder, "--emptyOutDir"];
  const child = spawn(process.execPath, [script, ...args, "--logLevel", "warn"], {
    cwd: home,
    stdio: ["ignore", 2, 2],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error("the page could not be built; what vite said stands above");
}
