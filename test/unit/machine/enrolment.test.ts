/** Enrolment over the machine port: one certificate a code, to its own key again, and to nobody else. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newKey, pemOfKey } from "../../../infra/keys/certificate-authority.ts";
import { makeCertificateRequest } from "../../../infra/keys/certificate-request.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MachineHouse, certificatesIn } from "../../fixtures/machine-house.ts";
import { ANY_ACTION, anyAction } from "../../fixtures/actions.ts";

const DAY_MS = 86_400_000;
let house: MachineHouse;
beforeEach(async () => {
  house = await MachineHouse.open();
});
afterEach(() => house.close());

const requestFor = (name: string | null, key = newKey()) => makeCertificateRequest(key, name);

describe("simpleenroll", () => {
  it("gives a device its certificate for its code, with the name in the request or none", async () => {
    for (const name of [house.first.id, null]) {
      const key = newKey();
      const answer = await house.enrol(requestFor(name, key), { code: await house.code() });
      const [certificate] = certificatesIn(answer);
      expect(answer.headers).toMatchObject({
        "content-type": "application/pkcs7-mime; smime-type=certs-only",
        "content-transfer-encoding": "base64",
      });
      expect(certificate?.checkPrivateKey(key)).toBe(true);
      expect(certificate?.subject).toContain(`CN=${house.first.id}`);
    }
  });

  it("gives it again to the same key and code, also after the code is over, and to nothing else", async () => {
    const [key, code] = [newKey(), await house.code()];
    const csr = requestFor(house.first.id, key);
    const [first] = certificatesIn(await house.enrol(csr, { code }));
    house.setAhead(2 * DAY_MS);
    const [again] = certificatesIn(await house.enrol(requestFor(null, key), { code }));
    expect(again?.fingerprint256).toBe(first?.fingerprint256);
    expect(await house.enrol(requestFor(house.first.id), { code })).toMatchObject({
      status: 403,
      code: "access/enrolment-code-over",
    });
    house.setAhead(0);
    expect(await house.enrol(requestFor(house.first.id), { code })).toMatchObject({
      status: 409,
      code: "access/enrolment-code-used",
    });
    // Another code of the same device does not bring another's key to this certificate.
    const second = certificatesIn(await house.enrol(csr, { code: await house.code() }));
    expect(second[0]?.fingerprint256).not.toBe(first?.fingerprint256);
    expect(await house.certificates.certificates(house.first.id)).toHaveLength(2);
  });

  it("gives one certificate to two keys that come at once with one code", async () => {
    const code = await house.code();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => house.enrol(requestFor(house.first.id), { code })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await house.certificates.certificates(house.first.id)).toHaveLength(1);
  });

  it("asks to come again while custody does not sign, and gives the certificate then", async () => {
    house.signs = false;
    const [key, code] = [newKey(), await house.code()];
    const csr = requestFor(house.first.id, key);
    const later = await house.enrol(csr, { code });
    expect(later).toMatchObject({ status: 202, headers: { "retry-after": "2" }, body: "" });
    house.signs = true;
    await house.sign();
    expect(certificatesIn(await house.enrol(csr, { code }))).toHaveLength(1);
  });

  it("lets nobody in without a code that counts, and reads no request before", async () => {
    const own = await house.code();
    await house.code(); // ends the one before
    const refused = async (authorization: string | undefined, code: string, status = 401) => {
      const answer = await house.ask("POST", "/.well-known/est/simpleenroll", {
        headers: {
          "Content-Type": "application/pkcs10",
          ...(authorization === undefined ? {} : { Authorization: authorization }),
        },
        body: requestFor(house.first.id).toString("base64"),
      });
      expect(answer, authorization).toMatchObject({ status, code });
      if (status === 401) expect(answer.headers["www-authenticate"]).toContain("Basic realm=");
    };
    await refused(undefined, "access/no-enrolment-code");
    await refused("Basic !!!", "access/no-enrolment-code");
    await refused(`Bearer ${house.first.secret}`, "access/no-enrolment-code");
    await refused(`Bearer hfe_${"A".repeat(43)}`, "access/unknown-enrolment-code");
    // A letter too many, as people type: it is a code, and none that is known.
    await refused(`Bearer hfe_x${"A".repeat(43)}`, "access/unknown-enrolment-code");
    await refused(`Bearer ${own}`, "access/enrolment-code-over", 403);
  });

  it("refuses a code of a device that was retired, or whose certificates were revoked meanwhile", async () => {
    const code = await house.code();
    await house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
    expect((await house.enrol(requestFor(null), { code })).code).toBe("access/enrolment-code-over");
    const other = await house.code(house.other.id);
    const device = house.devices.devices.get(house.other.id)!;
    house.devices.devices.set(device.id, { ...device, retiredAt: house.clock() });
    expect((await house.enrol(requestFor(null), { code: other })).code).toBe(
      "access/unknown-enrolment-code",
    );
  });

  it("gives a certificate that was revoked to nobody, also not to its own key", async () => {
    const [key, code] = [newKey(), await house.code()];
    await house.enrol(requestFor(null, key), { code });
    await house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
    expect(await house.enrol(requestFor(null, key), { code })).toMatchObject({
      status: 403,
      code: "access/certificate-revoked",
    });
  });

  it("refuses what is no request of that device, and keeps nothing of it", async () => {
    const code = await house.code();
    const of = (body: string | Uint8Array) => house.enrol(body, { code });
    const wrongName = [requestFor(house.other.id), requestFor("root"), requestFor("")];
    for (const csr of wrongName) expect((await of(csr)).code).toBe("access/other-subject");
    expect((await of(Buffer.from("garbage"))).code).toBe("access/bad-certificate-request");
    expect((await of(Buffer.alloc(9_000, 1))).code).toBe("access/bad-certificate-request");
    expect((await of("%%%")).code).toBe("api/not-pkcs10");
    expect((await of("A".repeat(20_000))).code).toBe("api/body-too-large");
    const typed = await house.ask("POST", "/.well-known/est/simpleenroll", {
      headers: { Authorization: `Bearer ${code}`, "Content-Type": "text/plain" },
      body: "AAAA",
    });
    expect(typed).toMatchObject({ status: 415, code: "api/not-pkcs10" });
    expect(await house.certificates.waiting(10)).toEqual([]);
    expect((await of(requestFor(house.first.id))).status).toBe(200);
  });
});

describe("simplereenroll", () => {
  it("renews with the certificate in use, for the same device, and the old one counts on", async () => {
    const old = await house.enrolled();
    const key = newKey();
    const [renewed] = certificatesIn(
      await house.enrol(requestFor(house.first.id, key), { shown: old }),
    );
    expect(renewed?.checkPrivateKey(key)).toBe(true);
    expect(renewed?.subject).toBe(old.certificate.subject);
    const [again] = certificatesIn(
      await house.enrol(requestFor(house.first.id, key), { shown: old }),
    );
    expect(again?.fingerprint256).toBe(renewed?.fingerprint256);
    const inUse = await house.certificates.inUse(house.first.id, house.clock());
    expect(inUse).toHaveLength(2);
    for (const shown of [old, { key: pemOfKey(key), cert: renewed!.toString() }]) {
      expect(
        await house.ask("HEAD", `/uploads/${newId<DeviceId>()}`, { shown, headers: TUS }),
      ).toMatchObject({
        status: 404,
      });
    }
  });

  it("refuses another name, no certificate, a token in its place, and a ninth key", async () => {
    const old = await house.enrolled();
    const renew = (name: string | null) => house.enrol(requestFor(name), { shown: old });
    for (const name of [null, house.other.id]) {
      expect((await renew(name)).code).toBe("access/other-subject");
    }
    const bare = { headers: { "Content-Type": "application/pkcs10" }, body: "AAAA" };
    expect(await house.ask("POST", "/.well-known/est/simplereenroll", bare)).toMatchObject({
      status: 403,
      code: "access/no-certificate",
    });
    const token = {
      ...bare,
      headers: { ...bare.headers, Authorization: `Bearer ${house.first.secret}` },
    };
    expect((await house.ask("POST", "/.well-known/est/simplereenroll", token)).code).toBe(
      "access/no-certificate",
    );
    for (let key = 0; key < 8; key += 1) expect((await renew(house.first.id)).status).toBe(200);
    expect((await renew(house.first.id)).code).toBe("access/too-many-renewals");
  });

  it("takes what a thief renewed away with the certificate that was stolen", async () => {
    const stolen = await house.enrolled();
    const key = newKey();
    const [renewed] = certificatesIn(
      await house.enrol(requestFor(house.first.id, key), { shown: stolen }),
    );
    const { certificates, by } = house;
    const digest = sha256(stolen.certificate.raw);
    expect(await certificates.revoke(house.first.id, digest, by, house.clock(), anyAction)).toBe(2);
    const shown = { key: pemOfKey(key), cert: renewed!.toString() };
    expect((await house.enrol(requestFor(house.first.id), { shown })).code).toBe(
      "access/certificate-revoked",
    );
  });
});

const TUS = { "Tus-Resumable": "1.0.0" };

describe("custody", () => {
  it("signs no row that was changed after the device signed it, and goes on with the others", async () => {
    house.signs = false;
    const code = await house.code();
    await house.enrol(requestFor(null), { code });
    const [kept] = await house.certificates.waiting(1);
    const forged = {
      ...kept!,
      id: newId<never>(),
      csr: requestFor(null),
      authority: { kind: "code", sha256: sha256("x") },
    } as const;
    const later = { createdAt: house.clock(), expiresAt: plusMs(house.clock(), DAY_MS) };
    const paper = { deviceId: house.first.id, createdBy: house.by, ...later };
    await house.certificates.addCode({ ...paper, codeSha256: sha256("x") }, ANY_ACTION);
    await house.certificates.askOnce({ ...forged, publicKeySha256: sha256("key") }, 1);
    await house.certificates.addCode({ ...paper, codeSha256: sha256("y") }, ANY_ACTION);
    await house.certificates.askOnce(
      {
        ...forged,
        id: newId<never>(),
        csr: Buffer.from("x"),
        authority: { kind: "code", sha256: sha256("y") },
      },
      1,
    );
    house.signs = true;
    await house.sign();
    expect(await house.certificates.certificates(house.first.id)).toHaveLength(1);
    const refusals = await Promise.all([
      house.certificates.outcome(sha256("x"), sha256("key")),
      house.certificates.outcome(sha256("y"), kept!.publicKeySha256),
    ]);
    expect(refusals.map((one) => one?.refusal)).toEqual([
      "access/request-differs",
      "access/bad-certificate-request",
    ]);
    expect(await house.certificates.waiting(10)).toEqual([]);
  });

  it("notes what the certificate says, which counts from a day before", async () => {
    const { certificate } = await house.enrolled();
    const [kept] = await house.certificates.certificates(house.first.id);
    expect(kept?.notAfter).toBe(certificate.validToDate.toISOString());
    expect(kept!.notBefore < plusMs(house.clock(), -DAY_MS + 5_000)).toBe(true);
  });
});
