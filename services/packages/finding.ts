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

/** The verdict over all: one failure is failure; what could not be decided stays undecided. */
export function overall(findings: readonly Finding[]): Verdict {
  if (findings.length === 0 || findings.some(({ verdict }) => verdict === "FAILED"))
    return "FAILED";
  return findings.some(({ verdict }) => verdict === "INDETERMINATE") ? "INDETERMINATE" : "PASSED";
}
