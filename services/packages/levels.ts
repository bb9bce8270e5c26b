/**
 * Levels of a package, each of which stands alone: L0 its bytes, L1 who signed, L2 that it is logged,
 * L3 when at the latest, L4 who else saw the log, L5 that nothing is left out, L6 where it comes from.
 *
 * They are never added up: a sum would hide what stays unproven.
 */
import type { RefusalCode } from "../kernel/refusal.ts";
import { type Finding, type PackageCheck, type Verdict, isAside } from "./finding.ts";
import { LEDGER_KEY, WITNESS_POLICY } from "./package-layout.ts";

export const LEVELS = ["L0", "L1", "L2", "L3", "L4", "L5", "L6"] as const;
export type LevelName = (typeof LEVELS)[number];

export interface Level {
  readonly level: LevelName;
  readonly verdict: Verdict;
  /** Of the finding that decides, or "packages/level-holds". */
  readonly reason: RefusalCode;
  /** What the deciding finding is about; null: the whole, or none decides. */
  readonly file: string | null;
  readonly counts: Readonly<Record<Verdict, number>>;
}

const LEVEL_OF: Readonly<Record<Exclude<PackageCheck, "trust">, LevelName>> = {
  contents: "L0",
  bag: "L0",
  media: "L0",
  blocks: "L0",
  "package-signature": "L1",
  "manifest-signature": "L1",
  "second-signature": "L1",
  "signing-key": "L1",
  ledger: "L2",
  receipt: "L2",
  timestamp: "L3",
  witness: "L4",
  custody: "L5",
  "device-chain": "L5",
  visit: "L5",
  "source-signature": "L6",
  "made-of": "L6",
};

/** What rests on each file that is trusted. */
const TRUST_IN: Readonly<Record<string, LevelName>> = {
  [LEDGER_KEY]: "L2",
  [WITNESS_POLICY]: "L4",
};

/** The level a finding counts for. Trust counts for what rests on it. */
export const levelOf = ({ check, file }: Finding): LevelName =>
  check === "trust" ? (TRUST_IN[file ?? ""] ?? "L1") : LEVEL_OF[check];

/** Why a level stays open for which nothing was there to check. */
const NOTHING: Readonly<Partial<Record<LevelName, RefusalCode>>> = {
  L3: "packages/no-timestamp",
  L4: "packages/no-witness",
  L6: "packages/origin-not-known",
};

export const levelsOf = (findings: readonly Finding[]): readonly Level[] =>
  LEVELS.map((level) =>
    judge(
      level,
      findings.filter((finding) => levelOf(finding) === level),
    ),
  );

function judge(level: LevelName, findings: readonly Finding[]): Level {
  const those = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict);
  const [failed, open] = [those("FAILED"), those("INDETERMINATE")];
  const counts = {
    PASSED: findings.length - failed.length - open.length,
    FAILED: failed.length,
    INDETERMINATE: open.length,
  };
  // What is signed is signed, whether or not a second signature could be judged as well.
  const decides =
    failed[0] ?? open.find((finding) => finding.check !== "second-signature" && !isAside(finding));
  if (decides !== undefined) {
    const { verdict, reason, file } = decides;
    return { level, verdict, reason, file, counts };
  }
  // A key that is trusted, with nothing that it signed, holds nothing.
  if (findings.every(({ check }) => check === "trust")) {
    const reason = NOTHING[level] ?? "packages/nothing-checked";
    return { level, verdict: "INDETERMINATE", reason, file: null, counts };
  }
  return { level, verdict: "PASSED", reason: "packages/level-holds", file: null, counts };
}
