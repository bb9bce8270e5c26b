/** One time stamp in a package, judged under the roots that the caller pinned, else under the package's own. */
import { MAX_LISTS } from "../anchors/revocation.ts";
import type { StampRevocation, TimestampVerifier } from "../anchors/timestamp.ts";
import { authorityPath, isList, listPath, renewalFileIn } from "../anchors/proof-paths.ts";
import { MAX_RENEWALS } from "../anchors/renewal.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ReadPackage } from "./read-files.ts";

export interface StampDeps {
  readonly timestamps: TimestampVerifier;
  readonly read: Pick<ReadPackage, "bytes" | "files">;
  /** Roots of authorities that came another way (PEM); null: none. */
  readonly pinnedRoots: string | null;
}

export interface Stamp extends StampRevocation {
  readonly path: string;
  readonly genTime: UtcInstant;
  readonly authority: string;
  readonly validUntil: UtcInstant;
  readonly isPinned: boolean;
}

/** The stamp at `tokenPath` of the authority `name` over the file at `path`, or why it is none. */
export async function judgeStamp(
  { timestamps, read, pinnedRoots }: StampDeps,
  path: string,
  tokenPath: string,
  name: string,
): Promise<Stamp | { readonly why: string }> {
  const bytes = read.bytes(path) ?? Buffer.alloc(0);
  const token = read.bytes(tokenPath) ?? Buffer.alloc(0);
  const own = read.bytes(authorityPath(name))?.toString("utf8") ?? "";
  const lists = listsOf(read, name);
  // A pinned root counts for whatever name a package gives its authority; other authorities may be there too.
  const sources = [
    ...(pinnedRoots === null ? [] : [{ roots: pinnedRoots, isPinned: true }]),
    { roots: own, isPinned: false },
  ];
  let why = "timestamps/unusable-root";
  for (const { roots, isPinned } of sources) {
    const verdict = await timestamps.verify(bytes, token, roots, lists);
    if (verdict.valid) {
      const { genTime, authority, validUntil, revocation, clearedAbove } = verdict;
      const stated = { genTime, authority, validUntil, revocation, clearedAbove };
      return { path: tokenPath, isPinned, ...stated };
    }
    if (verdict.reason === "timestamps/revoked") return { why: verdict.reason };
    why = verdict.reason;
  }
  return { why };
}

/**
 * The authority's lists of revoked certificates and answers about them, and those that renewals carry, each once: one that is made once a certificate
 * is over leaves it out, so that only older ones may tell. Of more than a house makes the package fails anyway.
 */
function listsOf({ bytes, files }: StampDeps["read"], name: string): readonly Buffer[] {
  const places = Array.from({ length: MAX_LISTS }, (_, place) => place);
  const own = (["crl", "ocsp"] as const).flatMap((kind) =>
    places.map((place) => listPath(name, { kind, place })),
  );
  const carried = carriedIn(files).get(name) ?? [];
  const all = [...own, ...carried.slice(0, 2 * MAX_LISTS * MAX_RENEWALS)];
  const there = all.filter((path) => files.has(path));
  const once = new Map(there.map((path) => [files.get(path)?.sha256, path]));
  return [...once.values()].flatMap((path) => bytes(path) ?? []);
}

type Files = StampDeps["read"]["files"];
/** A package has a token for every item and authority, and as many paths again: they are looked through once. */
const carriedLists = new WeakMap<Files, ReadonlyMap<string, readonly string[]>>();

/** Paths of the lists that renewals carry, by the authority's name. */
function carriedIn(files: Files): ReadonlyMap<string, readonly string[]> {
  const known = carriedLists.get(files);
  if (known !== undefined) return known;
  const found = new Map<string, string[]>();
  for (const path of files.keys()) {
    const file = renewalFileIn(path);
    if (file === null || !isList(file.ending)) continue;
    const paths = found.get(file.name) ?? [];
    paths.push(path);
    found.set(file.name, paths);
  }
  carriedLists.set(files, found);
  return found;
}
