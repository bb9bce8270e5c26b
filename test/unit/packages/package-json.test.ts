/** The statement of a package, read back: what its writer could not have meant is malformed. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type ItemId, type PackageId, newId } from "../../../services/kernel/ids.ts";
import { type Issued, newWatermark, parseWatermark } from "../../../services/packages/issued.ts";
import { packageJson, parsePackageJson } from "../../../services/packages/package-json.ts";
import { LIST_FORM } from "../../../services/packages/recipe-item.ts";

const [one, two] = [newId<ItemId>(), newId<ItemId>()];
const ISSUED: Issued = {
  ...{ watermark: newWatermark(), recipient: "court", organisation: '海口市 "中级" 人民法院' },
  ...{ person: "王法官", basis: "(2026)琼01刑初17号", basisSha256: sha256("order") },
};
const listing = (itemIds: ItemId[], issued: Issued | null = null) =>
  Buffer.from(
    packageJson({
      ...{ packageId: newId<PackageId>(), agency: "海口", purpose: "court", itemIds, files: [] },
      issued,
      preparedAt: "2026-11-25T12:00:00.000Z" as UtcInstant,
    }),
  );

describe("package.json", () => {
  it("names each item once", () => {
    expect(parsePackageJson(listing([one, two])).itemIds).toEqual([one, two]);
    expect(() => parsePackageJson(listing([one, two, one]))).toThrow(
      expect.objectContaining({ code: "packages/malformed-statement" }),
    );
  });

  it("says for whom it was made, in one form, or nothing of that", () => {
    expect(listing([one]).toString()).not.toContain("issued");
    for (const issued of [null, ISSUED, { ...ISSUED, basisSha256: null }]) {
      expect(parsePackageJson(listing([one], issued)).issued).toEqual(issued);
    }
    const text = listing([one], ISSUED).toString();
    const { watermark } = ISSUED;
    for (const changed of [
      text.replace(watermark, watermark.replaceAll("-", "")),
      text.replace(watermark, watermark.toLowerCase()),
      text.replace('"recipient":"court"', '"recipient":"king"'),
      text.replace("王法官", String.raw`王\n法官`),
      text.replace("王法官", "王\u202e法官"),
      text.replace(',"person":"王法官"', ""),
      text.replace('"watermark"', '"more":1,"watermark"'),
      text.replace(/("organisation":.*),("person":"王法官")/, "$2,$1"),
    ]) {
      expect(changed).not.toBe(text);
      expect(() => parsePackageJson(Buffer.from(changed))).toThrow(
        expect.objectContaining({ code: "packages/malformed-statement" }),
      );
    }
  });

  it("has a form in verify.sh for both", () => {
    const isOfForm = (line: string) =>
      spawnSync("grep", ["-Eqx", "-e", LIST_FORM], {
        ...{ input: line, env: { ...process.env, LC_ALL: "C" } },
      }).status === 0;
    for (const issued of [null, ISSUED, { ...ISSUED, basisSha256: null }]) {
      expect(isOfForm(listing([one, two], issued).toString().split("\n")[0]!)).toBe(true);
    }
    const text = listing([one], ISSUED).toString().split("\n")[0]!;
    expect(isOfForm(text.replace('"court"', '"court","more":"1"'))).toBe(false);
  });
});

describe("a watermark", () => {
  it("is read as people type it, and nothing else is one", () => {
    const made = newWatermark();
    expect(newWatermark()).not.toBe(made);
    for (const typed of [
      made.toLowerCase(),
      made.replaceAll("-", ""),
      ` ${made.replaceAll("-", " ")}\n`,
    ]) {
      expect(parseWatermark(typed)).toBe(made);
    }
    for (const other of [
      "",
      made.slice(1),
      `${made}A`,
      made.replace(/^./, "0"),
      made.replace(/^./, "I"),
    ]) {
      expect(parseWatermark(other)).toBeNull();
    }
  });
});
