/**
 * Use case: the house signs what counts here: the exact applied text of each pack and each table of working days. Runs in custody;
 * a step may run twice. The ledger names the digest by the action that applied it, whether or not it is signed yet.
 */
import type { PolicyId } from "../kernel/ids.ts";
import type { PolicyStore } from "./policy-store.ts";

export interface SignAppliedDeps {
  readonly policies: Pick<PolicyStore, "unsigned" | "signOnce">;
  readonly signer: { sign(bytes: Uint8Array): Promise<Uint8Array> };
}

const PER_ROUND = 16;

/** How one fared: an error after which it waits on. */
export interface SignedPolicy {
  readonly policyId: PolicyId;
  readonly error?: unknown;
}

/** The oldest few behind the first `skip`. One that cannot be signed stops no other. */
export async function signApplied(
  { policies, signer }: SignAppliedDeps,
  skip: number,
): Promise<readonly SignedPolicy[]> {
  const outcomes: SignedPolicy[] = [];
  for (const { entry, text } of await policies.unsigned(PER_ROUND, skip)) {
    const policyId = entry.id;
    try {
      await policies.signOnce(policyId, await signer.sign(Buffer.from(text)));
      outcomes.push({ policyId });
    } catch (error) {
      outcomes.push({ policyId, error });
    }
  }
  return outcomes;
}
