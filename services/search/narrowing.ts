/** By what a search is narrowed: the verdict on an item and how long it is kept, in words of the page and of the command. */

/** The worst comes first: an item has the first that is true of it. */
export const VERDICTS = [
  /** The continuous audit found what differs. */
  "differs",
  /** A signature inside the recording does not verify. */
  "source-invalid",
  /** Decoding it found damage. */
  "damaged",
  /** Not sealed, or in quarantine. */
  "unproven",
  /** Sealed, and signed by the device that recorded it. */
  "source-valid",
  "sealed",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How long it is kept, as far as that was decided; a hold stands beside it. */
export const KEEPINGS = ["undecided", "open", "kept", "due"] as const;
export type Keeping = (typeof KEEPINGS)[number];

/** What is counted of what was found. */
export const FACETS = ["stage", "verdict", "keeping", "deviceId", "caseId", "activity"] as const;
export type Facet = (typeof FACETS)[number];

/** By words that stand in what tells of this alone: whoever carried the camera or was there, and where. */
export const SCOPES = ["officer", "place"] as const;
export type Scope = (typeof SCOPES)[number];

/** What may be left out of a question that finds nothing; "word" is one of its words. */
export const LEFT_OUT = [...FACETS, ...SCOPES, "time", "words", "word"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
