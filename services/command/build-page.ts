/** Builds the reviewers' page, and the one that goes into every package, when their sources changed since the last build. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const STAMP = ".built-from";

/** A page's folder, which is built into its "dist", and whatever else it is made of. */
const PAGES = [
  {
    root: "services/web",
    others: [
      "services/review/api-schema.ts",
      "services/review/table-text-schema.ts",
      "services/kernel/table-text.ts",
      "services/client/client.ts",
    ],
  },
  // The verifier rests on most contexts; which ones changes more often than anybody would look here.
  { root: "services/verifier/page", others: ["services", "infra"] },
];

/** Calls `whenNeeded` before it begins. A build that fails leaves the page that is there. */
export async function buildPages(home: string, whenNeeded: () => void): Promise<void> {
  let isTold = false;
  for (const { root, others } of PAGES) {
    await buildPage(home, root, others, () => {
      if (!isTold) whenNeeded();
      isTold = true;
    });
  }
}

async function buildPage(
  home: string,
  root: string,
  others: readonly string[],
  whenNeeded: () => void,
): Promise<void> {
  const target = join(home, root, "dist");
  const wanted = await digestOf(home, root, others);
  if (wanted === null) return;
  const built = await readFile(join(target, STAMP), "utf8").catch(() => null);
  if (built === wanted) return;
  whenNeeded();
  const making = join(home, "node_modules/.cache", `holdfast-page-${process.pid}`);
  try {
    await mkdir(making, { recursive: true });
    await vite(home, root, making);
    await writeFile(join(making, STAMP), wanted);
    await rm(target, { recursive: true, force: true });
    await rename(making, target).catch(() => cp(making, target, { recursive: true }));
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Null where there is no page (a server's image without sources). */
async function digestOf(
  home: string,
  root: string,
  others: readonly string[],
): Promise<string | null> {
  try {
    await access(join(home, root, "index.html"));
  } catch {
    return null;
  }
  const folders = [root, ...others.filter((path) => !path.endsWith(".ts"))];
  const files = others.filter((path) => path.endsWith(".ts")).map((path) => join(home, path));
  for (const folder of folders) {
    const entries = await readdir(join(home, folder), { recursive: true, withFileTypes: true });
    files.push(
      ...entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.slice(home.length).includes("/dist/")),
    );
  }
  const hasher = createHash("sha256");
  for (const path of [...new Set(files)].sort().concat(join(home, "package-lock.json"))) {
    hasher.update(path.slice(home.length)).update("\0");
    hasher.update(await readFile(path)).update("\0");
  }
  return hasher.digest("hex");
}

async function vite(home: string, root: string, outFolder: string): Promise<void> {
  const script = join(home, "node_modules/vite/bin/vite.js");
  const args = ["build", root, "--outDir", outFolder, "--emptyOutDir"];
  const child = spawn(process.execPath, [script, ...args, "--logLevel", "error"], {
    cwd: home,
    stdio: ["ignore", 2, 2],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error("the page could not be built; what vite said stands above");
}
