/** Use case: which items a package takes: those asked for, and the side files of each recording among them. */
import { isDisposed } from "../evidence/pipeline.ts";
import type { RelatedItems } from "../evidence/related-items.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/** More in one package would be no package that a person looks through. */
const MAX_ITEMS = 1_000;

/**
 * Each once, side files behind their recording. Decided when the package is asked for, so that the request,
 * the custody records and the accesses speak of the same items. One in quarantine is never sealed and
 * stays out; one that waits for its seal is in, and the package then fails until it is sealed.
 * @throws Refusal invalid "packages/too-large".
 */
export async function withSideFiles(
  related: RelatedItems,
  itemIds: readonly ItemId[],
): Promise<readonly ItemId[]> {
  const all = new Set<ItemId>();
  for (const itemId of itemIds) {
    all.add(itemId);
    const sideFiles = await related.sideFiles(itemId, MAX_ITEMS + 1);
    for (const { id, stage } of sideFiles)
      if (stage !== "quarantined" && !isDisposed({ stage })) all.add(id);
    if (sideFiles.length > MAX_ITEMS || all.size > MAX_ITEMS) throw tooMany();
  }
  return [...all];
}

const tooMany = (): Refusal =>
  new Refusal("invalid", "packages/too-large", "the items have too many side files", {
    fix: "Ask for several packages with fewer items each; of one recording with its side files, one by one.",
    facts: { maxItems: MAX_ITEMS },
  });
