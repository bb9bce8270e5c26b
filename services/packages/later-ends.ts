/** What a list of revoked keys that came another way, and later, tells about a package: the end of keys, and up to where the ledger was looked through. */
import type { Sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type Checkpoint, openCheckpoint } from "../ledger/checkpoint.ts";
import {
  type ToldRevocation,
  isBefore,
  openRevocations,
  parseRevocations,
} from "../ledger/key-revocations.ts";
import { originOfProof, parseProof } from "../ledger/tlog-proof.ts";
import { type Finding, about } from "./finding.ts";
import type { SignerRole } from "./package-layout.ts";
import type { ReadPackage } from "./read-files.ts";
import type { Trust } from "./trust.ts";

export interface LaterEnds {
  /** Whether the list is the ledger's, and reaches at least as far as the package. */
  readonly isLooked: boolean;
  /** The earliest end of this key; null: the list tells of none. */
  endOf(role: SignerRole, spkiSha256: Sha256): ToldRevocation | null;
  readonly findings: readonly Finding[];
}

const MANIFEST_PROOF = /^proofs\/[^/]+\/[^/]*manifest\.tlog-proof$/;

/** `text` null: no list was given. One that shows nothing leaves open what was asked, and is no fault of the package. */
export function laterEnds(text: string | null, trust: Trust, read: ReadPackage): LaterEnds {
  const check = about("signing-key", null);
  if (text === null) return nothing();
  const file = parseRevocations(text);
  if (file === null) return nothing(check.open("packages/revocations-unreadable"));
  const opened = openRevocations(file, (origin) => trust.verifierFor(origin));
  if (opened === null) return nothing(check.open("packages/revocations-not-of-ledger"));
  const { head, revocations } = opened;
  const facts = { ledger: head.origin, size: head.size, at: file.at };
  const heads = headsIn(trust, read);
  if (heads.some((each) => isFork(each, head))) {
    const fork = about("ledger", null).failed("packages/ledger-in-two-versions", facts);
    return nothing(fork);
  }
  const isLooked = !heads.some((each) => isBefore(endOfHead(head), endOfHead(each)));
  return {
    isLooked,
    endOf: (role, spkiSha256) =>
      revocations
        .filter(({ leaf }) => leaf.role === role && leaf.spkiSha256 === spkiSha256)
        .reduce<ToldRevocation | null>(earlier, null),
    findings: [
      isLooked
        ? check.passed("packages/revocations-looked-up", facts)
        : check.open("packages/revocations-older", facts),
    ],
  };
}

const nothing = (...findings: readonly Finding[]): LaterEnds => ({
  ...{ isLooked: false, endOf: () => null, findings },
});

/** Which of two ends of a key came first; null: neither is told of. */
export function earlier<Told extends Pick<ToldRevocation, "place">>(
  one: Told | null,
  other: Told | null,
): Told | null {
  if (one === null || other === null) return one ?? other;
  return isBefore(other.place, one.place) ? other : one;
}

const isFork = (one: Checkpoint, other: Checkpoint): boolean =>
  one.origin === other.origin && one.size === other.size && one.rootSha256 !== other.rootSha256;

const endOfHead = ({ origin, size }: Checkpoint) => ({ origin, index: size });

/** The heads under which the manifests of the package are proven. */
function headsIn(trust: Trust, { files, bytes }: ReadPackage): readonly Checkpoint[] {
  return [...files.keys()].flatMap((path) => {
    const proof = MANIFEST_PROOF.test(path) ? bytes(path)?.toString("utf8") : undefined;
    const verifier = proof === undefined ? null : trust.verifierFor(originOfProof(proof));
    if (proof === undefined || verifier === null) return [];
    try {
      return [openCheckpoint(parseProof(proof)?.note ?? "", verifier)];
    } catch (error) {
      // The check of the ledger tells of it.
      if (isRefusal(error)) return [];
      throw error;
    }
  });
}
