/** The panel of certificates: those of keys in use, the first end first. */
import { expect, it } from "vitest";
import { KEY_ROLES } from "../../../services/ledger/key-words.ts";
import { type KeyInUse, isSoon, keyEnds } from "../../../services/web/src/admin/key-ends.ts";
import { isTextKey } from "../../fixtures/page-texts.ts";

const NOW = Date.parse("2026-11-26T12:00:00.000Z");
const key = (role: KeyInUse["role"], notAfter: string | null, usedUntil: string | null = null) => ({
  ...{ role, notAfter, usedUntil },
});

it("shows keys in use that have a certificate, and since when one is near its end or over", () => {
  const ends = keyEnds(
    [
      key("root", "2046-11-25T12:00:00.000Z"),
      key("manifest-signer", "2026-12-01T12:00:00.000Z", "2026-11-01T00:00:00.000Z"),
      key("manifest-signer", "2027-02-24T12:00:00.000Z"),
      key("issuing", "2026-11-26T11:59:59.000Z"),
      key("device-authority", "2027-02-24T11:59:59.000Z"),
      key("ledger", null),
    ],
    NOW,
  );
  expect(ends.map((end) => [end.role, end.days, isSoon(end)])).toEqual([
    ["issuing", -1, true],
    ["device-authority", 89, true],
    ["manifest-signer", 90, false],
    ["root", 7304, false],
  ]);
});

it.each(KEY_ROLES.filter((role) => role !== "ledger"))("has a word for %s", (role) => {
  expect(isTextKey(`keys.role.${role}`)).toBe(true);
});
