/** Use cases, steps "seal-copies" and "seal-overview": every file made from the original is sealed as derived from its digest. */
import type { ItemId } from "../kernel/ids.ts";
import { type DerivativeStore, OVERVIEW_KINDS } from "../evidence/derivative.ts";
import { storedBytes } from "../evidence/encrypted.ts";
import { runStep } from "../evidence/run-step.ts";
import { buildDerivativeManifest } from "./manifest.ts";
import { type SealDeps, sealManifest } from "./seal-manifest.ts";

export interface SealCopiesDeps extends SealDeps {
  readonly derivatives: DerivativeStore;
}

const EVENTS = { "seal-copies": "copies-sealed", "seal-overview": "overview-sealed" } as const;
/** The same work of two sets of files, of which one comes later. */
export type SealCopiesStep = keyof typeof EVENTS;

/** May run twice, also at once. @throws as `sealOriginal`. */
export async function sealCopies(
  deps: SealCopiesDeps,
  itemId: ItemId,
  step: SealCopiesStep = "seal-copies",
): Promise<void> {
  await runStep(deps, step, itemId, async (item) => {
    const copies = [];
    for (const derivative of await deps.derivatives.derivatives(itemId)) {
      const isOverview = OVERVIEW_KINDS.some((kind) => kind === derivative.kind);
      if (isOverview !== (step === "seal-overview")) continue;
      const { kind, object, sizeBytes, sha256, encrypted } = derivative;
      const { manifestSha256, entered } = await sealManifest(deps, {
        item,
        subject: kind,
        object,
        storedBytes: storedBytes(sizeBytes, encrypted),
        build: () => buildDerivativeManifest(item, derivative, deps.objects.alias),
        leaf: (digest) => ({ type: "derive", itemId, kind, manifestSha256: digest }),
      });
      const { origin, index } = entered;
      copies.push({ kind, sha256, manifestSha256, ledger: { origin, index } });
    }
    return { happening: { kind: EVENTS[step], data: { copies } } };
  });
}
