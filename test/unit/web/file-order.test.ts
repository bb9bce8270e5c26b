/** The order of a case file on the page: moved, filled, numbered through, and held against what was sealed. */
import { describe, expect, it } from "vitest";
import { fileText } from "../../../services/casefile/file-text.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type CaseId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import {
  type Drafted,
  asked,
  changesSince,
  draftOf,
  filled,
  keyOf,
  moved,
  pagesOf,
  sealedIn,
} from "../../../services/web/src/casefile/file-order.ts";
import { FileOrderRequest } from "../../../services/review/case-file-schema.ts";
import { filesOf } from "../../../services/web/src/casefile/version-files.ts";

const item = (itemId: string, changes: Partial<Drafted> = {}): Drafted => ({
  ...{ kind: "item", itemId, title: "", pageCount: null },
  ...changes,
});
const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => item(id)) as [
  Drafted,
  Drafted,
  Drafted,
  Drafted,
];
const told = (sealed: readonly Drafted[], now: readonly Drafted[]) =>
  changesSince(sealed, now).map(({ act, entry, before, after }) => [
    ...[act, entry.itemId, before, after],
  ]);

describe("the order", () => {
  it("moves one entry and never loses one", () => {
    expect(moved([a, b, c], 2, 0)).toEqual([c, a, b]);
    expect(moved([a, b, c], 0, 1)).toEqual([b, a, c]);
    for (const [from, to] of [
      [0, -1],
      [2, 3],
      [3, 0],
    ] as const)
      expect(moved([a, b, c], from, to)).toEqual([a, b, c]);
  });

  it("is filled with what does not stand in it yet, each once", () => {
    const full = filled([b], ["a", "b"], ["s"]);
    expect(full.map(keyOf)).toEqual(["item b", "item a", "verdict s"]);
    expect(filled(full, ["a", "b"], ["s"])).toEqual(full);
  });

  it("is numbered through by pages on paper", () => {
    const paged = [item("a", { pageCount: 2 }), b, item("c", { pageCount: 1 }), d];
    expect(pagesOf(paged)).toEqual(["1-2", null, "3", null]);
  });

  it("goes back to the service as the service gave it", () => {
    const id = newId();
    const shown = {
      ...{ number: 1, pages: { from: 1, to: 3 }, title: "t", kind: "item" as const },
      ...{ pageCount: 3, itemId: id },
    };
    const entries = asked(draftOf([shown]));
    expect(FileOrderRequest.parse({ revision: 1, entries }).entries).toEqual([
      { kind: "item", itemId: id, title: "t", pages: 3 },
    ]);
  });
});

describe("what changed since it was sealed", () => {
  it("is nothing where nothing did, and the least that explains the new order", () => {
    expect(told([a, b, c, d], [a, b, c, d])).toEqual([]);
    expect(told([a, b, c, d], [d, a, b, c])).toEqual([["moved", "d", 4, 1]]);
    expect(told([a, b, c], [b, c, d])).toEqual([
      ["added", "d", null, 3],
      ["removed", "a", 1, null],
    ]);
    expect(told([], [a])).toEqual([["added", "a", null, 1]]);
  });

  it("tells a title and pages that are told otherwise", () => {
    expect(told([a, b], [a, item("b", { title: "new" })])).toEqual([["retold", "b", 2, 2]]);
    expect(told([a], [item("a", { pageCount: 1 })])).toEqual([["retold", "a", 1, 1]]);
  });

  it("is read from the exact text that was sealed, and from nothing else", () => {
    const itemId = newId<ItemId>();
    const text = fileText({
      ...{ type: "holdfast/case-file/v1", case: { id: newId<CaseId>(), number: "1" }, version: 1 },
      ...{ previousSha256: null, sealedAt: "2026-11-24T12:00:00.000Z" as UtcInstant, why: "why" },
      sealedBy: { id: newId(), name: "n" },
      entries: [
        {
          ...{ kind: "item", number: 1, title: "t", pages: { from: 1, to: 4 }, item: itemId },
          ...{ sha256: sha256("x"), manifestSha256: sha256("m") },
        },
      ],
    });
    expect(sealedIn(text)?.entries).toEqual([{ kind: "item", title: "t", pageCount: 4, itemId }]);
    expect([sealedIn("{"), sealedIn('{"type":"other"}')]).toEqual([null, null]);
  });
});

it("takes a version away as the files that the command line writes", () => {
  const contents = { "zh-CN": "目录", en: "contents" };
  const whole = filesOf({
    ...{ text: "{}", signature: "AAE=", contents },
    ledger: { leaf: "l", saltHex: "00ff", origin: "o", index: 1, proof: "p" },
  });
  expect(whole.map(({ name }) => name)).toEqual([
    ...["case-file.json", "case-file.json.p7s", "case-file.tlog-proof", "case-file.leaf"],
    ...["case-file.salt", "contents.zh-CN.txt", "contents.en.txt"],
  ]);
  expect([whole[1]?.bytes, whole[4]?.bytes]).toEqual([Uint8Array.of(0, 1), Uint8Array.of(0, 255)]);
  const early = filesOf({ text: "{}", signature: null, ledger: null, contents });
  expect(early).toHaveLength(3);
});
