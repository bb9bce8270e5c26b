/** Looks for positions inside a recording in the box: in its tags, and in what its tracks of text and data hold, byte by byte. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { MAX_STREAMS, isPicture } from "../../services/media/media-info.ts";
import type { MadeFile, Remaking } from "../../services/media/media-tools.ts";
import type { PositionsNumbers } from "../../services/media/overview.ts";
import { FORMS, type InsideStream, linesInside } from "../../services/media/track/inside.ts";
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
  "stream=index,codec_type,codec_tag_string:stream_tags=location",
  "format_tags=location,location-eng,com.apple.quicktime.location.ISO6709",
].join(":");
/** The same, of those that were made before forms of recorders' own were read: in these none is looked for again. */
const WITHOUT_FORMS = [
  "format_tags=location,location-eng,com.apple.quicktime.location.ISO6709",
  "stream=index,codec_type,codec_tag_string:stream_tags=location",
].join(":");

const tellArguments = (family: Container, entries: string): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "json", "-show_entries", entries],
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
  [ENTRIES, WITHOUT_FORMS].some((each) => args.includes(each)) && args.at(-1) === INPUT;

/** `like`: the arguments of one that is made again; left out: it is made for the first time. @throws Refusal as OverviewMaker.positions. */
export async function positionsPass(
  sandbox: Pick<Sandbox, "launcher" | "version">,
  folder: string,
  { info, sizeBytes }: Remaking,
  signal: AbortSignal,
  like: readonly string[] = [ENTRIES],
): Promise<(MadeFile & { readonly numbers: PositionsNumbers }) | null> {
  if (isPicture(info)) return null;
  const limits = patient(limitsOf(info, sizeBytes));
  const run = { sandbox, folder, limits, signal, isLow: true };
  const hasForms = !like.includes(WITHOUT_FORMS);
  const args = tellArguments(info.family, hasForms ? ENTRIES : WITHOUT_FORMS);
  const told = toldIn(await heard({ ...run, tool: "ffprobe", args }, MOST_TOLD_BYTES));
  if (told === null) return null;
  const streams = await streamsOf(run, info.family, told, hasForms);
  const found = linesInside(streams, [
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
  hasForms: boolean,
): Promise<readonly InsideStream[]> {
  const looked = streams.filter(
    ({ codec_type: type, codec_tag_string: tag }) =>
      type === "subtitle" || (type === "data" && tag !== TIME_CODE),
  );
  const found: InsideStream[] = [];
  for (const { index, codec_type: type, codec_tag_string: tag } of looked.slice(
    0,
    MOST_LOOKED_INTO,
  )) {
    const text = await streamOf({
      ...{ ...run, tool: "ffmpeg" },
      args: streamArguments(family, index),
    });
    if (text === null) continue;
    const kind = type === "subtitle" ? "text" : "data";
    const form = hasForms && isForm(tag) ? { form: tag } : {};
    found.push({ kind, text, ...form });
  }
  return found;
}

const isForm = (tag: string): tag is keyof typeof FORMS => Object.hasOwn(FORMS, tag);

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
