/** Use case: what is known here of files that a device still holds, so that it sends only what is missing. */
import { isDisposed } from "../evidence/pipeline.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId, UploadId } from "../kernel/ids.ts";
import { type ProgressDeps, progressOf } from "./upload-progress.ts";
import type { Upload } from "./upload.ts";

/** A file as the device has hashed it. */
export interface HeldFile {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

/**
 * "in-progress": send the rest. "received": all is here, the receipt is not. "sealed": the receipt is there.
 * "quarantined": no receipt will come. "duplicate": nothing of this device, but an original with these bytes
 * of another; only sending it gives a receipt. "unknown": nothing with these bytes.
 */
export type FileState =
  | "unknown"
  | "in-progress"
  | "received"
  | "sealed"
  | "quarantined"
  | "duplicate";

export interface FileStanding extends HeldFile {
  readonly state: FileState;
  readonly uploadId: UploadId | null;
  /** Where to go on; null unless "in-progress". */
  readonly offsetBytes: number | null;
  readonly duplicateOf: ItemId | null;
}

/** The best first: nobody is told to send again what an older upload has brought in already. */
const BEST_FIRST: readonly FileState[] = ["sealed", "received", "in-progress", "quarantined"];

/** One standing a file, in the order of `files`. Only uploads of `deviceId` that declared their digest are found. */
export async function checkFiles(
  deps: ProgressDeps,
  deviceId: DeviceId,
  files: readonly HeldFile[],
): Promise<readonly FileStanding[]> {
  const digests = [...new Set(files.map(({ sha256 }) => sha256))];
  const uploads = await deps.uploads.findDeclared(deviceId, digests, deps.clock());
  const standings: FileStanding[] = [];
  for (const file of files) {
    const own = uploads.filter((upload) => isOf(upload, file));
    standings.push(await standingOf(deps, file, own));
  }
  return standings;
}

const isOf = ({ announced, lengthBytes }: Upload, { sha256, sizeBytes }: HeldFile): boolean =>
  announced.sha256 === sha256 && (lengthBytes === null || lengthBytes === sizeBytes);

async function standingOf(
  deps: ProgressDeps,
  file: HeldFile,
  own: readonly Upload[],
): Promise<FileStanding> {
  let best: FileStanding | null = null;
  for (const upload of own) {
    const standing = await ownStanding(deps, file, upload);
    if (standing === null) continue;
    if (best === null || isBetter(standing, best)) best = standing;
    if (best.state === "sealed") break;
  }
  if (best !== null) return best;
  const duplicateOf = await deps.items.findByDigest(file.sha256, null);
  const state = duplicateOf === null ? "unknown" : "duplicate";
  return { ...file, state, uploadId: null, offsetBytes: null, duplicateOf };
}

const isBetter = (one: FileStanding, other: FileStanding): boolean => {
  const ahead = BEST_FIRST.indexOf(other.state) - BEST_FIRST.indexOf(one.state);
  return ahead > 0 || (ahead === 0 && (one.offsetBytes ?? 0) > (other.offsetBytes ?? 0));
};

/** Null: what came of it was destroyed. Who has the file still sends it, and it is an item of its own. */
async function ownStanding(
  deps: ProgressDeps,
  file: HeldFile,
  upload: Upload,
): Promise<FileStanding | null> {
  const { id, stage, hasReceipt, duplicateOf, offsetBytes } = await progressOf(deps, upload);
  const of = { ...file, uploadId: id, duplicateOf, offsetBytes: null };
  if (isDisposed({ stage })) return null;
  if (stage === "receiving") return { ...of, state: "in-progress", offsetBytes };
  if (stage === "quarantined") return { ...of, state: "quarantined" };
  return { ...of, state: hasReceipt ? "sealed" : "received" };
}
