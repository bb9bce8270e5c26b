/** Check: what was said, when the original was received, of signatures inside the recording. */
import { isRefusal, type RefusalCode } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { isOnRecord } from "../source/on-record.ts";
import {
  type SourceStatement,
  type SourceVerdict,
  parseSourceStatement,
} from "../source/verdict.ts";
import type { CheckBody } from "./api-schema.ts";
import { sourceYourself } from "./check-yourself.ts";
import { type Facts, checkOf } from "./check.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

/** That a signature did not hold then is no fault of what is kept: the origin stays open. */
const REASONS: Readonly<Record<SourceVerdict, RefusalCode>> = {
  valid: "verification/source-valid",
  invalid: "verification/source-invalid",
  "not-verifiable": "verification/source-not-verifiable",
  unsigned: "verification/source-unsigned",
};

/** One that was to be expected is not there. */
const MISSED = {
  "signed-before": "verification/source-expected",
  "always-signs": "verification/source-always-signs",
} as const;

/** Held against its digest, the custody record and the ledger; never taken anew, for verdicts decay. */
export async function checkSource(deps: VerifyDeps, { item }: Checked): Promise<CheckBody> {
  const check = checkOf("source", sourceYourself(deps.publicOrigin, item));
  const kept = await deps.sources.verdict(item.id);
  if (kept === null) return check.open("verification/source-not-looked-at");
  const isRecorded = isOnRecord(kept, await deps.items.custody(item.id));
  const statement = isRecorded ? read(kept.statement) : null;
  if (statement?.item !== item.id) return check.failed("verification/source-differs");
  const place = await deps.ledger.locate(
    leafText({ type: "source", itemId: item.id, verdictSha256: kept.statementSha256 }),
  );
  const facts = factsOf(statement, place);
  if (statement.expected !== null) return check.open(MISSED[statement.expected], facts);
  if (statement.verdict === "valid" && place === null) {
    return check.open("verification/source-not-in-ledger", facts);
  }
  return statement.verdict === "valid"
    ? check.passed(REASONS.valid, facts)
    : check.open(REASONS[statement.verdict], facts);
}

function read(text: string): SourceStatement | null {
  try {
    return parseSourceStatement(text);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

const factsOf = (
  { takenAt, signatures, reasons, facts: { expectedKind } }: SourceStatement,
  place: { readonly origin: string; readonly index: number } | null,
): Facts => ({
  takenAt,
  ...(signatures.length === 0
    ? {}
    : {
        signatures: signatures
          .map(({ kind, verdict, reasons: why }) => [kind, verdict, ...why].join(" "))
          .join("; "),
        tool: signatures.map(({ tool, version }) => `${tool} ${version}`).join("; "),
      }),
  ...(reasons.length === 0 ? {} : { reason: reasons.join(" ") }),
  ...(expectedKind === undefined ? {} : { expectedKind }),
  // Until its entry is made, a moment later, it stands in the custody record alone.
  ...(place === null ? {} : { origin: place.origin, index: place.index }),
});
