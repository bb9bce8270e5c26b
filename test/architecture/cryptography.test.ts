/** The inventory of cryptography is what the source has: each algorithm by name, each use of weak ones, each library. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { productFiles, ROOT } from "./source-files.ts";

const page = readFileSync(join(ROOT, "docs/security/cryptography.md"), "utf8");
/** What stands between backticks in the first `columns` cells of a section's rows. */
const rows = (heading: string, columns: number): string[] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(" | ").slice(0, columns).join(" ").replaceAll(/[|`]/g, "").trim())
    .sort();
};

const files = productFiles().filter(({ path }) => path !== "services/client/api.d.ts");
/** Names as OpenSSL, Web Crypto and this program spell them, as texts of their own in the source. */
const NAMED =
  /["'](md[245]|sha\d+|sm[234]|aes-\w+-\w+|(?:aria|camellia)-\d+-\w+|(?:3?des|rc[24]|chacha20)(?:-\w+)?|ed25519|ed448|x25519|x448|rsa(?:\d+)?|dsa|p-\d+|prime\d+v1|secp\w+)["']/gi;
/** What has no name but that of its function. */
const CALLED = /\b(scrypt|hkdf|pbkdf2|createHmac|argon2|diffieHellman|createECDH)(?:Sync)?\(/g;

test("every algorithm that the source names stands in the inventory, and no other", () => {
  const found = files.flatMap(({ text }) => [
    ...[...text.matchAll(NAMED)].map(([, name = ""]) => name.toLowerCase()),
    ...[...text.matchAll(CALLED)].map(([, name]) => (name === "createHmac" ? "hmac" : name)),
  ]);
  expect([...new Set(found)].sort()).toEqual(rows("Algorithms", 1));
});

test("each file that names MD5 or SHA-1 stands there with its reason", () => {
  const weak = files.filter(({ text }) => /\b(md5|sha1)\b/i.test(text)).map(({ path }) => path);
  expect(weak.sort()).toEqual(rows("Where MD5 and SHA-1 are named", 1));
});

test("each library of cryptography is taken in by the one file that is said to", () => {
  const library =
    /from "(node-forge[^"]*|sm-crypto[^"]*|@noble\/[^"]+|openid-client|jose|koffi|@contentauth[^"]*|[^"]*(?:openssl|libsodium|tweetnacl|elliptic)[^"./]*)"/g;
  const found = files.flatMap(({ path, text }) =>
    [...text.matchAll(library)].map(([, name]) => `${name} ${path}`),
  );
  expect(found.sort()).toEqual(rows("Libraries", 2));
});
