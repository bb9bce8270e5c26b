/** Passwords: hashes that fit one password, cost that does not tell whether a name exists. */
import { describe, expect, test } from "vitest";
import { hashPassword, passwordMatches } from "../../../services/access/password.ts";
import { mintSecret, secretDigest } from "../../../services/access/secret.ts";
import { sha256 } from "../../../services/kernel/digest.ts";

describe("a password", () => {
  test("fits its own hash, in any Unicode spelling, and no other", async () => {
    const hash = await hashPassword("Café au lait 东风");
    expect(await passwordMatches("Cafe\u0301 au lait 东风", hash)).toBe(true);
    expect(await passwordMatches("café au lait 东风", hash)).toBe(false);
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(await hashPassword("Café au lait 东风")).not.toBe(hash);
  });

  test("of two hundred characters counts to its last one", async () => {
    const long = Array.from({ length: 40 }, (_, at) => `${at * at}.句子`.padEnd(5))
      .join("")
      .slice(0, 200);
    const hash = await hashPassword(long);
    expect(await passwordMatches(long, hash)).toBe(true);
    expect(await passwordMatches(long.slice(0, -1), hash)).toBe(false);
  });

  test("of eleven characters is refused, counted as people count", async () => {
    await expect(hashPassword("01234567890")).rejects.toMatchObject({
      code: "access/password-too-short",
    });
    await expect(hashPassword("😀".repeat(11))).rejects.toMatchObject({
      code: "access/password-too-short",
    });
  });

  test("of a name that nobody has is never right and costs as much", async () => {
    const hash = await hashPassword("correct horse battery staple");
    const cpuMs = async (stored: string | null) => {
      const before = process.cpuUsage();
      expect(await passwordMatches("wrong", stored)).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const [known, unknown] = [await cpuMs(hash), await cpuMs(null)];
    // CPU time, not the clock: the machine may be busy. A missing derivation would be a factor of a hundred.
    expect(unknown).toBeGreaterThan(known / 3);
    expect(known).toBeGreaterThan(unknown / 3);
  });
});

describe("a secret", () => {
  test("is 256 random bits, kept as a digest, and looked up only as its own kind", () => {
    const { secret, sha256: digest } = mintSecret("hfu");
    expect(secret).toMatch(/^hfu_[\w-]{43}$/);
    expect(digest).toBe(sha256(secret));
    expect(secretDigest("hfu", secret)).toBe(digest);
    expect(secretDigest("hfd", secret)).toBeNull();
    expect(secretDigest("hfu", `${secret}x`)).toBeNull();
    expect(mintSecret("hfu").secret).not.toBe(secret);
  });
});
