/**
 * Channels a core, by turns at the same camera: our recorder; ffmpeg that writes segments and does nothing else; and that
 * ffmpeg with a script that digests, flushes and sends each segment, as whoever has no recorder would do our recorder's work.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startCamera } from "../../fixtures/rtsp-camera.ts";
import { load, median, round } from "./figures.ts";
import { type House, ended, startRecorder } from "./house.ts";
import { type Process, byName, partOf, treesOf } from "./processes.ts";

export interface ChannelOptions {
  readonly rounds: number;
  /** Of each turn. */
  readonly seconds: number;
  readonly kbps: number;
  /** Options of Node for our processes: --cpu-prof. */
  readonly node: readonly string[];
}

interface Turn {
  readonly channelsPerCore: number;
  /** Processor seconds in a minute of one channel, by process. */
  readonly cpu: Readonly<Record<string, number>>;
  readonly load: number;
}

/** One camera, whose pictures go to each that asks; each asks on a connection of its own. */
export async function channelsPerCore(house: House, options: ChannelOptions) {
  const camera = await startCamera({ kbps: options.kbps });
  const turns = { ours: [] as Turn[], ffmpeg: [] as Turn[], script: [] as Turn[] };
  try {
    for (let count = 0; count < options.rounds; count += 1) {
      turns.ours.push(await ours(house, camera.url, options));
      turns.ffmpeg.push(await bare(house, camera.url, options));
      turns.script.push(await scripted(house, camera.url, options));
    }
  } finally {
    await camera.kill();
  }
  const perCore = (of: readonly Turn[]): number =>
    round(median(of.map(({ channelsPerCore: found }) => found)), 1);
  const beside = (peer: readonly Turn[]): number =>
    round(median(turns.ours.map((our, place) => our.channelsPerCore / channelsOf(peer[place]))));
  return {
    ...{ channels: house.channels.length, kbps: options.kbps, seconds: options.seconds },
    ...{ ours: perCore(turns.ours), ffmpeg: perCore(turns.ffmpeg), script: perCore(turns.script) },
    ...{ besideFfmpeg: beside(turns.ffmpeg), besideScript: beside(turns.script) },
    turns,
  };
}

const channelsOf = (turn: Turn | undefined): number => turn?.channelsPerCore ?? NaN;

async function ours(house: House, camera: URL, options: ChannelOptions): Promise<Turn> {
  const recorder = await startRecorder(house, camera, options.node);
  try {
    return await measured(house, [recorder.pid], options.seconds);
  } finally {
    await recorder.stop();
  }
}

/** The recorder of whoever has no other: a segment a second, flushed, and named as it closes. */
const bare = (house: House, camera: URL, { seconds }: ChannelOptions): Promise<Turn> =>
  byPeer(house, seconds, (folder) =>
    spawn("ffmpeg", segmenting(camera, folder), { stdio: ["ignore", "ignore", "inherit"] }),
  );

/** Stops at the first segment that was not flushed or not taken. */
const SCRIPT = `"$@" | while IFS=, read -r name begin end; do
  digest=$(sha256sum "$name") && sync "$name" "$PWD" &&
    curl -fsS -o /dev/null -H "digest: \${digest%% *}" -T "$name" "$DOOR/$name" || exit 1
done`;

/** Its segments go to a server of this process, which keeps none of them; that is counted to nobody. */
async function scripted(house: House, camera: URL, { seconds }: ChannelOptions): Promise<Turn> {
  const door = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(201).end());
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  const port = typeof address === "object" ? address?.port : null;
  try {
    return await byPeer(house, seconds, (folder) =>
      spawn("sh", ["-c", SCRIPT, "sh", "ffmpeg", ...segmenting(camera, ".")], {
        cwd: folder,
        env: { ...process.env, DOOR: `http://127.0.0.1:${port}` },
        stdio: ["ignore", "ignore", "inherit"],
      }),
    );
  } finally {
    door.close();
  }
}

async function byPeer(
  house: House,
  seconds: number,
  start: (folder: string) => ChildProcess,
): Promise<Turn> {
  const folder = join(house.folder, "peer");
  const children: ChildProcess[] = [];
  try {
    for (const { id } of house.channels) {
      await mkdir(join(folder, id), { recursive: true });
      children.push(start(join(folder, id)));
    }
    await sleep(5_000);
    const turn = await measured(
      house,
      children.map(({ pid = 0 }) => pid),
      seconds,
    );
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error("a peer has ended");
    return turn;
  } finally {
    for (const child of children) await endedWhole(child);
    await rm(folder, { recursive: true, force: true });
  }
}

/** A script with the processes it began. */
async function endedWhole(child: ChildProcess): Promise<void> {
  for (const { pid } of treesOf([child.pid ?? 0])) if (pid !== child.pid) end(pid);
  await ended(child, "SIGTERM");
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // ended since it was listed
  }
}

const segmenting = (camera: URL, folder: string): readonly string[] => [
  ...["-nostdin", "-loglevel", "error", "-rtsp_transport", "tcp", "-timeout", "1500000"],
  ...["-i", camera.href, "-map", "0:v:0", "-c", "copy", "-f", "segment", "-segment_time", "1"],
  ...["-segment_format", "mp4", "-segment_list", "pipe:1", "-segment_list_type", "csv"],
  ...["-segment_format_options", "movflags=frag_keyframe+delay_moov:flush_packets=1"],
  join(folder, "%06d.mp4"),
];

async function measured(
  { channels }: House,
  roots: readonly number[],
  seconds: number,
): Promise<Turn> {
  const before = new Map(treesOf(roots).map((one) => [one.pid, one.cpuSeconds]));
  const began = performance.now();
  await sleep(seconds * 1_000);
  const took = (performance.now() - began) / 1_000;
  const spent = ({ pid, cpuSeconds }: Process): number => cpuSeconds - (before.get(pid) ?? 0);
  const sums = byName(treesOf(roots), partOf, spent);
  const all = [...sums.values()].reduce((sum, each) => sum + each, 0);
  const perMinute = (cpu: number): number => round((cpu * 60) / took / channels.length);
  return {
    channelsPerCore: (channels.length * took) / all,
    cpu: Object.fromEntries([...sums].map(([name, cpu]) => [name, perMinute(cpu)])),
    load: load(),
  };
}
