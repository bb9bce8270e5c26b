/** The verbs about reports, as the records staff use them on the API in memory. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  reportsExport,
  reportsList,
  reportsMake,
  reportsShow,
} from "../../../services/command/reports-verbs.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { memoryReports } from "../../fixtures/reported.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let folder: string;
let said = "";
const out = { write: (text: string) => (said += text) };
const english = terminal({ out, err: out }, { language: "en", json: false, interactive: false });
const chinese = terminal({ out, err: out }, { language: "zh-CN", json: false, interactive: false });
const { facts, routes } = memoryReports();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-reports-"));
  house = await openHouse(routes);
  facts.items = { received: 5, quarantined: 2, linked: 2, inSession: 0 };
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

it("shows figures, issues, lists, corrects and saves; the saved text has the digest that was told", async () => {
  const api = apiClient(house.url, house.tokens.records);
  expect(await reportsShow(api, english, "QUARTER", "2026-Q4")).toBe(EXIT.ok);
  expect(said).toContain("Recordings linked to a case: 66.6 % (2 of 3)");
  expect(said).toContain("not counted: in quarantine 2");
  expect(said).toContain("not known: there was nothing to count");
  said = "";
  await reportsShow(api, chinese, "QUARTER", "2026-Q4");
  expect(said).toContain("已关联案件的记录：66.6 %（2 / 3）");

  await expect(reportsMake(api, english, ["QUARTER", "2026-Q3"], { why: "x" })).rejects.toThrow();
  said = "";
  await reportsMake(api, english, ["QUARTER", "2026-Q3"], {});
  const [, id = "", digest = ""] = /Issued (\S+): .* SHA-256 (\w+)/.exec(said) ?? [];
  const file = join(folder, "report.json");
  await reportsExport(api, english, id, { format: "json", out: file });
  expect(sha256(await readFile(file))).toBe(digest);
  const again = reportsExport(api, english, id, { format: "csv", out: file });
  await expect(again).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(sha256(await readFile(file))).toBe(digest);
  const pdf = join(folder, "report.pdf");
  await reportsExport(api, english, id, { format: "pdf", out: pdf });
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe("%PDF-");

  await reportsMake(api, english, ["QUARTER", "2026-Q3"], { replaces: id, why: "linked late" });
  said = "";
  expect(await reportsList(api, english)).toBe(EXIT.ok);
  expect(said).toMatch(/ANNUAL .* last 2025 \(due 2026-01-31\), running 2026/);
  expect(said).toMatch(/QUARTER 2026-Q3 version 2 .* stands/);
  expect(said).toMatch(/QUARTER 2026-Q3 version 1 .* corrected by/);
});
