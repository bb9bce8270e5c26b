/** `holdfast support`: gathers from a data folder, its processes and its database, and writes one ZIP. */
import { arch, cpus, freemem, loadavg, release, totalmem, uptime } from "node:os";
import { open, readFile, readdir, stat, statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { z } from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { run } from "../../../infra/host/run-command.ts";
import { lockHolder } from "../../../infra/host/folder-lock.ts";
import { recordedProcesses } from "../../../infra/host/supervisor.ts";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { databaseFacts } from "../../../infra/postgres/support-facts.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { zipWriter } from "../../../infra/zip/archive-writer.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { type DataFolder, dataFolder } from "../data-folder.ts";
import { databaseSettings } from "../database-settings.ts";
import type { ExitCode } from "../exit-code.ts";
import { runVerb } from "../run-verb.ts";
import { runningSystem } from "../running-system.ts";
import type { Terminal } from "../terminal.ts";
import { SUPPORT } from "../texts/support.ts";
import { requireFree, writeNewFrom } from "../write-new.ts";
import { type Part, type SupportTools, json, supportBundle } from "./bundle.ts";
import { secretsIn } from "./own-secrets.ts";
import { scrubLine, scrubMetrics, scrubSettings } from "./scrub.ts";
import { scrubText } from "./scrub-text.ts";

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const string = { type: "string" } as const;
const MAIN = new URL("../main.ts", import.meta.url).pathname;
const MOST_LINES = 100_000;
/** Of the end of a log; a line of ours has some hundred bytes. */
const TAIL_BYTES = 8 << 20;
const ANSWER_MS = 10_000;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        ...{ data: { ...string, default: "" }, lang: { ...string, default: spoken } },
        ...{ out: string, lines: { ...string, default: "2000" } },
        json: { type: "boolean", default: false },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const lines = /^[1-9]\d{0,5}$/.test(values.lines) ? Number(values.lines) : 0;
    const { data, json: asJson, out } = values;
    if (language === undefined || out === undefined || data === "") return null;
    if (lines === 0 || lines > MOST_LINES) return null;
    return { data, json: asJson, language, out: resolve(out), lines };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

/** Causes and cures name devices and people; the codes of what was found do not. */
const Report = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), state: z.string(), finding: z.string() })),
});
const Standing = z.object({
  running: z.boolean(),
  ...{ ready: z.boolean().optional(), down: z.array(z.string()).optional() },
  ...{ behind: z.array(z.string()).optional(), alarms: z.array(z.string()).optional() },
  processes: z.array(
    z.object({
      ...{ name: z.string(), running: z.boolean(), restarts: z.number() },
      startedAt: z.unknown(),
    }),
  ),
});

const one = (path: string, text: string): readonly Part[] => [{ path, text }];

async function told(verb: "doctor" | "status", data: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [MAIN, verb, "--json", "--data", data], { env });
  return JSON.parse(stdout);
}

async function about(folder: DataFolder): Promise<unknown> {
  const { bavail, blocks, bsize } = await statfs(folder.root);
  const of = async (program: string, ...args: string[]): Promise<string> =>
    scrubText((await run(program, args, { env })).stdout.split("\n", 1)[0] ?? "");
  return {
    ...{
      holdfast: packageJson.version,
      node: process.version,
      writtenAt: new Date().toISOString(),
    },
    system: { release: release(), arch: arch(), distribution: await distribution() },
    processors: { count: cpus().length, model: cpus()[0]?.model ?? null, load: loadavg() },
    memory: { totalBytes: totalmem(), freeBytes: freemem(), uptimeSeconds: Math.round(uptime()) },
    disk: { totalBytes: blocks * bsize, freeBytes: bavail * bsize },
    ffmpeg: await of("ffmpeg", "-version"),
    openssl: await of("openssl", "version"),
    redis: await of("redis-server", "--version"),
  };
}

const distribution = async (): Promise<string | null> =>
  /^PRETTY_NAME="(.*)"$/m.exec(await readFile("/etc/os-release", "utf8"))?.[1] ?? null;

async function metrics(folder: DataFolder): Promise<string> {
  const running = await runningSystem(folder, { lockHolder, recordedProcesses });
  if (running === null) throw Object.assign(new Error("nothing runs"), { code: "not-running" });
  const answer = await fetch(`${running.url}/metrics`, { signal: AbortSignal.timeout(ANSWER_MS) });
  return scrubMetrics(await answer.text());
}

async function database(data: string): Promise<unknown> {
  const config = readConfig(await databaseSettings(data, env), PostgresConfig);
  const { pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 1 });
  try {
    return await databaseFacts(pool);
  } finally {
    await pool.end();
  }
}

async function logs({ logs: folder }: DataFolder, lines: number): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const name of (await readdir(folder))
    .filter((each) => /^[a-z]+\.log$/.test(each))
    .toSorted()) {
    const last = (await endOf(join(folder, name))).split("\n").slice(-lines - 1);
    const kept = last.map(scrubLine).filter((line) => line !== null);
    parts.push({ path: `logs/${name}`, text: kept.map((line) => `${line}\n`).join("") });
  }
  return parts;
}

/** Without a line that it begins in the middle of. */
async function endOf(path: string): Promise<string> {
  const { size } = await stat(path);
  const file = await open(path);
  try {
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.subarray(0, bytesRead).toString("utf8");
    return from === 0 ? text : text.slice(text.indexOf("\n") + 1);
  } finally {
    await file.close();
  }
}

async function secrets(folder: DataFolder): Promise<readonly string[]> {
  const found: string[] = [];
  for (const place of [folder.secrets, folder.keys, folder.wrapping]) {
    const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(absent);
    for (const entry of entries.filter((each) => each.isFile())) {
      found.push(...secretsIn(await readFile(join(entry.parentPath, entry.name), "latin1")));
    }
  }
  return found;
}

function absent(error: unknown): [] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}

async function zip(file: string, parts: readonly Part[]): Promise<void> {
  const entries = parts.map(({ path, text }) => {
    const bytes = Buffer.from(text, "utf8");
    return {
      path,
      sizeBytes: bytes.byteLength,
      open: () => Promise.resolve(Readable.from([bytes])),
    };
  });
  await writeNewFrom(file, () => Promise.resolve(zipWriter.write(entries)));
}

async function work(term: Terminal, { data, out, lines }: Options): Promise<ExitCode> {
  await requireFree(out);
  const folder = dataFolder(data);
  const parts: SupportTools["parts"] = {
    about: async () => one("about.json", json(await about(folder))),
    doctor: async () => one("doctor.json", json(Report.parse(await told("doctor", data)))),
    status: async () => one("status.json", json(Standing.parse(await told("status", data)))),
    metrics: async () => one("metrics.txt", await metrics(folder)),
    database: async () => one("database.json", json(await database(data))),
    settings: () => Promise.resolve(one("settings.json", json(scrubSettings(env)))),
    logs: () => logs(folder, lines),
  };
  const tools = {
    ...{ parts, secrets: () => secrets(folder) },
    write: (all: readonly Part[]) => zip(out, all),
  };
  return supportBundle(term, tools, out);
}

process.exitCode = await runVerb(options(), SUPPORT.usage[spoken], work);
