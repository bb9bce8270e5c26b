/** Check: every copy is signed as made from this original, and is still what was signed. */
import type { Derivative } from "../evidence/derivative.ts";
import { isCopySealed } from "../evidence/pipeline.ts";
import { sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type OtherVersion, otherVersion } from "../objects/other-version.ts";
import type { CheckBody } from "./api-schema.ts";
import { digestOf } from "./check-bytes.ts";
import { copiesYourself } from "./check-yourself.ts";
import { checkOf } from "./check.ts";
import { speaksOfCopy } from "./speaks-of.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

interface Fault {
  readonly why: "changed";
  readonly facts: OtherVersion["facts"];
}

export async function checkCopies(deps: VerifyDeps, checked: Checked): Promise<CheckBody> {
  const { item } = checked;
  const made = await deps.derivatives.derivatives(item.id);
  const copies = made.filter(({ kind }) => isCopySealed(item, kind));
  const check = checkOf("copies", copiesYourself(deps.publicOrigin, item, copies, checked.seals));
  if (item.viewingStage === "none") {
    return check.open("verification/no-copies", { why: item.noViewingReason ?? "unknown" });
  }
  if (copies.length === 0 || item.viewingStage !== "ready") {
    return check.open("verification/copies-not-sealed-yet");
  }
  const open: string[] = [];
  for (const copy of copies) {
    const fault = await faultOf(deps, checked, copy);
    if (fault === "store-unavailable") open.push(copy.kind);
    else if (fault !== null) {
      const { why, facts } = typeof fault === "string" ? { why: fault, facts: {} } : fault;
      return check.failed(`verification/copy-${why}`, {
        ...{ kind: copy.kind, sha256: copy.sha256 },
        ...facts,
      });
    }
  }
  const facts = { copies: copies.length, bytesRead: checked.readBytes };
  if (open.length > 0) return check.open("verification/store-unavailable", facts);
  // Signed and unread is not shown to be right: nobody looked at the bytes.
  return checked.readBytes
    ? check.passed("verification/copies-equal", facts)
    : check.open("verification/copies-not-read", facts);
}

async function faultOf(
  deps: VerifyDeps,
  { item, seals, readBytes }: Checked,
  copy: Derivative,
): Promise<Fault | string | null> {
  const seal = seals.find(({ subject }) => subject === copy.kind);
  if (seal?.signature == null) return "not-signed";
  if (sha256(seal.manifest) !== seal.manifestSha256) return "manifest-differs";
  if (!speaksOfCopy(seal, item, copy)) return "of-other-bytes";
  const { manifest, signature } = seal;
  const verdict = await deps.signatures.verify(manifest, signature, deps.rootCertificatePem);
  if (!verdict.valid || !verdict.chainedToRoot) return "signature-invalid";
  if (!readBytes) return null;
  try {
    return (await digestOf(deps, copy.object)) === copy.sha256 ? null : "digest-differs";
  } catch (error) {
    if (isRefusal(error, "objects/no-such-object")) return goneOrChanged(deps, copy);
    return ofStore(error);
  }
}

async function goneOrChanged({ objects }: VerifyDeps, copy: Derivative): Promise<Fault | string> {
  try {
    const other = await otherVersion(objects, copy.object);
    return other === null ? "missing" : { why: "changed", facts: other.facts };
  } catch (error) {
    return ofStore(error);
  }
}

function ofStore(error: unknown): string {
  if (isRefusal(error, "encryption/frame-differs")) return "digest-differs";
  if (isRefusal(error)) return "store-unavailable";
  throw error;
}
