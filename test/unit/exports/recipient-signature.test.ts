/** What a recipient signed with openssl, judged: whose it is, whether its root is known, and every way it can be no signature of the receipt. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recipientSignatures } from "../../../infra/keys/recipient-signature.ts";
import { type UtcInstant, utcInstant } from "../../../services/kernel/clock.ts";

const TEXT = Buffer.from("电子证据数据包签收回执\n\n  package: 1\n");
let folder: string;
const now = (): UtcInstant => utcInstant(new Date());
const openssl = (...args: string[]): void => {
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
};
const read = (name: string): Buffer => readFileSync(join(folder, name));

/** A key and its certificate: of `by`, or of itself. */
function issue(name: string, subject: string, by: string | null, key: readonly string[]): void {
  openssl(
    "req",
    "-utf8",
    "-newkey",
    ...key,
    "-nodes",
    "-keyout",
    `${name}.key`,
    "-subj",
    subject,
    "-out",
    `${name}.csr`,
  );
  const extensions = name.startsWith("court")
    ? "keyUsage=digitalSignature"
    : "basicConstraints=critical,CA:TRUE";
  writeFileSync(join(folder, "ext"), `${extensions}\n`);
  const signer =
    by === null
      ? ["-key", `${name}.key`]
      : ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
  openssl(
    "x509",
    "-req",
    "-in",
    `${name}.csr`,
    ...signer,
    "-days",
    "2",
    "-extfile",
    "ext",
    "-out",
    `${name}.pem`,
  );
}
function sign(name: string, ...more: string[]): Buffer {
  writeFileSync(join(folder, "receipt.txt"), TEXT);
  const given = ["-in", "receipt.txt", "-signer", `${name}.pem`, "-inkey", `${name}.key`];
  openssl("cms", "-sign", "-binary", ...given, "-outform", "DER", "-out", "out.p7s", ...more);
  return read("out.p7s");
}

const EC = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recipient-"));
  issue("root", "/O=司法/CN=Root", null, EC);
  issue("middle", "/O=司法/CN=Middle", "root", EC);
  issue("court", "/O=海口市中级人民法院/CN=王法官", "middle", ["rsa:2048"]);
  issue("court-ec", "/O=High Court/CN=Judge", "root", EC);
  issue("court-weak", "/CN=weak", "root", ["rsa:1024"]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const judge = (signature: Uint8Array, { text = TEXT, roots = "", at = now() } = {}) =>
  recipientSignatures(roots).judge(text, signature, at);

describe("what a recipient signed", () => {
  it("holds by RSA and by ECDSA, with any of the digests, and tells whose it is", () => {
    const root = read("root.pem").toString();
    const chained = sign("court", "-certfile", "middle.pem");
    expect(judge(chained, { roots: root })).toMatchObject({
      ...{ valid: true, signer: "CN=王法官,O=海口市中级人民法院", isRootKnown: true },
      root: "CN=Root,O=司法",
    });
    expect(judge(chained)).toMatchObject({
      ...{ valid: true, isRootKnown: false, root: "CN=Root,O=司法" },
    });
    for (const digest of ["sha256", "sha384", "sha512"]) {
      const signed = sign("court-ec", "-md", digest);
      const verdict = judge(signed, { roots: root });
      expect(verdict).toMatchObject({ valid: true, isRootKnown: true });
      expect(judge(signed, { roots: read("middle.pem").toString() })).toMatchObject({
        ...{ valid: true, isRootKnown: false },
      });
    }
    // The chain lacks its middle, and nobody here has it.
    expect(judge(sign("court"), { roots: root })).toMatchObject({
      ...{ valid: true, isRootKnown: false, root: "CN=Middle,O=司法" },
    });
    const later = utcInstant(new Date(Date.now() + 3 * 86_400_000));
    expect(judge(chained, { roots: root, at: later })).toMatchObject({
      ...{ valid: true, isRootKnown: false },
    });
  });

  it("is refused with the reason where it is anything else", () => {
    const good = sign("court-ec");
    const why = (verdict: ReturnType<typeof judge>) => (verdict.valid ? null : verdict.reason);
    expect(why(judge(good, { text: Buffer.concat([TEXT, TEXT]) }))).toBe("keys/content-differs");
    expect(why(judge(sign("court-ec", "-nodetach")))).toBe("keys/malformed-signature");
    expect(why(judge(sign("court-ec", "-noattr")))).toBe("keys/malformed-signature");
    expect(why(judge(sign("court-ec", "-nocerts")))).toBe("keys/other-certificate");
    expect(why(judge(sign("court-weak")))).toBe("keys/weak-certificate");
    expect(why(judge(sign("court-ec", "-signer", "court.pem", "-inkey", "court.key")))).toBe(
      "keys/malformed-signature",
    );
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from("PEM"),
      Buffer.alloc(70_000),
      good.subarray(1),
    ]) {
      expect(why(judge(bytes))).toBe("keys/malformed-signature");
    }
  });

  it("is that person's after no byte of it was changed, but of two version numbers and the list of digests", () => {
    const [good, roots] = [sign("court-ec"), read("root.pem").toString()];
    const still = [...good.keys()].filter((at) => {
      const bytes = Buffer.from(good);
      bytes[at]! ^= 1;
      const verdict = judge(bytes, { roots });
      return verdict.valid && verdict.isRootKnown;
    });
    expect(still.length).toBeLessThan(16);
  });
});
