/** Checks: the signature over the manifest, and the manifest's place in the ledger. */
import { sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { parseVerifierKey } from "../ledger/note.ts";
import { verifyProof } from "../ledger/tlog-proof.ts";
import type { CheckBody } from "./api-schema.ts";
import { checkOf } from "./check.ts";
import { ledgerYourself, signatureYourself } from "./check-yourself.ts";
import { speaksOfOriginal } from "./speaks-of.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

export async function checkSignature(
  deps: VerifyDeps,
  { item, seal }: Checked,
): Promise<CheckBody> {
  const check = checkOf(
    "signature",
    seal === null ? "" : signatureYourself(deps.publicOrigin, item),
  );
  if (seal?.signature == null) return check.open("verification/not-signed-yet");
  const facts = { manifestSha256: seal.manifestSha256 };
  if (sha256(seal.manifest) !== seal.manifestSha256) {
    return check.failed("verification/manifest-differs", facts);
  }
  if (!speaksOfOriginal(seal, item)) {
    return check.failed("verification/manifest-of-other-bytes", facts);
  }
  const verdict = await deps.signatures.verify(
    seal.manifest,
    seal.signature,
    deps.rootCertificatePem,
  );
  if (!verdict.valid) {
    return check.failed("verification/signature-invalid", { ...facts, why: verdict.reason });
  }
  const signed = {
    ...facts,
    signer: verdict.signer,
    ...(verdict.signedAt === null ? {} : { signedAt: verdict.signedAt }),
  };
  return verdict.chainedToRoot
    ? check.passed("verification/signature-valid", signed)
    : check.open("verification/no-chain-to-root", signed);
}

export async function checkLedger(deps: VerifyDeps, { item, seal }: Checked): Promise<CheckBody> {
  const check = checkOf("ledger", ledgerYourself(deps.publicOrigin, item, seal));
  if (seal === null) return check.open("verification/not-in-ledger-yet");
  const receipt = await deps.seals.receipt(item.id);
  const leaf = leafText({
    type: "clip",
    itemId: item.id,
    manifestSha256: sha256(seal.manifest),
  });
  const place = await deps.ledger.locate(leaf);
  if (receipt === null) {
    return place === null && item.stage === "sealed"
      ? check.failed("verification/not-in-ledger")
      : check.open("verification/not-in-ledger-yet");
  }
  if (place === null) return check.failed("verification/not-in-ledger");
  const verifier = parseVerifierKey(deps.verifierKey(place.origin));
  if (verifier === null) return check.open("verification/no-ledger-key");
  try {
    const { index, checkpoint } = verifyProof(receipt.proof, leaf, verifier);
    const facts = { origin: checkpoint.origin, index, size: checkpoint.size };
    return index === place.index
      ? check.passed("verification/in-ledger", facts)
      : check.failed("verification/other-place", { ...facts, recordedIndex: place.index });
  } catch (error) {
    if (isRefusal(error)) return check.failed("verification/proof-invalid", { code: error.code });
    throw error;
  }
}
