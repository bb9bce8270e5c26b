/** Checks of when at the latest: the time stamps (RFC 3161) over the checkpoints that the package's proofs lead to. */
import { checkpointIn, tokenIn } from "../anchors/proof-paths.ts";
import { type UtcInstant, parseInstant } from "../kernel/clock.ts";
import { parseCheckpointText } from "../ledger/checkpoint.ts";
import { openNote, parseNote } from "../ledger/note.ts";
import { parseProof } from "../ledger/tlog-proof.ts";
import type { CheckDeps } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { type Held, type RenewalDeps, type Renewals, readRenewals } from "./check-renewal.ts";
import { type Stamp, type StampDeps, judgeStamp } from "./judge-stamp.ts";
import type { Trust } from "./trust.ts";

export type TimestampDeps = RenewalDeps;

export interface Timestamps {
  readonly findings: readonly Finding[];
  readonly existedAt: CheckDeps["existedAt"];
}

/**
 * One finding for each checkpoint that is stamped, and one for each proof that leads to none of them. Nothing
 * where no checkpoint is there at all: then level L3 says that there is no time stamp.
 *
 * A checkpoint file is the whole note, signed by the log: anything less could have been stamped before the entries
 * were there. A proof's note has the same text, and may have more signatures.
 */
export async function checkTimestamps(deps: TimestampDeps): Promise<Timestamps> {
  const { files, bytes } = deps.read;
  const paths = [...files.keys()].sort();
  const checkpoints = paths.filter((path) => checkpointIn(path) !== null);
  if (checkpoints.length === 0) return { findings: [], existedAt: () => null };
  const renewals = await readRenewals(deps);
  const proofs = paths
    .filter((path) => path.startsWith("proofs/") && path.endsWith(".tlog-proof"))
    .map((path) => ({ path, text: textIn(parseProof(textOf(bytes(path)))?.note ?? "") }));
  const findings: Finding[] = [...renewals.findings];
  const stamped = new Map<string, Finding>();
  for (const path of checkpoints) {
    const signed = signedText(textOf(bytes(path)), deps.trust);
    const isOfAProof = signed !== null && proofs.some(({ text }) => text === signed);
    const finding = isOfAProof
      ? await checkTokens({ ...deps, renewals }, path, paths)
      : about("timestamp", path).failed("packages/checkpoint-of-no-proof");
    if (isOfAProof) stamped.set(signed, finding);
    findings.push(finding);
  }
  for (const { path, text } of proofs) {
    if (text !== null && stamped.has(text)) continue;
    findings.push(about("timestamp", path).open("packages/not-stamped-yet"));
  }
  const existedAt = (proofPath: string): UtcInstant | null => {
    const text = proofs.find(({ path }) => path === proofPath)?.text ?? "";
    const finding = stamped.get(text);
    return finding?.verdict === "PASSED" ? parseInstant(String(finding.facts["existedAt"])) : null;
  };
  return { findings, existedAt };
}

const textIn = (note: string): string | null => parseNote(note)?.text ?? null;

/** The text of a note that the log it names signed, else null. */
function signedText(note: string, trust: Pick<Trust, "verifierFor">): string | null {
  const verifier = trust.verifierFor(parseCheckpointText(textIn(note) ?? "")?.origin ?? "");
  return verifier === null ? null : openNote(note, verifier);
}

/** One token that does not hold spoils it; one of a pinned authority proves it, if it lasts until today. */
async function checkTokens(
  deps: TimestampDeps & { readonly renewals: Renewals },
  path: string,
  paths: readonly string[],
): Promise<Finding> {
  const check = about("timestamp", path);
  const judged = await judgeTokens(deps, path, paths);
  if (judged === null) return check.failed("packages/checkpoint-without-token");
  if ("why" in judged) return check.failed("packages/timestamp-invalid", judged);
  const { oldest, lasting, tokens } = judged;
  const facts = factsOf(lasting?.stamp ?? oldest, tokens);
  if (lasting === null) {
    return check.open("packages/stamp-over", { ...facts, validUntil: oldest.validUntil });
  }
  const { isPinned, renewedAt, renewedBy } = lasting.held;
  if (!isPinned) return check.open("packages/authority-not-pinned", facts);
  return renewedAt === null || renewedBy === null
    ? check.passed("packages/stamped", facts)
    : check.passed("packages/stamp-renewed", { ...facts, renewedAt, renewedBy });
}

/** The tokens over one checkpoint, all of which hold. */
export interface JudgedTokens {
  readonly tokens: number;
  readonly oldest: Stamp;
  /** The oldest that lasts until today, pinned ones first, and by what; null: none does. */
  readonly lasting: { readonly stamp: Stamp; readonly held: Held } | null;
}

/** Those at `paths` over the checkpoint at `path`; null: there is none. Or the one that does not hold, and why. */
export async function judgeTokens(
  deps: StampDeps & { readonly renewals: Pick<Renewals, "held"> },
  path: string,
  paths: readonly string[],
): Promise<JudgedTokens | { readonly authority: string; readonly why: string } | null> {
  const name = checkpointIn(path);
  const stamps: Stamp[] = [];
  for (const tokenPath of paths) {
    const token = tokenIn(tokenPath);
    if (token === null || token.checkpoint !== name) continue;
    const stamp = await judgeStamp(deps, path, tokenPath, token.authority);
    if ("why" in stamp) return { authority: token.authority, why: stamp.why };
    stamps.push(stamp);
  }
  const [oldest, ...younger] = stamps.toSorted(byTime);
  if (oldest === undefined) return null;
  const lasting = [oldest, ...younger].flatMap((stamp) => {
    const held = deps.renewals.held(stamp);
    return held === null ? [] : [{ stamp, held }];
  });
  const found = lasting.find(({ held }) => held.isPinned) ?? lasting[0] ?? null;
  return { tokens: stamps.length, oldest, lasting: found };
}

const byTime = (a: Stamp, b: Stamp): number => (a.genTime < b.genTime ? -1 : 1);
/** What is said of a stamp among `tokens` over its checkpoint. */
export const factsOf = (
  { genTime, authority, revocation, clearedAbove }: Stamp,
  tokens: number,
) => {
  const { list, ...rest } = revocation;
  const { listOf, isAnswer, ...times } = { listOf: null, isAnswer: false, ...rest };
  return {
    ...{ existedAt: genTime, authority, tokens, revocation: REVOCATION[list], ...times },
    ...(listOf === null ? {} : isAnswer ? { answerOf: listOf } : { listOf }),
    ...(clearedAbove === 0 ? {} : { authoritiesAboveGood: clearedAbove }),
  };
};
/** Said to whoever reads the facts. */
const REVOCATION = {
  none: "not checked for revocation",
  unknown: "not checked for revocation: who answers for the authority does not know it",
  unusable: "not checked for revocation: the list in the package is not the authority's",
  "not-on-it": "not revoked",
  "revoked-later": "revoked later, for a reason that leaves this stamp good",
} as const satisfies Record<Stamp["revocation"]["list"], string>;

const textOf = (bytes: Buffer | null): string => bytes?.toString("utf8") ?? "";
