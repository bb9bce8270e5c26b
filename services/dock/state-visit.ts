/** What the dock states about a visit: every recording it saw, in its own words, with the numbers that are missing. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import {
  DOCK_STATEMENT,
  type DockStatement,
  type NotSent,
  type StatedFile,
} from "../batches/dock-statement.ts";
import { SALTED_STATEMENT } from "../batches/salted-statement.ts";
import { type LastSeen, numberNames, reportSequence } from "../batches/sequence.ts";
import { sequenceWords } from "../batches/sequence-words.ts";
import type { Clip } from "./clip.ts";
import { baseOfSideFile } from "./side-files.ts";
import type { With } from "./visit.ts";

export interface Moment {
  readonly nonce: string;
  readonly keySha256: Sha256;
  readonly now: UtcInstant;
  readonly offsetMs: number | null;
  /** Endings of side files, which have no numbers of their own. */
  readonly sideFiles: readonly string[];
}

/** `clips` are those of the visit that still are what they were. */
export function stateVisit(
  { id, camera, beganAt, lastSeen, takesSalted }: With<"opened">,
  clips: readonly Clip[],
  { nonce, keySha256, now, offsetMs, sideFiles }: Moment,
): DockStatement {
  const sorted = [...clips].sort((one, other) => (one.file.path < other.file.path ? -1 : 1));
  const recordings = pathsOfRecordings(sorted, sideFiles);
  const { numbers } = numberNames(recordings);
  const numberOf = new Map(recordings.map((path, at) => [path, numbers[at] ?? null]));
  const report = sequenceOfPaths(recordings, lastSeen);
  return {
    type: takesSalted ? SALTED_STATEMENT : DOCK_STATEMENT,
    ...{ batch: id, nonce, keySha256, camera },
    clock: { began: beganAt, stated: now, offsetMs },
    files: sorted.map((clip) => statedFile(clip, numberOf.get(clip.file.path) ?? null)),
    sequence: { ...report, words: sequenceWords(report) },
  };
}

export const pathsOfRecordings = (
  clips: readonly Clip[],
  sideFiles: readonly string[],
): readonly string[] =>
  clips.map(({ file }) => file.path).filter((path) => baseOfSideFile(path, sideFiles) === null);

export const sequenceOfPaths = (paths: readonly string[], lastSeen: LastSeen | null) =>
  reportSequence(numberNames(paths), lastSeen);

const MAX_NAME = 1_000;

function statedFile(clip: Clip, sequence: number | null): StatedFile {
  const { file, flagged } = clip;
  return {
    name: file.path.slice(-MAX_NAME).toWellFormed(),
    sizeBytes: String(file.sizeBytes),
    modifiedAt: modifiedAt(file.mtimeMs),
    sha256: "sha256" in clip ? clip.sha256 : null,
    ...{ sequence, flagged },
    ...whatBecame(clip),
  };
}

/** A camera's clock may say anything; what is no date of four digits is not repeated. */
function modifiedAt(mtimeMs: number): UtcInstant | null {
  const date = new Date(mtimeMs);
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  return /^\d{4}-/.test(text) ? (text as UtcInstant) : null;
}

function whatBecame(clip: Clip): Pick<StatedFile, "how" | "upload" | "reason"> {
  const { stage, problem, quarantinedUpload: upload } = clip;
  if (stage === "sent" || stage === "sealed" || stage === "released") {
    return { how: clip.known ? "known" : "sent", upload: clip.upload, reason: null };
  }
  const reason = problem === null ? "card-removed" : (REASONS[problem] ?? "other");
  return { how: "not-sent", upload: reason === "quarantined" ? upload : null, reason };
}

const REASONS: Readonly<Partial<Record<NonNullable<Clip["problem"]>, NotSent>>> = {
  quarantined: "quarantined",
  "quarantined-once": "quarantined",
  refused: "refused",
  unreadable: "unreadable",
  "read-error": "unreadable",
  "file-gone": "vanished",
  "changed-while-read": "changing",
};
