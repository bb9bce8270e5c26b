/** Use case: data keys come under the newest key-encryption key of their family. */
import { wrappedKeyDiffers } from "./data-key-wrapper.ts";
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
