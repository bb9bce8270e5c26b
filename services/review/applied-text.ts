/** The text of a pack or a table of days with all that it takes to check it: the house's signature, its publisher's, and its place in the ledger. */
import type { ActionStore } from "../actions/action-store.ts";
import { leafText } from "../ledger/leaf.ts";
import { type ProveLeafDeps, proveLeaf } from "../ledger/prove-leaf.ts";
import type { TextKind } from "../policy/decide-pack.ts";
import type { PolicyText } from "../policy/policy-store.ts";
import type { AppliedTextBody } from "./policy-schema.ts";

export interface AppliedTextDeps extends ProveLeafDeps {
  readonly actions: Pick<ActionStore, "page">;
}

export async function appliedText(
  deps: AppliedTextDeps,
  found: PolicyText,
  about: TextKind["about"],
): Promise<AppliedTextBody> {
  const { text, signature, publisherSignature } = found;
  return {
    text,
    signature: base64(signature),
    publisherSignature: base64(publisherSignature),
    ledger: await placeOf(deps, found, about),
  };
}

const base64 = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString("base64");

/** The leaf names the digest of the text and that of the action by which two people applied it. */
async function placeOf(
  deps: AppliedTextDeps,
  { entry }: PolicyText,
  about: TextKind["about"],
): Promise<AppliedTextBody["ledger"]> {
  if (entry.decision?.act !== "applied") return null;
  const subject = `${about}:${entry.id}`;
  const any = { actor: null, from: null, until: null };
  const [applied] = await deps.actions.page({ ...any, kind: `${about}-applied`, subject }, null, 1);
  if (applied === undefined) return null;
  const leaf = leafText({
    ...{ type: "policy", packSha256: entry.sha256, act: "applied" },
    actionSha256: applied.sha256,
  });
  const proven = await proveLeaf(deps, leaf);
  return proven === null ? null : { leaf, ...proven };
}
