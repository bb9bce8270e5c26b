/** Scanned papers that are taken in, by their first bytes: a name may say anything. */

export const PAPER_TYPES = ["application/pdf", "image/jpeg", "image/png"] as const;
export type PaperType = (typeof PAPER_TYPES)[number];

const BEGINNINGS: Readonly<Record<PaperType, string>> = {
  "application/pdf": "255044462d",
  "image/jpeg": "ffd8ff",
  "image/png": "89504e470d0a1a0a",
};

/** Null: it is none of them. */
export function paperTypeOf(bytes: Uint8Array): PaperType | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  return PAPER_TYPES.find((type) => start.startsWith(BEGINNINGS[type])) ?? null;
}
