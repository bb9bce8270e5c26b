/** Exports over the API: ordered for somebody, taken out, acknowledged by a signature or by two people, withdrawn, and found again. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type * as Receipt from "../../../services/exports/receipt.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { ExportBody, ExportRequestBody } from "../../../services/review/export-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

/** As a later version might word it. */
const words = vi.hoisted(() => ({ changed: "" }));
vi.mock("../../../services/exports/receipt.ts", async (original) => {
  const real = await original<typeof Receipt>();
  const receiptText: typeof real.receiptText = (...of) => real.receiptText(...of) + words.changed;
  return { ...real, receiptText };
});

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const order = (changes: Partial<ExportRequestBody> = {}): ExportRequestBody => ({
  ...{ itemIds: [house.item.id], purpose: "刑事案件移送", recipient: "court" },
  ...{ organisation: "海口市中级人民法院", person: "王法官", basis: "(2026)琼01刑初17号" },
  ...{ basisSha256: sha256("order"), dueOn: null, ...changes },
});
const call = async (path: string, body: unknown, as: Role = "admin") => {
  const init = body === null ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1${path}`, as, init);
  const json = (await answer.json()) as ExportBody & { code: string; facts?: { why: string } };
  return { status: answer.status, json };
};
const ordered = async (changes: Partial<ExportRequestBody> = {}): Promise<ExportBody> =>
  (await call("/exports", order(changes))).json;
const codeOf = async (path: string, body: unknown, as?: Role) =>
  (await call(path, body, as)).json.code;
const takeOut = (id: string) => house.fetch(`/api/v1/packages/${id}/content`, "admin");
const list = async (query: string, as: Role = "auditor") =>
  (
    (await (await house.fetch(`/api/v1/exports${query}`, as)).json()) as { entries: ExportBody[] }
  ).entries.map(({ id }) => id);

test("an export names its recipient to those who may see packages, and to nobody in the record", async () => {
  expect((await call("/exports", order(), "records")).status).toBe(403);
  const { status, json } = await call("/exports", order(), "reviewer");
  expect([status, json.course, json.requestedByName]).toEqual([202, "made", "The reviewer"]);
  expect(json.watermark).toMatch(/^([2-9A-Z]{4}-){4}[2-9A-Z]{4}$/);
  expect(await list(`?watermark=${json.watermark.toLowerCase().replaceAll("-", "")}`)).toEqual([
    json.id,
  ]);
  expect((await house.fetch(`/api/v1/exports`, "officer")).status).toBe(403);
  const told = JSON.stringify([house.actions.all, house.logged]);
  expect(told).toContain(json.watermark);
  expect(told).not.toContain("王法官");
  expect(told).not.toContain("人民法院");
  const receipt = await house.fetch(`/api/v1/exports/${json.id}/receipt.txt`, "auditor");
  const text = await receipt.text();
  for (const part of ["王法官", "海口市中级人民法院", json.watermark, json.id, house.item.id]) {
    expect(text.split(part)).toHaveLength(3);
  }
  const sheet = await house.fetch(`/api/v1/exports/${json.id}/receipt.zh-CN.pdf`, "auditor");
  expect(
    Buffer.from(await sheet.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
});

test("what is no order is refused", async () => {
  const codes = await Promise.all([
    codeOf("/exports", order({ itemIds: [] })),
    codeOf("/exports", order({ person: "" })),
    codeOf("/exports", order({ person: " \u202e\n" })),
    codeOf("/exports", order({ recipient: "king" as "court" })),
    codeOf("/exports", order({ basisSha256: "x" })),
    codeOf("/exports", order({ dueOn: "2020-01-01" })),
    codeOf("/exports", { ...order(), watermark: "A" }),
    codeOf("/exports?watermark=0", null),
  ]);
  expect(codes).toEqual([
    ...Array<string>(5).fill("review/bad-body"),
    ...["exports/bad-term", "review/bad-body", "review/bad-query"],
  ]);
});

test("a paper takes two people, is what it says, and only after the package was taken out", async () => {
  const { id } = await ordered({ dueOn: "2026-12-24" });
  const scan = Buffer.from("%PDF-1.7 a scan");
  const paper = (bytes: Buffer, mediaType = "application/pdf") => ({
    acknowledgement: { kind: "paper", mediaType, base64: bytes.toString("base64") },
  });
  const path = `/exports/${id}/acknowledgement`;
  expect(await codeOf(path, paper(scan))).toBe("exports/not-taken-out");
  expect((await takeOut(id)).status).toBe(200);
  expect(await codeOf(path, paper(scan), "auditor")).toBe("access/not-permitted");
  expect(await codeOf(path, paper(scan, "image/png"))).toBe("exports/not-that-kind");
  const entered = await call(path, paper(scan), "records");
  expect(entered.json).toMatchObject({
    course: "taken-out",
    acknowledgement: { kind: "paper", confirmed: null, byName: "The records" },
  });
  const compared = { sha256: sha256(scan) };
  const confirm = `/exports/${id}/confirmation`;
  expect(await codeOf(confirm, compared, "records")).toBe("access/same-person");
  expect(await codeOf(confirm, { sha256: sha256("another") }, "legal")).toBe(
    "exports/nothing-to-confirm",
  );
  const done = await call(confirm, compared, "legal");
  expect(done.json).toMatchObject({
    course: "acknowledged",
    acknowledgement: { confirmed: { byName: "The legal" } },
  });
  expect(await codeOf(path, paper(scan))).toBe("exports/acknowledged-already");
  const kept = await house.fetch(`/api/v1/exports/${id}/acknowledgement`, "auditor");
  expect(Buffer.from(await kept.arrayBuffer())).toEqual(scan);
  expect(kept.headers.get("content-disposition")).toContain("attachment");
});

test("a withdrawn export leaves no more, and a term that is over shows", async () => {
  const due = await ordered({ dueOn: "2026-12-24" });
  await takeOut(due.id);
  const gone = await ordered();
  expect((await call(`/exports/${gone.id}/withdrawal`, { reason: "wrong court" })).status).toBe(
    200,
  );
  const custody = async () => (await house.evidence.custody(house.item.id)).length;
  const before = await custody();
  const answer = await takeOut(gone.id);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    409,
    "exports/withdrawn",
  ]);
  // Nothing left the house, and no record of an item says that it did.
  expect(await custody()).toBe(before);
  expect(await list("?state=withdrawn")).toEqual([gone.id]);
  expect(await list("?state=overdue")).toEqual([]);
  expect(await list("?state=taken-out")).toContain(due.id);
});

test("a signature over the very text counts at once, and over another not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "acknowledged-"));
  try {
    const { id } = await ordered();
    await takeOut(id);
    const text = await (await house.fetch(`/api/v1/exports/${id}/receipt.txt`)).text();
    const openssl = (...args: string[]) =>
      execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
    openssl(
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
      ...["-subj", "/O=Court/CN=Wang", "-keyout", "key", "-out", "pem", "-days", "2"],
    );
    const signed = (bytes: string) => {
      writeFileSync(join(folder, "text"), bytes);
      openssl(
        ...["cms", "-sign", "-binary", "-in", "text", "-signer", "pem", "-inkey", "key"],
        ...["-outform", "DER", "-out", "p7s"],
      );
      const base64 = readFileSync(join(folder, "p7s")).toString("base64");
      return { acknowledgement: { kind: "signed", base64 } };
    };
    const path = `/exports/${id}/acknowledgement`;
    const other = await call(path, signed(`${text} `));
    expect([other.json.code, other.json.facts?.why]).toEqual([
      "exports/signature-invalid",
      "keys/content-differs",
    ]);
    // An upgrade meanwhile has other words for it: what was handed out stays what is signed.
    words.changed = "changed\n";
    const { json } = await call(path, signed(text), "legal");
    expect(json).toMatchObject({
      course: "acknowledged",
      acknowledgement: {
        ...{ kind: "signed", byName: "The legal" },
        signature: { signer: "CN=Wang,O=Court", isRootKnown: false, root: "CN=Wang,O=Court" },
      },
    });
    const again = await house.fetch(`/api/v1/exports/${id}/receipt.txt`);
    expect(await again.text()).toBe(text);
  } finally {
    words.changed = "";
    rmSync(folder, { recursive: true, force: true });
  }
});
