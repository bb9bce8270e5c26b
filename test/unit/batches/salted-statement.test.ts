/** Statements of version 2: the signed text tells nothing of a recording, and its openings are those or none. */
import { describe, expect, it } from "vitest";
import {
  parseDockStatement,
  writeDockStatement,
} from "../../../services/batches/dock-statement.ts";
import { SALTED_STATEMENT, openingsIn } from "../../../services/batches/salted-statement.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { dockStatement, makeDockKey, statedFile } from "../../fixtures/docking.ts";

const SALTS = ["a".repeat(32), "b".repeat(32)];
const files = [
  statedFile("秘密/CLIP0001.MP4", newId<ItemId>()),
  statedFile("CLIP0002.MP4", null, { how: "not-sent", reason: "unreadable", sha256: null }),
];
const statement = dockStatement(makeDockKey(), files, { type: SALTED_STATEMENT });
const texts = writeDockStatement(statement, SALTS);
const { text, openings } = texts;

describe("a statement by digests", () => {
  it("says with its openings what one of version 1 says, and without them nothing of any recording", () => {
    expect(parseDockStatement(texts)).toEqual(statement);
    for (const { name, sha256, upload } of files) {
      for (const secret of [name, sha256, upload]) {
        if (secret !== null) expect(text).not.toContain(secret);
      }
    }
    expect(writeDockStatement(statement, SALTS.toReversed()).text).not.toBe(text);
  });

  const [first = "", second = ""] = openingsIn(openings!);
  it.each<[string, string, string | null]>([
    ["no openings", text, null],
    ["none of a recording", text, first],
    ["one more", text, `${openings}${second}`],
    ["another order", text, second + first],
    ["another name", text, openings!.replace("CLIP0002", "CLIP0009")],
    ["another salt", text, openings!.replace("aaaa", "aaab")],
    ["no last line feed", text, openings!.slice(0, -1)],
    ["other counts", text.replace('"notSent":1', '"notSent":0'), openings],
    ["a digest too many", text.replace('"files":[', `"files":["${"0".repeat(64)}",`), openings],
    ["another spelling", text.replace('"notSent":1', '"notSent": 1'), openings],
    ["a name twice", text.replace('"notSent"', '"notSent":1,"notSent"'), openings],
    [
      "version 1 with openings",
      writeDockStatement({ ...statement, type: "holdfast/dock-statement/v1" }).text,
      openings,
    ],
  ])("is none with %s", (_what, changed, opened) => {
    expect([changed, opened]).not.toEqual([text, openings]);
    expect(() => parseDockStatement({ text: changed, openings: opened })).toThrow(
      "this is no dock statement",
    );
  });

  it("is none with a line that is spelt another way, though its digest fits, or that contradicts itself", () => {
    for (const file of [
      { ...files[0]!, how: "not-sent" as const },
      { ...files[0]!, sequence: -1 },
    ]) {
      expect(() => writeDockStatement({ ...statement, files: [file] }, SALTS)).toThrow();
    }
    expect(() => writeDockStatement(statement, ["short", "salts"])).toThrow();
  });
});
