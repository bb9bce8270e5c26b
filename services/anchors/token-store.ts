/**
 * Port: time stamps over chosen heads, and how each authority fares.
 * Contract suite: test/contract/token-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Anchor } from "./anchor-store.ts";
import type { CertificateAnswer, KeptList, RevocationList } from "./revocation.ts";
import type { StampedToken, TimestampAuthority } from "./timestamp.ts";

export interface KeptToken {
  readonly authority: string;
  /** The whole TimeStampResp, DER. */
  readonly response: Uint8Array;
  readonly genTime: UtcInstant;
  /** When it came, by our clock. */
  readonly keptAt: UtcInstant;
  /** When the first certificate of its chain is over; null: it was kept before this was noted. */
  readonly validUntil: UtcInstant | null;
  /** Every certificate that was configured for the authority so far (PEM). */
  readonly rootsPem: string;
  /** The newest lists of revoked certificates that the authority gave, by place; then the newest answers about each certificate it stamped with. */
  readonly lists: readonly KeptList[];
}

/** What tells whether a token holds today. */
export type TokenEnd = Pick<KeptToken, "keptAt" | "validUntil">;

export interface AuthorityState {
  readonly name: string;
  /** Since when a chosen head waits for its token, or one after it; null: none does. */
  readonly behindSince: UtcInstant | null;
  readonly newest: Pick<KeptToken, "genTime" | "keptAt"> | null;
  /** Why the last attempt gave no token; null once one did. */
  readonly failure: string | null;
  /** Of its lists of revoked certificates and its newest answer the one whose next is due first; null: none was ever read. */
  readonly list: Pick<RevocationList, "thisUpdate" | "nextUpdate"> | null;
  /** Why the last look did not give all lists; null once one did. */
  readonly listFailure: string | null;
  /** How often in a row it did not. */
  readonly listFailures: number;
}

/** Longest pause after failures; a longer one that is found comes of a clock that was set back. */
export const LONGEST_PAUSE_MS = 600_000;

export interface TokenStore {
  /**
   * These authorities are asked from now on, others no longer. Certificates are added to those that were
   * configured before, never taken away.
   */
  configure(
    authorities: readonly Pick<TimestampAuthority, "name" | "rootsPem">[],
    now: UtcInstant,
  ): Promise<void>;

  /** The newest chosen head of each log that has no token of this authority; none while it is left alone. */
  due(authority: string, now: UtcInstant): Promise<readonly Anchor[]>;

  /** Keeps a token; of one authority over one head the first stays. Its failures are over. */
  keep(
    anchor: Pick<Anchor, "origin" | "size">,
    authority: string,
    token: Pick<StampedToken, "response" | "genTime" | "validUntil">,
    now: UtcInstant,
  ): Promise<void>;

  /** It gave no token: `code` says why, and it is left alone for the longer the more often. */
  failed(authority: string, code: string, now: UtcInstant): Promise<void>;

  /** Whether the lists of revoked certificates of this authority are to be looked for now. */
  areListsDue(authority: string, now: UtcInstant): Promise<boolean>;
  /** Keeps the list of one place unless a newer one of the same issuer is there. */
  keepList(authority: string, place: number, list: RevocationList): Promise<void>;
  /** The newest TimeStampResp of this authority; null: it gave none yet. */
  newestToken(authority: string): Promise<Uint8Array | null>;
  /** Keeps an answer by its digest; an older one that says the same of the certificate may go. */
  keepAnswer(authority: string, answer: CertificateAnswer): Promise<void>;
  /** All were there; they are looked for again after LIST_EVERY_MS. */
  listsRead(authority: string, now: UtcInstant): Promise<void>;
  /** One was not: `code` says why; its time stamps do not wait for that. */
  listFailed(authority: string, code: string, now: UtcInstant): Promise<void>;

  /** Of the authorities that are asked now, by name. */
  states(): Promise<readonly AuthorityState[]>;

  /** Tokens over one head, by the authority's name. */
  tokens(origin: string, size: number): Promise<readonly KeptToken[]>;

  /** Of the same tokens when they end, without what they are judged by, which can be megabytes. */
  ends(origin: string, size: number): Promise<readonly TokenEnd[]>;

  /** The smallest chosen head that covers the entry `index` and has a token, valid at that time if one is given; or null. */
  stamped(origin: string, index: number, validAt?: UtcInstant): Promise<Anchor | null>;

  /** Heads larger than `after` that have tokens, the smallest first, at most `limit`; without those that are `listed`. */
  stampedAfter(
    origin: string,
    after: number,
    limit: number,
    listed?: Listed,
  ): Promise<readonly StampedAnchor[]>;

  /** The first end after `after` and not after `until` of a log's tokens that came `since` then; null: of any age; or null. */
  firstEnd(
    origin: string,
    since: UtcInstant | null,
    within: { readonly after: UtcInstant; readonly until: UtcInstant },
  ): Promise<UtcInstant | null>;
}

/** Heads up to `size` all of whose tokens came before `since`. */
export interface Listed {
  readonly size: number;
  readonly since: UtcInstant;
}

export interface StampedAnchor {
  readonly anchor: Anchor;
  /** By the authority's name; at least one. */
  readonly tokens: readonly KeptToken[];
}

/** How long an authority is left alone after it failed so many times in a row, in milliseconds. */
export const pauseMs = (failures: number): number =>
  Math.min(5_000 * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS);

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of `kept`, then those of `given` that are not among them (PEM). */
export function addCertificates(kept: string, given: string): string {
  const [before, now] = [kept, given].map((pem) => pem.match(CERTIFICATE) ?? []);
  const text = (pem: string): string => pem.replaceAll(/\s/g, "");
  const known = new Set((before ?? []).map(text));
  const fresh = (now ?? []).filter((pem) => !known.has(text(pem)));
  return [...(before ?? []), ...fresh].map((pem) => `${pem}\n`).join("");
}
