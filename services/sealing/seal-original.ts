/** Use case, step "seal": the verified original becomes evidence, and its device may get a receipt. */
import type { ItemId } from "../kernel/ids.ts";
import { assert } from "../kernel/refusal.ts";
import { storedBytes } from "../evidence/encrypted.ts";
import { runStep } from "../evidence/run-step.ts";
import { carriedCheckpoint } from "./carried-checkpoint.ts";
import { buildClipManifest } from "./manifest.ts";
import { writeReceipt } from "./receipt.ts";
import { type SealDeps, sealManifest } from "./seal-manifest.ts";

/**
 * May run twice, also at once.
 * @throws Refusal tampered if a store does not give back what it was given ("sealing/lock-not-kept",
 *         "sealing/copy-differs", "sealing/object-differs", "sealing/signature-unsound").
 */
export async function sealOriginal(deps: SealDeps, itemId: ItemId): Promise<void> {
  await runStep(deps, "seal", itemId, async (item) => {
    const { original } = item;
    assert(original !== null, "a verified item has an original");
    const carried = await carriedCheckpoint(deps.seals, item);
    const derivation = await deps.seals.derivation(itemId);
    const sealed = await sealManifest(deps, {
      item,
      subject: "original",
      object: original.object,
      storedBytes: storedBytes(item.sizeBytes, original.encrypted),
      build: (chain) => {
        assert(chain !== null, "an original takes a place in its device's chain");
        return buildClipManifest(item, chain, deps.objects.alias, { carried, derivation });
      },
      leaf: (manifestSha256) => ({ type: "clip", itemId, manifestSha256 }),
    });
    const receipt = await writeReceipt(deps.signer, item, sealed, deps.clock());
    await deps.seals.receiptOnce(itemId, receipt);
    const { origin, index } = sealed.entered;
    return {
      happening: {
        kind: "sealed",
        data: {
          manifestSha256: sealed.manifestSha256,
          ledger: { origin, index },
          lockedUntil: sealed.lockedUntil,
        },
      },
    };
  });
}
