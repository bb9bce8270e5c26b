/**
 * Ledger benchmark, on a real PostgreSQL and a folder, both durable: leaves a second by size of batch, proofs made
 * and checked a second, and how both change while the log grows.
 * `node test/bench/ledger/main.ts [--seconds 5] [--grow 100000]`.
 *
 * A batch is timed from the leaves in memory to the published head. Its syncs are those of files and folders of this process, many of them side by
 * side; PostgreSQL adds two commits.
 */
import { type FileHandle, chmod, mkdtemp, open, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { createLedgerKey, openCheckpointSigner } from "../../../infra/keys/checkpoint-signer.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { hashLeaf, proveInclusion, verifyInclusion } from "../../../services/ledger/merkle.ts";
import { type OpenLog, openLog, publishBatch } from "../../../services/ledger/publish-batch.ts";
import { sharedTrees } from "../../../services/ledger/tile-tree.ts";
import type { ObjectStore } from "../../../services/objects/object-store.ts";

const { values } = parseArgs({
  options: {
    /** Of each measurement. */
    seconds: { type: "string", default: "5" },
    /** Entries the log grows to. */
    grow: { type: "string", default: "100000" },
  },
});
const seconds = Number(values.seconds);
const BATCHES = [1, 16, 64, 256] as const;
const FULL = 256;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const root = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
await chmod(root, 0o711);
const syncs = await countSyncs(root);
const cluster = await startCluster({ folder: join(root, "pg"), port: await freePort() });
const { pool, db } = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 8 });
// The cluster's process does not keep this one alive while it is stopped.
const alive = setInterval(() => undefined, 1_000);
try {
  await migrate(pool);
  await createLedgerKey(join(root, "keys"));
  const { objects } = createFilesystemStores({
    HOLDFAST_FILESYSTEM_DIR: join(root, "store"),
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
  });
  const signer = await openCheckpointSigner(join(root, "keys"));
  const clock = () => utcInstant(new Date());
  const deps = { ledger: createLedgerStore(db), objects, signer, clock };
  let log = await openLog(deps, "sizes/2026");
  let entered = 0;

  /** A batch of `count` new leaves; answers how many were published. */
  const publish = async (count: number): Promise<number> => {
    const leaves = Array.from({ length: count }, () => `bench/v1\n${(entered += 1)}\n`);
    const batch = await publishBatch(deps, log, leaves);
    log = batch.log;
    return batch.entries.length;
  };

  for (let round = 0; round < 2; round += 1) {
    for (const size of BATCHES) say(await appends(size, publish));
  }
  // By then all code was compiled: a log of its own, from its first entry.
  log = await openLog(deps, "growth/2026");
  for (let target = 1_000; target <= Number(values.grow); target *= 10) {
    while (log.tree.size < target) {
      await publish(FULL);
    }
    say(`\nat ${log.tree.size} entries`);
    say(await appends(64, publish));
    say(await proofs(objects, log));
  }
} finally {
  await pool.end();
  await cluster.stop();
  await rm(root, { recursive: true, force: true });
  clearInterval(alive);
}

async function appends(size: number, publish: (count: number) => Promise<number>): Promise<string> {
  const ownCpu = process.cpuUsage();
  const synced = syncs();
  let [count, tookMs] = [0, 0];
  const spansMs: number[] = [];
  while (tookMs < seconds * 1_000) {
    const began = performance.now();
    count += await publish(size);
    spansMs.push(performance.now() - began);
    tookMs += spansMs.at(-1) ?? 0;
  }
  const { user, system } = process.cpuUsage(ownCpu);
  return (
    `appends by ${size}: ${((count * 1_000) / tookMs).toFixed(0)}/s, a batch p50 ${at(spansMs, 0.5)} ms, p99 ${at(spansMs, 0.99)} ms; ` +
    `own CPU ${((user + system) / count).toFixed(0)} µs a leaf, syncs ${((syncs() - synced) / spansMs.length).toFixed(1)} a batch; load ${loadavg()[0]?.toFixed(1)}`
  );
}

/** Counts from now on how often this process has had a file or folder synced. */
async function countSyncs(folder: string): Promise<() => number> {
  let count = 0;
  const probe = await open(folder, "r");
  const handles = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  for (const name of ["sync", "datasync"] as const) {
    const original = handles[name];
    handles[name] = function (this: FileHandle) {
      count += 1;
      return original.call(this);
    };
  }
  return () => count;
}

/** Of leaves all over the log, as the API makes them: tiles of leaves are read anew, or a short log would only be remembered. */
async function proofs(objects: ObjectStore, { tree, head }: OpenLog): Promise<string> {
  const trees = sharedTrees(objects);
  const leafAt = async (index: number): Promise<string> =>
    (await tree.bundle(Math.floor(index / FULL)))[index % FULL] ?? "";
  const until = performance.now() + seconds * 1_000;
  const [made, checked]: [number[], number[]] = [[], []];
  for (let turn = 0; performance.now() < until; turn += 1) {
    const index = Number.parseInt(sha256(String(turn)).slice(0, 12), 16) % tree.size;
    const leaf = hashLeaf(await leafAt(index));
    const began = performance.now();
    const { nodes } = trees(tree.origin, tree.size);
    const path = await proveInclusion(index, tree.size, nodes);
    made.push(performance.now() - began);
    const then = performance.now();
    const isProven = verifyInclusion(leaf, index, tree.size, path, head?.rootSha256 ?? sha256(""));
    checked.push(performance.now() - then);
    if (!isProven) throw new Error(`no proof of ${index}`);
  }
  const perSecond = (spansMs: readonly number[]): string =>
    ((spansMs.length * 1_000) / spansMs.reduce((sum, each) => sum + each, 0)).toFixed(0);
  return `proofs made ${perSecond(made)}/s (p50 ${at(made, 0.5)} ms), checked ${perSecond(checked)}/s`;
}

function at(spansMs: readonly number[], share: number): string {
  const sorted = spansMs.toSorted((a, b) => a - b);
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
}
