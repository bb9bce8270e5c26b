/** Use case: the handling unit signs a submission itself: a detached CMS over the exact text, by a certificate in the unit's name. */
import type { Maker } from "../casefile/case-document.ts";
import type { Clock } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { subjectNames } from "../kernel/subject-names.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { LegalReviewStore, ReviewDocument } from "./legal-review-store.ts";
import { reviewAction } from "./review-action.ts";
import { type Submission, parseSubmission } from "./submission-text.ts";
import type { UnitSigning } from "./unit-signing.ts";

export interface SignRoundDeps extends Pick<UnitSigning, "unitSignatures"> {
  readonly legalReviews: LegalReviewStore;
  readonly clock: Clock;
}

/**
 * False: the very same signature was there already.
 * @throws Refusal missing as `requireRound`; invalid "legalreview/signature-invalid", "legalreview/sm2-signature",
 * "legalreview/unknown-unit-root"; conflict "legalreview/no-unit", "legalreview/another-unit"; as the store.
 */
export async function signRound(
  { legalReviews, unitSignatures, clock }: SignRoundDeps,
  by: Maker,
  document: ReviewDocument,
  bytes: Uint8Array,
): Promise<boolean> {
  const { caseId, number: round, text } = document;
  const digest = sha256(bytes);
  // Seen by whoever sees the round; kept is kept, whatever became of its certificate or of the settings.
  const kept = (await legalReviews.unitSignatures(caseId, null)).find((one) => one.round === round);
  if (kept?.sha256 === digest) return false;
  const at = clock();
  const verdict = unitSignatures.judge(Buffer.from(text), bytes, at);
  if (!verdict.valid) throw signatureInvalid(verdict.reason);
  const { signer, root, certificateSha256, signedAt, isRootKnown } = verdict;
  if (!isRootKnown) throw unknownRoot(signer, root);
  const unit = requireUnit(parseSubmission(text).facts.agencyUnit);
  if (!subjectNames(signer, ["O", "OU"], unit)) throw anotherUnit(signer, unit);
  const signature = { caseId, round, bytes, sha256: digest, signer, root, certificateSha256 };
  const told = { round, submissionSha256: document.sha256, signatureSha256: digest };
  return legalReviews.keepUnitSignature(
    { ...signature, signedAt, at, by: by.id },
    reviewAction(
      "legal-review-signed",
      { caseId, at, by: by.id },
      { ...told, signer, certificateSha256 },
    ),
  );
}

/** A text from before the house asked for signatures may name no unit; nobody could sign it. */
export const asksUnit = (
  { isUnitSignatureRequired }: Pick<UnitSigning, "isUnitSignatureRequired">,
  { facts }: Pick<Submission, "facts">,
): boolean => isUnitSignatureRequired && facts.agencyUnit !== null;

export async function requireUnitSignature(
  deps: Pick<UnitSigning, "isUnitSignatureRequired"> & {
    readonly legalReviews: Pick<LegalReviewStore, "unitSignatures">;
  },
  submission: Submission,
  sight: Sight | null,
): Promise<void> {
  if (!asksUnit(deps, submission)) return;
  const { round } = submission;
  const unit = submission.facts.agencyUnit ?? "";
  const signatures = await deps.legalReviews.unitSignatures(submission.case.id, sight);
  if (signatures.some((one) => one.round === round)) return;
  throw new Refusal("conflict", "legalreview/not-signed-by-unit", "the unit has not signed it", {
    fix: `Have ${unit} sign the submission first: \`holdfast review text CASE ${round} --out FILE\`, sign that file, \`holdfast review sign CASE ${round} --signature FILE\`.`,
    facts: { round, unit },
  });
}

/** @throws Refusal conflict "legalreview/no-unit". */
export function requireUnit(unit: string | null): string {
  if (unit !== null) return unit;
  throw new Refusal("conflict", "legalreview/no-unit", "the case names no handling unit", {
    fix: "Enter the handling unit of the case; the next round names it, and that can be signed.",
  });
}

/** Of whoever reads what others signed. */
const SM2 = "keys/sm2-signature";

const signatureInvalid = (why: string): Refusal => (why === SM2 ? sm2NotRead() : notOfRound(why));

const sm2NotRead = (): Refusal =>
  new Refusal("invalid", "legalreview/sm2-signature", "a signature by SM2 is not read here yet", {
    fix: "Sign the same text once more with a certificate of ECDSA or RSA of the unit: its SM2 signature can be kept beside the case, but nothing here verifies it.",
  });

const notOfRound = (why: string): Refusal =>
  new Refusal("invalid", "legalreview/signature-invalid", "this is no signature of the round", {
    fix: "Sign the text that `holdfast review text` writes, as it is, detached, in DER: `openssl cms -sign -binary -cades -in FILE -signer CERT.pem -inkey KEY.pem -outform DER -out FILE.p7s`.",
    facts: { why },
  });

const unknownRoot = (signer: string, root: string): Refusal =>
  new Refusal("invalid", "legalreview/unknown-unit-root", "no root of units answers for it now", {
    fix: "Sign with a certificate that is valid today under a root in HOLDFAST_UNIT_ROOTS, with the certificates between put in (`-certfile`); the operator adds a root once it is compared.",
    facts: { signer, root },
  });

const anotherUnit = (signer: string, unit: string): Refusal =>
  new Refusal("conflict", "legalreview/another-unit", "the certificate names another unit", {
    fix: "Sign with the certificate whose organisation (O) or organisational unit (OU) is the handling unit, exactly as the case names it.",
    facts: { signer, unit },
  });

export const signedAlready = (): Refusal =>
  new Refusal("conflict", "legalreview/signed-already", "the round has its unit's signature", {
    fix: "What was signed stays. Look at the round; the next round can be signed anew.",
  });
