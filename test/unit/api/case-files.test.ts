/** Case files over HTTP: ordered, sealed, shown as exact text, by those who may. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { caseExport } from "../../../services/command/case-verbs.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type {
  CaseFileBodyOut,
  SealedDocumentBody,
} from "../../../services/review/case-file-schema.ts";
import {
  type CaseFileRouteDeps,
  caseFileRoutes,
} from "../../../services/review/case-file-routes.ts";
import { MemoryCasefileStore } from "../../fakes/casefile-store.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let folder: string;
const nowhere = { write: () => true };
const term = terminal(
  { out: nowhere, err: nowhere },
  { language: "en", json: false, interactive: false },
);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-case-"));
  house = await openHouse((given) => {
    const shared = given as typeof given &
      Omit<CaseFileRouteDeps, "casefiles"> &
      Pick<House, "items" | "seals" | "cases">;
    return caseFileRoutes({ ...shared, casefiles: new MemoryCasefileStore(shared) });
  });
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const call = (path: string, body?: object, as: Role = "admin") =>
  house.fetch(`/api/v1/cases/${house.file.id}/file${path}`, as, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });

it("takes an order and seals it for those who change cases, and shows the exact text to those who see them; what was taken away is not written over", async () => {
  await house.fetch(`/api/v1/cases/${house.file.id}/items`, "admin", {
    method: "POST",
    body: JSON.stringify({ itemId: house.item.id }),
  });
  const entries = [
    { kind: "item", itemId: house.item.id, title: "现场" },
    { kind: "record", record: "decision", documentNo: "1", sha256: sha256("d"), pages: 2 },
  ];
  const ordered = await call("/order", { revision: 0, entries });
  expect(ordered.status).toBe(200);
  const { revision, entries: shown } = (await ordered.json()) as CaseFileBodyOut;
  expect(shown).toMatchObject([
    { number: 1, title: "现场", pages: null },
    { number: 2, pages: { from: 1, to: 2 }, pageCount: 2 },
  ]);
  expect((await call("/order", { revision: 0, entries })).status).toBe(409);
  for (const role of ["officer", "auditor", "legal"] as const) {
    expect((await call("/seal", { revision, why: "done" }, role)).status).toBe(403);
  }
  expect((await call("/seal", { revision, why: "x" })).status).toBe(400);
  expect((await call("/seal", { revision, why: "done" })).status).toBe(201);
  const sealed = (await (
    await call("/versions/1", undefined, "auditor")
  ).json()) as SealedDocumentBody;
  expect(sha256(Buffer.from(sealed.text))).toBe(sealed.sha256);
  expect(sealed).toMatchObject({
    isSigned: false,
    isEntered: false,
    signature: null,
    ledger: null,
  });
  for (const path of ["/versions/2", "/versions/0"]) expect((await call(path)).status).toBe(404);

  const api = apiClient(house.url, house.tokens.admin);
  const out = join(folder, "exported");
  const exported = () => caseExport(api, term, house.file.number, { out });
  expect(await exported()).toBe(EXIT.negative);
  expect(sha256(await readFile(join(out, "case-file.json")))).toBe(sealed.sha256);
  await expect(exported()).rejects.toMatchObject({ exitCode: EXIT.usage });
});
