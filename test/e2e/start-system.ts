/** Starts the whole system as its user would, `./holdfast up`, in a folder of its own, and ends it. */
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "../../infra/host/free-port.ts";
import { type Finished, run } from "../../infra/host/run-command.ts";
import { memoryFolder } from "../fixtures/memory-folder.ts";
import { watched } from "./house-answers.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** The line that `./holdfast up --json` prints when everything is ready. */
export interface Ready {
  readonly url: string;
  readonly dataDir: string;
  readonly users: readonly { name: string; role: string; password: string }[];
  readonly adminToken: string;
  readonly deviceToken: string;
  readonly pids: Readonly<Record<string, number>>;
}

export interface System extends Ready {
  /** Runs a verb of the command against this system; never throws on an exit code. */
  holdfast(...args: readonly string[]): Promise<Finished>;
  /** GET or anything else under the system's address, as the administrator. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly demo: boolean;
  /** Its folder in memory, for tests that are about pages and not about what lies on a disk. */
  readonly inMemory?: boolean;
  /** More variables for every process of the system, e.g. a store behind a fault proxy. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startSystem(options: SystemOptions): Promise<System> {
  const { demo, inMemory = false, env = {} } = options;
  const dataDir = await (inMemory
    ? memoryFolder("system")
    : mkdtemp(join(tmpdir(), "holdfast-system-")));
  await chmod(dataDir, 0o711);
  // The tests' own Node stands first, so that nothing is fetched for this folder.
  const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
  const environment = {
    ...process.env,
    LANG: "C.UTF-8",
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off", // the folder goes away with the test
    HOLDFAST_MACHINE_PORT: "0",
    // What follows a copy comes at a time of its own, and moves every record that a test looks at.
    HOLDFAST_MEDIA_CHECK: "off",
    HOLDFAST_MEDIA_OVERVIEW: "off",
    ...env,
    PATH: path,
    HOLDFAST_DATA: dataDir,
  };
  const holdfast: System["holdfast"] = (...args) =>
    run(join(ROOT, "holdfast"), args, { env: environment });
  const flags = ["--detach", "--yes", "--json", ...(demo ? [] : ["--no-demo"])];
  const up = await holdfast("up", "--port", String(await freePort()), ...flags);
  if (up.code !== 0) {
    await holdfast("down");
    throw new Error(
      `up ended with ${up.code}:\n${up.stderr.slice(-4000)}\n${await tails(dataDir)}`,
    );
  }
  const ready = JSON.parse(up.stdout) as Ready;
  return {
    ...ready,
    holdfast,
    fetch: async (target, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has("authorization")) headers.set("authorization", `Bearer ${ready.adminToken}`);
      const answer = await fetch(new URL(target, ready.url), { ...init, headers });
      return watched(init.method ?? "GET", answer);
    },
    stop: async () => {
      await holdfast("down");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The end of each log, for a failure message. */
async function tails(dataDir: string): Promise<string> {
  const names = ["api", "custody", "media", "supervisor"];
  const texts = await Promise.all(
    names.map((name) => readFile(join(dataDir, "logs", `${name}.log`), "utf8").catch(() => "")),
  );
  return texts.map((text, at) => `--- ${names[at] ?? ""}\n${text.slice(-1500)}`).join("\n");
}
