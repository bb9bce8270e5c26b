/** One time stamp in a package, judged under the roots that the caller pinned, else under the package's own. */
import type { Revocation } from "../anchors/revocation.ts";
import type { TimestampVerdict, TimestampVerifier } from "../anchors/timestamp.ts";
import { authorityPath, listPath, renewalFileIn } from "../anchors/proof-paths.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ReadPackage } from "./read-files.ts";

export interface StampDeps {
  readonly timestamps: TimestampVerifier;
  readonly read: Pick<ReadPackage, "bytes" | "files">;
  /** Roots of authorities that came another way (PEM); null: none. */
  readonly pinnedRoots: string | null;
}

export interface Stamp {
  readonly path: string;
  readonly genTime: UtcInstant;
  readonly authority: string;
  readonly validUntil: UtcInstant;
  readonly revocation: Revocation;
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
    const verdict = await judgedBy(lists, (list) => timestamps.verify(bytes, token, roots, list));
    if (verdict.valid) {
      const { genTime, authority, validUntil, revocation } = verdict;
      return { path: tokenPath, genTime, authority, validUntil, revocation, isPinned };
    }
    if (verdict.reason === "timestamps/revoked") return { why: verdict.reason };
    why = verdict.reason;
  }
  return { why };
}

/** As many as renewals carry of one authority's lists are looked at, the newest: a package may be anybody's. */
export const MAX_CARRIED_LISTS = 3;

/** The authority's lists of revoked certificates, the newest first, then those that renewals carry, the newest first. */
function listsOf({ bytes, files }: StampDeps["read"], name: string): readonly Buffer[] {
  const carried = [...files.keys()].flatMap((path) => {
    const file = renewalFileIn(path);
    return file?.ending === "crl" && file.name === name ? [{ path, of: file.renewal }] : [];
  });
  const newest = carried.sort((a, b) => placeOf(b.of) - placeOf(a.of)).slice(0, MAX_CARRIED_LISTS);
  return [listPath(name), ...newest.map(({ path }) => path)].flatMap((path) => bytes(path) ?? []);
}

/** "2026-12" comes after "2026-2". */
const placeOf = (renewal: string): number => {
  const [year, number] = renewal.split("-").map(Number);
  return (year ?? 0) * 10_000 + (number ?? 0);
};

/** The first list that says something counts: a newer one leaves out certificates that were over when it was made. */
async function judgedBy(
  lists: readonly Buffer[],
  judge: (list: Buffer | null) => Promise<TimestampVerdict>,
): Promise<TimestampVerdict> {
  const [newest = null, ...older] = lists;
  const first = await judge(newest);
  if (!isUntold(first)) return first;
  for (const list of older) {
    const verdict = await judge(list);
    if (!isUntold(verdict)) return verdict;
  }
  return first;
}

const isUntold = (verdict: TimestampVerdict): boolean =>
  verdict.valid && (verdict.revocation.list === "none" || verdict.revocation.list === "unusable");
