/** What the audit may find wrong with an object; a code means the same in custody events, alarms and texts. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ObjectLock } from "../objects/object-store.ts";

export const FIXITY_CODES = [
  /** The store has nothing under the recorded key. */
  "fixity/object-missing",
  /** Something else lies there, and the recorded version is gone. */
  "fixity/object-replaced",
  /** It was destroyed, and something of it lies there. */
  "fixity/object-there",
  "fixity/size-differs",
  "fixity/digest-differs",
  "fixity/lock-missing",
  /** It ends earlier, or is weaker, than it was. */
  "fixity/lock-shortened",
  /** The recorded version is there; whoever asks by key gets another one. */
  "fixity/version-on-top",
  "fixity/hidden-by-deletion",
  /** The record that says what the object must be is itself not what was signed. */
  "fixity/record-differs",
  "fixity/entries-differ",
  "fixity/tile-differs",
  "fixity/root-differs",
] as const;
export type FixityCode = (typeof FIXITY_CODES)[number];

export type FindingFacts = Readonly<Record<string, string | number>>;

export interface FixityFinding {
  readonly code: FixityCode;
  /** Digests, sizes, times, numbers; never names. */
  readonly facts: FindingFacts;
}

/** What one audit of one target saw. */
export interface Audit {
  /** Bytes that were read. */
  readonly sizeBytes: number;
  /** Of the object's bytes as they are; null for a stretch of the ledger and where nothing could be read. */
  readonly sha256: Sha256 | null;
  readonly lock: ObjectLock | null;
  readonly findings: readonly FixityFinding[];
}

export const finding = (code: FixityCode, facts: FindingFacts = {}): FixityFinding => ({
  code,
  facts,
});

/** Numbers as people read them, "3-5, 9", at most `most` stretches of them. */
export function stretches(numbers: readonly number[], most = 50): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  const shown = found
    .slice(0, most)
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return [...shown, ...(found.length > most ? ["…"] : [])].join(", ");
}
