/** Certificates of a key in a token: made once, over a cut too, anew for a new key or the same, and by nobody else's authority. */
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import { createAuthority, readRootCertificate } from "../../infra/keys/certificate-authority.ts";
import { manifestSigner } from "../../infra/keys/cms-signer.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { spkiOf } from "../../infra/keys/cms-suite.ts";
import { TokenClient } from "../../infra/keys/pkcs11/token-client.ts";
import { parseTokenUri } from "../../infra/keys/pkcs11/token-uri.ts";
import { requireNoToken, signerToken, signerValidTo } from "../../infra/keys/signer-token.ts";
import { openSigningKey } from "../../infra/keys/signing-key.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { SoftToken } from "../fixtures/soft-token.ts";

const clock = () => utcInstant(new Date());
const P256 = { kind: "p256", isOneKey: false } as const;
let token: SoftToken;
let folder: string;
let names = 0;
let client: TokenClient;
beforeAll(async () => {
  token = await SoftToken.make();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-signer-token-"));
  await createAuthority(folder, "haikou", new Date(), true);
  const uri = parseTokenUri(token.uri(`key-${names++}`));
  client = new TokenClient(uri, folder, { env: token.env, limitMs: 20_000 });
});
afterEach(async () => {
  await client.close();
  await token.putBack();
  await rm(folder, { recursive: true });
});
afterAll(() => token.remove());

const certificateOf = async (): Promise<string> =>
  readFile(join(folder, "signer-token.pem"), "utf8");

describe("the key in a token", () => {
  it("signs manifests that verify under the agency's root, P-256 and RSA, and no file holds a key that could", async () => {
    for (const kind of ["p256", "rsa3072"] as const) {
      const source = await signerToken(folder, client, { ...P256, kind }, new Date());
      const key = await openSigningKey(source, clock);
      const root = await readRootCertificate(folder);
      const bytes = Buffer.from("a manifest");
      const cms = await manifestSigner(key, root, clock).sign(bytes);
      expect(await cmsVerifier.verify(bytes, cms, root)).toMatchObject({ valid: true });
    }
    expect(await readdir(folder)).not.toContain("signer.pem");
    await createAuthority(folder, "haikou", new Date());
    expect(await readdir(folder)).not.toContain("signer.pem");
    const unnamed = { kind: "invalid", code: "keys/token-not-named" };
    await expect(requireNoToken(folder)).rejects.toMatchObject(unnamed);
    expect((await signerValidTo(folder)).getTime()).toBeGreaterThan(Date.now() + 300 * 86_400_000);
  });

  it("is the one that was made when the start was cut off before its certificate was", async () => {
    const made = await client.make("p256");
    const source = await signerToken(folder, client, P256, new Date());
    expect(spkiOf((await source.read()).certificate.raw)).toEqual(made);
    const before = await certificateOf();
    await signerToken(folder, client, P256, new Date());
    expect(await certificateOf()).toBe(before);
    expect(await client.keys()).toHaveLength(1);
  });

  it("is another after a renewal, unless one key was named; a renewal that was cut off leaves the old in use", async () => {
    const source = await signerToken(folder, client, P256, new Date());
    const first = spkiOf((await source.read()).certificate.raw);
    await client.make("p256");
    expect(spkiOf((await source.read()).certificate.raw)).toEqual(first);
    await source.renew(new Date());
    const second = spkiOf((await source.read()).certificate.raw);
    expect(second).not.toEqual(first);
    const one = await signerToken(folder, client, { kind: "p256", isOneKey: true }, new Date());
    const [kept] = await client.keys();
    const before = await certificateOf();
    await one.renew(new Date());
    expect(await certificateOf()).not.toBe(before);
    expect(spkiOf((await one.read()).certificate.raw)).toEqual(kept);
  });

  it("needs no token to start, only to sign; without issuing.pem it is not certified", async () => {
    await signerToken(folder, client, P256, new Date());
    await token.takeOut();
    await client.close();
    const key = await openSigningKey(await signerToken(folder, client, P256, new Date()), clock);
    expect((await key.certificate()).intermediates).toHaveLength(1);
    await expect(key.check()).rejects.toMatchObject({ kind: "unavailable" });
    await token.putBack();
    await key.check();
    await rm(join(folder, "signer-token.pem"));
    await rm(join(folder, "issuing.pem"));
    await expect(signerToken(folder, client, P256, new Date())).rejects.toThrow("ENOENT");
    await writeFile(join(folder, "signer-token.pem"), "");
    await expect(signerValidTo(folder)).rejects.toThrow();
  });
});
