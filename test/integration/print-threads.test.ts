/** Records printed in threads: the same bytes as here, a process that answers others meanwhile, and nothing left where the reader goes away. */
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { openCertificatePrinter } from "../../infra/pdf/certificate-printer.ts";
import { createThreadPrinters } from "../../infra/pdf/print-threads.ts";
import { createRecordPrinter } from "../../infra/pdf/record-printer.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { LANGUAGES } from "../../services/kernel/language.ts";
import { certificateDocument } from "../../services/packages/certificate-document.ts";
import type { PrintedRecord, RecordEntry } from "../../services/review/record-printer.ts";
import { certificateOf } from "../fixtures/certificate.ts";
import { NOON } from "../fixtures/evidence.ts";

/** As long as those of a real record. */
const entry = (at: number): RecordEntry => ({
  title: `${at}. 查看 Viewed`,
  rows: [
    ["时间 time", "2026-11-24 20:00:00.000 UTC+08:00 · 2026-11-24T12:00:00.000Z"],
    ["值 values", JSON.stringify({ representation: "viewing", purpose: `核对告知过程 ${at}` })],
    ["链上摘要 chain digest", sha256(String(at))],
    ["账本 ledger", `haikou/2026 #${at}`],
  ],
});

function recordOf(count: number, told: { read: number; ended: number }): PrintedRecord {
  async function* chunks() {
    for (let from = 0; from < count; from += 40) {
      told.read = from;
      yield Array.from({ length: Math.min(40, count - from) }, (_, at) => entry(from + at));
    }
  }
  const end = () => {
    told.ended += 1;
    return [["条数 count", String(told.read)]] as const;
  };
  const facts = [["单位 agency", "海口"]] as const;
  const head = { title: "证据保管记录 Custody record", subject: "一", madeAt: NOON };
  return { head: { ...head, facts, statements: ["只增不改。"] }, chunks: chunks(), end };
}
const fresh = () => ({ read: -1, ended: 0 });
const threads = () =>
  process.getActiveResourcesInfo().filter((name) => /worker|messageport/i.test(name)).length;

it("are byte for byte those of before, and whoever prints is free for others meanwhile", async () => {
  const here = await buffer(Readable.from(createRecordPrinter().print(recordOf(200, fresh()))));
  const printer = createThreadPrinters().records;
  expect(await printer.undrawable(["海口", "\u{1F984}"])).toEqual(["\u{1F984}"]);
  const told = fresh();
  const busy = performance.eventLoopUtilization();
  const there = await buffer(Readable.from(printer.print(recordOf(200, told))));
  const { utilization } = performance.eventLoopUtilization(busy);
  expect(there.equals(here)).toBe(true);
  expect(told.ended).toBe(1);
  // Drawing here, it is more than 0.9.
  expect(utilization).toBeLessThan(0.5);
});

it("end with their reader, in the middle of a slice or before the first piece, and read no further", async () => {
  const [before, told] = [threads(), fresh()];
  const read = Readable.from(createThreadPrinters().records.print(recordOf(100_000, told)));
  for await (const _piece of read) break;
  await sleep(50);
  const readThen = told.read;
  const unread = Readable.from(createThreadPrinters().records.print(recordOf(100_000, fresh())));
  unread.once("readable", () => undefined).once("error", () => undefined);
  await sleep(20);
  await new Promise((resolve) => unread.once("close", resolve).destroy(new Error("went away")));
  await sleep(200);
  expect([told.read, told.ended]).toEqual([readThen, 0]);
  expect(readThen).toBeLessThan(1_000);
  expect(threads()).toBe(before);
});

it("break off, and not quietly, where the record cannot be read on", async () => {
  async function* chunks() {
    yield [entry(0)];
    throw new Error("the database is gone");
  }
  const record = { ...recordOf(1, fresh()), chunks: chunks() };
  const printed = buffer(Readable.from(createThreadPrinters().records.print(record)));
  await expect(printed).rejects.toThrow("the database is gone");
});

it("draw copy certificates as well, byte for byte those of before, one after another in a thread that then ends", async () => {
  const before = threads();
  const { certificates, records } = createThreadPrinters();
  const here = await openCertificatePrinter();
  for (const [at, language] of LANGUAGES.entries()) {
    const document = certificateDocument(certificateOf("询问室_䶮.mp4"), language);
    const [there, same] = [await certificates.print(document), await here.print(document)];
    if (there.kind !== "pdf" || same.kind !== "pdf") throw new Error("every character has a glyph");
    expect(Buffer.compare(there.bytes, same.bytes)).toBe(0);
    await buffer(Readable.from(records.print(recordOf(at, fresh()))));
  }
  const rare = certificateDocument(certificateOf("\u{1F984}.mp4"), "en");
  const none = { kind: "no-glyph", characters: ["\u{1F984}"] };
  expect(await certificates.print(rare)).toEqual(none);
  expect(await Promise.all([1, 2].map(() => certificates.print(rare)))).toEqual([none, none]);
  await vi.waitFor(() => expect(threads()).toBe(before), { timeout: 10_000, interval: 100 });
});
