/** Lists of revoked certificates that a package carries are found for every token, in one look through its files. */
import { expect, it } from "vitest";
import { listPath, renewalFiles } from "../../../services/anchors/proof-paths.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { judgeStamp } from "../../../services/packages/judge-stamp.ts";

const FIRST = { kind: "crl", place: 0 } as const;

/** Files of a package that count how often all of them are looked through. */
class CountedFiles extends Map<
  string,
  { path: string; sizeBytes: number; sha256: ReturnType<typeof sha256> }
> {
  looks = 0;
  override keys() {
    this.looks += 1;
    return super.keys();
  }
}

it("looks through a package once for all tokens, and gives each those of its authority, each content once", async () => {
  const texts = new Map([
    [listPath("court", FIRST), "court now"],
    [renewalFiles({ origin: "haikou/2026", number: 1 }).revoked("court", FIRST), "court then"],
    [renewalFiles({ origin: "haikou/2026", number: 2 }).revoked("court", FIRST), "court now"],
    [renewalFiles({ origin: "haikou/2026", number: 1 }).revoked("archive", FIRST), "archive then"],
  ]);
  const files = new CountedFiles();
  for (const [path, text] of texts) {
    files.set(path, { path, sizeBytes: text.length, sha256: sha256(text) });
  }
  const bytesOf = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? null : Buffer.from(text);
  };
  const given: string[][] = [];
  const deps = {
    read: { files, bytes: bytesOf },
    pinnedRoots: null,
    timestamps: {
      verify: async (...[, , , lists]: unknown[]) => {
        given.push((lists as Buffer[]).map(String).toSorted());
        return { valid: false, reason: "timestamps/unusable-root" } as const;
      },
    },
  };
  for (let turn = 0; turn < 20; turn += 1) {
    await judgeStamp(deps, "note", "token", turn % 2 === 0 ? "court" : "archive");
  }
  expect(files.looks).toBe(1);
  expect(given[0]).toEqual(["court now", "court then"]);
  expect(given[1]).toEqual(["archive then"]);
  expect(new Set(given.map(String)).size).toBe(2);
});
