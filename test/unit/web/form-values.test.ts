/** What forms make of what a person enters: instants, times in a recording, digests, only what differs. */
import { expect, it } from "vitest";
import {
  differing,
  instantOf,
  localField,
  told,
} from "../../../services/web/src/frame/form-facts.ts";
import { msOf } from "../../../services/web/src/annotations/record-values.ts";
import { digestOf } from "../../../services/web/src/frame/digest-of.ts";

it("keeps an instant to the millisecond that nobody changed, and takes another as entered", () => {
  const before = "2026-01-05T01:02:03.456Z";
  expect(instantOf(localField(before), before)).toBe(before);
  expect(instantOf(localField(before), null)).toBe("2026-01-05T01:02:03.000Z");
  expect(instantOf(localField("2026-01-05T01:02:04.000Z"), before)).toBe(
    "2026-01-05T01:02:04.000Z",
  );
  for (const nothing of ["", "  ", null, undefined, "tomorrow"])
    expect(instantOf(nothing, before)).toBeNull();
  expect(localField(null)).toBe("");
});

it("sends only what differs, and nothing for an empty field", () => {
  expect(differing({ a: 1, b: ["x"], c: null }, { a: 1, b: ["x", "y"], c: null })).toEqual({
    b: ["x", "y"],
  });
  expect([told(" a "), told("  "), told(undefined)]).toEqual(["a", null, null]);
});

it("reads times as people write them, and refuses what is none", () => {
  expect(["12", "0:12", "1:02:03", " 0:12.5 ", "90"].map(msOf)).toEqual([
    12_000, 12_000, 3_723_000, 12_500, 90_000,
  ]);
  for (const bad of [
    "",
    "x",
    "1:60",
    "1:99:00",
    "1:2:3:4",
    "-1",
    "1:",
    ":5",
    "0:1e3",
    null,
    undefined,
  ])
    expect(msOf(bad), String(bad)).toBeNull();
});

it("takes the digest of a file, and says so where it cannot be read", async () => {
  expect(await digestOf(new Blob(["abc"]))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  const gone = { arrayBuffer: () => Promise.reject(new Error("gone")) } as unknown as Blob;
  expect(await digestOf(gone)).toBeNull();
});
