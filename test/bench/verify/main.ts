/**
 * Verifier benchmark: all checks of a package in a folder, beside
 * `openssl dgst -sha256` and `sha256sum` over the same files. `node test/bench/verify/main.ts [--mib 512] [--rounds 3]`.
 *
 * They run by turns, because the machine's speed moves by more than they differ: the ratios of a round are what
 * counts. The package lies in the page cache, so that no disk is measured.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { filesOf, makeWorld } from "../../fixtures/small-package.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    /** Of all originals together. */
    mib: { type: "string", default: "512" },
    items: { type: "string", default: "2" },
  },
});
const rounds = Number(values.rounds);
const items = Number(values.items);
const itemBytes = Math.floor((Number(values.mib) * 2 ** 20) / items);
const VERIFIER = new URL("../../../services/verifier/main.ts", import.meta.url).pathname;
const run = promisify(execFile);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
try {
  await makePackage();
  await compare();
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The package as a folder, and what is pinned for it. */
async function makePackage(): Promise<void> {
  const world = await makeWorld();
  const ids = [];
  for (let count = 0; count < items; count += 1) {
    ids.push(await world.sealedItem(randomBytes(itemBytes)));
  }
  const { id } = await world.prepare(...ids);
  const files = await filesOf(world.deps, await world.deps.packages.contents(id));
  for (const [path, bytes] of files) {
    const place = join(folder, "bag", path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
  }
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
  await writeFile(join(folder, "ledger.vkey"), `${world.pins.ledgerKeys}\n`);
  await world.close();
}

interface Used {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** What a command line of bash took, with all it started. */
async function used(command: string): Promise<Used> {
  const timed = `TIMEFORMAT='%R %U %S'; time { ${command} >/dev/null; }`;
  const { stderr } = await run("bash", ["-c", timed], { cwd: folder });
  const [seconds = NaN, user = NaN, system = NaN] = (stderr.trim().split("\n").at(-1) ?? "")
    .split(" ")
    .map(Number);
  return { seconds, cpuSeconds: user + system };
}

async function compare(): Promise<void> {
  const all = "find bag -type f -print0 | xargs -0";
  const pins = "--root root.pem --ledger-key ledger.vkey";
  const contestants: Readonly<Record<string, string>> = {
    "openssl dgst -sha256": `${all} openssl dgst -sha256`,
    sha256sum: `${all} sha256sum`,
    // What was compiled is kept, as the launcher keeps it.
    verify: `NODE_COMPILE_CACHE=compiled '${process.execPath}' '${VERIFIER}' bag ${pins} 2>/dev/null`,
  };
  const times = new Map<string, Used[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of Object.entries(contestants)) {
      times.set(name, [...(times.get(name) ?? []), await used(command)]);
    }
  }
  const median = (numbers: readonly number[]): number =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
  say(
    `${values.mib} MiB in ${items} items, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const [name, list] of times) {
    const seconds = median(list.map((each) => each.seconds));
    const cpu = median(list.map((each) => each.cpuSeconds));
    const ratio = median(
      list.map((each, round) => (times.get("verify")?.[round]?.seconds ?? NaN) / each.seconds),
    );
    say(
      `${name}: ${(Number(values.mib) / seconds).toFixed(0)} MiB/s, ${cpu.toFixed(2)} CPU s; ` +
        `verify is ${(1 / ratio).toFixed(2)} times as fast`,
    );
  }
}
