/** What verifiers ask of node:crypto; in a browser something else answers, and must say the same. */
import * as node from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as browserCrypto from "../../../infra/keys/browser-crypto.ts";
import { createAuthority } from "../../../infra/keys/certificate-authority.ts";

/** The part of node:crypto that is asked. */
type VerifierCrypto = typeof browserCrypto;

const TEXT = Buffer.from("a text that is signed");
const KEYS = {
  "P-256": () => node.generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "P-384": () => node.generateKeyPairSync("ec", { namedCurve: "P-384" }),
  "P-521": () => node.generateKeyPairSync("ec", { namedCurve: "P-521" }),
  "RSA-2048": () => node.generateKeyPairSync("rsa", { modulusLength: 2048 }),
  Ed25519: () => node.generateKeyPairSync("ed25519"),
} as const;
type KeyName = keyof typeof KEYS;
const NAMES = Object.keys(KEYS) as KeyName[];

describe.each<[string, VerifierCrypto]>([
  ["node:crypto", node as unknown as VerifierCrypto],
  ["what stands for it in a browser", browserCrypto],
])("%s, as verifiers need it", (_, crypto) => {
  const pairs = new Map<KeyName, ReturnType<(typeof KEYS)["Ed25519"]>>();
  const pair = (key: KeyName) => pairs.get(key)!;
  const spki = (key: KeyName) => pair(key).publicKey.export({ type: "spki", format: "der" });
  let folder: string;
  let certificates: string[];

  beforeAll(async () => {
    for (const key of NAMES) pairs.set(key, KEYS[key]());
    folder = mkdtempSync(join(tmpdir(), "holdfast-crypto-"));
    await createAuthority(join(folder, "agency"), 'Haikou, 海口 <police> + "x"', new Date());
    selfSigned("rsa", "rsa:2048", "/C=CN/ST=Hainan/O=TSA/OU=Time/CN=Stamps");
    selfSigned("other", "rsa:2048", "/C=CN/ST=Hainan/O=TSA/OU=Time/CN=Stamps");
    certificates = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".pem"))
      .map((path) => readFileSync(join(folder, path), "utf8"))
      .filter((text) => text.includes("BEGIN CERTIFICATE"));
    expect(certificates.length).toBeGreaterThan(3);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function selfSigned(file: string, key: string, subject: string): void {
    const out = ["-keyout", join(folder, `${file}.key`), "-out", join(folder, `${file}.pem`)];
    const given = ["req", "-x509", "-newkey", key, "-nodes", "-subj", subject, ...out];
    execFileSync("openssl", given, { stdio: "ignore" });
  }

  it("digests", () => {
    for (const algorithm of ["sha1", "sha256", "sha384", "sha512", "sm3"]) {
      const wanted = node.hash(algorithm, TEXT, "hex");
      expect(crypto.hash(algorithm, TEXT)).toBe(wanted);
      expect(crypto.hash(algorithm, TEXT.toString(), "buffer").toString("hex")).toBe(wanted);
      const parts = crypto.createHash(algorithm).update(TEXT.subarray(0, 5));
      expect(parts.update(TEXT.subarray(5).toString()).digest("hex")).toBe(wanted);
    }
    expect(() => crypto.hash("md2", TEXT)).toThrow();
  });

  it("digests by SM3 whatever the length, in whatever parts", () => {
    for (const sizeBytes of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 1_000]) {
      const bytes = node.randomBytes(sizeBytes);
      const hasher = crypto.createHash("sm3");
      for (let at = 0; at < sizeBytes; at += 13) hasher.update(bytes.subarray(at, at + 13));
      expect(hasher.digest("hex"), `${sizeBytes} bytes`).toBe(node.hash("sm3", bytes, "hex"));
    }
  });

  it.each(NAMES)("takes a signature by %s, and refuses every other", (key) => {
    const algorithms = key === "Ed25519" ? [null] : ["sha256", "sha384", "sha512"];
    const publicKey = crypto.createPublicKey({ key: spki(key), format: "der", type: "spki" });
    for (const algorithm of algorithms) {
      const signature = node.sign(algorithm, TEXT, pair(key).privateKey);
      expect(crypto.verify(algorithm, TEXT, publicKey, signature)).toBe(true);
      expect(crypto.verify(algorithm, Buffer.from("another"), publicKey, signature)).toBe(false);
      for (let at = 0; at < signature.byteLength; at += 17) {
        const changed = signature.with(at, signature[at]! ^ 1);
        expect(crypto.verify(algorithm, TEXT, publicKey, changed)).toBe(false);
      }
      for (const other of [signature.subarray(1), Buffer.alloc(0), Buffer.alloc(300, 255)]) {
        expect(crypto.verify(algorithm, TEXT, publicKey, other)).toBe(false);
      }
    }
  });

  it("takes ECDSA as r and s, too", () => {
    const key = { key: pair("P-256").privateKey, dsaEncoding: "ieee-p1363" } as const;
    const signature = node.sign("sha256", TEXT, key);
    const publicKey = crypto.createPublicKey({ key: spki("P-256"), format: "der", type: "spki" });
    const asRaw = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
    expect(crypto.verify("sha256", TEXT, asRaw, signature)).toBe(true);
    expect(crypto.verify("sha256", TEXT, publicKey, signature)).toBe(false);
    expect(crypto.verify("sha256", TEXT, asRaw, signature.with(3, signature[3]! ^ 1))).toBe(false);
  });

  it.each(NAMES)("describes the key %s", (key) => {
    const made = crypto.createPublicKey({ key: spki(key), format: "der", type: "spki" });
    const expected = node.createPublicKey({ key: spki(key), format: "der", type: "spki" });
    expect(made.asymmetricKeyType).toBe(expected.asymmetricKeyType);
    const { namedCurve, modulusLength } = made.asymmetricKeyDetails;
    expect([namedCurve, modulusLength]).toEqual([
      expected.asymmetricKeyDetails?.namedCurve,
      expected.asymmetricKeyDetails?.modulusLength,
    ]);
    expect(made.export({ type: "spki", format: "der" }).equals(spki(key))).toBe(true);
  });

  it("reads certificates, who issued which, and refuses changed ones", () => {
    for (const pem of certificates) {
      const [made, expected] = [new crypto.X509Certificate(pem), new node.X509Certificate(pem)];
      expect(made.raw.equals(expected.raw)).toBe(true);
      expect([made.subject, made.ca]).toEqual([expected.subject, expected.ca]);
      for (const other of certificates) {
        const [issuer, known] = [
          new crypto.X509Certificate(other),
          new node.X509Certificate(other),
        ];
        expect(made.checkIssued(issuer)).toBe(expected.checkIssued(known));
        expect(made.verify(issuer.publicKey)).toBe(expected.verify(known.publicKey));
      }
      const at = expected.raw.byteLength - 20;
      const changed = expected.raw.with(at, expected.raw[at]! ^ 1);
      expect(isVerifiedBy(crypto, changed, certificates)).toBe(false);
    }
    expect(() => new crypto.X509Certificate("no certificate")).toThrow();
  });
});

function isVerifiedBy(
  crypto: VerifierCrypto,
  der: Uint8Array,
  issuers: readonly string[],
): boolean {
  try {
    const certificate = new crypto.X509Certificate(der);
    return issuers.some((pem) => certificate.verify(new crypto.X509Certificate(pem).publicKey));
  } catch {
    return false;
  }
}
