/** The request that a hold's form makes: what was typed, nothing of it left out. */
import { expect, it } from "vitest";
import { type HoldFields, requestOf } from "../../../services/web/src/holds/hold-fields.ts";

const fields = (changes: Partial<HoldFields>): HoldFields => ({
  ...{ kind: "review", authorityNumber: " 4 ", document: new Blob(["abc"]), scope: "query" },
  ...{ reviewOn: "2027-01-24", reason: " why " },
  ...changes,
});

it("sends times as instants, and no empty field", async () => {
  const { scope, document, authorityNumber } = await requestOf(
    fields({ recordedFrom: "2026-01-01T08:30", recordedUntil: "", activity: " " }),
  );
  const recordedFrom = new Date("2026-01-01T08:30").toISOString();
  expect(scope).toEqual({ kind: "query", query: { recordedFrom } });
  expect([document.base64, authorityNumber]).toEqual(["YWJj", "4"]);
});

it("sends what is no time as it is, to be refused: left out, the hold would be a wider one", async () => {
  const { scope } = await requestOf(
    fields({ activity: "HN-01", receivedFrom: "20266-01-01T00:00" }),
  );
  expect(scope).toEqual({
    kind: "query",
    query: { activity: "HN-01", receivedFrom: "20266-01-01T00:00" },
  });
});

it("fails where the file cannot be read any more", async () => {
  const gone = new DOMException("gone", "NotFoundError");
  const document = { type: "image/png", arrayBuffer: () => Promise.reject(gone) };
  await expect(requestOf(fields({ document: document as unknown as Blob }))).rejects.toBe(gone);
});

it("names the session that it was opened from, and nothing else", async () => {
  const sessionId = "3f2b8c1e-1111-4111-8111-111111111111";
  const { scope } = await requestOf(fields({ scope: "session", sessionId, activity: "HN-01" }));
  expect(scope).toEqual({ kind: "session", sessionId });
});
