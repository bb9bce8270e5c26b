/** Checks: the stored bytes against the digests on record, and the digest the device declared. */
import { type HashedBlocks, differingBlocks, hashBlocks } from "../evidence/hash-blocks.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { VerifiedOriginal } from "../evidence/evidence-item.ts";
import type { ObjectRef } from "../objects/object-store.ts";
import { type OtherVersion, otherVersion } from "../objects/other-version.ts";
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
  const stored = storedFacts(original);
  try {
    const { sizeBytes } = await deps.objects.head(original.object);
    if (sizeBytes !== item.sizeBytes) {
      return check.failed("verification/size-differs", {
        recordedBytes: item.sizeBytes,
        sizeBytes,
      });
    }
    if (!readBytes) return check.open("verification/bytes-not-read", { sizeBytes, ...stored });
    const found = await readAgain(deps, original.object);
    const [badBlock = null] = differingBlocks(found.blocks, original.blocks);
    const { length: blocks } = found.blocks;
    const facts = { sizeBytes: found.sizeBytes, sha256: found.sha256, blocks, ...stored };
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
    return faultOf(deps, check, { object: original.object, error }, (other) =>
      readOther(deps, check, { original, isRead: readBytes }, other),
    );
  }
}

/** Where it lies encrypted: as what it lies in the store. A passed check read the plaintext out of it, each frame by its tag. */
const storedFacts = ({ encrypted }: VerifiedOriginal): Readonly<Record<string, string | number>> =>
  encrypted === undefined
    ? {}
    : { storedBytes: encrypted.sizeBytes, storedSha256: encrypted.sha256 };

/** The verdict where looking at `object` failed; `changed` judges what lies there in place of the version on record. */
export async function faultOf(
  { objects }: Pick<VerifyDeps, "objects">,
  check: ReturnType<typeof checkOf>,
  { object, error }: { readonly object: ObjectRef; readonly error: unknown },
  changed: (other: OtherVersion) => CheckBody | Promise<CheckBody>,
): Promise<CheckBody> {
  if (!isRefusal(error, "objects/no-such-object")) return storeFault(check, error);
  try {
    const other = await otherVersion(objects, object);
    return other === null ? storeFault(check, error) : await changed(other);
  } catch (second) {
    return storeFault(check, second);
  }
}

/** Who put the right bytes back, and not as the version on record, is told so: nothing else is wrong with them. */
async function readOther(
  deps: BytesDeps,
  check: ReturnType<typeof checkOf>,
  { original, isRead }: { readonly original: VerifiedOriginal; readonly isRead: boolean },
  { ref, facts }: OtherVersion,
): Promise<CheckBody> {
  if (!isRead) return check.failed("verification/object-changed", facts);
  const found = await readAgain(deps, ref);
  const digests = { ...facts, sizeBytes: found.sizeBytes, sha256: found.sha256 };
  if (found.sha256 === original.sha256) return check.failed("verification/put-anew", digests);
  const [firstBadBlock = 0] = differingBlocks(found.blocks, original.blocks);
  return check.failed("verification/object-changed", {
    ...digests,
    ...{ recordedSha256: original.sha256, firstBadBlock },
  });
}

export function storeFault(check: ReturnType<typeof checkOf>, error: unknown): CheckBody {
  if (isRefusal(error, "objects/no-such-object"))
    return check.failed("verification/object-missing");
  if (isRefusal(error, "encryption/frame-differs")) {
    return check.failed("verification/encrypted-differs");
  }
  if (isRefusal(error) && isOfKeys(error.code)) {
    return check.open("verification/no-key", { code: error.code });
  }
  if (isRefusal(error)) return check.open("verification/store-unavailable", { code: error.code });
  throw error;
}

/** The bytes lie there; who looks has no key that opens them. */
const isOfKeys = (code: string): boolean => code.startsWith("encryption/");

const readAgain = async ({ objects }: BytesDeps, object: ObjectRef): Promise<HashedBlocks> =>
  hashBlocks(await objects.scan(object));

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
