/** Check of what was said, at reception, of signatures inside the recording: that it is what the ledger holds, and what it says. */
import { sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal, type RefusalCode } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { originOfProof, verifyProof } from "../ledger/tlog-proof.ts";
import {
  type SourceStatement,
  type SourceVerdict,
  parseSourceStatement,
} from "../source/verdict.ts";
import type { CheckDeps } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { sourcePath, sourceProofPath } from "./package-layout.ts";

/**
 * Only "valid" says where a recording comes from. That a signature did not hold then is no fault of the
 * package, which keeps what was received: the origin stays open, and the reason is told.
 */
const REASONS: Readonly<Record<SourceVerdict, RefusalCode>> = {
  valid: "packages/source-valid",
  invalid: "packages/source-invalid",
  "not-verifiable": "packages/source-not-verifiable",
  unsigned: "packages/source-unsigned",
};

/** `original` is what the signed manifest names; undefined without one. */
export function checkSource(
  { read, trust }: CheckDeps,
  itemId: ItemId,
  original: string | undefined,
): Finding {
  const path = sourcePath(itemId);
  const check = about("source-signature", path);
  const text = read.bytes(path);
  const proof = read.bytes(sourceProofPath(itemId))?.toString("utf8");
  if (text === null && proof === undefined) return check.open("packages/origin-not-known");
  if (text === null || proof === undefined) return check.failed("packages/file-missing");
  const verifier = trust.verifierFor(originOfProof(proof));
  if (verifier === null) return check.failed("packages/no-ledger-key");
  try {
    const statement = parseSourceStatement(text);
    const verdictSha256 = sha256(text);
    verifyProof(proof, leafText({ type: "source", itemId, verdictSha256 }), verifier);
    if (!isAbout(statement, itemId, original)) {
      return check.failed("packages/source-of-other-bytes");
    }
    const facts = factsOf(statement);
    if (statement.expected === "always-signs") {
      return check.open("packages/source-always-signs", facts);
    }
    const said = statement.verdict === "valid" ? check.passed : check.open;
    return said(REASONS[statement.verdict], facts);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code === "source/malformed-verdict"
      ? check.failed("packages/source-malformed")
      : check.failed("packages/proof-invalid", { why: error.code });
  }
}

/** A verdict names no bytes where none were looked at; without a manifest there is none to hold it against. */
const isAbout = (
  { item, sha256: lookedAt }: SourceStatement,
  itemId: ItemId,
  original: string | undefined,
): boolean =>
  item === itemId && (lookedAt === null || original === undefined || lookedAt === original);

function factsOf({
  takenAt,
  signatures,
  reasons,
  expected,
  facts: { expectedKind },
}: SourceStatement): Finding["facts"] {
  const words = signatures.map(({ kind, verdict, reasons: why, tool, version }) =>
    [kind, verdict, why.join(" "), `(${tool} ${version})`].join(" "),
  );
  return {
    takenAt,
    ...(words.length > 0 ? { signatures: words.join("; ") } : {}),
    ...(reasons.length > 0 ? { reasons: reasons.join(" ") } : {}),
    ...(expected === null ? {} : { expected }),
    ...(expectedKind === undefined ? {} : { expectedKind }),
  };
}
