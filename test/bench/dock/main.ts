/**
 * Dock benchmark: one card of clips, brought in by the dock agent (hashed at the source, sent, receipts
 * verified, marked), by tus-js-client (sent), and by `cp` with `sha256sum` (neither sent nor proven).
 * `node test/bench/dock/main.ts`. The first two send to the whole system as `./holdfast up` starts it.
 *
 * CPU is the sender's; the system's own is in the other benchmarks. The three run interleaved.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type System, startSystem } from "../../e2e/start-system.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    clips: { type: "string", default: "24" },
    mib: { type: "string", default: "16" },
  },
});
const rounds = Number(values.rounds);
const clips = Number(values.clips);
const clipBytes = Number(values.mib) << 20;

const DOCK = new URL("../../../services/dock/main.ts", import.meta.url).pathname;
const TUS = new URL("tus-js.bench.ts", import.meta.url).pathname;
const NAMES = ["dock", "tus-js", "cp"] as const;
type Name = (typeof NAMES)[number];

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const root = await mkdtemp(join(tmpdir(), "holdfast-bench-dock-"));
const system = await startSystem({ demo: false });
try {
  const settings = await dockSettings(system);
  say(`${clips} clips of ${values.mib} MiB, load ${loadavg()[0]?.toFixed(1)}`);
  const all = new Map<Name, Measured[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of NAMES) {
      const card = join(root, `${name}-${round}`);
      await fill(card);
      all.get(name)?.push(await measure(commandOf(name, card, settings)));
      await rm(card, { recursive: true });
    }
  }
  for (const name of NAMES) show(name, all.get(name) ?? []);
} finally {
  await system.stop();
  await rm(root, { recursive: true, force: true });
}

/** Noise, so that no clip is like another: the service would tell. */
async function fill(card: string): Promise<void> {
  await mkdir(card);
  for (let at = 0; at < clips; at += 1) {
    await writeFile(join(card, `clip-${at}.mp4`), randomBytes(clipBytes));
  }
}

async function dockSettings(system: System): Promise<object> {
  const { ledgerVerifierKey } = (await (await system.fetch("/api/v1/status")).json()) as {
    ledgerVerifierKey: string;
  };
  const { url, dataDir } = system;
  const keys = { root: join(dataDir, "keys", "root.pem"), ledgerKey: ledgerVerifierKey };
  return { url, ...keys, policy: "mark", steadySeconds: 0, wallPort: 0, parallel: 3 };
}

type Command = readonly [program: string, ...given: string[]];

async function commandOf(name: Name, card: string, settings: object): Promise<Command> {
  if (name === "cp") {
    return [
      "sh",
      "-c",
      'cp -r "$1" "$1-copy" && sync -f "$1-copy" && sha256sum "$1"/*',
      "sh",
      card,
    ];
  }
  if (name === "tus-js") return [process.execPath, TUS, system.url, card];
  const config = `${card}.json`;
  const state = `${card}-state`;
  await writeFile(config, JSON.stringify({ ...settings, state, folders: [card] }));
  return [process.execPath, DOCK, "run", "--config", config, "--once", "--json"];
}

/** GNU time tells what a command used, its children included. */
async function measure(given: Promise<Command>): Promise<Measured> {
  const used = join(root, "used");
  // As `holdfast` starts what it starts.
  const NODE_COMPILE_CACHE = join(root, "cache");
  const env = { ...process.env, HOLDFAST_DEVICE_TOKEN: system.deviceToken, NODE_COMPILE_CACHE };
  const child = spawn("time", ["-f", "%e %U %S %M", "-o", used, ...(await given)], {
    ...{ env, stdio: ["ignore", "ignore", "inherit"] },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`a sender ended with ${code}`);
  const [seconds = 0, user = 0, kernel = 0, peakKib = 0] = (await readFile(used, "utf8"))
    .trim()
    .split(" ")
    .map(Number);
  return { seconds, cpuSeconds: user + kernel, peakMib: peakKib / 1024 };
}

function show(name: Name, measured: readonly Measured[]): void {
  const gib = (clips * clipBytes) / (1 << 30);
  const of = (pick: (one: Measured) => number): number => {
    const sorted = measured.map(pick).toSorted((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  say(
    `  ${name.padEnd(6)} ${of(({ seconds }) => seconds).toFixed(1)} s, ` +
      `${((gib * 1073.74) / of(({ seconds }) => seconds)).toFixed(0)} MB/s, ` +
      `CPU ${(of(({ cpuSeconds }) => cpuSeconds) / gib).toFixed(2)} s/GiB, ` +
      `peak ${Math.max(...measured.map(({ peakMib }) => peakMib)).toFixed(0)} MiB`,
  );
}
