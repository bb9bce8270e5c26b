/** Use case: a record as a PDF, whole or not at all: what cannot be drawn is named before the first byte leaves. */
import type { UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import type { RecordStore } from "../ledger/record-store.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { ZoneTime } from "../kernel/zone-time.ts";
import type {
  PrintedRecord,
  RecordEntry,
  RecordHead,
  RecordPrinter,
  Row,
} from "./record-printer.ts";
import { LABELS, both } from "./record-words.ts";

export interface RecordPdfDeps {
  readonly printer: RecordPrinter;
  readonly zoneTime: ZoneTime;
  /** Name of the agency. */
  readonly agency: string;
  readonly records: Pick<RecordStore, "leaves">;
  readonly ledger: Pick<LedgerStore, "locate">;
}

/** Entries from `first` on, up to and with `last`; each with its index. */
export type Entries = (
  first: number,
  last: number,
) => AsyncIterable<readonly (RecordEntry & { readonly index: number })[]>;

/**
 * `record` draws what is there up to the event that tells of it, which `tell` keeps and answers the index of.
 * @throws Refusal conflict "review/no-glyph": nothing leaves, and nothing was told, unless the character came in
 *   with an event of that very moment: then an export is told that did not leave.
 */
export async function recordPdf(
  { printer }: RecordPdfDeps,
  entries: Entries,
  head: RecordHead,
  tell: () => Promise<number>,
  end: () => readonly Row[],
): Promise<AsyncIterable<Uint8Array>> {
  await refuseUndrawable(printer, [
    head.title,
    head.subject,
    ...head.statements,
    ...head.facts.flat(),
  ]);
  let next = 0;
  const look = async (last: number): Promise<void> => {
    for await (const chunk of entries(next, last)) {
      await refuseUndrawable(printer, chunk.flatMap(textsOf));
      next = (chunk.at(-1)?.index ?? next - 1) + 1;
    }
  };
  await look(Number.MAX_SAFE_INTEGER);
  const last = await tell();
  await look(last);
  const record: PrintedRecord = { head, chunks: entries(0, last), end };
  return printer.print(record);
}

const textsOf = ({ title, rows }: RecordEntry): string[] => [title, ...rows.flat()];

/** @throws Refusal conflict "review/no-glyph". */
export async function refuseUndrawable(
  printer: RecordPrinter,
  texts: readonly string[],
): Promise<void> {
  const characters = await printer.undrawable(texts);
  if (characters.length === 0) return;
  const named = characters
    .slice(0, 20)
    .map(
      (one) =>
        `${one} (U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")})`,
    );
  throw new Refusal("conflict", "review/no-glyph", "the font lacks a character of this record", {
    fix: "Take the record away as CSV or JSONL, which hold every character.",
    facts: { characters: named.join(" ") },
  });
}

/** In the agency's zone and in UTC. */
export const timeRow = (zoneTime: ZoneTime, at: UtcInstant): Row => [
  both(LABELS.time),
  `${zoneTime(at)} · ${at}`,
];

/** A row only where there is something to say. */
export const rowOf = (label: keyof typeof LABELS, value: string | null): Row[] =>
  value === null || value === "" ? [] : [[both(LABELS[label]), value]];

/** Exact, and free of marks that turn or hide text: those stand as \\uXXXX, as JSON has them. */
export const shownJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);

/** A text of a person or device the same way, without the quotation marks around it. */
export const shownText = (text: string): string =>
  shownJson(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll(String.raw`\\`, "\\");

const escaped = (text: string): string =>
  [...Array(text.length).keys()]
    .map((at) => String.raw`\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");

const WAITS = "待入账 not entered yet";
const BY_MANIFESTS = "由签名清单载明 told by the signed manifests";

/** Which entry of the ledger tells of each record from `first` to `last`, in words. */
export async function ledgerWords(
  { records, ledger }: Pick<RecordPdfDeps, "records" | "ledger">,
  itemId: ItemId | null,
  first: number,
  last: number,
): Promise<(index: number) => string> {
  const leaves = await records.leaves(itemId, first, last);
  const places = new Map<string, string>();
  for (const leaf of new Set(leaves.values())) {
    const place = leaf === null ? null : await ledger.locate(leaf);
    if (leaf !== null && place !== null) places.set(leaf, `${place.origin} #${place.index}`);
  }
  return (index) => {
    const leaf = leaves.get(index);
    if (leaf === undefined) return BY_MANIFESTS;
    return (leaf === null ? undefined : places.get(leaf)) ?? WAITS;
  };
}
