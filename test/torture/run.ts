/** `./holdfast torture`: runs the faults of test/torture for so many minutes by a seed, and says the command that repeats what broke. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const ROOT = new URL("../..", import.meta.url).pathname;
const PROCESSES = "test/faults/torture.test.ts";
const SIMULATION = "test/faults/simulation.test.ts";
const HELP = `holdfast torture [--seed N] [--minutes M] [--store folder|s3] [--simulate N] [--json]
  kills the real processes again and again while they work, and checks every promise after each round
  --seed N     draws the same work and the same faults again; without it one is drawn and said
  --minutes M  no round begins after that (1)
  --store      where the evidence lies (folder); s3 needs Ceph, as the tests do
  --simulate N no process: the domain over stores in memory, N seeds from --seed on
  --json       what was done and met, as JSON, on standard output; the rest goes to standard error`;

const Options = z.strictObject({
  seed: z.coerce.number().int().nonnegative().max(4_294_967_295).optional(),
  minutes: z.coerce.number().positive().max(10_080).default(1),
  store: z.enum(["folder", "s3"]).default("folder"),
  simulate: z.coerce.number().int().positive().max(10_000_000).optional(),
});

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string" },
      minutes: { type: "string" },
      store: { type: "string" },
      simulate: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { json, help, ...said } = values;
  if (help) return say(HELP, 0);
  const options = Options.safeParse(said);
  if (!options.success) return say(`${z.prettifyError(options.error)}\n${HELP}`, 2);
  const { seed = Date.now() % 1_000_000, minutes, store, simulate } = options.data;
  const kind =
    simulate === undefined ? `--minutes ${minutes} --store ${store}` : `--simulate ${simulate}`;
  const again = `./holdfast torture --seed ${seed} ${kind}`;
  process.stderr.write(`${again}\n`);
  const folder = await mkdtemp(join(tmpdir(), "holdfast-torture-run-"));
  try {
    const result = join(folder, "outcome.json");
    const code = await runTests(
      simulate === undefined ? PROCESSES : SIMULATION,
      {
        HOLDFAST_SEED: String(seed),
        ...(simulate === undefined ? {} : { HOLDFAST_SIMULATE: String(simulate) }),
        HOLDFAST_TORTURE_MINUTES: String(minutes),
        HOLDFAST_TORTURE_STORE: store,
        HOLDFAST_TORTURE_RESULT: result,
        NODE_COMPILE_CACHE: join(folder, "compile-cache"),
      },
      json,
    );
    const outcome = await readFile(result, "utf8").catch(() => null);
    if (json && outcome !== null) process.stdout.write(`${outcome}\n`);
    if (code !== 0) process.stderr.write(`again: ${again}\n`);
    return code === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runTests(
  file: string,
  env: Readonly<Record<string, string>>,
  isQuiet: boolean,
): Promise<number> {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = ["run", "--config", "test/vitest.config.ts", "--project", "faults", file];
  const child = spawn(process.execPath, [vitest, ...args, "--disable-console-intercept"], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", isQuiet ? process.stderr : "inherit", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

process.exitCode = await main();
