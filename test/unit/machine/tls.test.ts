/** What TLS of the machine port turns away: old versions, weak ciphers, and certificates that are for something else. */
import { X509Certificate, createPrivateKey, createPublicKey } from "node:crypto";
import { type ConnectionOptions, connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  issuerOf,
  newKey,
  pemOfKey,
  readDeviceAuthority,
} from "../../../infra/keys/certificate-authority.ts";
import { type Issuer, type Profile, issueCertificate } from "../../../infra/keys/certificate.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MachineHouse } from "../../fixtures/machine-house.ts";

const DAY_MS = 86_400_000;
let house: MachineHouse;
beforeAll(async () => {
  house = await MachineHouse.open();
});
afterAll(() => house.close());

/** The cipher by which a request had its answer, or the code of what ended the handshake. */
function shake(options: ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const place = { host: "127.0.0.1", port: house.port, ca: house.authority.rootPem };
    const socket = connect({ ...place, ...options });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    socket.once("secureConnect", () => {
      socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    });
    socket.once("data", () => resolve(socket.getCipher().name));
  });
}

describe("a handshake", () => {
  it("below TLS 1.2, or with another cipher than AEAD behind ECDHE, has no answer", async () => {
    // This side of it would speak anything: it is the port that refuses.
    const anything = "ALL:@SECLEVEL=0";
    for (const version of ["TLSv1", "TLSv1.1"] as const) {
      const old = { minVersion: version, maxVersion: version, ciphers: anything };
      expect(await shake(old), version).toBe("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
    }
    for (const name of [
      ...["ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-CCM8"],
      ...["AES128-GCM-SHA256", "AECDH-AES128-SHA", "ECDHE-ECDSA-NULL-SHA"],
    ]) {
      const weak = { maxVersion: "TLSv1.2" as const, ciphers: `${name}:@SECLEVEL=0` };
      expect(await shake(weak), name).toMatch(/ALERT_HANDSHAKE_FAILURE$/);
    }
    for (const [version, cipher] of [
      ["TLSv1.2", "ECDHE-ECDSA-AES128-GCM-SHA256"],
      ["TLSv1.3", "TLS_AES_128_GCM_SHA256"],
    ] as const) {
      expect(await shake({ maxVersion: version, ciphers: cipher })).toBe(cipher);
    }
  });
});

describe("a certificate that stands in the register", () => {
  /** Made by `issuer` for the first device, and entered for it as if it had been issued. */
  const entered = (profile: Profile, issuer: Issuer, above: readonly string[]) => {
    const [key, now] = [newKey(), house.clock()];
    const notBefore = plusMs(now, -DAY_MS);
    const notAfter = plusMs(now, DAY_MS);
    const subject = issuer.subject;
    const raw = issueCertificate(
      {
        ...{ profile, subject, publicKey: createPublicKey(key) },
        ...{ notBefore: new Date(notBefore), notAfter: new Date(notAfter) },
      },
      issuer,
    );
    const standing = { sha256: sha256(raw), notBefore, notAfter, revokedAt: null };
    house.devices.putCertificate(house.first.id, standing);
    const cert = [new X509Certificate(raw).toString(), ...above].join("");
    return { key: pemOfKey(key), cert };
  };
  const announce = (shown: { key: string; cert: string }) =>
    house.ask("POST", "/uploads", {
      headers: { "Tus-Resumable": "1.0.0", "Upload-Length": "1" },
      shown,
    });

  it("opens nothing if it is for another purpose, or was issued by a device with its own", async () => {
    const authority = await readDeviceAuthority(house.authority.folder);
    const above = [authority.certificate, ...authority.intermediates].map(String);
    const device = await house.enrolled();
    const own: Issuer = {
      subject: issuerOf({ ...authority, certificate: device.certificate }).subject,
      privateKey: createPrivateKey(device.key),
    };
    for (const shown of [
      entered("server", issuerOf(authority), above),
      entered("device", own, [device.cert, ...above]),
    ]) {
      const refused = { status: 403, code: "access/unknown-certificate" };
      expect(await announce(shown)).toMatchObject(refused);
    }
    // What is entered counts where the authority made it for this.
    expect((await announce(entered("device", issuerOf(authority), above))).status).toBe(201);
  });
});
