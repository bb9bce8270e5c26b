/** What for content is asked: a kind that decides, and the words of whoever asks. */
import { z } from "zod";
import { PURPOSES } from "../secrecy/purpose.ts";

export const PurposeKind = z.enum(PURPOSES);

/** What must be said before any byte of media leaves. */
export const PURPOSE_FIELDS = {
  purpose: z.string().trim().min(3).max(200),
  purposeKind: PurposeKind.default("evidence").describe(
    "evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose",
  ),
};

/** Those that I may name. */
export const OfferedPurposes = z.array(
  z.object({ purpose: PurposeKind, minCharacters: z.number().int() }),
);
export type OfferedPurposesBody = z.infer<typeof OfferedPurposes>;
