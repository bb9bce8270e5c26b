/** SM2 with SM3: known answers, OpenSSL's word on keys and signatures, and the second CMS over a manifest. RSA as the other key. */
import { execFile } from "node:child_process";
import { X509Certificate, hash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Type,
  contentOf,
  encode,
  integer,
  parse,
  partsOf,
  sequence,
} from "../../../infra/keys/asn1.ts";
import { readSigner } from "../../../infra/keys/certificate-authority.ts";
import { manifestSigner } from "../../../infra/keys/cms-signer.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { requireKind } from "../../../infra/keys/signer-file.ts";
import {
  newSm2Key,
  pemOfSm2Key,
  readSm2Key,
  sm2Sign,
  sm2Spki,
  sm2Verify,
} from "../../../infra/keys/sm2.ts";
import { pemOf } from "../../../infra/keys/pem.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { SignerHouse } from "../../fixtures/signer.ts";

const run = promisify(execFile);
const BYTES = Buffer.from("a manifest\n");
const clock = () => utcInstant(new Date());
let house: SignerHouse;
let server: { close(): Promise<void> };
let gmRoot: string;
let second: ManifestSigner;
beforeAll(async () => {
  house = await SignerHouse.make();
  gmRoot = await house.addGm();
  server = await house.serve();
  second = manifestSigner((await house.client()).second, gmRoot, clock);
});
afterAll(async () => {
  await house.remove();
  await server.close();
});

const judge = (bytes: Uint8Array, signature: Uint8Array, root = gmRoot) =>
  cmsVerifier.verify(bytes, signature, root);

describe("SM2 and SM3", () => {
  it("give the known answers of GB/T 32905 and of GB/T 32918.5 for the recommended curve", () => {
    const abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    expect(hash("sm3", "abc", "hex")).toBe(abc);
    // GB/T 32918.5 A.2: "message digest" under the default ID.
    const [x, y] = [
      "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020",
      "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13",
    ];
    const point = `04${x}${y}`;
    const r = Buffer.from(
      "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3",
      "hex",
    );
    const s = Buffer.from(
      "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA",
      "hex",
    );
    const positive = (number: Buffer) => integer(Buffer.concat([Buffer.of(0), number]));
    const signature = encode(sequence(positive(r), positive(s)));
    expect(sm2Verify(Buffer.from("message digest"), signature, point)).toBe(true);
    expect(sm2Verify(Buffer.from("message digesu"), signature, point)).toBe(false);
    const negative = encode(sequence(integer(r), integer(s)));
    expect(sm2Verify(Buffer.from("message digest"), negative, point)).toBe(false);
    const secret = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    expect(readSm2Key(pemOfSm2Key({ secret, point })).point).toBe(point.toLowerCase());
  });

  it("are OpenSSL's too, both ways, for the standard user ID", async () => {
    const key = newSm2Key();
    const at = (name: string) => join(house.folder, name);
    await writeFile(at("key.pem"), pemOfSm2Key(key));
    await writeFile(at("pub.pem"), pemOf(sm2Spki(key), "PUBLIC KEY"));
    await writeFile(at("text"), BYTES);
    await writeFile(at("ours"), sm2Sign(BYTES, key));
    const id = ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"];
    const text = ["-in", at("text")];
    const check = ["pkeyutl", "-verify", "-pubin", "-inkey", at("pub.pem"), ...text, "-sigfile"];
    const { stdout } = await run("openssl", [...check, at("ours"), ...id]);
    expect(stdout).toContain("Signature Verified Successfully");
    await run("openssl", [
      "pkeyutl",
      "-sign",
      "-inkey",
      at("key.pem"),
      ...text,
      "-out",
      at("theirs"),
      ...id,
    ]);
    expect(sm2Verify(BYTES, await readFile(at("theirs")), key.point)).toBe(true);
  });

  it("take no signature in another form, out of range, or with anything behind it", () => {
    const key = newSm2Key();
    for (let round = 0; round < 20; round += 1) {
      expect(sm2Verify(BYTES, sm2Sign(BYTES, key), key.point)).toBe(true);
    }
    const good = sm2Sign(BYTES, key);
    const zero = integer(Buffer.of(0));
    const huge = integer(Buffer.alloc(40, 0x7f));
    const [r, s] = partsOf(parse(good), Type.SEQUENCE);
    const negative = integer(contentOf(r, Type.INTEGER).map((byte) => byte | 0x80));
    for (const bad of [
      Buffer.alloc(0),
      Buffer.concat([good, Buffer.of(0)]),
      encode(sequence(zero, s!)),
      encode(sequence(r!, zero)),
      encode(sequence(huge, s!)),
      encode(sequence(r!, s!, zero)),
      encode(sequence(negative, s!)),
      Buffer.alloc(71, 0x30),
    ]) {
      expect(sm2Verify(BYTES, bad, key.point)).toBe(false);
    }
    expect(sm2Verify(BYTES, good, `04${"11".repeat(64)}`)).toBe(false);
    expect(sm2Verify(BYTES, good, "")).toBe(false);
  });
});

describe("the second CMS", () => {
  it("verifies under the pinned SM2 root, and under no other", async () => {
    const signature = await second.sign(BYTES);
    expect(await judge(BYTES, signature)).toMatchObject({
      valid: true,
      signer: "CN=Holdfast SM2 evidence signer,O=haikou",
      chainedToRoot: true,
    });
    const other = await SignerHouse.make();
    const theirs = await other.addGm();
    expect(await judge(BYTES, signature, theirs)).toMatchObject({
      reason: "keys/not-chained-to-root",
    });
    expect(await judge(BYTES, signature, await house.rootPem)).toMatchObject({ valid: false });
    const first = manifestSigner((await house.client()).signing, await house.rootPem, clock);
    expect(await judge(BYTES, await first.sign(BYTES))).toMatchObject({ valid: false });
    expect(await judge(Buffer.from("another\n"), signature)).toMatchObject({
      reason: "keys/content-differs",
    });
    await other.remove();
  });

  it("is refused with any bit of it changed", async () => {
    const signature = await second.sign(BYTES);
    for (let at = 0; at < signature.byteLength; at += 1) {
      const changed = Buffer.from(signature);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(await judge(BYTES, changed), `byte ${at}`).toMatchObject({ valid: false });
    }
  });

  it("counts for the time of signing: a key that ended or was not begun signs nothing", async () => {
    const old = await SignerHouse.make(new Date("2020-01-01T00:00:00Z"));
    const root = await old.addGm(new Date("2020-01-01T00:00:00Z"));
    const then = () => utcInstant(new Date("2020-06-01T00:00:00Z"));
    const listening = await old.serve({}, then);
    const signer = manifestSigner((await old.client()).second, root, then);
    expect(await judge(BYTES, await signer.sign(BYTES), root)).toMatchObject({ valid: true });
    await listening.close();
    // Six years on its certificate is over: the signer makes a new one by itself.
    const now = await old.serve();
    const later = manifestSigner((await old.client()).second, root, clock);
    expect(await judge(BYTES, await later.sign(BYTES), root)).toMatchObject({ valid: true });
    await old.remove();
    await now.close();
  });

  it("is not made by a signer without SM2 keys, and custody that pins a root is told", async () => {
    const plain = await SignerHouse.make();
    const listening = await plain.serve();
    const client = await plain.client();
    await client.check();
    await expect(client.second.certificate()).rejects.toMatchObject({ kind: "unavailable" });
    await plain.addGm();
    const pinned = await plain.client();
    await expect(pinned.check()).rejects.toMatchObject({ code: "sealing/other-keys" });
    await plain.remove();
    await listening.close();
  });
});

describe("RSA-3072 by option", () => {
  it("signs in the place of ECDSA, below the same root, and can be taken back", async () => {
    const other = await SignerHouse.make();
    expect(await requireKind(other.keys, "p256", new Date())).toBe(false);
    expect(await requireKind(other.keys, "rsa3072", new Date())).toBe(true);
    const { certificate } = await readSigner(other.keys);
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 3_072 });
    const listening = await other.serve();
    const root = await other.rootPem;
    const signer = manifestSigner((await other.client()).signing, root, clock);
    const signature = await signer.sign(BYTES);
    expect(await judge(BYTES, signature, root)).toMatchObject({ valid: true });
    for (let at = 0; at < signature.byteLength; at += 7) {
      const changed = Buffer.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(await judge(BYTES, changed, root), `byte ${at}`).toMatchObject({ valid: false });
    }
    const at = (name: string) => join(other.folder, name);
    await writeFile(at("m"), BYTES);
    await writeFile(at("m.p7s"), signature);
    await writeFile(at("root.pem"), root);
    await run("openssl", [
      ...["cms", "-verify", "-binary", "-inform", "DER", "-in", at("m.p7s"), "-content", at("m")],
      ...["-CAfile", at("root.pem"), "-no-CApath", "-no-CAstore", "-purpose", "smimesign"],
      ...["-out", "/dev/null"],
    ]);
    expect(await requireKind(other.keys, "p256", new Date())).toBe(true);
    expect(
      new X509Certificate(await readFile(at("keys/signer.pem"))).publicKey.asymmetricKeyType,
    ).toBe("ec");
    await other.remove();
    await listening.close();
  });
});
