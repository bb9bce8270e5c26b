/** Records as PDF over HTTP: every event with its values, as text; nothing half, nothing untold, and no memory that grows. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createRecordPrinter } from "../../infra/pdf/record-printer.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { NOON } from "../fixtures/evidence.ts";
import { type House, openHouse } from "../fixtures/review-house.ts";

const run = promisify(execFile);
let [house, folder] = [{} as House, ""];
beforeEach(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), "holdfast-record-"));
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

/** Without blanks: where a line ends is the page's matter. */
const squeezed = (text: string): string => text.replaceAll(/\s+/g, "");
const record = (purpose: string) =>
  house.evidence.record(house.item.id, {
    ...{ at: house.clock(), actor: "user:00000000-0000-4000-8000-000000000001" },
    happening: { kind: "accessed", data: { representation: "viewing", purpose, role: "officer" } },
  });

async function textOf(bytes: Uint8Array): Promise<string> {
  const file = join(folder, "record.pdf");
  await writeFile(file, bytes);
  return (await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 1 << 26 })).stdout;
}
async function taken(path: string): Promise<string> {
  const answer = await house.fetch(path, "auditor");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  return textOf(Buffer.from(await answer.arrayBuffer()));
}

it("holds every event of an item in order, with its values, both times, digests and places in the ledger", async () => {
  await record("核对告知过程\u202Etxt.exe, 王䶮 “x\\y”");
  for (let at = 0; at < 30; at += 1) await record(`purpose ${at} ${"长".repeat(300)}`);
  const pdf = await taken(`/api/v1/items/${house.item.id}/custody.pdf`);
  const text = squeezed(pdf);
  const chain = await house.evidence.custody(house.item.id);
  expect(chain.at(-1)).toMatchObject({ kind: "custody-exported", data: { format: "pdf" } });
  let from = 0;
  for (const { index, sha256 } of chain) {
    const at = text.indexOf(sha256, from);
    expect([index, at > from]).toEqual([index, true]);
    from = at;
  }
  // As they were recorded; what would turn or hide text stands as its number.
  expect(text).toContain(squeezed(String.raw`核对告知过程\u202etxt.exe, 王䶮 “x\y”`));
  expect(text).toContain(squeezed("2026-11-24 20:00:00.000 UTC+08:00 · 2026-11-24T12:00:00.000Z"));
  expect(text).toContain('{"representation":"viewing","role":"officer"}');
  expect(text).toMatch(/haikou\/\d{4}#\d+/);
  expect(text).toContain("逐条核算，前后相符");
  const pages = pdf.split("\f").length - 1;
  expect(pages).toBeGreaterThan(5);
  for (let page = 1; page <= pages; page += 1) expect(text).toContain(`第${page}页`);
  expect(text).toContain(`页数pages${pages}`);
});

it("says of a changed event that the chain does not hold", async () => {
  const custodyFrom = house.evidence.custodyFrom.bind(house.evidence);
  house.evidence.custodyFrom = async (...asked) => {
    const [first, ...others] = await custodyFrom(...asked);
    return [{ ...first!, body: first!.body.replace("received", "accessed") }, ...others];
  };
  const text = squeezed(await taken(`/api/v1/items/${house.item.id}/custody.pdf`));
  expect(text).toContain("不相符");
});

it("is refused, untold, where the font lacks a character, which it names", async () => {
  await record("rare \u{1F984}\uE000");
  const before = await house.evidence.custody(house.item.id);
  const answer = await house.fetch(`/api/v1/items/${house.item.id}/custody.pdf`, "auditor");
  expect([answer.status, await answer.json()]).toEqual([
    409,
    expect.objectContaining({
      code: "review/no-glyph",
      facts: { characters: "\u{1F984} (U+1F984) \uE000 (U+E000)" },
    }),
  ]);
  expect(await house.evidence.custody(house.item.id)).toEqual(before);
});

it("holds the agency's actions of a period, and nothing leaves where that cannot be told", async () => {
  house.moveClock(60_000);
  const body = JSON.stringify({ number: "2026-99", title: "市场" });
  const opened = await house.fetch("/api/v1/cases", "admin", { method: "POST", body });
  expect([opened.status, await opened.json()]).toEqual([201, expect.anything()]);
  const period = "/api/v1/actions.pdf?from=2026-11-24T12:01:00Z";
  const text = squeezed(await taken(period));
  expect(text).toContain(squeezed("建立案件 Case opened"));
  expect(text).toContain('"number":"2026-99"');
  expect(text).toContain(squeezed("导出操作记录 Actions taken away"));
  expect(text).not.toContain(squeezed("建立账号 Account made"));
  expect(house.actions.all.at(-1)).toMatchObject({
    ...{ kind: "actions-exported", after: { format: "pdf", from: "2026-11-24T12:01:00.000Z" } },
  });
  house.actions.append = () => Promise.reject(new Error("the disk is full"));
  const answer = await house.fetch(period, "auditor");
  expect([answer.status, (await answer.text()).startsWith("%PDF")]).toEqual([500, false]);
});

it("is written page by page while it is read: nobody holds all of it", async () => {
  let read = 0;
  async function* chunks() {
    for (; read < 40; read += 1) {
      const rows = [["digest", sha256(String(read))]] as const;
      yield Array.from({ length: 5 }, (_, at) => ({ title: `${read}.${at}`, rows }));
    }
  }
  const head = { title: "t", subject: "s", madeAt: NOON, facts: [], statements: [] };
  const readAtPiece: number[] = [];
  for await (const piece of createRecordPrinter().print({
    head,
    chunks: chunks(),
    end: () => [],
  })) {
    if (Buffer.from(piece).includes("/FlateDecode")) readAtPiece.push(read);
  }
  expect(readAtPiece[0]).toBeLessThan(10);
  expect(readAtPiece.filter((at) => at < 36).length).toBeGreaterThan(5);
});
