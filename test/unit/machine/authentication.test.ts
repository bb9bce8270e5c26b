/** Who is let in at the machine port, what a certificate opens, and when it stops to. */
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pemOfKey, readIssuing } from "../../../infra/keys/certificate-authority.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UploadId, newId } from "../../../services/kernel/ids.ts";
import { MachineHouse, type Shown } from "../../fixtures/machine-house.ts";
import { make, makeAuthority } from "../keys/authority.ts";
import { anyAction } from "../../fixtures/actions.ts";

const DAY_MS = 86_400_000;
const TUS = { "Tus-Resumable": "1.0.0" };
let house: MachineHouse;
beforeEach(async () => {
  house = await MachineHouse.open();
});
afterEach(() => house.close());

const announce = (shown: Shown | null, headers: Readonly<Record<string, string>> = {}) =>
  house.ask("POST", "/uploads", {
    headers: { ...TUS, "Upload-Length": "200000", ...headers },
    ...(shown === null ? {} : { shown }),
  });
const idOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }): UploadId =>
  String(headers["location"]).split("/").at(-1) as UploadId;
const patch = (upload: UploadId, offset: number, bytes: Uint8Array, shown: Shown, agent?: Agent) =>
  house.ask("PATCH", `/uploads/${upload}`, {
    headers: {
      ...TUS,
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    },
    body: bytes,
    shown,
    ...(agent === undefined ? {} : { agent }),
  });

describe("a certificate", () => {
  it("sends, and stands in the first custody event and on the item", async () => {
    const shown = await house.enrolled();
    const upload = idOf(await announce(shown));
    const bytes = Buffer.alloc(200_000, 7);
    expect(await patch(upload, 0, bytes, shown)).toMatchObject({ status: 204 });
    const digest = sha256(shown.certificate.raw);
    expect(await house.stores.items.get(upload)).toMatchObject({ certificateSha256: digest });
    const [received] = await house.stores.items.custody(upload);
    expect(received?.data).toMatchObject({ certificateSha256: digest, deviceId: house.first.id });
  });

  it("gets its answer also where the sender ends its side right after the last byte", async () => {
    const shown = await house.enrolled();
    const upload = idOf(await announce(shown));
    const bytes = Buffer.alloc(200_000, 7);
    const { uploads } = house.stores;
    const commit = uploads.commit.bind(uploads);
    vi.spyOn(uploads, "commit").mockImplementation(async (...asked) => {
      await sleep(100); // the end of the sender's side is heard before there is an answer
      return commit(...asked);
    });
    const { cert, key } = shown;
    const place = { host: "127.0.0.1", port: house.port, ca: house.authority.rootPem };
    const options = { ...place, cert, key, allowHalfOpen: true };
    const socket = connect(options);
    socket.write(
      `PATCH /uploads/${upload} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n` +
        `Content-Type: application/offset+octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    );
    socket.end(bytes);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 204 [^]*\r\nUpload-Offset: 200000\r\n/i);
  });

  it("opens nothing of another device, at any door", async () => {
    const [mine, theirs] = [await house.enrolled(), await house.enrolled(house.other.id)];
    const upload = idOf(await announce(mine));
    const ask = (method: string, path: string, more = {}) =>
      house.ask(method, path, { headers: { ...TUS, ...more }, shown: theirs });
    for (const method of ["HEAD", "DELETE", "GET"]) {
      expect((await ask(method, `/uploads/${upload}`)).status, method).toBe(404);
    }
    expect((await ask("GET", `/uploads/${upload}/receipt`)).status).toBe(404);
    expect((await patch(upload, 0, Buffer.alloc(10), theirs)).code).toBe("ingest/no-such-upload");
    const files = [{ sha256: sha256("x"), sizeBytes: 200_000 }];
    const check = await house.ask("POST", "/api/v1/uploads/check", {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ files }),
      shown: theirs,
    });
    expect(JSON.parse(check.body)).toMatchObject({ files: [{ state: "unknown", upload: null }] });
    expect((await house.stores.uploads.get(upload))?.offsetBytes).toBe(0);
  });

  it("of anybody else opens nothing: of another house, a signer, a server, one made by hand", async () => {
    const foreign = await makeAuthority(new Date());
    const issuing = await readIssuing(house.authority.folder);
    const own = make("device", house.first.id, null, validNow());
    const credentials = [foreign.credential, house.authority.credential, issuing];
    const shown = credentials.map(({ privateKey, certificate, intermediates }) => ({
      key: pemOfKey(privateKey),
      cert: [certificate, ...intermediates].map(String).join(""),
    }));
    for (const each of [...shown, { key: pemOfKey(own.key), cert: own.certificate.toString() }]) {
      expect(await announce(each)).toMatchObject({
        status: 403,
        code: "access/unknown-certificate",
      });
    }
    await foreign.remove();
  });

  it("that the register names but the authority did not sign opens nothing, nor does a token beside it", async () => {
    const own = make("device", house.first.id, null, validNow());
    const { devices, first } = house;
    const notBefore = house.clock();
    devices.putCertificate(first.id, {
      ...{ sha256: sha256(own.certificate.raw), notBefore, revokedAt: null },
      notAfter: own.certificate.validToDate.toISOString() as typeof notBefore,
    });
    const shown = { key: pemOfKey(own.key), cert: own.certificate.toString() };
    const token = { Authorization: `Bearer ${first.secret}` };
    for (const headers of [{}, token]) {
      expect((await announce(shown, headers)).code).toBe("access/unknown-certificate");
    }
    expect((await announce(null, token)).status).toBe(201);
  });

  it("counts from its first to its last second", async () => {
    const shown = await house.enrolled();
    for (const [ahead, code] of [
      [29 * DAY_MS, null],
      [31 * DAY_MS, "access/certificate-not-valid-now"],
      [-2 * DAY_MS, "access/certificate-not-valid-now"],
    ] as const) {
      house.setAhead(ahead);
      expect((await announce(shown)).code).toBe(code);
    }
  });

  it("is asked for anew on each connection: nothing is resumed", async () => {
    const { key, cert } = await house.enrolled();
    const options = { host: "127.0.0.1", port: house.port, ca: house.authority.rootPem, key, cert };
    for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
      let session: Buffer | undefined;
      for (const round of [1, 2]) {
        const socket = connect({ ...options, maxVersion, ...(session && { session }) });
        socket.on("session", (kept) => (session = kept));
        await new Promise((resolve) => socket.once("secureConnect", resolve));
        socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        await new Promise((resolve) => socket.once("data", resolve));
        expect(socket.isSessionReused(), `${maxVersion} ${round}`).toBe(false);
        socket.destroy();
      }
    }
  });
});

describe("without a certificate", () => {
  it("a token opens the doors of uploads, until the device is switched to certificates alone", async () => {
    const token = { Authorization: `Bearer ${house.first.secret}` };
    expect((await announce(null, token)).status).toBe(201);
    await house.certificates.setCertificateOnly(house.first.id, true, anyAction);
    expect(await announce(null, token)).toMatchObject({
      status: 403,
      code: "access/certificate-only",
    });
    expect((await announce(await house.enrolled())).status).toBe(201);
  });

  it("no header opens anything: what a proxy might say is anybody's word", async () => {
    const { certificate } = await house.enrolled();
    const pem = encodeURIComponent(certificate.toString());
    const fingerprint = certificate.fingerprint256.replaceAll(":", "").toLowerCase();
    const injected = {
      "X-Forwarded-Client-Cert": `Hash=${fingerprint};Cert="${pem}"`,
      "X-SSL-Client-Cert": pem,
      "X-SSL-Client-Verify": "SUCCESS",
      "X-Client-Cert": pem,
      "X-ARR-ClientCert": certificate.raw.toString("base64"),
      "Client-Cert": `:${certificate.raw.toString("base64")}:`,
      "SSL-Client-Fingerprint": fingerprint,
    };
    expect(await announce(null, injected)).toMatchObject({
      status: 401,
      code: "access/no-device-token",
    });
  });

  it("nothing of people is here", async () => {
    for (const path of ["/", "/metrics", "/docs", "/openapi.json", "/api/v1/me", "/api/v1/items"]) {
      expect((await house.ask("GET", path)).status, path).toBe(404);
    }
    expect((await house.ask("GET", "/healthz")).status).toBe(200);
  });

  it("and without TLS nobody is answered", async () => {
    await expect(fetch(`http://127.0.0.1:${house.port}/healthz`)).rejects.toThrow();
  });
});

describe("revocation", () => {
  const ends: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ["a revoked certificate", "access/certificate-revoked", () => revoke()],
    ["a retired device", "access/unknown-device", async () => retire()],
  ];

  it.each(ends)(
    "of %s is heard on a connection that is open, before a byte is taken",
    async (_, code, end) => {
      const shown = await house.enrolled();
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const upload = idOf(await announce(shown));
      expect((await patch(upload, 0, Buffer.alloc(70_000), shown, agent)).status).toBe(204);
      await end();
      let asked = false;
      const refused = await new Promise<number>((resolve, reject) => {
        const outgoing = request({
          ...{ host: "127.0.0.1", port: house.port, agent, ca: house.authority.rootPem },
          ...{ key: shown.key, cert: shown.cert, method: "PATCH", path: `/uploads/${upload}` },
          headers: {
            ...TUS,
            "Upload-Offset": "70000",
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": "1000",
            Expect: "100-continue",
          },
        });
        outgoing.on("continue", () => (asked = true));
        outgoing.on("response", (response) => resolve(response.statusCode ?? 0));
        outgoing.on("error", reject);
        outgoing.flushHeaders();
      });
      expect(outgoingStatus(code)).toContain(refused);
      expect(asked).toBe(false);
      expect((await patch(upload, 70_000, Buffer.alloc(1_000), shown, agent)).code).toBe(code);
      expect((await house.stores.uploads.get(upload))?.offsetBytes).toBe(70_000);
      agent.destroy();
    },
  );

  it.each(ends)(
    "of %s ends an upload under way at its next commit, keeping what counted",
    async (_, code, end) => {
      const shown = await house.enrolled();
      const upload = idOf(await announce(shown));
      const offset = async (): Promise<number> =>
        (await house.stores.uploads.get(upload))?.offsetBytes ?? 0;
      const answered = new Promise<string>((resolve, reject) => {
        const outgoing = request({
          ...{ host: "127.0.0.1", port: house.port, agent: false, ca: house.authority.rootPem },
          ...{ key: shown.key, cert: shown.cert, method: "PATCH", path: `/uploads/${upload}` },
          headers: {
            ...TUS,
            "Upload-Offset": "0",
            "Content-Type": "application/offset+octet-stream",
          },
        });
        outgoing.on("response", (response) => {
          response.on("data", (chunk: Buffer) => resolve(chunk.toString()));
        });
        outgoing.on("error", reject);
        outgoing.write(Buffer.alloc(64 << 10, 1));
        const goOn = async (): Promise<void> => {
          await expect.poll(offset, { interval: 5, timeout: 5_000 }).toBeGreaterThan(0);
          await end();
          house.setAhead(1_500); // the look at the beginning is no longer fresh
          outgoing.write(Buffer.alloc(64 << 10, 2));
        };
        goOn().catch(reject);
      });
      expect(await answered).toContain(code);
      expect(await offset()).toBe(64 << 10);
      expect(await house.stores.uploads.get(upload)).toMatchObject({ state: "open" });
    },
  );

  const outgoingStatus = (code: string) => (code === "access/unknown-device" ? [401] : [403]);
  const revoke = () =>
    house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
  const retire = (): void => {
    const device = house.devices.devices.get(house.first.id)!;
    house.devices.devices.set(device.id, { ...device, retiredAt: house.clock() });
  };
});

const validNow = () => ({
  from: new Date(Date.now() - 60_000),
  to: new Date(Date.now() + DAY_MS),
});

it("an id that is nobody's is nobody's with a certificate too", async () => {
  const shown = await house.enrolled();
  const answer = await house.ask("HEAD", `/uploads/${newId<UploadId>()}`, { headers: TUS, shown });
  expect(answer.status).toBe(404);
});
