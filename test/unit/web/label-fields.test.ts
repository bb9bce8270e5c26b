/** The form of a label: what it sends is what the service takes, and who is offered to make a level less. */
import { expect, test } from "vitest";
import type { LabelBody } from "../../../services/review/secrecy-schema.ts";
import { LabelRequest } from "../../../services/review/secrecy-schema.ts";
import { LABEL_KINDS as KINDS } from "../../../services/secrecy/label.ts";
import {
  LABEL_KINDS,
  isInForce,
  isSoon,
  labelRequest,
  takesAnother,
} from "../../../services/web/src/secrecy/label-fields.ts";
import type { z } from "zod";

const label = (over: Partial<z.infer<typeof LabelBody>>): z.infer<typeof LabelBody> => ({
  ...{ id: "00000000-0000-4000-8000-000000000001", kind: "secret", status: "confirmed" },
  ...{ issuedOn: "2026-06-01", until: null, condition: null, scope: null, basis: "doc" },
  ...{
    reportBy: null,
    nextReview: null,
    beforeRelease: null,
    reviewed: null,
    setAt: "",
    setBy: "user:a",
  },
  ...{ endedAt: null, endedBy: null, endReason: null },
  ...over,
});

test("what the form sends is taken by the service: empty fields name nothing", () => {
  const sent = labelRequest({
    kind: "secret",
    issuedOn: "",
    until: " ",
    condition: "",
    basis: " d 1 ",
  });
  expect(LabelRequest.parse(sent)).toEqual({
    ...{ kind: "secret", basis: "d 1", condition: null, issuedOn: null, until: null, scope: null },
  });
  const full = labelRequest({
    ...{ kind: "minor", issuedOn: "2026-06-01", until: "2027-06-01" },
    ...{ condition: "the case is public", basis: "art. 64" },
  });
  expect(LabelRequest.parse(full)).toMatchObject({ issuedOn: "2026-06-01", until: "2027-06-01" });
});

test("the form offers every kind there is", () => {
  expect(Object.keys(LABEL_KINDS)).toEqual([...KINDS]);
});

test("on its last day a label is over, and an ended one is over at once", () => {
  expect(isInForce(label({ until: "2026-06-02" }), "2026-06-01")).toBe(true);
  expect(isInForce(label({ until: "2026-06-02" }), "2026-06-02")).toBe(false);
  expect(isInForce(label({ endedAt: "2026-06-01T00:00:00Z" }), "2026-06-01")).toBe(false);
});

test("what is due within thirty days, or was, is marked", () => {
  expect(isSoon("2026-07-01", "2026-06-01")).toBe(true);
  expect(isSoon("2026-07-02", "2026-06-01")).toBe(false);
  expect(isSoon("2026-05-01", "2026-06-01")).toBe(true);
});

test("who set a level is not offered to make it less; a duty, or another's, is", () => {
  expect(takesAnother(label({}), "a")).toBe(true);
  expect(takesAnother(label({ kind: "set-apart" }), "a")).toBe(true);
  expect(takesAnother(label({ kind: "privacy" }), "a")).toBe(false);
  expect(takesAnother(label({}), "b")).toBe(false);
  expect(takesAnother(label({ setBy: "device:a" }), "a")).toBe(false);
});
