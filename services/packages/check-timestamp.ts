/** Checks of when at the latest: the time stamps (RFC 3161) over the checkpoints that the package's proofs lead to. */
import type { TimestampVerifier } from "../anchors/timestamp.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { parseCheckpointText } from "../ledger/checkpoint.ts";
import { openNote, parseNote } from "../ledger/note.ts";
import { parseProof } from "../ledger/tlog-proof.ts";
import { type Finding, about } from "./finding.ts";
import { authorityPath, checkpointIn, tokenIn } from "./package-layout.ts";
import type { ReadPackage } from "./read-files.ts";
import type { Trust } from "./trust.ts";

export interface TimestampDeps {
  readonly timestamps: TimestampVerifier;
  readonly read: ReadPackage;
  readonly trust: Pick<Trust, "verifierFor">;
  /** Roots of authorities that came another way (PEM); null: none. */
  readonly pinnedRoots: string | null;
}

/**
 * One finding for each checkpoint that is stamped, and one for each proof that leads to none of them. Nothing
 * where no checkpoint is there at all: then level L3 says that there is no time stamp.
 *
 * A checkpoint file is the whole note, signed by the log: anything less could have been stamped before the entries
 * were there. A proof's note has the same text, and may have more signatures.
 */
export async function checkTimestamps(deps: TimestampDeps): Promise<readonly Finding[]> {
  const { files, bytes } = deps.read;
  const paths = [...files.keys()].sort();
  const checkpoints = paths.filter((path) => checkpointIn(path) !== null);
  if (checkpoints.length === 0) return [];
  const proofs = paths
    .filter((path) => path.startsWith("proofs/") && path.endsWith(".tlog-proof"))
    .map((path) => ({ path, text: textIn(parseProof(textOf(bytes(path)))?.note ?? "") }));
  const findings: Finding[] = [];
  const stamped: string[] = [];
  for (const path of checkpoints) {
    const signed = signedText(textOf(bytes(path)), deps.trust);
    const isOfAProof = signed !== null && proofs.some(({ text }) => text === signed);
    if (isOfAProof) stamped.push(signed);
    const check = about("timestamp", path);
    findings.push(
      isOfAProof
        ? await checkTokens(deps, path, paths)
        : check.failed("packages/checkpoint-of-no-proof"),
    );
  }
  for (const { path, text } of proofs) {
    if (text !== null && stamped.includes(text)) continue;
    findings.push(about("timestamp", path).open("packages/not-stamped-yet"));
  }
  return findings;
}

const textIn = (note: string): string | null => parseNote(note)?.text ?? null;

/** The text of a note that the log it names signed, else null. */
function signedText(note: string, trust: TimestampDeps["trust"]): string | null {
  const verifier = trust.verifierFor(parseCheckpointText(textIn(note) ?? "")?.origin ?? "");
  return verifier === null ? null : openNote(note, verifier);
}

interface Stamp {
  readonly genTime: UtcInstant;
  readonly authority: string;
  readonly isPinned: boolean;
}

/** One token that does not hold spoils it; one of a pinned authority proves it. */
async function checkTokens(
  deps: TimestampDeps,
  path: string,
  paths: readonly string[],
): Promise<Finding> {
  const check = about("timestamp", path);
  const name = checkpointIn(path);
  const stamps: Stamp[] = [];
  for (const tokenPath of paths) {
    const token = tokenIn(tokenPath);
    if (token === null || token.checkpoint !== name) continue;
    const stamp = await judge(deps, path, tokenPath, token.authority);
    if ("why" in stamp) {
      return check.failed("packages/timestamp-invalid", {
        ...{ authority: token.authority, why: stamp.why },
      });
    }
    stamps.push(stamp);
  }
  const pinned = stamps.filter(({ isPinned }) => isPinned);
  const [first] = (pinned.length > 0 ? pinned : stamps).toSorted((a, b) =>
    a.genTime < b.genTime ? -1 : 1,
  );
  if (first === undefined) return check.failed("packages/checkpoint-without-token");
  const facts = { existedAt: first.genTime, authority: first.authority, tokens: stamps.length };
  return first.isPinned
    ? check.passed("packages/stamped", facts)
    : check.open("packages/authority-not-pinned", facts);
}

async function judge(
  { timestamps, read, pinnedRoots }: TimestampDeps,
  notePath: string,
  tokenPath: string,
  name: string,
): Promise<Stamp | { readonly why: string }> {
  const note = read.bytes(notePath) ?? Buffer.alloc(0);
  const token = read.bytes(tokenPath) ?? Buffer.alloc(0);
  const own = textOf(read.bytes(authorityPath(name)));
  // A pinned root counts for whatever name a package gives its authority; other authorities may be there too.
  const sources = [
    ...(pinnedRoots === null ? [] : [{ roots: pinnedRoots, isPinned: true }]),
    { roots: own, isPinned: false },
  ];
  let why = "timestamps/unusable-root";
  for (const { roots, isPinned } of sources) {
    const verdict = await timestamps.verify(note, token, roots);
    if (verdict.valid) return { genTime: verdict.genTime, authority: verdict.authority, isPinned };
    why = verdict.reason;
  }
  return { why };
}

const textOf = (bytes: Buffer | null): string => bytes?.toString("utf8") ?? "";
