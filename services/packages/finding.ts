/** What the verifier found: one verdict about one thing, in the words of ETSI EN 319 102-1. */
import type { RefusalCode } from "../kernel/refusal.ts";

export const PACKAGE_CHECKS = [
  "contents",
  "bag",
  "package-signature",
  "trust",
  "manifest-signature",
  "media",
  "blocks",
  "ledger",
  "receipt",
  "custody",
  "device-chain",
  "visit",
  "timestamp",
  "witness",
  "second-signature",
  "source-signature",
  "signing-key",
  "made-of",
] as const;
export type PackageCheck = (typeof PACKAGE_CHECKS)[number];

export type Verdict = "PASSED" | "FAILED" | "INDETERMINATE";

export interface Finding {
  readonly check: PackageCheck;
  readonly verdict: Verdict;
  /** Path in the package, or null if it is about the whole. */
  readonly file: string | null;
  /** Code, e.g. "packages/file-differs". */
  readonly reason: RefusalCode;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

type Facts = Finding["facts"];

/** Collects findings about one thing. */
export const about = (check: PackageCheck, file: string | null) => {
  const make =
    (verdict: Verdict) =>
    (reason: RefusalCode, facts: Facts = {}): Finding => ({ check, verdict, file, reason, facts });
  return { passed: make("PASSED"), failed: make("FAILED"), open: make("INDETERMINATE") };
};

/** What a package may be without. Left open, it decides a level (levels.ts) and leaves the sum as it is. */
const BESIDE_THE_SUM: ReadonlySet<PackageCheck> = new Set<PackageCheck>([
  "device-chain",
  "visit",
  "timestamp",
  "witness",
  "second-signature",
  "source-signature",
  "made-of",
]);

/** Beside the sum and its level: packages from before there was a register of keys lack this. */
export const isAside = ({ check, verdict, reason }: Finding): boolean =>
  check === "signing-key" && verdict === "INDETERMINATE" && reason === "packages/key-not-told";

/** The verdict over all: one failure is failure; what could not be decided stays undecided. */
export function overall(findings: readonly Finding[]): Verdict {
  if (findings.length === 0 || findings.some(({ verdict }) => verdict === "FAILED"))
    return "FAILED";
  const isOpen = findings.some(
    (finding) =>
      finding.verdict === "INDETERMINATE" &&
      !BESIDE_THE_SUM.has(finding.check) &&
      !isAside(finding),
  );
  return isOpen ? "INDETERMINATE" : "PASSED";
}
