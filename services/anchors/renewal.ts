/**
 * A renewal: the exact text that is stamped anew before what held a log's older time stamps is over. It names by their
 * SHA-512 the checkpoints and tokens of the log, the certificates of their authorities, and the renewal before it.
 *
 * What it means is time-stamp renewal (RFC 4998 5.2); the form is our own, so that `sha512sum -c` reads it. The
 * entries are not hashed anew (RFC 4998 5.3): that their tree stands on SHA-256 stays as it is.
 */
import { hash } from "node:crypto";
import { type UtcInstant, parseInstant } from "../kernel/clock.ts";
import { isOrigin } from "../ledger/checkpoint.ts";
import { type Leaf, leafText } from "../ledger/leaf.ts";

/** 128 hex digits. */
export type Sha512 = string & { readonly __brand: "Sha512" };
export const sha512 = (bytes: Uint8Array | string): Sha512 =>
  hash("sha512", bytes, "hex") as Sha512;

/** More than that no house makes, one a year for each year's log; a package may be anybody's, and is judged in bounded time. */
export const MAX_RENEWALS = 200;

/** A file by its path in a package. */
export interface NamedDigest {
  readonly path: string;
  readonly sha512: Sha512;
}

export interface RenewalStatement {
  readonly origin: string;
  /** 1 for the first of this log. */
  readonly number: number;
  /** Tokens over checkpoints up to this size are held, by this renewal or those before it. */
  readonly size: number;
  readonly madeAt: UtcInstant;
  readonly files: readonly NamedDigest[];
}

const HEAD =
  /^renewal\/v1\nlog ([^\n]+)\nrenewal ([1-9]\d{0,3})\nsize ([1-9]\d{0,15})\nmade ([^\n]+)\n\n/;
const LINE = /^([0-9a-f]{128}) {2}(proofs\/[a-z0-9./-]{1,120})$/;

export const renewalText = (statement: RenewalStatement): string =>
  [
    "renewal/v1",
    `log ${statement.origin}`,
    `renewal ${statement.number}`,
    `size ${statement.size}`,
    `made ${statement.madeAt}`,
    "",
    digestLines(statement.files),
  ].join("\n");

/** As `sha512sum` prints and reads them. */
export const digestLines = (files: readonly NamedDigest[]): string =>
  files.map(({ path, sha512: digest }) => `${digest}  ${path}\n`).join("");

/** Null unless `text` is byte for byte what `digestLines` writes, each path once. */
export function parseDigestLines(text: string): readonly NamedDigest[] | null {
  if (text !== "" && !text.endsWith("\n")) return null;
  const files: NamedDigest[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, digest, path] = LINE.exec(line) ?? [];
    if (digest === undefined || path === undefined) return null;
    files.push({ path, sha512: digest as Sha512 });
  }
  return new Set(files.map(({ path }) => path)).size === files.length ? files : null;
}

/** Null unless `text` is byte for byte what `renewalText` writes. */
export function parseRenewal(text: string): RenewalStatement | null {
  const [head = "", origin = "", number, size, made = ""] = HEAD.exec(text) ?? [];
  const files = parseDigestLines(text.slice(head.length));
  const madeAt = parseInstant(made);
  if (!isOrigin(origin) || files === null || madeAt === null) return null;
  const statement = { origin, number: Number(number), size: Number(size), madeAt, files };
  return renewalText(statement) === text ? statement : null;
}

/** What the log of the day says of it. */
export function renewalLeaf(text: string, { origin, number }: RenewalKey): string {
  const leaf: Leaf = {
    type: "renewal",
    origin,
    number: String(number),
    listSha512: sha512(text),
  };
  return leafText(leaf);
}
export type RenewalKey = Pick<RenewalStatement, "origin" | "number">;

const DAY_MS = 86_400_000;
/** A year by our clock: what is over a day later was renewed a year before. */
const YEAR_MS = 365 * DAY_MS;
/** Certificates that are over so soon are renewed at whatever time of the year. */
export const SOON_MS = 60 * DAY_MS;

export interface RenewableLog {
  readonly origin: string;
  /** Its newest chosen head has a token: nothing is on its way any more. */
  readonly isStamped: boolean;
  /** When the newest renewal, which is stamped, was made; null: there is none. */
  readonly renewedAt: UtcInstant | null;
  /** When the first is over, and is not yet, of its tokens since then and of those over that renewal; null: none within SOON_MS. */
  readonly firstEnd: UtcInstant | null;
}

/**
 * True a day after the log's year is over, when its last checkpoint is stamped; then once a year; and whenever
 * certificates run out.
 */
export function isTimeToRenew(
  { origin, isStamped, renewedAt, firstEnd }: RenewableLog,
  now: UtcInstant,
): boolean {
  if (firstEnd !== null && isRunningOut(firstEnd, renewedAt, now)) return true;
  const nextYear = String(Number(origin.slice(-4)) + 1).padStart(4, "0");
  if (now < `${nextYear}-01-02T00:00:00.000Z`) return false;
  if (renewedAt === null) return isStamped;
  return Date.parse(now) - Date.parse(renewedAt) >= YEAR_MS;
}

/** The nearer the end, the sooner again: while an authority does not replace its certificate that is a few times, not one a round. */
function isRunningOut(end: UtcInstant, renewedAt: UtcInstant | null, now: UtcInstant): boolean {
  const left = Date.parse(end) - Date.parse(now);
  if (left >= SOON_MS) return false;
  return renewedAt === null || Date.parse(now) - Date.parse(renewedAt) >= Math.max(left, DAY_MS);
}
