/** What can be wrong with a recording, a card or the dock itself: a name, what it means and the next step. */
import type { Text } from "../kernel/language.ts";

export const CLIP_PROBLEMS = [
  "unreadable",
  "read-error",
  "file-gone",
  "changed-while-read",
  "quarantined-once",
  "quarantined",
  "refused",
  "receipt-invalid",
  "receipt-of-other-bytes",
  "ledger-not-pinned",
  "not-read-back",
  "source-differs",
  "not-marked",
  "not-deleted",
  "clock-unclear",
] as const;
export const DOCK_PROBLEMS = [
  "server-away",
  "server-full",
  "quota-used-up",
  "token-refused",
  "state-disk-full",
  "state-not-written",
] as const;
/** What people should know and no work waits for. */
export const NOTICES = [
  "clock-far-off",
  "empty-files",
  "state-rebuilt",
  "own-clock-off",
  "certificate-not-renewed",
  "batch-refused",
  "batch-receipt-invalid",
  "too-many-files",
  "batch-not-stated",
  "anchor-not-left",
] as const;
export const CARD_PROBLEMS = ["unknown-card", "card-unreadable", "card-gone"] as const;

export const PROBLEM_CODES = [...CLIP_PROBLEMS, ...DOCK_PROBLEMS] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
export type DockProblem = (typeof DOCK_PROBLEMS)[number];
export type Notice = (typeof NOTICES)[number];
export type CardProblem = (typeof CARD_PROBLEMS)[number];
export type AnyProblem = ProblemCode | Notice | CardProblem;

/** Tried no more until the file or the dock's settings change. */
const FINAL: ReadonlySet<ProblemCode> = new Set([
  "quarantined",
  "refused",
  "receipt-of-other-bytes",
  "source-differs",
  "not-read-back",
]);
export const isFinal = (problem: ProblemCode | null): boolean =>
  problem !== null && FINAL.has(problem);

const DOCK: ReadonlySet<string> = new Set(DOCK_PROBLEMS);
/** Of the whole dock: shown once, not at each recording. */
export const isOfDock = (problem: ProblemCode | null): problem is DockProblem =>
  problem !== null && DOCK.has(problem);

/** The problem of a file that could not be read or changed, by the system's error code (errno(3)). */
export function problemOfFile(errorCode: string | undefined): ProblemCode {
  if (errorCode === "EIO" || errorCode === "ENODATA" || errorCode === "EUCLEAN")
    return "read-error";
  if (errorCode === "ENOENT" || errorCode === "ENOTDIR") return "file-gone";
  return "unreadable";
}

export interface Explained {
  readonly what: Text;
  readonly next: Text;
}
export type ProblemTexts = Readonly<Record<AnyProblem, Explained>>;
