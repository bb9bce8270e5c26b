/** Check of the dock's own signature: it stands over the whole statement, and this recording's line is the one at its place in it. */
import { isSignedBy, parseDockKey } from "../batches/dock-key.ts";
import { openingDigest, parseOpening, parseSalted } from "../batches/salted-statement.ts";
import type { ItemId } from "../kernel/ids.ts";
import { sha256 } from "../kernel/digest.ts";
import { strictJsonLine } from "../kernel/strict-json.ts";
import type { CheckDeps } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { visitStatementPaths } from "./package-layout.ts";
import type { StatedVisit, Visit } from "./visit.ts";

/** None where the package holds nothing of it: the dock stated in version 1. `visit` is null where visit.json is not believed. */
export function checkDockSignature(
  { read }: Pick<CheckDeps, "read">,
  itemId: ItemId,
  visit: Visit | null,
): Finding[] {
  const paths = visitStatementPaths(itemId);
  const check = about("visit", paths.text);
  const [text, signature, key, opening] = [
    ...[read.bytes(paths.text), read.bytes(paths.signature)],
    ...[read.bytes(paths.key), read.bytes(paths.opening)],
  ];
  if ([text, signature, key, opening].every((each) => each == null)) return [];
  if (text == null || signature == null || key == null || opening == null) {
    return [check.failed("packages/file-missing")];
  }
  try {
    const isSound =
      visit?.state === "stated" &&
      sha256(text) === visit.statementSha256 &&
      isSignedBy(text.toString("utf8"), signature, parseDockKey(key.toString("base64"))) &&
      saysSo(visit, itemId, {
        text: text.toString("utf8"),
        opening: opening.toString("utf8"),
        key,
      });
    if (isSound) return [check.passed("packages/dock-signed", { keySha256: sha256(key) })];
  } catch {
    // Whatever is no statement, no line, no key: nobody here wrote it.
  }
  return [check.failed("packages/dock-not-signed")];
}

interface Signed {
  readonly text: string;
  readonly opening: string;
  readonly key: Uint8Array;
}

/** The statement says what visit.json says, and its line is about this recording. */
function saysSo(visit: StatedVisit, itemId: ItemId, { text, opening, key }: Signed): boolean {
  const stated = parseSalted(text);
  const file = parseOpening(opening);
  return (
    stated.batch === visit.batch &&
    stated.keySha256 === sha256(key) &&
    stated.files.length === visit.found &&
    stated.notSent === visit.notSent &&
    strictJsonLine(stated.sequence) === strictJsonLine(visit.sequence) &&
    stated.files[visit.place - 1] === openingDigest(opening) &&
    file.how !== "not-sent" &&
    file.upload === itemId &&
    file.sha256 === visit.sha256 &&
    file.sequence === visit.number
  );
}
