/** Looks for positions inside a recording in the box: in its tags, and in what its tracks of text and data hold, byte by byte. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { MAX_STREAMS, isPicture } from "../../services/media/media-info.ts";
import type { MadeFile, Remaking } from "../../services/media/media-tools.ts";
import type { PositionsNumbers } from "../../services/media/overview.ts";
import { type InsideStream, linesInside } from "../../services/media/track/inside.ts";
import { MAX_TRACK_BYTES } from "../../services/media/track/positions.ts";
import { limitsOf } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { type BoxedRun, heardRun } from "./heard-run.ts";
import { patient } from "./overview-pass.ts";
import { INPUT, QUIET, TEXT_DECODERS, restrictions } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

/** Of one recording; beyond it none is looked into. Each takes a reading of the whole file. */
const MOST_LOOKED_INTO = 4;
/** Of what ffprobe tells of streams and tags. */
const MOST_TOLD_BYTES = 256 << 10;
/** A track of time codes, which nearly every film has, tells no place. */
const TIME_CODE = "tmcd";

const ENTRIES = [
  "format_tags=location,location-eng,com.apple.quicktime.location.ISO6709",
  "stream=index,codec_type,codec_tag_string:stream_tags=location",
].join(":");

const tellArguments = (family: Container): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "json", "-show_entries", ENTRIES],
  ...[...restrictions(family, MAX_STREAMS + 1, TEXT_DECODERS), INPUT],
];

const streamArguments = (family: Container, index: number): readonly string[] => [
  ...[...QUIET, ...restrictions(family, MAX_STREAMS + 1, TEXT_DECODERS), "-i", INPUT],
  ...["-map", `0:${index}`, "-c", "copy", "-map_metadata", "-1", "-f", "data", "pipe:1"],
];

const tags = z.record(z.string(), z.string().max(1_000).catch("")).catch({});
const Told = z.object({
  format: z.object({ tags }).catch({ tags: {} }),
  streams: z
    .array(
      z.object({
        index: z.int().min(0).max(MAX_STREAMS),
        codec_type: z.string().max(64).catch(""),
        codec_tag_string: z.string().max(64).catch(""),
        tags,
      }),
    )
    .max(MAX_STREAMS + 1),
});

/** Whether they were made by `positionsPass`. */
export const arePositionsArguments = (args: readonly string[]): boolean =>
  args.includes(ENTRIES) && args.at(-1) === INPUT;

/** @throws Refusal as OverviewMaker.positions. */
export async function positionsPass(
  sandbox: Pick<Sandbox, "launcher" | "version">,
  folder: string,
  { info, sizeBytes }: Remaking,
  signal: AbortSignal,
): Promise<(MadeFile & { readonly numbers: PositionsNumbers }) | null> {
  if (isPicture(info)) return null;
  const limits = patient(limitsOf(info, sizeBytes));
  const run = { sandbox, folder, limits, signal, isLow: true };
  const args = tellArguments(info.family);
  const told = toldIn(await heard({ ...run, tool: "ffprobe", args }, MOST_TOLD_BYTES));
  if (told === null) return null;
  const found = linesInside(await streamsOf(run, info.family, told), [
    ...Object.values(told.format.tags),
    ...told.streams.flatMap((stream) => Object.values(stream.tags)),
  ]);
  if (found === null) return null;
  const { lines, ...numbers } = found;
  const path = join(folder, "out/positions");
  await writeFile(path, lines, "latin1");
  const { version } = sandbox;
  return { path, madeBy: { tool: "ffmpeg", version, arguments: args, method: "encode" }, numbers };
}

async function streamsOf(
  run: Omit<BoxedRun, "tool" | "args">,
  family: Container,
  { streams }: z.infer<typeof Told>,
): Promise<readonly InsideStream[]> {
  const looked = streams.filter(
    ({ codec_type: type, codec_tag_string: tag }) =>
      type === "subtitle" || (type === "data" && tag !== TIME_CODE),
  );
  const found: InsideStream[] = [];
  for (const { index, codec_type: type } of looked.slice(0, MOST_LOOKED_INTO)) {
    const text = await streamOf({
      ...{ ...run, tool: "ffmpeg" },
      args: streamArguments(family, index),
    });
    if (text !== null) found.push({ kind: type === "subtitle" ? "text" : "data", text });
  }
  return found;
}

/** Null for one that cannot be read, or holds more than any way: others may. */
async function streamOf(run: BoxedRun): Promise<string | null> {
  try {
    return await heard(run, MAX_TRACK_BYTES);
  } catch (error) {
    if (isRefusal(error) && error.kind === "invalid") return null;
    throw error;
  }
}

/** As Latin letters; null: more than `mostBytes`, which ends the run. */
async function heard(run: BoxedRun, mostBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const enough = new AbortController();
  const signal = AbortSignal.any([run.signal, enough.signal]);
  try {
    await heardRun({ ...run, signal }, (moved) => ({
      onBytes: (chunk) => {
        moved();
        bytes += chunk.byteLength;
        if (bytes > mostBytes) enough.abort();
        else chunks.push(Buffer.from(chunk));
      },
    }));
  } catch (error) {
    if (!enough.signal.aborted || run.signal.aborted) throw error;
  }
  return bytes > mostBytes ? null : Buffer.concat(chunks).toString("latin1");
}

function toldIn(json: string | null): z.infer<typeof Told> | null {
  try {
    return Told.safeParse(JSON.parse(json ?? "")).data ?? null;
  } catch {
    return null;
  }
}
