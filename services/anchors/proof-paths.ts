/** Where a package has what was made known outside: stamped checkpoints, tokens, authorities, renewals. Renewals name them so, for ever. */
import type { RenewalKey } from "./renewal.ts";
import { type KeptList, LIST_PLACE } from "./revocation.ts";

type Checkpoint = { readonly origin: string; readonly size: number };
const CHECKPOINTS = "proofs/checkpoints/";
const yearOf = (origin: string): string => origin.slice(origin.lastIndexOf("/") + 1);

/** `origin` is "<agency>/<year>"; a package holds logs of one agency. */
const checkpointName = ({ origin, size }: Checkpoint): string => `${yearOf(origin)}-${size}`;

/** The exact bytes that were stamped. */
export const checkpointPath = (checkpoint: Checkpoint): string =>
  `${CHECKPOINTS}${checkpointName(checkpoint)}.note`;
/** The whole TimeStampResp (DER). */
export const tokenPath = (checkpoint: Checkpoint, authority: string): string =>
  `${CHECKPOINTS}${checkpointName(checkpoint)}.${authority}.tsr`;
export const authorityPath = (authority: string): string => `proofs/authorities/${authority}.pem`;

type ListName = Pick<KeptList, "kind" | "place">;

/** A list of revoked certificates of whoever issued its certificate, or of those above, or an answer about it, DER; of the day the package was made. */
export const listPath = (authority: string, list: ListName): string =>
  `proofs/authorities/${listName(authority, list)}`;

/** The first has no number: verifiers of before there were several read that one. */
const listName = (authority: string, { kind, place }: ListName): string =>
  place === 0 ? `${authority}.${kind}` : `${authority}.${place}.${kind}`;

/** The name of the checkpoint that `path` holds, or null. */
export const checkpointIn = (path: string): string | null =>
  /^proofs\/checkpoints\/(\d{4}-\d{1,16})\.note$/.exec(path)?.[1] ?? null;

/** The checkpoint that the token at `path` is about, and whose it is; null for other files. */
export function tokenIn(path: string): { checkpoint: string; authority: string } | null {
  const [, checkpoint, authority] =
    /^proofs\/checkpoints\/(\d{4}-\d{1,16})\.([a-z0-9-]{1,32})\.tsr$/.exec(path) ?? [];
  return checkpoint === undefined || authority === undefined ? null : { checkpoint, authority };
}

/** Files of one renewal: the list that is stamped, lists of tokens, certificates and lists of revoked ones as they were, and the tokens over the list. */
export function renewalFiles({ origin, number }: RenewalKey) {
  const stem = `proofs/renewals/${yearOf(origin)}-${number}`;
  return {
    list: `${stem}.txt`,
    part: (part: number): string => `${stem}.${part}.part`,
    authority: (name: string): string => `${stem}.${name}.pem`,
    /** Its lists of revoked certificates as they were then. */
    revoked: (name: string, list: ListName): string => `${stem}.${listName(name, list)}`,
    token: (name: string): string => `${stem}.${name}.tsr`,
    /** A tlog-proof of its entry; of another ending, because what is proven by it is no evidence. */
    proof: `${stem}.proof`,
  };
}

export const isList = (ending: string): boolean => ending === "crl" || ending === "ocsp";

export interface FileOfRenewal {
  /** E.g. "2026-1". */
  readonly renewal: string;
  /** Of an authority, or the number of a list of tokens; "" for the list that is stamped, and its proof. */
  readonly name: string;
  /** Of a list of revoked certificates, as `listPath` has it; else 0. */
  readonly place: number;
  readonly ending: string;
}

const RENEWAL_FILE = new RegExp(
  String.raw`^proofs/renewals/(\d{4}-[1-9]\d{0,3})(?:\.([a-z0-9-]{1,32}))?` +
    String.raw`(?:\.(${LIST_PLACE})(?=\.(?:crl|ocsp)$))?\.(txt|part|pem|crl|ocsp|tsr|proof)$`,
);

/** What a file among the renewals is; null for others. */
export function renewalFileIn(path: string): FileOfRenewal | null {
  const [, renewal, name = "", place = "0", ending] = RENEWAL_FILE.exec(path) ?? [];
  if (renewal === undefined || ending === undefined) return null;
  return { renewal, name, place: Number(place), ending };
}
