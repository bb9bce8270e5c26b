/**
 * Ingest benchmark: ours (SHA-256 and durable, with its database) beside @tus/server with its file store
 * (neither) and a bare node:http receiver (SHA-256 and fdatasync). `node test/bench/ingest/main.ts`.
 * With `--store s3`: ours beside @tus/s3-store, both in one bucket of a real Ceph.
 *
 * The three run interleaved, because the machine's speed moves by more than they differ: the ratios of
 * a round are what counts. CPU is the server process's; PostgreSQL's is shown beside ours.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chmod } from "node:fs/promises";
import { freePort } from "../../../infra/host/free-port.ts";
import { type Cluster, startCluster } from "../../../infra/host/postgres-cluster.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { mintSecret } from "../../../services/access/secret.ts";
import { PostgresUploadStore } from "../../../infra/postgres/upload-store.ts";
import { incomingOf } from "../../../services/ingest/upload.ts";
import type { UploadId } from "../../../services/kernel/ids.ts";
import type { IncomingStore } from "../../../services/objects/incoming-store.ts";
import { type Load, pieceOf, runLoad } from "./load.ts";
import { MeasuredProcess, cpuSecondsOfTree } from "./measured-process.ts";
import { type Name, bucket, folders } from "./place.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    /** Size of the large upload. */
    mib: { type: "string", default: "1024" },
    /** Runs only loads whose name contains this. */
    only: { type: "string", default: "" },
    /** folder or s3 */
    store: { type: "string", default: "folder" },
  },
});
const rounds = Number(values.rounds);
const largeBytes = Number(values.mib) * (1 << 20);
const MIB = 1 << 20;

const LOADS: readonly Load[] = [
  {
    name: "large, 8 MiB appends",
    uploads: 1,
    uploadBytes: largeBytes,
    appendBytes: 8 * MIB,
    atOnce: 1,
  },
  {
    name: "large, one append",
    uploads: 1,
    uploadBytes: largeBytes,
    appendBytes: largeBytes,
    atOnce: 1,
  },
  {
    name: "4 at once, 8 MiB appends",
    uploads: 4,
    uploadBytes: largeBytes / 4,
    appendBytes: 8 * MIB,
    atOnce: 4,
  },
  { name: "small, 64 KiB", uploads: 800, uploadBytes: 64 << 10, appendBytes: 64 << 10, atOnce: 8 },
  { name: "small, 5 MiB", uploads: 100, uploadBytes: 5 * MIB, appendBytes: 5 * MIB, atOnce: 8 },
  {
    name: "64 at once, one append",
    uploads: 64,
    uploadBytes: 16 * MIB,
    appendBytes: 16 * MIB,
    atOnce: 64,
  },
];

interface Contestant {
  readonly name: Name;
  readonly server: MeasuredProcess;
}

interface Measurement {
  readonly mbPerSecond: number;
  readonly uploadsPerSecond: number;
  readonly cpuPerGib: number;
  readonly databaseCpuPerGib: number;
  readonly peakMib: number;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const piece = pieceOf(randomBytes);
const root = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
await chmod(root, 0o711);
const cluster = await startCluster({ folder: join(root, "pg"), port: await freePort() });
const token = await prepareDatabase(cluster);
const place = values.store === "s3" ? await bucket() : folders(root);
const contestants: Contestant[] = [];
const joined = new Set<UploadId>();
// The cluster's process does not keep this one alive while it is stopped.
const alive = setInterval(() => undefined, 1_000);
try {
  for (const name of place.contestants) {
    const given = [await place.folder(name), cluster.url];
    contestants.push({
      name,
      server: await MeasuredProcess.start(`./${name}.bench.ts`, place.env, ...given),
    });
  }
  for (const load of LOADS.filter(({ name }) => name.includes(values.only))) await compare(load);
} finally {
  for (const { server } of contestants) await server.stop();
  await place.close();
  await cluster.stop();
  await rm(root, { recursive: true, force: true });
  clearInterval(alive);
}

async function prepareDatabase({ url }: Cluster): Promise<string> {
  const { pool } = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 2 });
  await migrate(pool);
  const { secret, sha256 } = mintSecret("hfd");
  await pool.query(
    "INSERT INTO devices (id, name, kind, token_sha256, created_at) VALUES ($1, 'bench', 'dock', $2, now())",
    [randomUUID(), sha256],
  );
  await pool.end();
  return secret;
}

async function compare(load: Load): Promise<void> {
  say(
    `\n${load.name} (${load.uploads} × ${load.uploadBytes / MIB} MiB), load ${loadavg()[0]?.toFixed(1)}`,
  );
  const all = new Map<string, Measurement[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      const measured = await measure(contestant, load);
      all.set(contestant.name, [...(all.get(contestant.name) ?? []), measured]);
    }
  }
  for (const { name } of contestants) show(name, all.get(name) ?? []);
  const ours = all.get("ours") ?? [];
  for (const other of place.contestants.filter((name) => name !== "ours")) {
    const theirs = all.get(other) ?? [];
    const ratio = (of: (measured: Measurement) => number): string =>
      median(ours.map((measured, round) => of(measured) / of(theirs[round] ?? measured))).toFixed(
        2,
      );
    say(
      `  ours / ${other}: speed ${ratio(({ mbPerSecond }) => mbPerSecond)}, CPU ${ratio(({ cpuPerGib }) => cpuPerGib)}`,
    );
  }
}

async function measure({ name, server }: Contestant, load: Load): Promise<Measurement> {
  server.forgetPeak();
  const cpuBefore = server.cpuSeconds();
  const databaseBefore = cpuSecondsOfTree(cluster.pid);
  const began = performance.now();
  const headers: Record<string, string> =
    name === "ours" ? { Authorization: `Bearer ${token}` } : {};
  await runLoad(server.port, load, headers, piece);
  const seconds = (performance.now() - began) / 1000;
  const gib = (load.uploads * load.uploadBytes) / (1 << 30);
  const measured = {
    mbPerSecond: (load.uploads * load.uploadBytes) / 1e6 / seconds,
    uploadsPerSecond: load.uploads / seconds,
    cpuPerGib: (server.cpuSeconds() - cpuBefore) / gib,
    databaseCpuPerGib: name === "ours" ? (cpuSecondsOfTree(cluster.pid) - databaseBefore) / gib : 0,
    peakMib: server.peakMib(),
  };
  if (name === "ours" && place.joins !== null) await joinAll(place.joins);
  await place.clear(name);
  return measured;
}

/** What custody does with each upload before it reads it back: the store copies within itself. */
async function joinAll(incoming: IncomingStore): Promise<void> {
  const { pool } = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 2 });
  const uploads = new PostgresUploadStore(pool);
  const { rows } = await pool.query<{ id: UploadId }>(
    "SELECT id FROM uploads WHERE state = 'received' AND NOT id = ANY ($1)",
    [[...joined]],
  );
  const began = performance.now();
  for (const { id } of rows) {
    const upload = await uploads.get(id);
    joined.add(id);
    if (upload !== null) await incoming.assemble(incomingOf(upload), await uploads.parts(id));
  }
  say(
    `  (ours, joined in the store afterwards: ${((performance.now() - began) / 1000).toFixed(2)} s)`,
  );
  await pool.end();
}

function show(name: string, measured: readonly Measurement[]): void {
  const of = (pick: (one: Measurement) => number): number => median(measured.map(pick));
  const figures = [
    `${of((one) => one.mbPerSecond)
      .toFixed(0)
      .padStart(5)} MB/s`,
    `${of((one) => one.uploadsPerSecond)
      .toFixed(1)
      .padStart(7)} uploads/s`,
    `CPU ${of((one) => one.cpuPerGib).toFixed(2)} s/GiB`,
    `peak ${Math.max(...measured.map(({ peakMib }) => peakMib)).toFixed(0)} MiB`,
  ];
  if (name === "ours")
    figures.push(`database CPU ${of((one) => one.databaseCpuPerGib).toFixed(2)} s/GiB`);
  say(`  ${name.padEnd(5)} ${figures.join(", ")}`);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
