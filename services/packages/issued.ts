/** For whom a package was made, if for somebody outside: it stands in the signed list, so that every copy of the package says so. */
import { randomInt } from "node:crypto";
import { z } from "zod";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import type { Text } from "../kernel/language.ts";
import { oneLine } from "../kernel/one-line.ts";

export const RECIPIENT_KINDS = [
  "court",
  "prosecutor",
  "agency",
  "archive",
  "lawyer",
  "party",
  "press",
  "other",
] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

export const RECIPIENT_NAMES: Readonly<Record<RecipientKind, Text>> = {
  court: { "zh-CN": "法院", en: "court" },
  prosecutor: { "zh-CN": "检察院", en: "prosecutor" },
  agency: { "zh-CN": "其他机关", en: "another authority" },
  archive: { "zh-CN": "档案馆", en: "archive" },
  lawyer: { "zh-CN": "律师", en: "lawyer" },
  party: { "zh-CN": "当事人", en: "party" },
  press: { "zh-CN": "新闻单位", en: "press" },
  other: { "zh-CN": "其他", en: "other" },
};

/** Without what is read as something else: 0 and O, 1 and I and L. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const GROUPS = 5;
const GROUP = 4;

/** Twenty letters, 99 bits: nobody guesses one, and it can be read from a screen and typed. */
export const newWatermark = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
  ).join("-");

/** As somebody typed it: in any case, with blanks, dashes or nothing between the groups; null for anything else. */
export function parseWatermark(text: string): string | null {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, "");
  if (letters.length !== GROUPS * GROUP) return null;
  if (!/^[2-9A-HJ-KMNP-Z]+$/.test(letters)) return null;
  return letters.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** Names and numbers, as they are printed: one line that shows nothing it is not. */
const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => oneLine(text) === text);

export const Issued = z.strictObject({
  watermark: z.string().refine((text) => parseWatermark(text) === text),
  recipient: z.enum(RECIPIENT_KINDS),
  organisation: line(200),
  person: line(100),
  /** Number of the document that it is given out on. */
  basis: line(200),
  basisSha256: z
    .string()
    .refine((text) => parseSha256(text) === text)
    .transform((text) => text as Sha256)
    .nullable(),
});
export type Issued = z.infer<typeof Issued>;
