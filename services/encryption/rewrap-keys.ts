/** Use cases: data keys come under the newest key-encryption key of their family, and each key in use is tried out. */
import { isRefusal } from "../kernel/refusal.ts";
import { wrappedKeyDiffers } from "./data-key-wrapper.ts";
import type { ItemKey } from "./item-key-store.ts";
import type { ItemKeysDeps } from "./item-keys.ts";
import { familyOf } from "./key-family.ts";

const AT_ONCE = 500;

/**
 * Wraps anew what an older key of the family wraps, and opens it before it counts. May run twice, also at once. Answers how many.
 * @throws as `DataKeyWrapper`.
 */
export async function rewrapKeys(
  { keys, wrapper }: Pick<ItemKeysDeps, "keys" | "wrapper">,
  signal: AbortSignal,
): Promise<number> {
  let done = 0;
  for (const { kek } of await keys.uses()) {
    if ((await wrapper.current(familyOf(kek))) === kek) continue;
    // What is wrapped anew stands under this key no more; a page of which nothing was is another process's work.
    for (let page = AT_ONCE; page > 0 && !signal.aborted;) {
      page = await rewrapPage({ keys, wrapper }, kek, signal);
      done += page;
    }
  }
  return done;
}

async function rewrapPage(
  { keys, wrapper }: Pick<ItemKeysDeps, "keys" | "wrapper">,
  kek: string,
  signal: AbortSignal,
): Promise<number> {
  let done = 0;
  for (const { itemId, wrapped } of await keys.under(kek, AT_ONCE)) {
    if (signal.aborted) return done;
    if (wrapped === null) continue;
    const dataKey = await wrapper.unwrap(itemId, wrapped);
    const after = await wrapper.wrap(familyOf(kek), itemId, dataKey);
    // It takes the place of the only one there is: what does not open to the same may not.
    const opened = await wrapper.unwrap(itemId, after);
    if (!Buffer.from(opened).equals(dataKey)) throw wrappedKeyDiffers(after.kek);
    if (await keys.rewrap(itemId, wrapped, after)) done += 1;
  }
  return done;
}

/** A key-encryption key that does not open what it wraps. */
export interface LostKek {
  readonly kek: string;
  readonly items: number;
  /** Of the refusal. */
  readonly code: string;
}

/** Opens one data key of each key-encryption key in use: a key that is lost is told before somebody needs it. */
export async function lostKeks({
  keys,
  wrapper,
}: Pick<ItemKeysDeps, "keys" | "wrapper">): Promise<readonly LostKek[]> {
  const lost: LostKek[] = [];
  for (const { kek, items, sample } of await keys.uses()) {
    try {
      await opens(wrapper, sample);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      lost.push({ kek, items, code: error.code });
    }
  }
  return lost;
}

async function opens(
  wrapper: ItemKeysDeps["wrapper"],
  { itemId, wrapped }: ItemKey,
): Promise<void> {
  if (wrapped !== null) await wrapper.unwrap(itemId, wrapped);
}
