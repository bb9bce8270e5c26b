/** The requests that the forms of an export make, and what a leaked copy is searched by. */
import { expect, it } from "vitest";
import { Export, ExportRequest } from "../../../services/review/export-schema.ts";
import {
  newWatermark,
  parseWatermark,
  RECIPIENT_KINDS,
} from "../../../services/packages/issued.ts";
import { PAPER_TYPES } from "../../../services/kernel/scanned-paper.ts";
import { PAPER_MAX_BYTES, SIGNATURE_MAX_BYTES } from "../../../services/exports/acknowledge.ts";
import {
  MOST_BYTES,
  type OrderFields,
  RECIPIENTS,
  acknowledgementRequest,
  orderRequest,
  traceOf,
} from "../../../services/web/src/exports/export-fields.ts";
import * as files from "../../../services/web/src/frame/paper-types.ts";
import { isTextKey } from "../../fixtures/page-texts.ts";

const item = "00000000-0000-4000-8000-000000000001";
const fields: OrderFields = {
  ...{ recipient: "court", organisation: " 中院 ", person: " 王法官 ", basis: " 调证 1 号 " },
  ...{ purposeKind: "evidence", purpose: " 一审用 ", basisSha256: " ", dueOn: "" },
};

it("orders what was typed, without the blanks around it, and no empty field", () => {
  const { organisation, person, basis, purpose, basisSha256, dueOn } = ExportRequest.parse(
    orderRequest([item], fields),
  );
  expect([organisation, person, basis, purpose, basisSha256, dueOn]).toEqual([
    ...["中院", "王法官", "调证 1 号", "一审用", null, null],
  ]);
});

it("offers and names every kind of recipient and every course, and what the service takes of files", () => {
  expect(RECIPIENTS).toEqual(RECIPIENT_KINDS);
  for (const kind of RECIPIENT_KINDS) expect(isTextKey(`exports.to.${kind}`)).toBe(true);
  for (const course of Export.shape.course.options)
    expect(isTextKey(`exports.course.${course}`)).toBe(true);
  expect(files.PAPER_TYPES.split(",").sort()).toEqual([...PAPER_TYPES].sort());
  expect(MOST_BYTES).toEqual({ paper: PAPER_MAX_BYTES, signed: SIGNATURE_MAX_BYTES });
});

it("sends a scan as what it is, and a signature as bytes alone", async () => {
  const scan = new File(["abc"], "scan.png", { type: "image/png" });
  expect(await acknowledgementRequest({ kind: "paper", file: scan })).toEqual({
    acknowledgement: { kind: "paper", mediaType: "image/png", base64: "YWJj" },
  });
  expect(await acknowledgementRequest({ kind: "signed", file: scan })).toEqual({
    acknowledgement: { kind: "signed", base64: "YWJj" },
  });
});

it("searches by a watermark however it is typed, or by a digest, and by nothing else", () => {
  const watermark = newWatermark();
  for (const typed of [watermark, ` ${watermark.toLowerCase()} `, watermark.replaceAll("-", " ")])
    expect(parseWatermark(traceOf(typed)?.watermark ?? "")).toBe(watermark);
  expect(traceOf(` ${"AB".repeat(32)}\n`)).toEqual({ watermark: "", sha256: "ab".repeat(32) });
  for (const other of ["", "abc", `${watermark}2`, watermark.replace(/.$/, "0"), "ab".repeat(31)])
    expect(traceOf(other), other).toBeNull();
});
