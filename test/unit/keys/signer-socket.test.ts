/** The signer's socket: what it signs and for whom, and what it makes of frames that no custody sends. */
import { X509Certificate, createPublicKey, verify } from "node:crypto";
import { chmod, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encode, oid, octets, sequence, setOf } from "../../../infra/keys/asn1.ts";
import { keySha256, makeCertificateRequest } from "../../../infra/keys/certificate-request.ts";
import { newKey, renewSigner } from "../../../infra/keys/certificate-authority.ts";
import { manifestSigner, signedAttributes } from "../../../infra/keys/cms-signer.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { OID } from "../../../infra/keys/oids.ts";
import { MAX_MESSAGE_BYTES } from "../../../infra/keys/signer-protocol.ts";
import { signerFile } from "../../../infra/keys/signer-file.ts";
import { dersOf, openSigningKey } from "../../../infra/keys/signing-key.ts";
import { claimToSign } from "../../../services/c2pa/cose.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { SignerHouse } from "../../fixtures/signer.ts";
import { make } from "./authority.ts";

const BYTES = Buffer.from("a manifest\n");
const clock = () => utcInstant(new Date());
let house: SignerHouse;
let server: { close(): Promise<void> };
beforeEach(async () => {
  house = await SignerHouse.make();
  server = await house.serve();
});
afterEach(async () => {
  await house.remove();
  await server.close();
});

const unavailable = { kind: "unavailable", code: "sealing/signer-unavailable" };

describe("custody's half", () => {
  it("makes signatures that verify under the pinned root, and knows the ledger's key by itself", async () => {
    const client = await house.client();
    const signer = manifestSigner(client.signing, await house.rootPem, clock);
    const signed = await Promise.all(Array.from({ length: 20 }, () => signer.sign(BYTES)));
    for (const signature of signed) {
      const verdict = await cmsVerifier.verify(BYTES, signature, signer.rootCertificatePem);
      expect(verdict).toMatchObject({ valid: true, chainedToRoot: true });
    }
    await server.close();
    expect(client.checkpoints.verifierKey("haikou/2026")).toMatch(/^haikou\/2026\+/);
  });

  it("takes up a certificate that was renewed under way", async () => {
    const client = await house.client();
    const signer = manifestSigner(client.signing, await house.rootPem, clock);
    await signer.sign(BYTES);
    await server.close();
    await renewSigner(house.keys, new Date());
    server = await house.serve();
    const verdict = await cmsVerifier.verify(BYTES, await signer.sign(BYTES), await house.rootPem);
    expect(verdict).toMatchObject({ valid: true });
  });

  it("says that it waits while nobody listens, and goes on over the same client", async () => {
    const client = await house.client();
    const signer = manifestSigner(client.signing, await house.rootPem, clock);
    await signer.sign(BYTES);
    await server.close();
    await expect(signer.sign(BYTES)).rejects.toMatchObject(unavailable);
    await expect(client.check()).rejects.toMatchObject(unavailable);
    const asked = client.checkpoints.signCheckpoint("haikou/2026", 1, sha256("a"), []);
    await expect(asked).rejects.toMatchObject(unavailable);
    server = await house.serve();
    expect((await signer.sign(BYTES)).byteLength).toBeGreaterThan(500);
  });

  it("believes no signer with other keys than it pins, nor an answer of another form", async () => {
    const other = await SignerHouse.make();
    await server.close();
    server = await house.serve(await other.open());
    const client = await house.client();
    const different = { kind: "tampered", code: "sealing/other-keys" };
    await expect(client.check()).rejects.toMatchObject(different);
    await expect(client.signing.certificate()).rejects.toMatchObject(different);
    await server.close();
    server = await house.serve({ rootCertificatePem: "x" });
    await expect(client.check()).rejects.toMatchObject(unavailable);
    await other.remove();
  });

  it("has a C2PA claim signed in the structure that the signer puts around it, by the certificate in use alone", async () => {
    const { signing } = await house.client();
    const inUse = await signing.certificate();
    const claim = encode(signedAttributes(BYTES, inUse.certificate, new Date()));
    const signature = await signing.signClaim(claim, inUse.certificate);
    const { publicKey } = new X509Certificate(inUse.certificate.raw);
    const around = claimToSign(claim, dersOf(inUse));
    expect(verify("sha256", around, publicKey, signature)).toBe(true);
    expect(verify("sha256", claim, publicKey, signature)).toBe(false);
    expect(around[0]).not.toBe(claim[0]);
    const { certificate } = make("root", "someone", null);
    const other = { kind: "conflict", code: "sealing/other-certificate" };
    await expect(signing.signClaim(claim, certificate)).rejects.toMatchObject(other);
  });

  it("has certificates of devices signed, and hears why one is not", async () => {
    const client = await house.client();
    const key = newKey();
    const deviceId = newId<DeviceId>();
    const csr = makeCertificateRequest(key, deviceId);
    const publicKeySha256 = keySha256(createPublicKey(key));
    const issued = await client.devices.issue({ csr, deviceId, publicKeySha256 });
    expect(issued.sha256).toBe(sha256(issued.der));
    const other = client.devices.issue({ csr, deviceId, publicKeySha256: sha256("other") });
    await expect(other).rejects.toMatchObject({ kind: "tampered", code: "access/request-differs" });
    await server.close();
    server = await house.serve({ devices: null });
    const none = client.devices.issue({ csr, deviceId, publicKeySha256 });
    await expect(none).rejects.toMatchObject({ code: "access/no-device-authority" });
  });
});

describe("the signing key", () => {
  const signs = async (attributes: Uint8Array, ms = 0) => {
    const key = await openSigningKey(signerFile(house.keys), () =>
      utcInstant(new Date(Date.now() + ms)),
    );
    const { certificate } = await key.certificate();
    return await key.sign(attributes, certificate);
  };
  const own = async (now = new Date()) => {
    const key = await openSigningKey(signerFile(house.keys), clock);
    return signedAttributes(BYTES, (await key.certificate()).certificate, now);
  };
  const notSigned = { kind: "invalid", code: "sealing/not-signed" };

  it("signs nothing but the attributes of a manifest: no certificate, no other set, no bare bytes", async () => {
    const { certificate } = make("root", "someone", null);
    const good = await own();
    expect((await signs(encode(good))).byteLength).toBeGreaterThan(60);
    const parts = good.value as Parameters<typeof setOf>;
    const hostile = [
      certificate.raw,
      BYTES,
      Buffer.alloc(0),
      encode(sequence(...parts)),
      encode(setOf(...parts.slice(1))),
      encode(setOf(...parts, sequence(oid(OID.data), setOf(octets(BYTES))))),
      encode(signedAttributes(BYTES, certificate, new Date())),
      Buffer.concat([encode(good), Buffer.of(0)]),
    ];
    for (const bytes of hostile) await expect(signs(bytes)).rejects.toMatchObject(notSigned);
  });

  it("dates nothing back or ahead", async () => {
    for (const ms of [-6 * 60_000, 6 * 60_000]) {
      const then = encode(await own(new Date(Date.now() + ms)));
      await expect(signs(then)).rejects.toMatchObject(notSigned);
      expect((await signs(then, ms)).byteLength).toBeGreaterThan(60);
    }
  });
});

describe("the socket", () => {
  it("is the owner's alone, and is not opened where others could reach it", async () => {
    expect((await stat(house.socket)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(house.socket))).mode & 0o777).toBe(0o700);
    await server.close();
    await chmod(dirname(house.socket), 0o750);
    const refused = { kind: "unavailable", code: "sealing/socket-open-to-others" };
    await expect(house.serve()).rejects.toMatchObject(refused);
    await chmod(dirname(house.socket), 0o700);
  });

  it("takes the place of a dead signer's socket, and of nothing else", async () => {
    await server.close();
    await writeFile(house.socket, "not a socket");
    await expect(house.serve()).rejects.toMatchObject({ code: "EADDRINUSE" });
    await rm(house.socket);
    await mkdir(join(house.folder, "run"), { recursive: true });
    server = await house.serve();
    await (await house.client()).check();
  });

  const post = (path: string, body: string | Buffer, method = "POST") =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const sent = request({ socketPath: house.socket, path, method }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.once("error", reject);
      });
      sent.once("error", reject);
      sent.end(body);
    });

  it.each([
    ["another address", "/v1/secret", "{}"],
    ["no JSON", "/v1/keys", "\u0000\u0001"],
    ["more than is asked", "/v1/keys", '{"all":true}'],
    ["a name twice", "/v1/checkpoint-signature", '{"origin":"a/2026","origin":"b/2026"}'],
    ["a broken number", "/v1/checkpoint-signature", '{"origin":"a/2026","size":1e999}'],
    [
      "a log that is none",
      "/v1/checkpoint-signature",
      `{"origin":"../2026","size":1,"rootSha256":"${"0".repeat(64)}"}`,
    ],
    ["no certificate", "/v1/manifest-signature", '{"certificate":"-----BEGIN x","attributes":""}'],
    ["depth", "/v1/keys", "[".repeat(10_000)],
  ])("refuses %s and stays", async (_name, path, body) => {
    const answered = await post(path, body);
    expect(answered.status).toBe(422);
    expect(answered.body).toContain('"sealing/bad-signer-request"');
    await (await house.client()).check();
  });

  it("refuses another method and a body without end, and outlives frames that are no HTTP", async () => {
    expect((await post("/v1/keys", "", "GET")).status).toBe(422);
    const long = post("/v1/keys", Buffer.alloc(4 * MAX_MESSAGE_BYTES, "["));
    // The answer may be lost to a sender that goes on sending.
    const status = await long.then(
      ({ status: found }) => found,
      () => 422,
    );
    expect(status).toBe(422);
    for (const bytes of [Buffer.alloc(100_000, 0xff), Buffer.from("POST /v1/keys HTTP/1.1\r\n")]) {
      const socket = connect(house.socket);
      socket.on("error", () => undefined);
      socket.write(bytes);
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.destroy();
    }
    const cut = connect(house.socket);
    cut.write("POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    await new Promise((resolve) => setTimeout(resolve, 50));
    cut.destroy();
    await (await house.client()).check();
    expect(house.calls.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});
