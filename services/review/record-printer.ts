/**
 * Port: prints a record (an item's custody, the agency's actions) as a PDF, page by page: however long it is,
 * memory holds a few pages. Tested on the real one: test/integration/record-pdf.test.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";

export type Row = readonly [label: string, value: string];

export interface RecordHead {
  readonly title: string;
  /** Stands on every page. */
  readonly subject: string;
  readonly madeAt: UtcInstant;
  readonly facts: readonly Row[];
  readonly statements: readonly string[];
}

export interface RecordEntry {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** What is printed: entries come in chunks, and after the last of them what closes the record. */
export interface PrintedRecord {
  readonly head: RecordHead;
  readonly chunks: AsyncIterable<readonly RecordEntry[]>;
  readonly end: () => readonly Row[];
}

export interface RecordPrinter {
  /** Characters of `texts` that cannot be drawn, each once. */
  undrawable(texts: readonly string[]): Promise<readonly string[]>;
  /** The file, in pieces as they are drawn. */
  print(record: PrintedRecord): AsyncIterable<Uint8Array>;
}
