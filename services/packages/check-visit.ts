/** Check of what the dock stated of a visit: that its statement is in the ledger, and whether recordings are missing there. */
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { originOfProof, verifyProof } from "../ledger/tlog-proof.ts";
import type { CheckDeps } from "./check-manifest.ts";
import { checkDockSignature } from "./check-dock-signature.ts";
import { type Finding, about } from "./finding.ts";
import { visitPath, visitProofPath } from "./package-layout.ts";
import { type StatedVisit, type Visit, parseVisit } from "./visit.ts";

/** `original` is what the signed manifest names; undefined without one. None where no dock sent the recording. */
export function checkVisit(
  { read, trust }: CheckDeps,
  itemId: ItemId,
  original: string | undefined,
): Finding[] {
  const path = visitPath(itemId);
  const check = about("visit", path);
  const text = read.bytes(path);
  const proof = read.bytes(visitProofPath(itemId))?.toString("utf8");
  if (text === null && proof === undefined) return checkDockSignature({ read }, itemId, null);
  if (text === null) return [check.failed("packages/file-missing")];
  try {
    const visit = parseVisit(text);
    if (!isAbout(visit, itemId, original)) return [check.failed("packages/visit-of-other-bytes")];
    const signed = checkDockSignature({ read }, itemId, visit);
    if (visit.state === "open") return [check.open("packages/visit-not-over"), ...signed];
    if (proof === undefined) return [check.failed("packages/file-missing")];
    const verifier = trust.verifierFor(originOfProof(proof));
    if (verifier === null) return [check.failed("packages/no-ledger-key")];
    const { batch: batchId, statementSha256 } = visit;
    verifyProof(proof, leafText({ type: "batch", batchId, statementSha256 }), verifier);
    return [judged(check, visit), ...signed];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [
      error.code === "packages/malformed-visit"
        ? check.failed("packages/malformed-visit")
        : check.failed("packages/proof-invalid", { why: error.code }),
    ];
  }
}

const isAbout = (visit: Visit, itemId: ItemId, original: string | undefined): boolean =>
  visit.item === itemId &&
  (visit.state === "open" || original === undefined || visit.sha256 === original);

/** What is missing at the dock is no fault of the package: it is told, and whether all is there stays open. */
function judged(check: ReturnType<typeof about>, visit: StatedVisit): Finding {
  const { place, found, notSent, sequence } = visit;
  const facts = { place, found, notSent, numbers: sequence.words.en };
  if (sequence.unread !== null || sequence.tail === "not-comparable") {
    return check.open("packages/visit-numbers-unknown", facts);
  }
  const isWhole = sequence.missingCount === 0 && notSent === 0 && sequence.tail !== "ends-lower";
  return isWhole
    ? check.passed("packages/visit-whole", facts)
    : check.open("packages/visit-gaps", facts);
}
