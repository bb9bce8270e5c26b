/** What a verification rests on: keys that the caller pinned, or only those that the package brings along. */
import { X509Certificate } from "node:crypto";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type NoteVerifier, verifierKey } from "../ledger/note.ts";
import { parseVerifierKeys, verifierFor } from "../ledger/pinned-keys.ts";
import { type Policy, leastWitnesses, parsePolicy } from "../ledger/policy.ts";
import { type Finding, about } from "./finding.ts";
import { LEDGER_KEY, ROOT_CERTIFICATE, SECOND_ROOT, WITNESS_POLICY } from "./package-layout.ts";
import type { ReadPackage } from "./read-files.ts";

/** Keys that came another way than in the package; null: none. */
export interface Pins {
  readonly rootCertificatePem: string | null;
  /** In place of the certificate: the package's own counts if its digest (DER) is this one. */
  readonly rootFingerprint?: Sha256;
  /** Signed-note verifier keys, one a line. */
  readonly ledgerKeys: string | null;
  /** Which witnesses count, and how many: a C2SP tlog-policy. */
  readonly witnessPolicy?: string | null;
  /** Root certificates of authorities for time stamps (PEM). */
  readonly timestampRoots?: string | null;
  /** The root of second signatures (PEM). */
  readonly secondRootPem?: string | null;
  /** What the ledger told of the end of keys since (ledger/key-revocations.ts). */
  readonly revocations?: string | null;
}

export interface Trust {
  /** "" if there is none at all: then no signature verifies. */
  readonly rootCertificatePem: string;
  readonly rootFingerprint: Sha256 | null;
  /** The root of second signatures; "" if there is none. */
  readonly secondRootPem: string;
  readonly isSecondRootPinned: boolean;
  /** The key of a log, or null. */
  verifierFor(origin: string): NoteVerifier | null;
  readonly witnesses: TrustedWitnesses;
  readonly findings: readonly Finding[];
}

export interface TrustedWitnesses {
  /** Null: none is known, or its text is none. */
  readonly policy: Policy | null;
  readonly isPinned: boolean;
}

export function trustOf(pins: Pins, { bytes }: ReadPackage): Trust {
  const brought = textOf(bytes(ROOT_CERTIFICATE));
  const wanted = pins.rootCertificatePem === null ? pins.rootFingerprint : undefined;
  // Under a root that was not meant, nothing verifies.
  const isOther = wanted !== undefined && fingerprintOf(brought) !== wanted;
  const rootCertificatePem = pins.rootCertificatePem ?? (isOther ? "" : brought);
  const rootFingerprint = fingerprintOf(rootCertificatePem);
  const keys = parseVerifierKeys(pins.ledgerKeys ?? textOf(bytes(LEDGER_KEY)));
  const witnesses = witnessesOf(pins.witnessPolicy ?? null, bytes(WITNESS_POLICY));
  return {
    ...{ rootCertificatePem, rootFingerprint, witnesses },
    secondRootPem: pins.secondRootPem ?? textOf(bytes(SECOND_ROOT)),
    isSecondRootPinned: pins.secondRootPem != null,
    verifierFor: (origin) => verifierFor(origin, keys),
    findings: [
      isOther
        ? about("trust", ROOT_CERTIFICATE).failed("packages/root-differs")
        : rootFinding(pins.rootCertificatePem !== null || wanted !== undefined, rootFingerprint),
      ledgerFinding(pins.ledgerKeys !== null, keys),
      ...witnesses.findings,
    ],
  };
}

/** A package that brings its own root shows that it is whole, not who made it. */
function rootFinding(pinned: boolean, fingerprint: Sha256 | null): Finding {
  const trust = about("trust", ROOT_CERTIFICATE);
  if (fingerprint === null) return trust.failed("packages/no-root-certificate");
  const facts = { rootFingerprint: fingerprint };
  return pinned
    ? trust.passed("packages/root-pinned", facts)
    : trust.open("packages/root-not-pinned", facts);
}

function ledgerFinding(pinned: boolean, keys: readonly NoteVerifier[]): Finding {
  const trust = about("trust", LEDGER_KEY);
  const [first] = keys;
  if (first === undefined) return trust.failed("packages/no-ledger-key");
  const facts = { ledgerKey: verifierKey(first.name, first.key) };
  return pinned
    ? trust.passed("packages/ledger-key-pinned", facts)
    : trust.open("packages/ledger-key-not-pinned", facts);
}

/** The caller's policy, else the package's own, which only shows who is said to have watched. */
function witnessesOf(
  pinned: string | null,
  brought: Buffer | null,
): TrustedWitnesses & { readonly findings: readonly Finding[] } {
  const isPinned = pinned !== null;
  const text = pinned ?? brought?.toString("utf8") ?? null;
  if (text === null) return { policy: null, isPinned, findings: [] };
  const trust = about("trust", WITNESS_POLICY);
  try {
    const policy = parsePolicy(text);
    const facts = { least: leastWitnesses(policy), of: policy.witnesses.length };
    const finding = isPinned
      ? trust.passed("packages/witness-policy-pinned", facts)
      : trust.open("packages/witness-policy-not-pinned", facts);
    return { policy, isPinned, findings: [finding] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { policy: null, isPinned, findings: [trust.failed("packages/bad-witness-policy")] };
  }
}

const textOf = (bytes: Buffer | null): string => bytes?.toString("utf8") ?? "";

function fingerprintOf(pem: string): Sha256 | null {
  try {
    return sha256(new X509Certificate(pem).raw);
  } catch {
    return null;
  }
}
