/** Time stamps against other software: openssl judges ours and answers our requests, @sigstore/core reads both. */
import { createServer, type Server } from "node:http";
import { createPublicKey, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RFC3161Timestamp } from "@sigstore/core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTimestampAuthorities } from "../../infra/keys/timestamp-client.ts";
import { timestampVerifier } from "../../infra/keys/timestamp-verifier.ts";
import {
  execute,
  type OpensslAuthority,
  type OpensslOptions,
  opensslAuthority,
  ownAuthority,
  type OwnAuthority,
} from "../fixtures/timestamps.ts";

const NOTE = Buffer.from("haikou/2026\n7\nroot\n\n— haikou/2026 sig\n");

describe("our authority, asked and judged by openssl", () => {
  let tsa: OwnAuthority;
  beforeAll(async () => {
    tsa = await ownAuthority(new Date());
    await writeFile(join(tsa.folder, "note"), NOTE);
    await writeFile(join(tsa.folder, "other"), `${NOTE.toString()}x`);
  });
  afterAll(() => tsa.remove());
  const openssl = (...args: string[]) => execute("openssl", args, { cwd: tsa.folder });

  it.each([
    ["sha256", ["-cert"]],
    ["sha512", ["-cert"]],
    ["sha384", ["-cert", "-no_nonce"]],
  ])("is accepted over %s with -data and with -queryfile", async (digest, more) => {
    await openssl("ts", "-query", "-data", "note", `-${digest}`, ...more, "-out", "q.tsq");
    const reply = await tsa.answer(await readFile(join(tsa.folder, "q.tsq")));
    await writeFile(join(tsa.folder, "r.tsr"), reply);
    const verify = ["ts", "-verify", "-in", "r.tsr", "-CAfile", "root.pem"];
    await openssl(...verify, "-data", "note");
    await openssl(...verify, "-queryfile", "q.tsq");
    await expect(openssl(...verify, "-data", "other")).rejects.toThrow(/imprint mismatch/);
    const { stdout } = await openssl("ts", "-reply", "-in", "r.tsr", "-text");
    expect(stdout).toMatch(/Status: Granted\.[^]*Policy OID: 2\.25\.\d+/);
    const verdict = await timestampVerifier.verify(NOTE, reply, tsa.rootCertificatePem, []);
    expect(verdict).toMatchObject({ valid: true });
    if (verdict.valid) expect(stdout).toContain(`Serial number: 0x${verdict.serial.toUpperCase()}`);
  });

  it("tells openssl why it stamps nothing", async () => {
    await openssl("ts", "-query", "-data", "note", "-sha1", "-out", "q.tsq");
    await writeFile(
      join(tsa.folder, "r.tsr"),
      await tsa.answer(await readFile(join(tsa.folder, "q.tsq"))),
    );
    const { stdout } = await openssl("ts", "-reply", "-in", "r.tsr", "-text");
    expect(stdout).toMatch(/Status: Rejected[^]*unrecognized or unsupported algorithm/);
  });

  it("is read by a second implementation", async () => {
    await openssl("ts", "-query", "-data", "note", "-sha256", "-cert", "-out", "q.tsq");
    const reply = await tsa.answer(await readFile(join(tsa.folder, "q.tsq")));
    await expect(secondOpinion(reply, join(tsa.folder, "tsa.pem"))).resolves.toBe(true);
  });
});

async function secondOpinion(response: Uint8Array, certificatePath: string): Promise<boolean> {
  const token = RFC3161Timestamp.parse(Buffer.from(response));
  const certificate = new X509Certificate(await readFile(certificatePath));
  token.verify(
    NOTE,
    createPublicKey(certificate.publicKey.export({ format: "pem", type: "spki" })),
  );
  return true;
}

describe("an authority of openssl, asked and judged by us", () => {
  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  async function served(options: OpensslOptions = {}): Promise<OpensslAuthority & { url: string }> {
    const authority = await opensslAuthority(options);
    open.push(() => authority.remove());
    const url = await listen(async (body) => authority.answer(body));
    return { ...authority, url };
  }
  async function listen(
    answer: (body: Buffer) => Promise<Uint8Array>,
    type = "application/timestamp-reply",
  ): Promise<string> {
    const server: Server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        response.writeHead(200, { "Content-Type": type }).end(await answer(Buffer.concat(chunks)));
      })();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    open.push(() => new Promise((done) => server.close(done)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  async function ask(url: string, rootPem: string, more: object = {}) {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-roots-"));
    open.push(() => rm(folder, { recursive: true }));
    const root = join(folder, "root.pem");
    await writeFile(root, rootPem);
    const [authority] = await openTimestampAuthorities(
      JSON.stringify([{ name: "court", url, root, ...more }]),
    );
    return authority!.stamp(NOTE, "sha256");
  }

  it.each<[string, OpensslOptions]>([
    ["P-256", {}],
    ["a certificate that says it is an authority's", { isAuthority: true }],
    ["RSA-3072 and SHA-512", { newkey: ["rsa:3072"], signerDigest: "sha512" }],
    [
      "P-384, and the older form of ESS",
      {
        newkey: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
        signerDigest: "sha384",
        essDigest: "sha1",
      },
    ],
  ])("is believed by us and by openssl: %s", async (_, options) => {
    const authority = await served(options);
    const token = await ask(authority.url, authority.rootPem, { policy: "1.2.3.4.1" });
    expect(token).toMatchObject({ accuracyMs: 1_501, policy: "1.2.3.4.1", authority: "CN=tsa" });
    expect(Math.abs(Date.parse(token.genTime) - Date.now())).toBeLessThan(60_000);
    // @sigstore/core knows no rsaEncryption, which openssl writes beside any digest.
    if (options.newkey?.[0] !== "rsa:3072")
      expect(await secondOpinion(token.response, join(authority.folder, "tsa.pem"))).toBe(true);
    const verdict = await timestampVerifier.verify(NOTE, token.response, authority.rootPem, []);
    expect(verdict).toMatchObject({ valid: true, serial: token.serial });
    await writeFile(join(authority.folder, "note"), NOTE);
    await writeFile(join(authority.folder, "r.tsr"), token.response);
    const verify = ["ts", "-verify", "-in", "r.tsr", "-data", "note", "-CAfile", "root.pem"];
    await execute("openssl", verify, { cwd: authority.folder });
  });

  it.each<[string, OpensslOptions, object, string]>([
    ["RSA of 1024 bits", { newkey: ["rsa:1024"] }, {}, "timestamps/weak-certificate"],
    ["another policy", {}, { policy: "1.2.3.4.2" }, "timestamps/other-policy"],
  ])("is not believed: %s", async (_, options, more, code) => {
    const authority = await served(options);
    await expect(ask(authority.url, authority.rootPem, more)).rejects.toMatchObject({
      kind: "tampered",
      code,
    });
  });

  it("is not believed under another root, over an old answer, or without a token", async () => {
    const [authority, other] = [await served(), await served()];
    await expect(ask(authority.url, other.rootPem)).rejects.toMatchObject({
      code: "timestamps/not-chained-to-root",
    });
    const old = (await ask(authority.url, authority.rootPem)).response;
    const replayed = await listen(async () => old);
    await expect(ask(replayed, authority.rootPem)).rejects.toMatchObject({
      kind: "tampered",
      code: "timestamps/other-nonce",
    });
    const mute = await listen(async () => Buffer.from("30030201020a", "hex").subarray(0, 5));
    await expect(ask(mute, authority.rootPem)).rejects.toMatchObject({ kind: "tampered" });
    const refusing = await listen(async () => Buffer.from("3009300702010203020520", "hex"));
    await expect(ask(refusing, authority.rootPem)).rejects.toMatchObject({
      kind: "unavailable",
      code: "timestamps/refused",
      facts: { status: 2, failure: "badRequest" },
    });
  });

  it("that is not there, speaks of something else or does not end is unreachable", async () => {
    const { rootPem } = await served();
    const unreachable = { kind: "unavailable", code: "timestamps/unreachable" };
    const page = await listen(async () => Buffer.from("<html>"), "text/html");
    await expect(ask(page, rootPem)).rejects.toMatchObject(unreachable);
    const endless = await listen(async () => Buffer.alloc(1 << 20));
    await expect(ask(endless, rootPem)).rejects.toMatchObject(unreachable);
    await expect(ask("http://127.0.0.1:9/", rootPem)).rejects.toMatchObject(unreachable);
  });
});

it("a configuration that cannot be used is refused as a whole", async () => {
  const bad = { kind: "invalid", code: "timestamps/bad-configuration" };
  const one = { name: "a", url: "https://a.example", root: "/nowhere" };
  for (const json of ["", "{}", "[1]", JSON.stringify([one]), JSON.stringify([{ ...one, x: 1 }])])
    await expect(openTimestampAuthorities(json)).rejects.toMatchObject(bad);
  expect(await openTimestampAuthorities("[]")).toEqual([]);
});
