/** What the checks of the verification panel need and look at. */
import type { RenewalStore } from "../anchors/renewal-store.ts";
import type { TimestampVerifier } from "../anchors/timestamp.ts";
import type { TokenStore } from "../anchors/token-store.ts";
import type { DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { FixityStore } from "../fixity/fixity-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import type { Seal, SealStore } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { SourceStore } from "../source/source-store.ts";
import type { ReadTurns } from "./read-turns.ts";

/** How the panel looks at the audit. */
export interface FixityLook {
  readonly store: Pick<FixityStore, "ofItem">;
  /** Within which everything is to be read again, in milliseconds. */
  readonly periodMs: number;
}

/** How the panel looks at time stamps. */
export interface StampLook {
  readonly tokens: Pick<TokenStore, "stamped" | "tokens" | "ends">;
  readonly renewals: Pick<RenewalStore, "of" | "tokens">;
  readonly verifier: TimestampVerifier;
}

export interface VerifyDeps {
  readonly items: EvidenceStore;
  readonly derivatives: DerivativeStore;
  readonly seals: SealStore;
  readonly sources: Pick<SourceStore, "verdict">;
  readonly ledger: Pick<LedgerStore, "locate">;
  readonly objects: Pick<ObjectStore, "head" | "scan" | "alias" | "find" | "read" | "put">;
  /** Commands with which a person asks the store itself for this version's lock, or sees it there. */
  readonly lockYourself: (ref: ObjectRef, lock: ObjectLock | null) => string;
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  /** Signed-note verifier key of a log. */
  readonly verifierKey: (origin: string) => string;
  readonly clock: Clock;
  readonly fixity: FixityLook;
  readonly stamps: StampLook;
  readonly readTurns: ReadTurns;
  /** Address by which people reach us, for the commands they may run themselves. */
  readonly publicOrigin: string;
}

/** What every check looks at. */
export interface Checked {
  readonly item: EvidenceItem;
  /** The seal of the original, once there is one. */
  readonly seal: Seal | null;
  readonly seals: readonly Seal[];
  /** Whether every stored byte is read and hashed again. */
  readonly readBytes: boolean;
}
