/** The statement of a package, read back: what its writer could not have meant is malformed. */
import { describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { type ItemId, type PackageId, newId } from "../../../services/kernel/ids.ts";
import { packageJson, parsePackageJson } from "../../../services/packages/package-json.ts";

const [one, two] = [newId<ItemId>(), newId<ItemId>()];
const listing = (itemIds: ItemId[]) =>
  Buffer.from(
    packageJson({
      ...{ packageId: newId<PackageId>(), agency: "海口", purpose: "court", itemIds, files: [] },
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
});
