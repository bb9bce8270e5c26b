/** Port: whose signature stands under a submission beside the house's own, and what the house asks of its units. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, UserId } from "../kernel/ids.ts";

interface Signed {
  /** Subject of the certificate, RFC 4514. */
  readonly signer: string;
  readonly certificateSha256: Sha256;
  /** Subject of the last certificate above it. */
  readonly root: string;
  /** By the signer's own word. */
  readonly signedAt: UtcInstant | null;
}

export interface UnitSigning {
  readonly unitSignatures: {
    judge(
      text: Uint8Array,
      signature: Uint8Array,
      now: UtcInstant,
    ):
      | ({
          readonly valid: true;
          /** That root is one of units, and every certificate up to it holds now. */
          readonly isRootKnown: boolean;
        } & Signed)
      | { readonly valid: false; readonly reason: string };
  };
  /** No opinion without it. */
  readonly isUnitSignatureRequired: boolean;
}

export interface UnitSignature extends Signed {
  readonly caseId: CaseId;
  readonly round: number;
  readonly bytes: Uint8Array;
  /** Of `bytes`. */
  readonly sha256: Sha256;
  /** When it was presented; the certificate held then. */
  readonly at: UtcInstant;
  /** Who presented it. */
  readonly by: UserId;
}
