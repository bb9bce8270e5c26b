/** Which items are encrypted, and where the keys are that wrap theirs: for every process that reads or writes recordings. */
import { z } from "zod";
import { isTokenEnvironment } from "./keys-config.ts";
import { parseWrappingUri } from "./pkcs11/token-uri.ts";

const isFolder = (place: string): boolean => !place.startsWith("pkcs11:");

function isPlace(place: string): boolean {
  try {
    if (!isFolder(place)) parseWrappingUri(place);
    return true;
  } catch {
    return false;
  }
}

/** The folder of a house whose wrapping keys are files; null: they are in a token, or nowhere. */
export const wrappingFolder = (place: string | undefined): string | null =>
  place !== undefined && isFolder(place) ? place : null;

export const EncryptionConfig = z.object({
  HOLDFAST_ENCRYPT: z
    .enum(["none", "labelled", "all"])
    .optional()
    .describe(
      "Which items are stored encrypted from now on: none, labelled, all; unset: labelled where HOLDFAST_WRAPPING_KEYS is set, else none",
    ),
  HOLDFAST_WRAPPING_KEYS: z
    .string()
    .min(1)
    .refine(isPlace, "a folder, or pkcs11:token=…;object=…?module-path=…&pin-source=file:…")
    .optional()
    .describe(
      "Where the keys are that wrap the data keys of encrypted items: a folder (one file each, 0600), or a token, by a PKCS #11 URI (RFC 7512) whose object= is how their labels begin; without it nothing encrypted can be read",
    ),
  HOLDFAST_WRAPPING_TOKEN_ENVIRONMENT: z
    .string()
    .default("{}")
    .refine(isTokenEnvironment, "JSON of names and texts")
    .describe(
      'What the module of that token reads from its environment, as JSON: {"NAME": "text"}',
    ),
});
