/** Use case: which items a package takes: those asked for, and the side files of each recording among them. */
import type { RelatedItems } from "../evidence/related-items.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/** Of one recording; more in one package would be no package that a person looks through. */
const MAX_SIDE_FILES = 1_000;

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
    const sideFiles = await related.sideFiles(itemId, MAX_SIDE_FILES + 1);
    if (sideFiles.length > MAX_SIDE_FILES) throw tooMany();
    for (const { id, stage } of sideFiles) if (stage !== "quarantined") all.add(id);
  }
  return [...all];
}

const tooMany = (): Refusal =>
  new Refusal("invalid", "packages/too-large", "the recording has too many side files", {
    fix: "Take the recording's original and the side files one by one.",
    facts: { maxSideFiles: MAX_SIDE_FILES },
  });
