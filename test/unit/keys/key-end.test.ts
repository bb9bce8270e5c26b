/** Which certificates of keys in use end soon, for /readyz. */
import { expect, it } from "vitest";
import { certificateDependency } from "../../../services/api/certificate-health.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import type { Sha256 } from "../../../services/kernel/digest.ts";
import { rolesEnding } from "../../../services/keys/key-end.ts";
import type { RegisteredKey } from "../../../services/keys/key.ts";
import type { KeyRole } from "../../../services/ledger/key-words.ts";

const NOW = utcInstant(new Date("2026-11-26T00:00:00Z"));
const DIGEST = "ab".repeat(32) as Sha256;

/** `days`: until the certificate ends; null: it has none. */
const key = (role: KeyRole, days: number | null, more: Partial<RegisteredKey> = {}) =>
  ({
    ...{ role, suite: "p256", spkiSha256: DIGEST, addedAt: NOW, usedUntil: null, revocation: null },
    ...{ isEntered: true, rotationAskedAt: null, isRevocationEntered: false },
    certificate:
      days === null
        ? null
        : {
            ...{ sha256: DIGEST, der: Buffer.alloc(0), notBefore: NOW },
            notAfter: plusMs(NOW, days * 86_400_000),
          },
    ...more,
  }) satisfies RegisteredKey as RegisteredKey;

it.each<[KeyRole, number | null, boolean]>([
  ["manifest-signer", 30, false],
  ["manifest-signer", 28, true],
  ["second-signer", 28, true],
  ["manifest-signer", -1, true],
  ["issuing", 91, false],
  ["issuing", 89, true],
  ["device-authority", 89, true],
  ["root", 89, true],
  ["ledger", null, false],
])("%s with %s days: told %s", async (role, days, isTold) => {
  const keys = [key(role, days)];
  expect(rolesEnding(keys, NOW)).toEqual(isTold ? [role] : []);
  const { check } = certificateDependency({ houseKeys: async () => keys, clock: () => NOW });
  await (isTold ? expect(check()).rejects.toThrow() : expect(check()).resolves.toBeUndefined());
});

it("says nothing of keys that are out of use or revoked", () => {
  const at: UtcInstant = NOW;
  const revocation = { at, since: at, reason: "superseded" } as const;
  const gone = [key("manifest-signer", 1, { usedUntil: at }), key("issuing", 1, { revocation })];
  expect(rolesEnding(gone, NOW)).toEqual([]);
});
