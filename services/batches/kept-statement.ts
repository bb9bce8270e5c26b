/** A dock's statement as it was kept, read back only as the dock signed it. */
import { sha256 } from "../kernel/digest.ts";
import type { BatchId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { KeptStatement } from "./batch.ts";
import { isSignedBy } from "./dock-key.ts";
import { type DockStatement, parseDockStatement, statementDigest } from "./dock-statement.ts";

/**
 * What is signed for ever is held against what the dock signed, whatever the database gave back.
 * @throws Refusal tampered "batches/statement-differs".
 */
export function readStatement(id: BatchId, kept: KeptStatement): DockStatement {
  const { text, signature, key } = kept;
  if (statementDigest(text) === kept.sha256 && sha256(key.spki) === key.sha256) {
    const stated = parsedOrNull(kept);
    const isOfThis = stated?.batch === id && stated.keySha256 === key.sha256;
    if (isOfThis && isSignedBy(text, signature, key)) return stated;
  }
  throw new Refusal("tampered", "batches/statement-differs", NOT_AS_SIGNED, {
    fix: "Compare the database with a backup; no receipt is given for this batch.",
    facts: { batch: id },
  });
}

function parsedOrNull(kept: KeptStatement): DockStatement | null {
  try {
    return parseDockStatement(kept);
  } catch (error) {
    if (isRefusal(error, "batches/bad-statement")) return null;
    throw error;
  }
}

const NOT_AS_SIGNED = "the kept statement is not what the dock signed";
