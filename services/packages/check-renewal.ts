/**
 * Checks of renewals: lists of older time stamps that were stamped anew while those still held. A stamp whose certificates
 * are over is believed because of them alone: the key may be anybody's by now, and no list of revoked ones is kept on.
 */
import { type FileOfRenewal, isList, renewalFileIn } from "../anchors/proof-paths.ts";
import {
  MAX_RENEWALS,
  type NamedDigest,
  type RenewalStatement,
  type Sha512,
  parseDigestLines,
  parseRenewal,
  renewalLeaf,
  sha512,
} from "../anchors/renewal.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { originOfProof, verifyProof } from "../ledger/tlog-proof.ts";
import { type Finding, about } from "./finding.ts";
import { type Stamp, type StampDeps, judgeStamp } from "./judge-stamp.ts";
import type { ReadPackage } from "./read-files.ts";
import type { Trust } from "./trust.ts";

export const MAX_RENEWAL_TOKENS = 1_000;
/** Of each file among the renewals. */
export const MAX_RENEWAL_BYTES = 1 << 20;

export interface RenewalDeps extends StampDeps {
  readonly read: ReadPackage;
  readonly trust: Pick<Trust, "verifierFor">;
  readonly now: UtcInstant;
}

export interface Renewals {
  /** Of those that do not hold: a sound one is told of with the stamps that it holds. */
  readonly findings: readonly Finding[];
  /** What holds `stamp` today: null if nothing does. */
  held(stamp: Stamp): Held | null;
}

export interface Held {
  /** Of the first renewal that holds it; null while its own certificates do. */
  readonly renewedAt: UtcInstant | null;
  readonly renewedBy: string | null;
  /** Everything it rests on is pinned. */
  readonly isPinned: boolean;
}

interface SoundRenewal {
  readonly paths: ReadonlySet<string>;
  readonly stamps: readonly Stamp[];
}

interface RenewalFile extends FileOfRenewal {
  readonly path: string;
}

export async function readRenewals(deps: RenewalDeps): Promise<Renewals> {
  const findings: Finding[] = [];
  const sound: SoundRenewal[] = [];
  const renewals = filesByRenewal(deps.read);
  const digestOf = digests(deps.read);
  if (areTooMany([...renewals.values()].flat())) {
    const check = about("timestamp", "proofs/renewals/");
    findings.push(check.failed("packages/renewal-invalid", { why: "too-many" }));
    renewals.clear();
  }
  for (const files of renewals.values()) {
    const path = files.find(({ ending }) => ending === "txt")?.path;
    if (path === undefined) continue;
    const read = await readRenewal(deps, path, files, digestOf);
    if ("why" in read) {
      findings.push(about("timestamp", path).failed("packages/renewal-invalid", { why: read.why }));
      continue;
    }
    sound.push(read);
    findings.push(...checkEntry(deps, path, read.statement));
  }
  const ways = new Ways(sound, deps.now);
  return { findings, held: (stamp) => ways.from(stamp) };
}

function filesByRenewal({ files }: Pick<ReadPackage, "files">): Map<string, RenewalFile[]> {
  const found = [...files.keys()].sort().flatMap((path) => {
    const file = renewalFileIn(path);
    return file === null ? [] : [{ ...file, path }];
  });
  return Map.groupBy(found, ({ renewal }) => renewal);
}

function areTooMany(files: readonly RenewalFile[]): boolean {
  const count = (wanted: string) => files.filter(({ ending }) => ending === wanted).length;
  const lists = Map.groupBy(
    files.filter(({ ending }) => isList(ending)),
    ({ name, place, ending }) => `${name}.${place}.${ending}`,
  );
  const mostLists = Math.max(0, ...[...lists.values()].map(({ length }) => length));
  return Math.max(count("txt"), mostLists) > MAX_RENEWALS || count("tsr") > MAX_RENEWAL_TOKENS;
}

/** Each file is hashed once, however many lists name it. */
function digests({ bytes }: Pick<ReadPackage, "bytes">): (path: string) => Sha512 | null {
  const known = new Map<string, Sha512 | null>();
  return (path) => {
    if (!known.has(path)) {
      const found = bytes(path);
      known.set(path, found === null ? null : sha512(found));
    }
    return known.get(path) ?? null;
  };
}

/** The stamps first: what nobody stamped is not worth hashing. */
async function readRenewal(
  deps: RenewalDeps,
  path: string,
  beside: readonly RenewalFile[],
  digestOf: (path: string) => Sha512 | null,
): Promise<(SoundRenewal & { readonly statement: RenewalStatement }) | { readonly why: string }> {
  const { read } = deps;
  const weight = (each: string): number => read.files.get(each)?.sizeBytes ?? 0;
  if (beside.some((file) => weight(file.path) > MAX_RENEWAL_BYTES)) return { why: "too-large" };
  const statement = parseRenewal(read.bytes(path)?.toString("utf8") ?? "");
  if (statement === null) return { why: "malformed" };
  const named = namedIn(read, statement, beside);
  if (named === null) return { why: "malformed" };
  const stamps: Stamp[] = [];
  for (const token of beside.filter(({ ending }) => ending === "tsr")) {
    const stamp = await judgeStamp(deps, path, token.path, token.name);
    if ("why" in stamp) return stamp;
    stamps.push(stamp);
  }
  if (stamps.length === 0) return { why: "no-token" };
  // What is not in the package is of other items.
  const isAsNamed = (file: NamedDigest): boolean =>
    !read.files.has(file.path) || digestOf(file.path) === file.sha512;
  if (!named.every(isAsNamed)) return { why: "differs" };
  return { statement, stamps, paths: new Set(named.map((file) => file.path)) };
}

/** What the list names, and its lists of tokens; null if one of them is none, or is not named itself. */
function namedIn(
  read: ReadPackage,
  statement: RenewalStatement,
  beside: readonly RenewalFile[],
): readonly NamedDigest[] | null {
  const named = [...statement.files];
  for (const part of beside.filter(({ ending }) => ending === "part")) {
    const isListed = statement.files.some((file) => file.path === part.path);
    const files = parseDigestLines(read.bytes(part.path)?.toString("utf8") ?? "x");
    if (!isListed || files === null) return null;
    named.push(...files);
  }
  return named;
}

/** That the ledger tells of the renewal, where a proof of it goes along. */
function checkEntry(
  { read, trust }: RenewalDeps,
  list: string,
  statement: RenewalStatement,
): readonly Finding[] {
  const path = list.replace(/txt$/, "proof");
  const text = read.bytes(path)?.toString("utf8");
  if (text === undefined) return [];
  const check = about("ledger", path);
  const verifier = trust.verifierFor(originOfProof(text));
  if (verifier === null) return [check.failed("packages/no-ledger-key")];
  try {
    const leaf = renewalLeaf(read.bytes(list)?.toString("utf8") ?? "", statement);
    const { index, checkpoint } = verifyProof(text, leaf, verifier);
    const { origin, size } = checkpoint;
    return [check.passed("packages/in-ledger", { origin, index, size })];
  } catch (error) {
    if (isRefusal(error)) return [check.failed("packages/proof-invalid", { why: error.code })];
    throw error;
  }
}

/**
 * A way from the stamp to one whose certificates hold: each renewal on it was stamped while those of the stamp before
 * it held. Pinned ways first.
 */
class Ways {
  readonly #renewals: readonly SoundRenewal[];
  readonly #now: UtcInstant;
  /** Each stamp is looked at once, however many lists name it. */
  readonly #known = new Map<string, Held | null>();

  constructor(renewals: readonly SoundRenewal[], now: UtcInstant) {
    this.#renewals = renewals;
    this.#now = now;
  }

  from(stamp: Stamp): Held | null {
    const { path, isPinned, validUntil } = stamp;
    if (validUntil >= this.#now) return { renewedAt: null, renewedBy: null, isPinned };
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    this.#known.set(path, null);
    const ways = this.#renewals
      .filter(({ paths }) => paths.has(path))
      .flatMap(({ stamps }) => stamps)
      .filter(({ genTime }) => genTime <= validUntil)
      .flatMap((later): Held[] => {
        const rest = this.from(later);
        if (rest === null) return [];
        const { genTime: renewedAt, authority: renewedBy } = later;
        return [{ renewedAt, renewedBy, isPinned: isPinned && rest.isPinned }];
      });
    const held = ways.find((way) => way.isPinned) ?? ways[0] ?? null;
    this.#known.set(path, held);
    return held;
  }
}
