/** The verbs about exports, as two people use them on the API in memory: from the order to the acknowledgement, and back from a copy. */
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPackage } from "../../../infra/zip/open-package.ts";
import type { Role } from "../../../services/access/permission.ts";
import { type ApiClient, apiClient } from "../../../services/command/api-client.ts";
import { exports as doctorExports } from "../../../services/command/doctor-exports.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  exportAcknowledge,
  exportConfirm,
  exportList,
  exportOrder,
  exportReceipt,
  exportTake,
  exportTrace,
  exportWithdraw,
  watermarkIn,
} from "../../../services/command/export-verbs.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
let folder: string;
const { english, chinese, hear } = twoTerminals();
const as = (role: Role): ApiClient => apiClient(house.url, house.tokens[role]);
const read = (path: string) => watermarkIn(openPackage, path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-exports-"));
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

it("orders, takes out, is acknowledged on paper by two people, and is found again", async () => {
  expect(await hear(() => exportList(as("auditor"), english, undefined))).toEqual([
    EXIT.ok,
    "There are no exports\n",
  ]);
  const order = {
    ...({ item: [house.item.id], recipient: "lawyer", organisation: "琼州律师事务所" } as const),
    ...({
      person: "陈律师",
      basis: "委托书 7",
      purposeKind: "evidence",
      why: "辩护人阅卷",
    } as const),
  };
  const [, ordered] = await hear(() => exportOrder(as("admin"), english, order));
  const [, id = "", watermark = ""] = /^(\S+) is ordered .* watermark (\S+)\./.exec(ordered) ?? [];
  expect(watermark).toMatch(/^[2-9A-Z-]{24}$/);

  const zip = join(folder, "package.zip");
  expect((await hear(() => exportTake(as("admin"), english, id, zip)))[0]).toBe(EXIT.ok);
  expect((await stat(zip)).size).toBeGreaterThan(100);
  await expect(exportTake(as("admin"), english, id, zip)).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
  for (const format of ["txt", "en"] as const) {
    await exportReceipt(as("legal"), english, id, { format, out: join(folder, format) });
  }
  expect(await readFile(join(folder, "txt"), "utf8")).toContain(watermark);

  const scan = join(folder, "scan.pdf");
  await writeFile(scan, "%PDF-1.7 signed");
  await expect(exportAcknowledge(as("legal"), english, id, {})).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
  const [, entered] = await hear(() =>
    exportAcknowledge(as("records"), english, id, { paper: scan }),
  );
  expect(entered).toContain("a scan entered by The records waits for a second person");
  await expect(exportConfirm(as("records"), english, id, scan)).rejects.toMatchObject({
    code: "access/same-person",
  });
  expect((await hear(() => exportConfirm(as("legal"), chinese, id, scan)))[1]).toContain("已签收");

  for (const what of [watermark.toLowerCase(), zip]) {
    const [code, text] = await hear(() => exportTrace(as("auditor"), english, what, read));
    expect([code, text.includes("陈律师")]).toEqual([EXIT.ok, true]);
  }
  const unknown = await hear(() => exportTrace(as("auditor"), english, scan, read));
  expect(unknown[0]).toBe(EXIT.negative);
  await expect(
    exportTrace(as("auditor"), english, join(folder, "nothing"), read),
  ).rejects.toMatchObject({ exitCode: EXIT.usage });

  const second = await hear(() => exportOrder(as("admin"), english, order));
  const other = /^(\S+) is/.exec(second[1])?.[1] ?? "";
  const [, gone] = await hear(() => exportWithdraw(as("admin"), english, other, "wrong lawyer"));
  expect(gone).toContain("withdrawn by The admin");
  const late = join(folder, "late.zip");
  await expect(exportTake(as("admin"), english, other, late)).rejects.toMatchObject({
    code: "exports/withdrawn",
  });
  await expect(stat(late)).rejects.toThrow();
});

it("doctor warns of what is overdue", async () => {
  expect((await doctorExports(async () => 0)).state).toBe("ok");
  expect((await doctorExports(async () => 2)).facts).toEqual({ count: 2 });
});
