/** Checks of who else saw the ledger: the cosignatures of a proof's checkpoint, against a policy of k of n witnesses. */
import { parseCheckpointText } from "../ledger/checkpoint.ts";
import { type Note, openNote, parseNote } from "../ledger/note.ts";
import { verifierFor } from "../ledger/pinned-keys.ts";
import { type Policy, leastWitnesses, witnessed } from "../ledger/policy.ts";
import { parseProof } from "../ledger/tlog-proof.ts";
import type { CheckDeps } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";

/** `path` is of a proof. Nothing where no policy is known: then level L4 says that there is no witness. */
export function checkWitnesses({ trust, read }: CheckDeps, path: string): readonly Finding[] {
  const { policy, isPinned } = trust.witnesses;
  if (policy === null) return [];
  const check = about("witness", path);
  const text = parseProof(read.bytes(path)?.toString("utf8") ?? "")?.note ?? "";
  const note = parseNote(text);
  if (note === null) return [check.failed("packages/proof-invalid")];
  if (!isOfPolicy(policy, note, text)) return [check.failed("packages/log-not-in-policy")];
  const { isMet, cosigned, spoilt } = witnessed(policy, note);
  if (spoilt.length > 0) {
    return [check.failed("packages/cosignature-invalid", { witnesses: spoilt.join(" ") })];
  }
  const facts = {
    cosigned: cosigned.map(({ name }) => name).join(" "),
    least: leastWitnesses(policy),
    of: policy.witnesses.length,
  };
  if (isMet && cosigned.length === 0) return [check.open("packages/no-witness")];
  if (isMet) {
    const [first = ""] = cosigned.map(({ at }) => at).sort();
    return [check.passed("packages/witnessed", { ...facts, at: first })];
  }
  // What the caller demands and does not get is no; what the package says of itself stays open.
  return [
    isPinned
      ? check.failed("packages/quorum-not-met", facts)
      : check.open("packages/quorum-not-met", facts),
  ];
}

/** A policy that names logs counts for these alone. */
function isOfPolicy({ logs }: Policy, note: Note, text: string): boolean {
  if (logs.length === 0) return true;
  const log = verifierFor(parseCheckpointText(note.text)?.origin ?? "", logs);
  return log !== null && openNote(text, log) !== null;
}
