/**
 * Ports: authorities that state when something existed at the latest (RFC 3161), and who judges their tokens.
 * Trust decisions are OpenSSL's, in the adapter.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { CertificateAnswer, Revocation, RevocationList } from "./revocation.ts";

/** What a token states. */
export interface TokenFacts {
  /** The authority's time: what was stamped existed then. */
  readonly genTime: UtcInstant;
  /** How far that time may be off by the authority's own word, in milliseconds; null: it says nothing. */
  readonly accuracyMs: number | null;
  /** Hexadecimal; the authority gives each number once. */
  readonly serial: string;
  /** Dotted object identifier of the rules it stamps by. */
  readonly policy: string;
  /** RFC 4514 text of its certificate's subject. */
  readonly authority: string;
  /** When the first certificate of its chain is over: a key may be anybody's from then on, and no list of revoked ones tells. */
  readonly validUntil: UtcInstant;
}

export type TimestampVerdict =
  | ({ readonly valid: true } & StampRevocation & TokenFacts)
  | { readonly valid: false; readonly reason: TimestampFault };

/** What lists of revoked certificates say of a stamp that holds. */
export interface StampRevocation {
  /** Of the certificate that stamped. */
  readonly revocation: Revocation;
  /** Of how many certificates of authorities above it lists say that they were not revoked, or only later. */
  readonly clearedAbove: number;
}

/** Why a response proves no time. */
export type TimestampFault =
  | "timestamps/malformed"
  | "timestamps/refused"
  | "timestamps/other-bytes"
  | "timestamps/other-nonce"
  | "timestamps/other-policy"
  | "timestamps/other-certificate"
  | "timestamps/other-name"
  | "timestamps/signature-differs"
  | "timestamps/unusable-root"
  | "timestamps/not-chained-to-root"
  | "timestamps/certificate-not-valid-then"
  | "timestamps/not-for-timestamps"
  | "timestamps/not-an-authority"
  | "timestamps/revoked"
  | "timestamps/weak-certificate";

export interface TimestampVerifier {
  /**
   * Judges a whole TimeStampResp (DER) over exactly `bytes`. `rootsPem`: certificates that came another
   * way; the self-signed ones are trusted, others help to build the chain. `lists`: the authority's lists of revoked
   * certificates and answers about one (DER) of whatever days, each believed only where it is that. Never throws on hostile input.
   */
  verify(
    bytes: Uint8Array,
    response: Uint8Array,
    rootsPem: string,
    lists: readonly Uint8Array[],
  ): Promise<TimestampVerdict>;
}

export interface StampedToken extends TokenFacts {
  /** The whole TimeStampResp (DER), as `openssl ts -verify -in` takes it. */
  readonly response: Uint8Array;
}

/** An authority the operator configured. */
export interface TimestampAuthority {
  /** Names its files and rows: lower-case letters, digits, dashes. */
  readonly name: string;
  /** The certificates its tokens are judged by (PEM). */
  readonly rootsPem: string;
  /**
   * Asks for a token over the digest of `bytes`, with a fresh nonce, and judges it.
   * @throws Refusal unavailable "timestamps/unreachable", "timestamps/refused"; tampered with the
   *         TimestampFault of an answer that proves nothing.
   */
  stamp(bytes: Uint8Array, digest: "sha256" | "sha512"): Promise<StampedToken>;
  /**
   * One for each place that was configured, in that order, at most MAX_LISTS: reads the list of revoked certificates there, judged by its certificates.
   * @throws Refusal unavailable "timestamps/list-unreachable"; tampered "timestamps/list-not-of-authority".
   */
  readonly revocationLists: readonly (() => Promise<RevocationList>)[];
  /**
   * Asks, with a fresh number, whether the certificate behind `response`, a TimeStampResp of this authority, was revoked;
   * null where no address for that was configured.
   * @throws Refusal unavailable "timestamps/answer-unreachable", "timestamps/answer-stale"; tampered "timestamps/answer-not-of-authority".
   */
  readonly askRevocation:
    | ((response: Uint8Array, now: UtcInstant) => Promise<CertificateAnswer>)
    | null;
}
