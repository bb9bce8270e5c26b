/** Act "send": the bytes of a clip from where the service stands, never others than were declared. */
import { createHash } from "node:crypto";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import {
  changed,
  later,
  now,
  unread,
  unsuccessful,
  type ActDeps,
  type Place,
  type With,
} from "./act.ts";
import type { ClipEvent } from "./clip.ts";
import { isAsFound, readTo } from "./read-clip.ts";

export async function send(
  deps: ActDeps,
  clip: With<"announced">,
  { root }: Place,
): Promise<ClipEvent> {
  const { service, files } = deps;
  const at = deps.unsent.delete(clip.upload)
    ? ({ ok: true, value: 0 } as const)
    : await service.offset(clip.upload);
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
    return unread(deps, clip, error);
  }
}

type Opened = Parameters<typeof readTo>[0];

/** Where the digests taken at the source are at hand, the service refuses a piece that reads otherwise now. */
async function sendFrom(
  deps: ActDeps,
  clip: With<"announced">,
  file: Opened,
  from: number,
  piece: Buffer,
): Promise<ClipEvent> {
  const known = deps.atSource.piecesOf(clip.file);
  const check =
    known !== null && from % piece.byteLength === 0
      ? (_part: Buffer, offset: number) => known[offset / piece.byteLength] ?? null
      : await wholeCheck(clip, file, from, piece);
  if (check === null) return changed(deps, clip);
  const { sizeBytes } = clip.file;
  for (let offset = from; offset < sizeBytes;) {
    deps.progressed(clip, offset);
    const part = piece.subarray(0, Math.min(piece.byteLength, sizeBytes - offset));
    if ((await file.readAt(part, offset)) !== part.byteLength) return changed(deps, clip);
    const digest = check(part, offset);
    if (digest === null) return changed(deps, clip);
    if (!(await deps.turn(part.byteLength))) return { kind: "waits", notBefore: now(deps) + 1_000 };
    const outcome = await deps.service.append(clip.upload, offset, part, digest);
    if (!outcome.ok) {
      const isOther = outcome.why === "later" && outcome.status === CHECKSUM_MISMATCH;
      return isOther ? changed(deps, clip) : unsuccessful(deps, clip, outcome);
    }
    // The server stands somewhere else: the next try asks where.
    if (outcome.value !== offset + part.byteLength) return later(deps, clip, null);
    offset = outcome.value;
  }
  return { kind: "sent" };
}

/** tus checksum extension. */
const CHECKSUM_MISMATCH = 460;

/**
 * Gives the digest of each piece, and of the last one only if everything read for sending has the digest that was
 * declared. Null: what was sent before is not there any more.
 */
async function wholeCheck(
  { file: { sizeBytes }, sha256: declared }: With<"announced">,
  file: Opened,
  from: number,
  piece: Buffer,
): Promise<((part: Buffer, offset: number) => Sha256 | null) | null> {
  const whole = createHash("sha256");
  if ((await readTo(file, from, piece, (bytes) => whole.update(bytes))) !== from) return null;
  return (part, offset) => {
    whole.update(part);
    const isLast = offset + part.byteLength === sizeBytes;
    if (isLast && whole.digest("hex") !== declared) return null;
    return sha256(part);
  };
}
