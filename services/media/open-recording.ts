/** The recording of an original as tools take it: the file itself or, of a container that is its maker's own, what the maker's program writes of it. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { ProgramUse } from "../evidence/program-use.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { type Container, HEAD_BYTES } from "../source/container.ts";
import { type MediaInfo, checkMediaInfo } from "./media-info.ts";
import type { JobFolders, MediaJob, MediaTools } from "./media-tools.ts";
import { programFor, programMissing } from "./programs/fitting-program.ts";
import type { MakerProgram, MakerPrograms } from "./programs/maker-programs.ts";
import { sniff } from "./sniff.ts";

export interface OpenRecordingDeps {
  readonly folders: Pick<JobFolders, "head">;
  readonly tools: Pick<MediaTools, "probe">;
  /** Left out: none is installed. */
  readonly programs?: MakerPrograms;
}

export interface OpenedRecording extends AsyncDisposable {
  readonly job: MediaJob;
  readonly sizeBytes: number;
  readonly info: MediaInfo;
}

type Announced = Pick<EvidenceItem, "announced" | "sizeBytes">;
interface Named extends Pick<EvidenceItem, "sizeBytes"> {
  readonly announced: Pick<EvidenceItem["announced"], "filename">;
}

/** What is said of a file that a program of its maker may open. */
const MAKERS_OWN: readonly string[] = ["media/unreadable", "media/not-allowed", "media/side-file"];

/** Why a recording has no viewing copy that may have one once a program of its maker is installed, or mended. */
export const UNOPENED = [
  ...["media/unreadable", "media/not-allowed"],
  ...["media/program-changed", "media/program-failed", "media/program-missing"],
  ...["media/program-no-start", "media/program-output", "media/program-timed-out"],
] as const;

/**
 * Our own demuxers go first: a program of somebody else is run on nothing that they open.
 * @throws Refusal as MediaTools.probe and MakerPrograms.open; of a side file invalid "media/side-file".
 */
export async function openRecording(
  deps: OpenRecordingDeps,
  job: MediaJob,
  item: Announced,
  signal: AbortSignal,
): Promise<OpenedRecording> {
  try {
    return asItIs(job, item.sizeBytes, await look(deps, job, item, signal));
  } catch (error) {
    if (!isRefusal(error) || !MAKERS_OWN.includes(error.code)) throw error;
    const program = await fitting(deps, job, item);
    if (program === null) throw error;
    return openBy(deps, job, program, signal);
  }
}

/** The same once more, of a recording that was looked at as `info` says. @throws Refusal unavailable "media/program-missing"; as `openRecording`. */
export async function openAgain(
  deps: OpenRecordingDeps,
  job: MediaJob,
  item: Announced,
  info: MediaInfo,
  signal: AbortSignal,
): Promise<OpenedRecording> {
  if (info.program === undefined) return asItIs(job, item.sizeBytes, info);
  const program = await fitting(deps, job, item);
  if (program === null) throw programMissing("unavailable");
  return openBy(deps, job, program, signal);
}

const asItIs = (job: MediaJob, sizeBytes: number, info: MediaInfo): OpenedRecording => ({
  ...{ job, sizeBytes, info },
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

async function fitting(
  { folders, programs }: OpenRecordingDeps,
  job: MediaJob,
  { announced: { filename } }: Announced,
): Promise<MakerProgram | null> {
  const head = await folders.head(job, HEAD_BYTES);
  return programFor(programs?.installed ?? [], { filename, head });
}

/** What it wrote is looked at as if it had been received. @throws as MakerPrograms.open and MediaTools.probe. */
export async function openBy(
  deps: OpenRecordingDeps,
  job: MediaJob,
  program: MakerProgram,
  signal: AbortSignal,
): Promise<OpenedRecording> {
  if (deps.programs === undefined) throw programMissing("unavailable");
  await using stack = new AsyncDisposableStack();
  const opened = stack.use(await deps.programs.open(job, program, signal));
  const { program: use } = opened;
  const info = { ...(await look(deps, opened, null, signal)), program: use };
  const kept = stack.move();
  return {
    ...{ job: opened, sizeBytes: use.output.sizeBytes, info },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export interface OpenedSource {
  readonly family: Container;
  readonly sizeBytes: number;
  /** Null: the file is as it was received, in the folder where it was. */
  readonly program: ProgramUse | null;
  readonly job: MediaJob & AsyncDisposable;
}

/**
 * What something is made of, in its job's folder under `name`. A program is run where it is made of one recording alone.
 * @throws Refusal as `sniff` and MakerPrograms.open.
 */
export async function openSource(
  { folders, programs }: Pick<OpenRecordingDeps, "folders" | "programs">,
  job: MediaJob,
  { announced: { filename }, sizeBytes }: Named,
  { name, isAlone }: { readonly name: string; readonly isAlone: boolean },
  signal: AbortSignal,
): Promise<OpenedSource> {
  const head = await folders.head(job, HEAD_BYTES, name);
  try {
    const as = { ...job, [Symbol.asyncDispose]: () => Promise.resolve() };
    return { family: sniff(head), sizeBytes, program: null, job: as };
  } catch (error) {
    const program = programFor(programs?.installed ?? [], { filename, head });
    if (!isRefusal(error) || !isAlone || program === null || programs === undefined) throw error;
    await using stack = new AsyncDisposableStack();
    const opened = stack.use(await programs.open(job, program, signal));
    const family = sniff(await folders.head(opened, HEAD_BYTES));
    stack.move();
    const { program: use } = opened;
    return { family, sizeBytes: use.output.sizeBytes, program: use, job: opened };
  }
}

async function look(
  { folders, tools }: OpenRecordingDeps,
  job: MediaJob,
  item: Announced | null,
  signal: AbortSignal,
): Promise<MediaInfo> {
  const head = await folders.head(job, HEAD_BYTES);
  const family = item === null ? sniff(head) : familyOf(item, head);
  return checkMediaInfo(await tools.probe(job, family, signal));
}

/**
 * A side file that is a picture or a sound is looked at like any; for a track, a key or a log there is
 * nothing to decode, and nothing is wrong with it.
 * @throws Refusal invalid as `sniff` says; of a side file "media/side-file".
 */
function familyOf({ announced }: Announced, head: Uint8Array) {
  try {
    return sniff(head);
  } catch (error) {
    if (announced.belongsTo === null || !isRefusal(error)) throw error;
    throw new Refusal("invalid", "media/side-file", "a side file, not a recording", {
      fix: "Download it, or open the recording that it belongs to.",
    });
  }
}
