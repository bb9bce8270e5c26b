/**
 * `npm run scan`: starts a house with its demo, points Debian's scanners at it over loopback, and prints what they find.
 * Ends with 1 where something is found that docs/security/scans.md does not answer. No part of the tests: it takes a
 * quarter of an hour, and the scanners are not needed to run or test Holdfast. `--only sqlmap` runs those whose name
 * begins so.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSystem } from "../e2e/start-system.ts";
import { SCANS, type Scan, type Target, answerTo } from "./scanners.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, seconds: { type: "string", default: "180" } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = Number(values.seconds);

/** Null where it is not installed. One that takes too long is ended, and what it wrote until then counts. */
function printedBy({ program, args }: Scan, target: Target): Promise<string | null> {
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  const child = spawn(program, args(target), { stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGINT"), 2 * seconds * 1_000);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
  }
  child.once("error", (error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? resolve(null) : reject(error),
  );
  child.once("close", () => {
    clearTimeout(timer);
    resolve(printed);
  });
  return promise;
}

/** One scan; answers how many of its findings nobody answered, or null where it did not run. */
async function scanned(scan: Scan, target: Target): Promise<number | null> {
  const printed = await printedBy(scan, target);
  if (printed === null) {
    say(`${scan.name}: not installed (apt-get install --no-install-recommends ${scan.debian})`);
    return null;
  }
  const findings = [...new Set(await scan.findings(printed, target))];
  const open = findings.filter((finding) => answerTo(finding) === null);
  say(`${scan.name}: ${findings.length} found, ${open.length} of them not answered`);
  for (const finding of findings) say(`  ${answerTo(finding) === null ? "!" : "·"} ${finding}`);
  return open.length;
}

/** What the house itself says of what it was asked. */
async function fromLog(
  dataDir: string,
): Promise<{ readonly asked: number; readonly faults: number }> {
  const lines = (await readFile(join(dataDir, "logs/api.log"), "utf8")).trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as { status?: number; msg?: string });
  const asked = entries.filter(({ msg }) => msg === "request");
  return { asked: asked.length, faults: asked.filter(({ status = 0 }) => status >= 500).length };
}

const house = await startSystem({ demo: true });
const folder = await mkdtemp(join(tmpdir(), "holdfast-scan-"));
try {
  const log = await readFile(join(house.dataDir, "logs/api.log"), "utf8");
  const port = /"machinePort":(\d+)/.exec(log)?.[1] ?? "0";
  const target: Target = {
    ...{ url: house.url, machine: `127.0.0.1:${port}`, token: house.adminToken, folder, seconds },
  };
  const open: (number | null)[] = [];
  for (const scan of SCANS.filter(({ name }) => name.startsWith(values.only))) {
    open.push(await scanned(scan, target));
  }
  const { asked, faults } = await fromLog(house.dataDir);
  say(`the house was asked ${asked} times and answered ${faults} with a fault of its own (5xx)`);
  const isWell = faults === 0 && open.every((count) => count === 0 || count === null);
  process.exitCode = isWell ? (open.includes(null) ? 4 : 0) : 1;
} finally {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
}
