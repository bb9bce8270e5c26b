/** Use cases: whether each key-encryption key in use opens what it wraps, and the first ones are made. */
import { type RefusalCode, isRefusal } from "../kernel/refusal.ts";
import type { ItemKeysDeps } from "./item-keys.ts";
import { KEY_FAMILIES, type KeyFamily, familyOf } from "./key-family.ts";

export type KeksDeps = Pick<ItemKeysDeps, "keys" | "wrapper" | "policy">;

/** A key-encryption key that does not open what it wraps, or a family that has none. */
export interface LostKek {
  /** Its name; of a family that has none, the family's. */
  readonly kek: string;
  readonly items: number;
  /** Of the refusal. */
  readonly code: RefusalCode;
  /** Why it is out of reach, as its token says: "keys/pin-refused"; null: nobody says. */
  readonly why: string | null;
}

/**
 * Opens one data key of each key-encryption key in use, which shows it to be the one that it was; and looks for those
 * that are needed next. So a key that is lost is told before somebody needs it.
 */
export async function lostKeks({ keys, wrapper, policy }: KeksDeps): Promise<readonly LostKek[]> {
  const lost: LostKek[] = [];
  const attempt = async (kek: string, items: number, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { why } = error.facts;
      lost.push({ kek, items, code: error.code, why: typeof why === "string" ? why : null });
    }
  };
  const uses = await keys.uses();
  for (const { kek, items, sample } of uses) {
    const { itemId, wrapped } = sample;
    if (wrapped !== null) await attempt(kek, items, () => wrapper.unwrap(itemId, wrapped));
  }
  // Of a family that lost a key this was told already.
  const known = new Set(lost.map(({ kek }) => familyOf(kek)));
  for (const family of NEEDED[policy].filter((each) => !known.has(each))) {
    await attempt(family, 0, () => wrapper.current(family));
  }
  return lost;
}

/** What may be encrypted next. */
const NEEDED: Readonly<Record<KeksDeps["policy"], readonly KeyFamily[]>> = {
  none: [],
  labelled: ["state", "duty"],
  all: KEY_FAMILIES,
};

/**
 * Makes the first key of each family that has none, where the place of the keys can. Never where data keys stand under
 * one: then that key is lost or away, and another in its place would hide it. Answers the families.
 * @throws as `DataKeyWrapper`.
 */
export async function makeFirstKeys({ keys, wrapper, policy }: KeksDeps): Promise<KeyFamily[]> {
  if (policy === "none" || wrapper.makeFirst === undefined) return [];
  const used = new Set((await keys.uses()).map(({ kek }) => familyOf(kek)));
  const made: KeyFamily[] = [];
  for (const family of KEY_FAMILIES) {
    if (!used.has(family) && (await wrapper.makeFirst(family))) made.push(family);
  }
  return made;
}
