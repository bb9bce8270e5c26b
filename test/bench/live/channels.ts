/** Channels a core: our recorder beside ffmpeg that writes segments and does nothing else, by turns at the same camera. */
import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
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
  const turns = { ours: [] as Turn[], ffmpeg: [] as Turn[] };
  try {
    for (let count = 0; count < options.rounds; count += 1) {
      turns.ours.push(await ours(house, camera.url, options));
      turns.ffmpeg.push(await bare(house, camera.url, options));
    }
  } finally {
    await camera.kill();
  }
  const perCore = (of: readonly Turn[]): number =>
    round(median(of.map(({ channelsPerCore: found }) => found)), 1);
  const ratios = turns.ours.map(
    ({ channelsPerCore: found }, place) => found / (turns.ffmpeg[place]?.channelsPerCore ?? NaN),
  );
  return {
    ...{ channels: house.channels.length, kbps: options.kbps, seconds: options.seconds },
    ...{ ours: perCore(turns.ours), ffmpeg: perCore(turns.ffmpeg), ratio: round(median(ratios)) },
    turns,
  };
}

async function ours(house: House, camera: URL, options: ChannelOptions): Promise<Turn> {
  const recorder = await startRecorder(house, camera, options.node);
  try {
    return await measured(house, [recorder.pid], options.seconds);
  } finally {
    await recorder.stop();
  }
}

/** The recorder of whoever has no other: a segment a second, flushed, and named as it closes. */
async function bare(house: House, camera: URL, { seconds }: ChannelOptions): Promise<Turn> {
  const folder = join(house.folder, "bare");
  const children = [];
  for (const { id } of house.channels) {
    await mkdir(join(folder, id), { recursive: true });
    const args = [
      ...["-nostdin", "-loglevel", "error", "-rtsp_transport", "tcp", "-timeout", "1500000"],
      ...["-i", camera.href, "-map", "0:v:0", "-c", "copy", "-f", "segment", "-segment_time", "1"],
      ...["-segment_format", "mp4", "-segment_list", "pipe:1", "-segment_list_type", "csv"],
      ...["-segment_format_options", "movflags=frag_keyframe+delay_moov:flush_packets=1"],
      join(folder, id, "%06d.mp4"),
    ];
    children.push(spawn("ffmpeg", args, { stdio: ["ignore", "ignore", "inherit"] }));
  }
  try {
    await sleep(5_000);
    return await measured(
      house,
      children.map(({ pid = 0 }) => pid),
      seconds,
    );
  } finally {
    for (const child of children) await ended(child, "SIGTERM");
    await rm(folder, { recursive: true, force: true });
  }
}

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
