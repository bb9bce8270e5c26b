/** Use cases: what each act does with one clip. Each answers the one event that it ended in. */
import { basename } from "node:path";
import { assert } from "../kernel/refusal.ts";
import { carriedAnchor } from "./anchor.ts";
import {
  type ActDeps,
  type Place,
  type With,
  changed,
  later,
  now,
  unread,
  unsuccessful,
} from "./act.ts";
import { type Clip, type ClipEvent, receiptMismatch } from "./clip.ts";
import type { Act } from "./next-act.ts";
import type { Outcome } from "./ports.ts";
import type { ProblemCode } from "./problem.ts";
import { digestAtSource, isAsFound } from "./read-clip.ts";
import { send } from "./send-clip.ts";
import { recordingName } from "./side-files.ts";

const RECEIPT_POLL_MS = 500;
const QUARANTINE_WAIT_MS = 600_000;
const CLOCK_TOLERANCE_MS = 300_000;

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

async function hash(deps: ActDeps, clip: Clip, { root }: Place): Promise<ClipEvent> {
  const { pieces } = deps;
  try {
    const digest = await digestAtSource(deps.files, root, clip.file, pieces, pieces.sizeBytes);
    if (digest === null) return changed(deps, clip);
    deps.atSource.keep(clip.file, digest);
    return { kind: "hashed", sha256: digest.sha256 };
  } catch (error) {
    return unread(deps, clip, error);
  }
}

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
  const anchor = await carriedAnchor(deps, place.root, place.anchor);
  const outcome = await service.announce(file.sizeBytes, {
    filename: basename(file.path),
    sha256,
    recordedAt: new Date(file.mtimeMs).toISOString(),
    device: place.camera,
    ...(place.batch === null ? {} : { batch: place.batch }),
    ...(anchor === null ? {} : { anchor }),
    ...(place.belongsTo === null
      ? { recording: recordingName(file.path, sha256) }
      : { belongsTo: place.belongsTo }),
    ...(clip.flagged ? { flagged: "true" } : {}),
  });
  if (!outcome.ok) return notAnnounced(deps, clip, outcome);
  deps.unsent.add(outcome.value);
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

async function collect(deps: ActDeps, clip: With<"sent">): Promise<ClipEvent> {
  const outcome = await deps.service.receipt(clip.upload);
  if (!outcome.ok) {
    const isQuarantined = "code" in outcome && outcome.code === "ingest/quarantined";
    if (isQuarantined) return { kind: "quarantined", notBefore: now(deps) + QUARANTINE_WAIT_MS };
    return unsuccessful(deps, clip, outcome);
  }
  deps.atSource.forget(clip.file);
  if (outcome.value === null) return { kind: "waits", notBefore: now(deps) + RECEIPT_POLL_MS };
  const checked = await deps.checkReceipt(outcome.value);
  if (!checked.valid) return later(deps, clip, checked.problem);
  const mismatch = receiptMismatch(clip, checked.stated);
  if (mismatch !== null) return later(deps, clip, mismatch);
  await deps.notes.keepReceipt(clip.upload, outcome.value);
  const { sealedAt } = checked.stated;
  return { kind: "sealed", stated: checked.stated, seal: { sealedAt, verifiedAt: deps.clock() } };
}

/**
 * Every proof is taken anew: the kept receipt is verified and the file is the one that was found; before it is
 * deleted it is hashed again and the clocks agree. A mark names the digest that is sealed and takes nothing away; a
 * reading a moment after the first would come from the machine's memory, and tell nothing of the card.
 */
async function release(deps: ActDeps, clip: With<"sealed">, { root }: Place): Promise<ClipEvent> {
  const { policy, files } = deps;
  assert(policy.kind !== "keep", "what is kept is not released");
  const deletes = policy.kind === "delete-after-days";
  const objection =
    (deletes ? await clockObjection(deps, clip) : null) ?? (await receiptObjection(deps, clip));
  if (objection !== null) return later(deps, clip, objection);
  try {
    if (!(await isStill(deps, clip, root, deletes))) return { kind: "changed", notBefore: 0 };
    if (deletes) await files.remove(root, clip.file.path);
    else await files.mark(root, clip.file.path, markText(clip));
    return { kind: "released", how: deletes ? "deleted" : "marked", sha256: clip.sha256 };
  } catch {
    return later(deps, clip, deletes ? "not-deleted" : "not-marked");
  }
}

async function isStill(
  { files, pieces }: ActDeps,
  { file, sha256: sealed }: With<"sealed">,
  root: string,
  byDigest: boolean,
): Promise<boolean> {
  if (!byDigest) return files.withFile(root, file.path, (open) => isAsFound(open, file));
  return (await digestAtSource(files, root, file, pieces))?.sha256 === sealed;
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
  { notes, checkReceipt, acceptsUnread }: ActDeps,
  clip: With<"sealed">,
): Promise<ProblemCode | null> {
  const receipt = await notes.receipt(clip.upload);
  if (receipt === null) return "receipt-invalid";
  const checked = await checkReceipt(receipt);
  if (!checked.valid) return checked.problem;
  const { stated } = checked;
  return (
    receiptMismatch(clip, stated) ??
    (stated.mayDeleteOnDevice || acceptsUnread ? null : "not-read-back")
  );
}

const markText = ({ upload, sha256, seal }: With<"sealed">): string =>
  `${JSON.stringify({ type: "holdfast/mark/v1", itemId: upload, sha256, sealedAt: seal.sealedAt })}\n`;
