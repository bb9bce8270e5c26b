/** Certificates of devices: what a request must be, what is issued for it, and that it can sign no evidence. */
import {
  type KeyObject,
  X509Certificate,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import {
  bits,
  boolean,
  encode,
  integer,
  octets,
  oid,
  parse,
  sequence,
  setOf,
  tagged,
} from "../../../infra/keys/asn1.ts";
import {
  DEVICE_AUTHORITY,
  createAuthority,
  issuerOf,
  newKey,
  readDeviceAuthority,
  readIssuing,
} from "../../../infra/keys/certificate-authority.ts";
import {
  keySha256,
  makeCertificateRequest,
  readCertificateRequest,
} from "../../../infra/keys/certificate-request.ts";
import { issueCertificate, nameOf } from "../../../infra/keys/certificate.ts";
import { certsOnly, readCertsOnly } from "../../../infra/keys/certs-only.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import {
  makeServerCertificate,
  openDeviceIssuer,
  servesLonger,
} from "../../../infra/keys/device-authority.ts";
import { OID } from "../../../infra/keys/oids.ts";
import { type Authority, NOW, make, makeAuthority, signDetached } from "./authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const clock = () => utcInstant(NOW);
const DEVICE = newId<DeviceId>();

async function issue(key: KeyObject, csr = makeCertificateRequest(key, DEVICE), at = clock) {
  const issuer = await openDeviceIssuer(authority.folder, at, 30);
  return await issuer!.issue({
    deviceId: DEVICE,
    publicKeySha256: keySha256(createPublicKey(key)),
    csr,
  });
}

/** A request with any parts, signed by any key. */
function request(changes: {
  signer?: KeyObject;
  spki?: Buffer;
  attributes?: Parameters<typeof encode>[0][];
  algorithm?: string;
}): Buffer {
  const key = changes.signer ?? newKey();
  const spki = changes.spki ?? createPublicKey(key).export({ format: "der", type: "spki" });
  const info = sequence(
    integer(Buffer.from([0])),
    sequence(),
    parse(spki),
    tagged(0, true, changes.attributes ?? []),
  );
  const signature = sign("sha256", encode(info), { key, dsaEncoding: "der" });
  const algorithm = sequence(oid(changes.algorithm ?? OID.ecdsaWithSha256));
  return encode(sequence(info, algorithm, bits(signature)));
}

const asking = (id: string, value: Parameters<typeof encode>[0]) => [
  sequence(
    oid(OID.extensionRequest),
    setOf(sequence(sequence(oid(id), boolean(true), octets(encode(value))))),
  ),
];

describe("a device's certificate", () => {
  it("is its key's and its id's, for TLS clients, for the days that were chosen and a day before", async () => {
    const key = newKey();
    const { der, sha256: digest, ...stated } = await issue(key);
    const certificate = new X509Certificate(der);
    expect(digest).toBe(sha256(certificate.raw));
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate.subject).toBe(`O=海南省 Test\\, Agency\nCN=${DEVICE}`);
    expect(certificate.keyUsage).toEqual([OID.clientAuth]);
    expect(certificate.ca).toBe(false);
    expect(certificate.validFromDate.toISOString()).toBe(stated.notBefore);
    expect(certificate.validToDate.toISOString()).toBe(stated.notAfter);
    expect(stated).toMatchObject({
      notBefore: "2026-11-23T12:00:00.000Z",
      notAfter: "2026-12-24T12:00:00.000Z",
    });
    const above = (await readDeviceAuthority(authority.folder)).certificate;
    const root = new X509Certificate(authority.rootPem);
    expect(certificate.verify(above.publicKey) && above.verify(root.publicKey)).toBe(true);
  });

  it("does not outlive its authority", async () => {
    const key = newKey();
    const end = (await readDeviceAuthority(authority.folder)).certificate.validToDate;
    const dayBefore = () => utcInstant(new Date(end.getTime() - 86_400_000));
    const { der, notAfter } = await issue(key, makeCertificateRequest(key, DEVICE), dayBefore);
    expect(notAfter).toBe(end.toISOString());
    expect(new X509Certificate(der).validToDate).toEqual(end);
  });

  it("signs no evidence, nor does anything else that its authority or the server's key makes", async () => {
    const key = newKey();
    const above = await readDeviceAuthority(authority.folder);
    const forger = newKey();
    const forged = issueCertificate(
      {
        profile: "signer",
        subject: nameOf("海南省 Test, Agency", "Holdfast evidence signer"),
        publicKey: createPublicKey(forger),
        notBefore: NOW,
        notAfter: new Date(NOW.getTime() + 1_000),
      },
      issuerOf(above),
    );
    const serverPem = await makeServerCertificate(authority.folder, ["127.0.0.1"], NOW);
    const issuing = (await readIssuing(authority.folder)).certificate;
    const bytes = Buffer.from("manifest");
    for (const [name, privateKey, certificate, between, reason] of [
      [
        "device",
        key,
        new X509Certificate((await issue(key)).der),
        above.certificate,
        "keys/not-for-signing",
      ],
      ["forged", forger, new X509Certificate(forged), above.certificate, "keys/not-an-authority"],
      [
        "server",
        createPrivateKey(serverPem),
        new X509Certificate(serverPem),
        issuing,
        "keys/not-for-signing",
      ],
    ] as const) {
      const credential = { privateKey, certificate, intermediates: [between] };
      const signature = signDetached(bytes, credential, NOW);
      expect(await cmsVerifier.verify(bytes, signature, authority.rootPem), name).toEqual({
        valid: false,
        reason,
      });
    }
  });

  it("is issued by the request alone: what its row says of the key must be true", async () => {
    const [key, other] = [newKey(), newKey()];
    await expect(issue(key, makeCertificateRequest(other, DEVICE))).rejects.toMatchObject({
      code: "access/request-differs",
    });
  });

  it("travels in a container that is read back, and in nothing else", async () => {
    const { der } = await issue(newKey());
    const container = certsOnly([der, new X509Certificate(authority.rootPem).raw]);
    const found = readCertsOnly(container).map(({ raw }) => raw.toString("hex"));
    expect(found.toSorted()).toEqual(
      [Buffer.from(der), new X509Certificate(authority.rootPem).raw]
        .map((each) => each.toString("hex"))
        .toSorted(),
    );
    const wrong = [Buffer.alloc(0), Buffer.from(der), container.subarray(1), Buffer.alloc(70_000)];
    for (const bytes of wrong) expect(() => readCertsOnly(bytes)).toThrow();
  });
});

describe("a request for a certificate", () => {
  it("is read with the key that signed it and the name it asks for", () => {
    const key = newKey();
    const keyId = keySha256(createPublicKey(key));
    expect(readCertificateRequest(makeCertificateRequest(key, DEVICE))).toMatchObject({
      publicKeySha256: keyId,
      subject: [`CN=${DEVICE}`],
    });
    expect(readCertificateRequest(makeCertificateRequest(key, null)).subject).toEqual([]);
  });

  const key = newKey();
  const whole = makeCertificateRequest(key, DEVICE);
  const flipped = (at: number): Buffer => {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1;
    return bytes;
  };
  const rsa = generateKeyPairSync("rsa", { modulusLength: 512 });
  const spkiOf = (publicKey: KeyObject) => publicKey.export({ format: "der", type: "spki" });
  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
  it.each<[string, Buffer]>([
    ["signed by another key", request({ spki: spkiOf(createPublicKey(key)) })],
    ["of an RSA key of 512 bits", request({ signer: rsa.privateKey })],
    ["of a key on another curve", request({ signer: p384 })],
    ["with a key that is none", request({ spki: encode(sequence(oid(OID.data))) })],
    ["that names another algorithm", request({ algorithm: OID.sha256 })],
    [
      "that wants to be an authority",
      request({ attributes: asking(OID.basicConstraints, sequence(boolean(true))) }),
    ],
    [
      "that wants to sign certificates",
      request({ attributes: asking(OID.keyUsage, bits(Buffer.from([0b0000_0100]), 2)) }),
    ],
    ["with garbage for an attribute", request({ attributes: [integer(Buffer.from([1]))] })],
    ["that is a certificate", make("device", "nobody", null).certificate.raw],
    ["of nothing", Buffer.alloc(0)],
    ["of garbage", Buffer.from("30820101", "hex")],
    ["of nested garbage", Buffer.alloc(8_000, 0x30)],
    ["too long", Buffer.concat([whole, Buffer.alloc(9_000)])],
    ["with a byte behind it", Buffer.concat([whole, Buffer.from([0])])],
    ["cut short", whole.subarray(0, -1)],
  ])("%s is refused", (_, bytes) => {
    expect(() => readCertificateRequest(bytes)).toThrow(
      expect.objectContaining({ code: "access/bad-certificate-request" }),
    );
  });

  it("is refused with any bit of it changed", () => {
    for (let at = 0; at < whole.byteLength; at += 1) {
      expect(() => readCertificateRequest(flipped(at)), `byte ${at}`).toThrow(
        expect.objectContaining({ code: "access/bad-certificate-request" }),
      );
    }
  });

  it("may ask for what it does not get", () => {
    const wanting = request({
      attributes: asking(OID.extKeyUsage, sequence(oid(OID.documentSigning))),
    });
    expect(readCertificateRequest(wanting).subject).toEqual([]);
  });
});

describe("the authority for devices", () => {
  it("is added to a house that is older than it, and waits where the root's key is away", async () => {
    const old = await makeAuthority();
    const before = (await readDeviceAuthority(old.folder)).certificate.fingerprint256;
    await createAuthority(old.folder, "x", NOW);
    expect((await readDeviceAuthority(old.folder)).certificate.fingerprint256).toBe(before);
    await rm(join(old.folder, DEVICE_AUTHORITY));
    await createAuthority(old.folder, "海南省 Test, Agency", NOW);
    expect((await readDeviceAuthority(old.folder)).certificate.fingerprint256).not.toBe(before);
    await rm(join(old.folder, DEVICE_AUTHORITY));
    await rm(join(old.folder, "root"), { recursive: true });
    await createAuthority(old.folder, "海南省 Test, Agency", NOW);
    expect(await openDeviceIssuer(old.folder, clock, 30)).toBeNull();
    await old.remove();
  });
});

describe("the server's certificate", () => {
  it("names its hosts, and is renewed for others and near its end", async () => {
    const hosts = ["localhost", "127.0.0.1", "::1", "fe80::1:2", "dock.example"];
    const pem = await makeServerCertificate(authority.folder, hosts, NOW);
    const certificate = new X509Certificate(pem);
    for (const host of ["127.0.0.1", "0:0:0:0:0:0:0:1", "fe80::1:2"]) {
      expect(certificate.checkIP(host), host).toBeDefined();
    }
    expect(certificate.checkHost("dock.example")).toBe("dock.example");
    expect(certificate.checkHost("other.example")).toBeUndefined();
    expect(certificate.checkIP("127.0.0.2")).toBeUndefined();
    expect(certificate.keyUsage).toEqual([OID.serverAuth]);
    const month = 30 * 86_400_000;
    expect(servesLonger(pem, hosts, NOW, month)).toBe(true);
    expect(servesLonger(pem, [...hosts, "new.example"], NOW, month)).toBe(false);
    expect(servesLonger(pem, hosts, new Date(NOW.getTime() + 11.5 * month), month)).toBe(false);
  });
});
