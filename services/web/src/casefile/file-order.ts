/** The order of a case file while a person works on it: moved, filled, numbered through, and held against the newest sealed version. Pure. */
import type { FileEntryBody, FileOrderBody } from "../../../review/case-file-schema.ts";

/** An entry without its place: that follows from where it stands. */
export interface Drafted {
  readonly kind: FileEntryBody["kind"];
  readonly title: string;
  readonly pageCount: number | null;
  readonly itemId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly record?: FileEntryBody["record"];
  readonly documentNo?: string | undefined;
  readonly sha256?: string | undefined;
}

/** By what an entry is the same one. */
export const keyOf = ({ kind, itemId, sessionId, sha256 }: Drafted): string =>
  `${kind} ${itemId ?? sessionId ?? sha256 ?? ""}`;

export const draftOf = (entries: readonly FileEntryBody[]): readonly Drafted[] =>
  entries.map(({ number: _number, pages: _pages, ...entry }) => entry);

/** As the service takes it: a draft came of an entry, so it has what its kind has. */
export const asked = (entries: readonly Drafted[]) =>
  entries.map(
    ({ pageCount, ...entry }) =>
      ({ ...entry, pages: pageCount }) as FileOrderBody["entries"][number],
  );

/** The same list where `to` is no place in it. */
export function moved(entries: readonly Drafted[], from: number, to: number): readonly Drafted[] {
  const entry = entries[from];
  if (entry === undefined || to < 0 || to >= entries.length) return entries;
  return entries.toSpliced(from, 1).toSpliced(to, 0, entry);
}

/** What is of the case and does not stand in the file goes behind the others, in the order in which it came. */
export function filled(
  entries: readonly Drafted[],
  itemIds: readonly string[],
  sessionIds: readonly string[],
): readonly Drafted[] {
  const stands = new Set(entries.map(keyOf));
  const plain = { title: "", pageCount: null };
  const more: readonly Drafted[] = [
    ...itemIds.map((itemId) => ({ kind: "item" as const, itemId, ...plain })),
    ...sessionIds.map((sessionId) => ({ kind: "verdict" as const, sessionId, ...plain })),
  ];
  return [...entries, ...more.filter((entry) => !stands.has(keyOf(entry)))];
}

/** "3-7" for each entry that has pages on paper, numbered through; null: it has none. */
export function pagesOf(entries: readonly Drafted[]): readonly (string | null)[] {
  let last = 0;
  return entries.map(({ pageCount }) => {
    if (pageCount === null) return null;
    const from = last + 1;
    last += pageCount;
    return from === last ? `${from}` : `${from}-${last}`;
  });
}

interface SealedEntry {
  readonly kind: Drafted["kind"];
  readonly title: string;
  readonly pages: { readonly from: number; readonly to: number } | null;
  readonly item?: string;
  readonly session?: string;
  readonly sessionNumber?: string;
  readonly record?: Drafted["record"];
  readonly documentNo?: string;
  readonly sha256: string;
}

export interface Sealed {
  readonly previousSha256: string | null;
  readonly entries: readonly Drafted[];
}

/** What a sealed text says; null where it is none that this page knows. */
export function sealedIn(text: string): Sealed | null {
  try {
    const file = JSON.parse(text) as {
      readonly type: string;
      readonly previousSha256: string | null;
      readonly entries: readonly SealedEntry[];
    };
    if (file.type !== "holdfast/case-file/v1") return null;
    return { previousSha256: file.previousSha256, entries: file.entries.map(draftOfSealed) };
  } catch {
    return null;
  }
}

function draftOfSealed({ kind, title, pages, ...entry }: SealedEntry): Drafted {
  const said = { kind, title, pageCount: pages === null ? null : pages.to - pages.from + 1 };
  if (kind === "item") return { ...said, itemId: entry.item };
  if (kind === "verdict") return { ...said, sessionId: entry.session };
  const { record, documentNo, sha256 } = entry;
  return { ...said, record, documentNo, sha256 };
}

export interface Change {
  readonly act: "added" | "removed" | "moved" | "retold";
  readonly entry: Drafted;
  /** Where it stood, and where it stands, counted from 1; null: it did not, or does not. */
  readonly before: number | null;
  readonly after: number | null;
}

/** What was moved is as little as explains the new order: the others kept their order among each other. */
export function changesSince(
  sealed: readonly Drafted[],
  now: readonly Drafted[],
): readonly Change[] {
  const [was, is] = [placesIn(sealed), placesIn(now)];
  const stayed = inOrder(now.flatMap((entry) => was.get(keyOf(entry)) ?? []));
  const changes = now.flatMap((entry, at): Change[] => {
    const before = was.get(keyOf(entry));
    const old = before === undefined ? undefined : sealed[before];
    if (before === undefined || old === undefined)
      return [{ act: "added", entry, before: null, after: at + 1 }];
    const places = { entry, before: before + 1, after: at + 1 };
    return [
      ...(stayed.has(before) ? [] : [{ act: "moved" as const, ...places }]),
      ...(isRetold(old, entry) ? [{ act: "retold" as const, ...places }] : []),
    ];
  });
  const gone = sealed.flatMap((entry, at): Change[] =>
    is.has(keyOf(entry)) ? [] : [{ act: "removed", entry, before: at + 1, after: null }],
  );
  return [...changes, ...gone];
}

const placesIn = (list: readonly Drafted[]): ReadonlyMap<string, number> =>
  new Map(list.map((entry, at) => [keyOf(entry), at]));

/** The most of `places` that follow one another upwards. */
function inOrder(places: readonly number[]): ReadonlySet<number> {
  const chains: (readonly number[])[] = [];
  for (const place of places) {
    const before = chains.filter((chain) => (chain.at(-1) ?? -1) < place);
    chains.push([...longest(before), place]);
  }
  return new Set(longest(chains));
}

const longest = (chains: readonly (readonly number[])[]): readonly number[] =>
  chains.reduce<readonly number[]>((best, one) => (one.length > best.length ? one : best), []);

const isRetold = (old: Drafted, entry: Drafted): boolean =>
  old.title !== entry.title ||
  old.pageCount !== entry.pageCount ||
  old.record !== entry.record ||
  old.documentNo !== entry.documentNo;
