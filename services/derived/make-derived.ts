/**
 * Use case: a recording that was asked for is made of verified copies of its inputs, and taken in like any other. May run
 * twice, and may end between two lines: its upload has the id of the request, and is told the digest of the one file that counts.
 */
import { addAbortSignal, Readable } from "node:stream";
import type { CaseStore } from "../cases/case-store.ts";
import type { Taken } from "../evidence/derivation.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { findItem } from "../evidence/find-item.ts";
import type { ProgramUse } from "../evidence/program-use.ts";
import { appendBytes } from "../ingest/append-bytes.ts";
import type { IngestDeps } from "../ingest/ingest-deps.ts";
import { openUpload } from "../ingest/open-upload.ts";
import { terminateUpload } from "../ingest/terminate-upload.ts";
import type { Upload } from "../ingest/upload.ts";
import { formatMetadata } from "../ingest/upload-metadata.ts";
import type { NewAction } from "../actions/action.ts";
import { plusMs } from "../kernel/clock.ts";
import { sha256OfStream } from "../kernel/digest.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { fillOriginal } from "../media/local-copy.ts";
import { byWayOf } from "../media/media-info.ts";
import type { JobFolders, MediaJob } from "../media/media-tools.ts";
import { type OpenRecordingDeps, openSource } from "../media/open-recording.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { inputGone } from "./derived-request.ts";
import type { CaseOfInput, DerivedStore, KeptDerived, MadeRecording } from "./derived-store.ts";
import { type InputFile, type Makers, makerOf } from "./maker.ts";

export interface MakeDerivedDeps extends Pick<OpenRecordingDeps, "programs"> {
  readonly derived: DerivedStore;
  readonly items: Pick<EvidenceStore, "get">;
  /** As their plaintext. */
  readonly objects: Pick<ObjectStore, "scan">;
  readonly folders: JobFolders;
  readonly makers: Makers;
  readonly ingest: IngestDeps;
  readonly cases: Pick<CaseStore, "link">;
  /** Hears how far it is, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

/** Whoever is out is asked again so often; then a person decides. */
export const MOST_TRIES = 5;

const ACTOR = "process:media";

/** How it ended. @throws Refusal unavailable: it waits, and is begun again. */
export async function makeDerived(
  deps: MakeDerivedDeps,
  request: KeptDerived,
  signal: AbortSignal,
): Promise<"received" | "failed"> {
  const { ingest, derived } = deps;
  const deviceId = await derived.houseDevice(ingest.clock());
  try {
    const upload = await ingest.uploads.find(request.id, deviceId);
    if (upload?.state !== "received")
      await makeAndSend(deps, request, { deviceId, upload }, signal);
    for (const file of await derived.casesOf(request.id)) await link(deps, request, file);
    await derived.end(request.id, { state: "received" }, told(deps, request, null));
    return "received";
  } catch (error) {
    // Who was told to stop leaves it to the next.
    if (signal.aborted) throw error;
    return giveUp(deps, request, deviceId, error);
  }
}

async function makeAndSend(
  deps: MakeDerivedDeps,
  request: KeptDerived,
  { deviceId, upload }: { readonly deviceId: DeviceId; readonly upload: Upload | null },
  signal: AbortSignal,
): Promise<void> {
  const { folders, derived } = deps;
  if (upload !== null && upload.state !== "open") throw notMade();
  await using jobs = new AsyncDisposableStack();
  const job = jobs.use(await folders.open());
  const { made, path } = await make(deps, request, job, jobs, signal);
  if (upload === null) await derived.keepMade(request.id, made);
  // Another version of the tool makes another file of the same packets; what was sent in part is not continued with it.
  else if (upload.announced.sha256 !== made.sha256) throw notMade();
  await send(deps, request, { deviceId, upload, made, path }, signal);
}

async function make(
  deps: MakeDerivedDeps,
  request: KeptDerived,
  filled: MediaJob,
  jobs: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<{ readonly made: MadeRecording; readonly path: string }> {
  const { items, folders, makers, objects, onProgress } = deps;
  const maker = makerOf(makers, request);
  const isAlone = maker.inputName === undefined;
  let job = filled;
  let program: ProgramUse | null = null;
  const wanted = await Promise.all(
    request.inputs.map(async (input) =>
      requireInput(await findItem({ items }, input.itemId), input.sha256),
    ),
  );
  const wholeBytes = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const files: InputFile[] = [];
  let copiedBytes = 0;
  for (const [place, item] of wanted.entries()) {
    const name = maker.inputName?.(place) ?? "src";
    await fillOriginal({ objects, folders }, filled, item, signal, name);
    const source = await openSource(deps, filled, item, { name, isAlone }, signal);
    if (source.program !== null) ({ job, program } = { ...source, job: jobs.use(source.job) });
    files.push({ name, family: source.family, sizeBytes: source.sizeBytes, item });
    copiedBytes += item.sizeBytes;
    onProgress?.((0.5 * copiedBytes) / wholeBytes);
  }
  const [first, ...more] = files;
  if (first === undefined) throw inputGone();
  const { path, derivation } = await maker.make({
    ...{ request, job, folders, files: [first, ...more], signal },
    onProgress: (part) => onProgress?.(0.5 + 0.25 * part),
  });
  const madeBy = byWayOf({ program: program ?? undefined }, derivation.madeBy);
  return { path, made: { ...derivation, madeBy, ...(await sha256OfStream(folders.read(path))) } };
}

/** The item as it was when it was asked for. @throws Refusal conflict "derived/input-gone". */
export function requireInput(
  item: EvidenceItem | null,
  sha256: string,
): EvidenceItem & { readonly original: NonNullable<EvidenceItem["original"]> } {
  const original = item?.original ?? null;
  if (item?.stage !== "sealed" || original === null || original.sha256 !== sha256)
    throw inputGone();
  return { ...item, original };
}

interface Sending {
  readonly deviceId: DeviceId;
  readonly upload: Upload | null;
  readonly made: MadeRecording;
  readonly path: string;
}

async function send(
  deps: MakeDerivedDeps,
  request: KeptDerived,
  { deviceId, upload, made, path }: Sending,
  signal: AbortSignal,
): Promise<void> {
  const { ingest, folders, onProgress } = deps;
  const { sizeBytes } = made;
  const opened =
    upload ??
    (await openUpload(ingest, {
      ...{
        id: request.id,
        deviceId,
        certificateSha256: null,
        lengthBytes: sizeBytes,
        bodyBytes: null,
      },
      rawMetadata: formatMetadata(announced(request, made)),
    }));
  const { offsetBytes } = opened;
  const { isCut } = await appendBytes(ingest, {
    ...{ uploadId: request.id, deviceId, offsetBytes, lengthBytes: null, checksum: null },
    bodyBytes: sizeBytes - offsetBytes,
    takeBody: () =>
      addAbortSignal(
        signal,
        Readable.from(from(folders.read(path), offsetBytes), { objectMode: false }),
      ),
    onCommit: (bytes) => onProgress?.(0.75 + (0.25 * bytes) / sizeBytes),
  });
  if (isCut)
    throw new Refusal("unavailable", "media/interrupted", "the work on this file was stopped");
}

async function* from(chunks: AsyncIterable<Uint8Array>, offsetBytes: number) {
  let left = offsetBytes;
  for await (const chunk of chunks) {
    if (chunk.byteLength > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.byteLength);
  }
}

function announced({ kind, announced: told }: KeptDerived, made: MadeRecording) {
  const { sha256 } = made;
  const { filename, mediaType, sessionNumber, caseNumber, activity } = told;
  const recordedAt = told.recordedAt && plusMs(told.recordedAt, laterMs(made));
  const maybe = { recordedAt, session: sessionNumber, case: caseNumber, activity };
  const known = Object.entries(maybe).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return { filename, filetype: mediaType, sha256, derived: kind, ...Object.fromEntries(known) };
}

/** So much later than its first input it begins. */
function laterMs(made: Taken): number {
  switch (made.kind) {
    case "joined":
    case "redacted":
    case "rebuilt":
    case "labelled":
    case "transcript":
      return 0;
    case "excerpt":
      return Math.round(made.taken.beginsUs / 1_000);
    case "still":
      return Math.floor(made.taken.atUs / 1_000);
  }
}

function link(
  { cases, ingest }: MakeDerivedDeps,
  { id }: KeptDerived,
  file: CaseOfInput,
): Promise<boolean> {
  return cases.link(file.caseId, id, {
    ...{ at: ingest.clock(), actor: ACTOR },
    happening: { kind: "linked", data: { caseId: file.caseId, caseNumber: file.number } },
  });
}

const told = (
  { ingest }: MakeDerivedDeps,
  { id, kind }: KeptDerived,
  failure: string | null,
): NewAction => ({
  ...{
    kind: failure === null ? "derived-made" : "derived-failed",
    at: ingest.clock(),
    actor: ACTOR,
  },
  ...{ subject: `item:${id}`, before: null, after: { kind, failure }, reason: null },
});

/** Nothing of it stays but why. @throws what was thrown, if it may go better later, or is an item already. */
async function giveUp(
  deps: MakeDerivedDeps,
  request: KeptDerived,
  deviceId: DeviceId,
  error: unknown,
): Promise<"failed"> {
  const { derived, ingest } = deps;
  const isFinal =
    isRefusal(error) &&
    (error.kind === "invalid" || error.kind === "tampered" || error.code.startsWith("derived/"));
  if (!isFinal && request.tries < MOST_TRIES) throw error;
  const upload = await ingest.uploads.find(request.id, deviceId);
  if (upload?.state === "received") throw error;
  const failure = isRefusal(error) ? error.code : "derived/not-made";
  const failedTake = takeIn(error);
  const outcome = { state: "failed", failure, failedTake } as const;
  await derived.end(request.id, outcome, told(deps, request, failure));
  // Else it would expire by itself.
  if (upload?.state === "open") await terminateUpload(ingest, request.id, deviceId);
  return "failed";
}

function takeIn(error: unknown): number | null {
  const take = isRefusal(error) ? error.facts["take"] : undefined;
  return typeof take === "number" ? take : null;
}

const notMade = (): Refusal =>
  new Refusal("conflict", "derived/not-made", "it was begun and could not be made to its end", {
    fix: "Ask for it again.",
  });
