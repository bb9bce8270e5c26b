/** Checks: the stored bytes against the digests on record, and the digest the device declared. */
import { createHash } from "node:crypto";
import { BLOCK_BYTES, type VerifiedOriginal } from "../evidence/evidence-item.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectRef } from "../objects/object-store.ts";
import type { CheckBody } from "./api-schema.ts";
import { checkOf } from "./check.ts";
import { bytesYourself, declaredYourself } from "./check-yourself.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

type BytesDeps = Pick<VerifyDeps, "objects" | "publicOrigin">;

/** Everything is read by version, hashed whole and in blocks; memory stays flat. */
export async function checkBytes(deps: BytesDeps, checked: Checked): Promise<CheckBody> {
  const { item, readBytes } = checked;
  const { original } = item;
  const check = checkOf("bytes", bytesYourself(deps.publicOrigin, item));
  if (original === null) return check.open("verification/not-yet-verified");
  try {
    const { sizeBytes } = await deps.objects.head(original.object);
    if (sizeBytes !== item.sizeBytes) {
      return check.failed("verification/size-differs", {
        recordedBytes: item.sizeBytes,
        sizeBytes,
      });
    }
    if (!readBytes) return check.open("verification/bytes-not-read", { sizeBytes });
    const found = await readAgain(deps, original.object);
    const badBlock = firstDifference(found.blocks, original);
    const facts = { sizeBytes: found.sizeBytes, sha256: found.sha256, blocks: found.blocks.length };
    if (found.sha256 === original.sha256 && badBlock === null) {
      return check.passed("verification/digest-equal", facts);
    }
    const where = badBlock === null ? {} : { firstBadBlock: badBlock };
    return check.failed("verification/digest-differs", {
      ...facts,
      recordedSha256: original.sha256,
      ...where,
    });
  } catch (error) {
    return storeFault(check, error);
  }
}

export function storeFault(check: ReturnType<typeof checkOf>, error: unknown): CheckBody {
  if (isRefusal(error, "objects/no-such-object"))
    return check.failed("verification/object-missing");
  if (isRefusal(error)) return check.open("verification/store-unavailable", { code: error.code });
  throw error;
}

async function readAgain(
  { objects }: BytesDeps,
  object: ObjectRef,
): Promise<{ sha256: Sha256; sizeBytes: number; blocks: readonly Sha256[] }> {
  const whole = createHash("sha256");
  const blocks: Sha256[] = [];
  let block = createHash("sha256");
  let inBlock = 0;
  let sizeBytes = 0;
  const endBlock = (): void => {
    blocks.push(block.digest("hex") as Sha256);
    block = createHash("sha256");
    inBlock = 0;
  };
  for await (const chunk of (await objects.read(object)) as AsyncIterable<Buffer>) {
    whole.update(chunk);
    sizeBytes += chunk.byteLength;
    for (let at = 0; at < chunk.byteLength;) {
      const part = chunk.subarray(at, at + BLOCK_BYTES - inBlock);
      block.update(part);
      at += part.byteLength;
      inBlock += part.byteLength;
      if (inBlock === BLOCK_BYTES) endBlock();
    }
  }
  if (inBlock > 0) endBlock();
  return { sha256: whole.digest("hex") as Sha256, sizeBytes, blocks };
}

function firstDifference(found: readonly Sha256[], { blocks }: VerifiedOriginal): number | null {
  const length = Math.max(found.length, blocks.length);
  for (let at = 0; at < length; at += 1) if (found[at] !== blocks[at]) return at;
  return null;
}

/** What the device said the file is, against what was found in the store. */
export function checkDeclared(
  { publicOrigin }: Pick<VerifyDeps, "publicOrigin">,
  { item }: Checked,
): CheckBody {
  const { announced, original } = item;
  const check = checkOf("declared", declaredYourself(publicOrigin, item));
  if (announced.sha256 === null) return check.open("verification/nothing-declared");
  const facts = { declaredSha256: announced.sha256 };
  if (original === null) {
    return item.quarantineReason === "ingest/declared-digest-differs"
      ? check.failed("verification/declared-differs", facts)
      : check.open("verification/not-yet-verified", facts);
  }
  return announced.sha256 === original.sha256
    ? check.passed("verification/declared-equal", facts)
    : check.failed("verification/declared-differs", { ...facts, sha256: original.sha256 });
}

/** Digest of everything `object` holds, for copies. */
export async function digestOf({ objects }: BytesDeps, object: ObjectRef): Promise<Sha256> {
  return (await readAgain({ objects, publicOrigin: "" }, object)).sha256;
}
