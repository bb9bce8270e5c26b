/** The requests that the forms of access make. */
import { expect, it } from "vitest";
import { GrantBody, GrantRequest, NarrowRequest } from "../../../services/review/grant-schema.ts";
import {
  type GiveFields,
  giveRequest,
  narrowRequest,
} from "../../../services/web/src/grants/grant-fields.ts";
import { isTextKey } from "../../fixtures/page-texts.ts";

const item = "00000000-0000-4000-8000-000000000001";
const fields: GiveFields = {
  ...{ user: " lihua ", scope: "items", items: `${item}\n${item}, `, purpose: "evidence" },
  ...{ until: "2026-12-01", from: "", reason: " joins the case " },
};

it("gives for watching alone unless it is said, from today unless a day is said", () => {
  expect(GrantRequest.parse(giveRequest(fields))).toEqual({
    ...{ user: "lihua", scope: { type: "items", itemIds: [item] }, purpose: "evidence" },
    ...{ download: false, from: null, until: "2026-12-01", reason: "joins the case" },
  });
  const onCase = giveRequest({ ...fields, scope: "case", caseId: item, download: true });
  expect(onCase).toMatchObject({ scope: { type: "case", caseId: item }, download: true });
});

it("sends of a narrowing what becomes less, and nothing that stays", () => {
  const reason = "left the case";
  expect(NarrowRequest.parse(narrowRequest({ until: "", reason }))).toEqual({ reason });
  expect(narrowRequest({ until: "2026-11-30", toWatch: true, reason })).toEqual({
    ...{ until: "2026-11-30", download: false, reason },
  });
});

it("has words for each state and for everything that is explained", () => {
  for (const state of GrantBody.shape.state.options)
    expect(isTextKey(`grants.state.${state}`)).toBe(true);
  for (const of of ["items-see", "copies-watch", "originals-read", "packages-make"])
    expect(isTextKey(`my-access.${of}`)).toBe(true);
});
