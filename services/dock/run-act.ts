/** Use cases: what each act does with one clip. Each answers the one event that it ended in. */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Clock } from "../kernel/clock.ts";
import type { BatchId } from "../kernel/ids.ts";
import { assert } from "../kernel/refusal.ts";
import { type Clip, type ClipEvent, receiptMismatch } from "./clip.ts";
import type { Act, Policy } from "./next-act.ts";
import { backoffMs } from "./pace.ts";
import type { Pieces } from "./pieces.ts";
import type { CardFiles, CheckReceipt, EvidenceService, Notes, Outcome } from "./ports.ts";
import { type ProblemCode, problemOfFile } from "./problem.ts";
import { digestAtSource, isAsFound, readTo } from "./read-clip.ts";
import { recordingName } from "./side-files.ts";

export interface ActDeps {
  readonly files: CardFiles;
  readonly service: EvidenceService;
  readonly notes: Notes;
  readonly checkReceipt: CheckReceipt;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly random: () => number;
  readonly pieces: Pieces;
  /** Waits for the line's turn; false: the window closed or the dock ends, so stop here. */
  readonly turn: (bytes: number) => Promise<boolean>;
  readonly progressed: (clip: Clip, sentBytes: number) => void;
}

/** Where a clip lies now, and whose it is. */
export interface Place {
  readonly root: string;
  readonly camera: string;
  /** Of a side file, when it is announced: the name of its recording. */
  readonly belongsTo: string | null;
  /** The visit under way. */
  readonly batch: BatchId | null;
}

const RECEIPT_POLL_MS = 500;
const QUARANTINE_WAIT_MS = 600_000;
const CLOCK_TOLERANCE_MS = 300_000;

type With<Stage extends Clip["stage"]> = Extract<Clip, { stage: Stage }>;

export async function runAct(
  deps: ActDeps,
  act: Act,
  clip: Clip,
  place: Place,
): Promise<ClipEvent> {
  if (act === "hash") return hash(deps, clip, place);
  if (act === "announce" && clip.stage === "hashed") return announce(deps, clip, place);
  if (act === "send" && clip.stage === "announced") return send(deps, clip, place);
  if (act === "collect" && clip.stage === "sent") return collect(deps, clip);
  if (act === "release" && clip.stage === "sealed") return release(deps, clip, place);
  throw new Error(`broken invariant: ${act} is not for a clip that is ${clip.stage}`);
}

/** Tried again later, each time after a longer wait. */
function later(
  deps: ActDeps,
  clip: Clip,
  problem: ProblemCode | null,
  retryAfterMs = 0,
): ClipEvent {
  const waitMs = backoffMs(clip.failures + 1, retryAfterMs, deps.random());
  return { kind: "failed", problem, notBefore: now(deps) + waitMs };
}

const now = ({ clock }: ActDeps): number => Date.parse(clock());

/** The event of an answer that is no success. */
function unsuccessful(
  deps: ActDeps,
  clip: Clip,
  outcome: Extract<Outcome<unknown>, { ok: false }>,
): ClipEvent {
  if (outcome.why === "unreachable") return later(deps, clip, "server-away");
  if (outcome.why === "gone") return { kind: "upload-lost" };
  if (outcome.why === "refused" && !isOwnProof(outcome.code)) return later(deps, clip, "refused");
  return later(deps, clip, problemOfAnswer(outcome.status, outcome.code), outcome.retryAfterMs);
}

/** The dock itself is refused, and not a recording: nothing of any card gets in. */
const isOwnProof = (code: string): boolean => code.startsWith("access/");

/** Null for what passes without anyone's doing. */
function problemOfAnswer(status: number, code: string): ProblemCode | null {
  if (status === 401 || isOwnProof(code)) return "token-refused";
  if (status === 507) return "server-full";
  if (status === 429) return code.endsWith("-quota") ? "quota-used-up" : null;
  return status >= 500 ? "server-away" : null;
}

async function hash(deps: ActDeps, clip: Clip, { root }: Place): Promise<ClipEvent> {
  try {
    const sha256 = await digestAtSource(deps.files, root, clip.file, deps.pieces);
    if (sha256 === null) return changed(deps, clip);
    return { kind: "hashed", sha256 };
  } catch (error) {
    return later(deps, clip, problemOfFile(codeOf(error)));
  }
}

const changed = (deps: ActDeps, clip: Clip): ClipEvent => ({
  kind: "changed",
  notBefore: now(deps) + backoffMs(clip.failures + 1, 0, deps.random()),
});

async function announce(deps: ActDeps, clip: With<"hashed">, place: Place): Promise<ClipEvent> {
  const { notes, service } = deps;
  const { file, sha256 } = clip;
  const noted = await notes.uploadOf(file, sha256);
  if (noted !== null) return { kind: "announced", upload: noted, known: clip.known };
  await notes.save(clip); // a disk that is full says so before the server is asked
  // Equal side files of two recordings are two: what each belongs to is told as it is announced.
  if (place.belongsTo === null) {
    const there = await service.check({ sha256, sizeBytes: file.sizeBytes });
    if (!there.ok) return notAnnounced(deps, clip, there);
    if (there.value !== null && there.value !== clip.quarantinedUpload) {
      await notes.keepUpload(file, sha256, there.value);
      return { kind: "announced", upload: there.value, known: true };
    }
  }
  const outcome = await service.announce(file.sizeBytes, {
    filename: basename(file.path),
    sha256,
    recordedAt: new Date(file.mtimeMs).toISOString(),
    device: place.camera,
    ...(place.batch === null ? {} : { batch: place.batch }),
    ...(place.belongsTo === null
      ? { recording: recordingName(file.path, sha256) }
      : { belongsTo: place.belongsTo }),
    ...(clip.flagged ? { flagged: "true" } : {}),
  });
  if (!outcome.ok) return notAnnounced(deps, clip, outcome);
  await notes.keepUpload(file, sha256, outcome.value);
  return { kind: "announced", upload: outcome.value, known: false };
}

/** Where even announcing is answered with 404, something else than the service answers: there is no upload to lose. */
const notAnnounced = (
  deps: ActDeps,
  clip: Clip,
  outcome: Extract<Outcome<unknown>, { ok: false }>,
): ClipEvent =>
  outcome.why === "gone"
    ? later(deps, clip, "server-away", outcome.retryAfterMs)
    : unsuccessful(deps, clip, outcome);

async function send(deps: ActDeps, clip: With<"announced">, { root }: Place): Promise<ClipEvent> {
  const { service, files } = deps;
  const at = await service.offset(clip.upload);
  if (!at.ok) return unsuccessful(deps, clip, at);
  if (at.value === clip.file.sizeBytes) return { kind: "sent" };
  try {
    return await files.withFile(root, clip.file.path, async (file) => {
      if (!(await isAsFound(file, clip.file))) return changed(deps, clip);
      const piece = deps.pieces.take();
      const event = await sendFrom(deps, clip, file, at.value, piece);
      // Where the service did not take all, the last request may still read it.
      if (event.kind === "sent") deps.pieces.giveBack(piece);
      return event;
    });
  } catch (error) {
    return later(deps, clip, problemOfFile(codeOf(error)));
  }
}

/** The last piece goes only if everything read for sending has the digest that was declared. */
async function sendFrom(
  deps: ActDeps,
  clip: With<"announced">,
  file: Parameters<typeof readTo>[0],
  from: number,
  piece: Buffer,
): Promise<ClipEvent> {
  const { sizeBytes } = clip.file;
  const hasher = createHash("sha256");
  if ((await readTo(file, from, piece, (bytes) => hasher.update(bytes))) !== from)
    return changed(deps, clip);
  for (let offset = from; offset < sizeBytes;) {
    deps.progressed(clip, offset);
    const part = piece.subarray(0, Math.min(piece.byteLength, sizeBytes - offset));
    const count = await file.readAt(part, offset);
    if (count !== part.byteLength) return changed(deps, clip);
    hasher.update(part);
    const isLast = offset + count === sizeBytes;
    if (isLast && hasher.digest("hex") !== clip.sha256) return changed(deps, clip);
    if (!(await deps.turn(count))) return { kind: "waits", notBefore: now(deps) + 1_000 };
    const known = count === sizeBytes ? clip.sha256 : undefined;
    const outcome = await deps.service.append(clip.upload, offset, part, known);
    if (!outcome.ok) return unsuccessful(deps, clip, outcome);
    // The server stands somewhere else: the next try asks where.
    if (outcome.value !== offset + count) return later(deps, clip, null);
    offset = outcome.value;
  }
  return { kind: "sent" };
}

async function collect(deps: ActDeps, clip: With<"sent">): Promise<ClipEvent> {
  const outcome = await deps.service.receipt(clip.upload);
  if (!outcome.ok) {
    const isQuarantined = "code" in outcome && outcome.code === "ingest/quarantined";
    if (isQuarantined) return { kind: "quarantined", notBefore: now(deps) + QUARANTINE_WAIT_MS };
    return unsuccessful(deps, clip, outcome);
  }
  if (outcome.value === null) return { kind: "waits", notBefore: now(deps) + RECEIPT_POLL_MS };
  const checked = await deps.checkReceipt(outcome.value);
  if (!checked.valid) return later(deps, clip, checked.problem);
  const mismatch = receiptMismatch(clip, checked.stated);
  if (mismatch !== null) return later(deps, clip, mismatch);
  await deps.notes.keepReceipt(clip.upload, outcome.value);
  const { sealedAt } = checked.stated;
  return { kind: "sealed", stated: checked.stated, seal: { sealedAt, verifiedAt: deps.clock() } };
}

/** Every proof is taken anew: the kept receipt is verified, the file is hashed, the clocks agree. */
async function release(deps: ActDeps, clip: With<"sealed">, { root }: Place): Promise<ClipEvent> {
  const { policy, files } = deps;
  assert(policy.kind !== "keep", "what is kept is not released");
  const deletes = policy.kind === "delete-after-days";
  const objection =
    (deletes ? await clockObjection(deps, clip) : null) ?? (await receiptObjection(deps, clip));
  if (objection !== null) return later(deps, clip, objection);
  try {
    const sha256 = await digestAtSource(files, root, clip.file, deps.pieces);
    if (sha256 !== clip.sha256) return { kind: "changed", notBefore: 0 };
    if (deletes) await files.remove(root, clip.file.path);
    else await files.mark(root, clip.file.path, markText(clip));
    return { kind: "released", how: deletes ? "deleted" : "marked", sha256 };
  } catch {
    return later(deps, clip, deletes ? "not-deleted" : "not-marked");
  }
}

/** Days are counted only by a clock that the server's agrees with; one that was not heard yet is asked. */
async function clockObjection(
  { service }: ActDeps,
  { upload }: With<"sealed">,
): Promise<ProblemCode | null> {
  if (service.clockOffsetMs() === null) await service.offset(upload);
  const offset = service.clockOffsetMs();
  if (offset === null) return "server-away";
  return Math.abs(offset) > CLOCK_TOLERANCE_MS ? "clock-unclear" : null;
}

async function receiptObjection(
  { notes, checkReceipt }: ActDeps,
  clip: With<"sealed">,
): Promise<ProblemCode | null> {
  const receipt = await notes.receipt(clip.upload);
  if (receipt === null) return "receipt-invalid";
  const checked = await checkReceipt(receipt);
  return checked.valid ? receiptMismatch(clip, checked.stated) : checked.problem;
}

const markText = ({ upload, sha256, seal }: With<"sealed">): string =>
  `${JSON.stringify({ type: "holdfast/mark/v1", itemId: upload, sha256, sealedAt: seal.sealedAt })}\n`;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
