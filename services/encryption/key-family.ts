/** Which key-encryption key stands over an item: one for state secrets, one for duties of secrecy, one for the rest. */
import { z } from "zod";

export const KEY_FAMILIES = ["state", "duty", "open"] as const;
/** By the labels an item has when its data key is made; "open": without any, where all items are encrypted. */
export type KeyFamily = (typeof KEY_FAMILIES)[number];

/** Name of a key-encryption key, e.g. "state-1": the highest number of a family is the one in use. */
export const KekName = z.string().regex(/^(state|duty|open)-[1-9]\d{0,5}$/);

/** Names of one family, the one in use first. */
export const namesOf = (family: KeyFamily, names: readonly string[]): readonly string[] =>
  names
    .filter((name) => KekName.safeParse(name).success && name.startsWith(`${family}-`))
    .sort((one, other) => numberOf(other) - numberOf(one));

export const familyOf = (kek: string): KeyFamily => {
  const family = KEY_FAMILIES.find((each) => kek.startsWith(`${each}-`));
  return family ?? "open";
};

export const numberOf = (kek: string): number => Number(kek.split("-")[1]);
