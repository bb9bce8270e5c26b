/** What is done to a house beside killing its processes: servers that die, a queue that is emptied, workers that stand still, a disk that fails, an S3 with bad days. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Fault } from "../fixtures/fault-proxy.ts";
import { crashCluster } from "../fixtures/private-servers.ts";
import type { Draw } from "../fixtures/seeded.ts";
import type { TortureHouse } from "./house.ts";
import type { Tally } from "./tally.ts";

interface Round {
  readonly draw: Draw;
  readonly tally: Tally;
  readonly isOver: () => boolean;
}

const PAUSE_MS = [400, 2_500] as const;
const DISKS = {
  "fdatasync EIO": "fdatasync:error=EIO:when=1+2",
  "fsync EIO": "fsync:error=EIO:when=1+3",
  ENOSPC: "pwrite64,pwritev:error=ENOSPC:when=1+4",
} as const;
const KINDS = Object.keys(DISKS) as (keyof typeof DISKS)[];
const DISK_MS = 700;
/** A worker's lock is over after 10 s (infra/bullmq/job-runner.ts). */
const BEYOND_LOCK_MS = 20_000;
/** What it was about when it was stopped it tries to end now. */
const ZOMBIE_MS = 2_500;

/** One thing after the other, each with a pause before it. */
export async function vex(house: TortureHouse, { draw, tally, isOver }: Round): Promise<void> {
  const acts: readonly (() => Promise<void>)[] = [
    () => emptyQueue(house, tally),
    () => house.world.redis.crash(draw.between(0, 500)).then(() => tally.fault("Redis killed")),
    () => crashCluster(draw.between(0, 300)).then(() => tally.fault("PostgreSQL killed")),
    () => failDisk(house, "api", draw.of(KINDS), tally),
    () => failDisk(house, "custody", draw.of(KINDS), tally),
    () => pause(house, draw, tally),
  ];
  while (!isOver()) {
    await sleep(draw.between(...PAUSE_MS));
    if (!isOver()) await draw.of(acts)();
  }
}

async function emptyQueue({ world }: TortureHouse, tally: Tally): Promise<void> {
  const redis = new Redis(world.redis.url);
  redis.on("error", () => undefined);
  await redis.flushall();
  redis.disconnect();
  tally.fault("Redis emptied");
}

/** The node that nobody kills: what runs there is stopped for a moment only. */
async function pause({ world }: TortureHouse, draw: Draw, tally: Tally): Promise<void> {
  const name = draw.of(["api", "custody", "media", "signer"] as const);
  world.signal(name, "SIGSTOP");
  await sleep(draw.between(50, 1_500));
  world.signal(name, "SIGCONT");
  tally.fault("stopped for a moment");
}

/** Some system calls of a process fail for a moment. Where strace may not look at it, nothing is done and nothing counted. */
async function failDisk(
  { world, s3 }: TortureHouse,
  name: "api" | "custody",
  kind: keyof typeof DISKS,
  tally: Tally,
): Promise<void> {
  const pid = world.pid(name);
  if (pid === null || s3 !== null) return;
  const trace = join(tmpdir(), `holdfast-torture-${pid}`);
  const calls = DISKS[kind].split(":", 1)[0]!;
  const options = ["-f", "-qq", "-p", String(pid), "-o", trace];
  const strace = spawn("strace", [
    ...options,
    ...["-e", `trace=${calls}`, "-e", `inject=${DISKS[kind]}`],
  ]);
  const ended = once(strace, "exit");
  await Promise.race([sleep(DISK_MS), ended]);
  strace.kill("SIGINT");
  await ended;
  const text = await readFile(trace, "utf8").catch(() => "");
  await rm(trace, { force: true });
  tally.fault(kind, text.split("(INJECTED)").length - 1);
}

/** A worker that stands still beyond its lock while another does its work, and then goes on. */
export async function zombie(
  { world }: TortureHouse,
  { draw, tally }: Pick<Round, "draw" | "tally">,
): Promise<void> {
  await sleep(draw.between(500, 4_000));
  const aside = world.setAside(draw.of(["custody", "media"] as const));
  if (aside === null) return;
  try {
    await sleep(BEYOND_LOCK_MS);
    aside.goOn();
    tally.fault("stopped beyond its lock, and went on");
    await sleep(ZOMBIE_MS);
  } finally {
    await aside.end();
  }
}

const S3_FAULTS: readonly Fault[] = [
  { kind: "status", status: 503 },
  { kind: "fail-reply", status: 500 },
  { kind: "cut-body" },
  { kind: "cut" },
  { kind: "swallow-reply" },
  { kind: "late-reply", ms: 2_000 },
];

/** Of the calls of S3 so many fail from now on, until what is answered is called; half of them after they were done. */
export function failS3(
  house: TortureHouse,
  share: number,
  { draw, tally }: Pick<Round, "draw" | "tally">,
): () => void {
  const isFailing = { now: true };
  const before = house.s3?.met() ?? 0;
  for (const fault of S3_FAULTS) {
    const match = (): boolean => isFailing.now && draw.chance(share / S3_FAULTS.length);
    house.s3?.plan(match, fault, { times: Infinity });
  }
  return () => {
    isFailing.now = false;
    tally.fault(
      "calls of S3 failed, half of them after they were done",
      (house.s3?.met() ?? 0) - before,
    );
  };
}
