/** Which items whoever asks for a package gets into it, and whether they may take those away. */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { RelatedItems } from "../evidence/related-items.ts";
import type { ItemId } from "../kernel/ids.ts";
import { withSideFiles } from "../packages/with-side-files.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import type { Sight } from "../secrecy/sight.ts";
import { requireThere } from "../evidence/require-there.ts";
import { type ContentDeps, requireContent, requireWholeRecord } from "./require-content.ts";

export interface PackagedItemsDeps extends ContentDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly related: RelatedItems;
}

interface Asked {
  readonly itemIds: readonly string[];
  readonly purpose: string;
  readonly purposeKind: Purpose;
}

/** With their side files, each once. @throws Refusal as `withSideFiles`, `requireContent` and `requireWholeRecord` say. */
export async function packagedItems(
  deps: PackagedItemsDeps,
  call: { readonly sight: Sight | null; readonly body: Asked },
): Promise<readonly ItemId[]> {
  const { itemIds, purpose, purposeKind } = call.body;
  const ids = [...new Set(itemIds)] as ItemId[];
  for (const id of ids) requireThere(await deps.items.get(id));
  const all = await withSideFiles(deps.related, ids);
  // A side file that its asker may not know of stays behind.
  const hidden = call.sight === null ? null : await deps.secrecy.hidden(call.sight, all);
  const taken = all.filter((id) => hidden?.has(id) !== true);
  await requireContent(deps, call, "packages:make", taken, { purpose, purposeKind });
  await requireWholeRecord(deps, call, taken);
  return taken;
}
