/** What every CertificateStore must do. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type {
  CertificateRequest,
  EnrolmentCode,
  IssuedCertificate,
} from "../../services/access/device-certificate.ts";
import type { CertificateStore } from "../../services/access/certificate-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import {
  type CertificateRequestId,
  type DeviceId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";
import { ANY_ACTION, anyAction } from "../fixtures/actions.ts";

export interface CertificateStoreUnderTest {
  readonly store: CertificateStore;
  /** A device in use, or a retired one. */
  readonly addDevice: (retired?: boolean) => Promise<DeviceId>;
  readonly retire: (id: DeviceId) => Promise<void>;
  readonly isCertificateOnly: (id: DeviceId) => Promise<boolean>;
  readonly administrator: UserId;
}

const DAY_MS = 86_400_000;
const MAX_RENEWALS = 3;

const requestOf = (
  deviceId: DeviceId,
  kind: "code" | "certificate",
  authority: Sha256,
  key: string,
): CertificateRequest => ({
  id: newId<CertificateRequestId>(),
  deviceId,
  authority: { kind, sha256: authority },
  publicKeySha256: sha256(key),
  csr: Buffer.from(`request of ${key}`),
  requestedAt: NOON,
});

const issued = (text: string, issuedAt = NOON): IssuedCertificate => ({
  sha256: sha256(text),
  der: Buffer.from(text),
  notBefore: plusMs(NOON, -1_000),
  notAfter: plusMs(NOON, DAY_MS),
  issuedAt,
});

export function certificateStoreContract(
  name: string,
  make: () => Promise<CertificateStoreUnderTest>,
): void {
  describe(`CertificateStore: ${name}`, () => {
    let subject: CertificateStoreUnderTest;
    let store: CertificateStore;
    let device: DeviceId;
    let code: Sha256;
    beforeEach(async () => {
      subject = await make();
      ({ store } = subject);
      device = await subject.addDevice();
      code = sha256(randomUUID());
    });

    const codeFor = (deviceId: DeviceId, codeSha256: Sha256, at = NOON): EnrolmentCode => ({
      codeSha256,
      deviceId,
      createdAt: at,
      createdBy: subject.administrator,
      expiresAt: plusMs(at, DAY_MS),
    });

    it("keeps a code for a device in use; a newer one ends those before it", async () => {
      await store.addCode(codeFor(device, code), ANY_ACTION);
      expect(await store.code(code)).toEqual(codeFor(device, code));
      expect(await store.code(sha256("another"))).toBeNull();
      const later = plusMs(NOON, 1_000);
      const second = sha256(randomUUID());
      await store.addCode(codeFor(device, second, later), ANY_ACTION);
      expect((await store.code(code))?.expiresAt).toBe(later);
      expect((await store.code(second))?.expiresAt).toBe(plusMs(later, DAY_MS));
      for (const id of [await subject.addDevice(true), newId<DeviceId>()]) {
        const other = codeFor(id, sha256(randomUUID()));
        await expect(store.addCode(other, ANY_ACTION)).rejects.toMatchObject({
          code: "access/no-such-device",
        });
      }
    });

    it("gives a code to the first request of any that come at once, and the same key its own again", async () => {
      await store.addCode(codeFor(device, code), ANY_ACTION);
      const asked = Array.from({ length: 8 }, (_, at) =>
        requestOf(device, "code", code, `${device} ${at}`),
      );
      const kept = await Promise.all(asked.map((each) => store.askOnce(each, MAX_RENEWALS)));
      expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
      const [winner] = kept;
      const again = { ...winner!, id: newId<CertificateRequestId>() };
      expect((await store.askOnce(again, MAX_RENEWALS)).id).toBe(winner?.id);
      expect((await store.waiting(10)).map(({ id }) => id)).toEqual([winner?.id]);
    });

    it("renews a certificate for a few keys, each once, and no more", async () => {
      const [, , newest] = await renewed(device);
      const ask = (key: string) =>
        store.askOnce(requestOf(device, "certificate", newest!, `${device}${key}`), MAX_RENEWALS);
      const first = await ask("1");
      for (const key of ["2", "3"]) await ask(key);
      await expect(ask("4")).rejects.toMatchObject({ code: "access/too-many-renewals" });
      expect((await ask("1")).id).toBe(first.id);
      const { authority, publicKeySha256 } = first;
      expect(await store.outcome(authority.sha256, publicKeySha256)).toEqual(first);
      expect(await store.outcome(authority.sha256, sha256("other"))).toBeNull();
    });

    it("fills a request once: the first certificate stays, a refused one gets none", async () => {
      await store.addCode(codeFor(device, code), ANY_ACTION);
      const { id, publicKeySha256 } = await store.askOnce(
        requestOf(device, "code", code, device),
        MAX_RENEWALS,
      );
      const offers = [issued(`${device} a`), issued(`${device} b`)];
      await Promise.all(offers.map((offer) => store.issueOnce(id, offer)));
      const kept = (await store.outcome(code, publicKeySha256))?.certificate;
      expect(offers).toContainEqual(
        expect.objectContaining({ sha256: kept?.sha256, notAfter: kept?.notAfter }),
      );
      await store.refuse(id, "access/late");
      expect(await store.outcome(code, publicKeySha256)).toMatchObject({
        refusal: null,
        certificate: { sha256: kept?.sha256, deviceId: device, revokedAt: null },
      });
      const another = sha256(randomUUID());
      await store.addCode(codeFor(device, another), ANY_ACTION);
      const other = await store.askOnce(requestOf(device, "code", another, "bad"), MAX_RENEWALS);
      await store.refuse(other.id, "access/bad-certificate-request");
      await store.issueOnce(other.id, issued(`${device} c`));
      expect(await store.outcome(other.authority.sha256, other.publicKeySha256)).toMatchObject({
        refusal: "access/bad-certificate-request",
        certificate: null,
      });
      expect(await store.waiting(10)).toEqual([]);
    });

    it("names the certificates in use, newest first, and none of a retired device", async () => {
      const chain = await renewed(device);
      const at = plusMs(NOON, 10);
      expect((await store.inUse(device, at)).map(({ sha256: id }) => id)).toEqual(
        chain.toReversed(),
      );
      expect(await store.inUse(device, plusMs(NOON, 2 * DAY_MS))).toEqual([]);
      expect(await store.inUse(device, plusMs(NOON, -2_000))).toEqual([]);
      const retired = await subject.addDevice();
      await renewed(retired);
      await subject.retire(retired);
      expect(await store.inUse(retired, at)).toEqual([]);
      expect(await store.certificates(retired)).toHaveLength(3);
    });

    it("revokes a certificate with all that was asked for with it, and who did it first stays", async () => {
      const [first, second, third] = await renewed(device);
      const at = plusMs(NOON, 5_000);
      const open = await store.askOnce(
        requestOf(device, "certificate", third!, `${device} open`),
        MAX_RENEWALS,
      );
      expect(await store.revoke(device, second!, subject.administrator, at, anyAction)).toBe(2);
      expect(
        await store.revoke(device, first!, subject.administrator, plusMs(at, 1), anyAction),
      ).toBe(1);
      const found = await store.certificates(device);
      expect(found.map(({ revokedAt }) => revokedAt)).toEqual([at, at, plusMs(at, 1)]);
      expect(new Set(found.map(({ revokedBy }) => revokedBy))).toEqual(
        new Set([subject.administrator]),
      );
      await store.issueOnce(open.id, issued(`${device} late`));
      expect(await store.waiting(10)).toEqual([]);
      expect(await store.certificates(device)).toHaveLength(3);
      const other = await subject.addDevice();
      await expect(
        store.revoke(other, first!, subject.administrator, at, anyAction),
      ).rejects.toMatchObject({
        code: "access/no-such-certificate",
      });
    });

    it("keeps no request of a code that is over, used or not, and still knows the one it kept", async () => {
      const over = { kind: "forbidden", code: "access/enrolment-code-over" };
      await store.addCode(codeFor(device, code), ANY_ACTION);
      const ask = (key: string, at = NOON) =>
        store.askOnce(
          { ...requestOf(device, "code", code, device + key), requestedAt: at },
          MAX_RENEWALS,
        );
      const { expiresAt } = codeFor(device, code);
      await expect(ask("late", expiresAt)).rejects.toMatchObject(over);
      expect(await store.waiting(10)).toEqual([]);
      const kept = await ask("in time", plusMs(expiresAt, -1));
      expect((await ask("in time", plusMs(expiresAt, 1))).id).toBe(kept.id);
      await expect(ask("another", expiresAt)).rejects.toMatchObject(over);
      await store.addCode(codeFor(device, (code = sha256(randomUUID()))), ANY_ACTION);
      await store.revoke(device, null, subject.administrator, NOON, anyAction);
      await expect(ask("revoked")).rejects.toMatchObject(over);
      await expect(
        store.askOnce(requestOf(device, "code", sha256("none"), "x"), MAX_RENEWALS),
      ).rejects.toMatchObject(over);
      expect(await store.waiting(10)).toEqual([]);
    });

    it("keeps no request of a certificate that was revoked, renewed before or not", async () => {
      const revoked = { kind: "forbidden", code: "access/certificate-revoked" };
      const [first, , third] = await renewed(device);
      await store.revoke(device, first!, subject.administrator, NOON, anyAction);
      for (const authority of [first!, third!, sha256("none")]) {
        const late = requestOf(device, "certificate", authority, `${device} late`);
        await expect(store.askOnce(late, MAX_RENEWALS)).rejects.toMatchObject(revoked);
      }
      expect(await store.waiting(10)).toEqual([]);
    });

    it("gives nothing to a request that comes at the moment of the revocation", async () => {
      const [, , newest] = await renewed(device);
      const at = plusMs(NOON, 5_000);
      const asked = Array.from({ length: MAX_RENEWALS }, (_, key) =>
        store.askOnce(requestOf(device, "certificate", newest!, `${device} ${key}`), MAX_RENEWALS),
      );
      const revoking = store.revoke(device, newest!, subject.administrator, at, anyAction);
      await Promise.allSettled([...asked, revoking]);
      expect(await store.waiting(10)).toEqual([]);
    });

    it("revokes all of a device with its codes, and nothing of another", async () => {
      const other = await subject.addDevice();
      const [mine, theirs] = [await renewed(device), await renewed(other)];
      await store.addCode(codeFor(device, code), ANY_ACTION);
      const at = plusMs(NOON, 5_000);
      expect(await store.revoke(device, null, subject.administrator, at, anyAction)).toBe(
        mine.length,
      );
      expect((await store.code(code))?.expiresAt).toBe(at);
      expect(await store.inUse(device, at)).toEqual([]);
      expect(await store.inUse(other, at)).toHaveLength(theirs.length);
      expect(await store.revoke(other, null, subject.administrator, at, anyAction)).toBe(
        theirs.length,
      );
      expect(await store.revoke(other, null, subject.administrator, at, anyAction)).toBe(0);
    });

    it("knows no device that is not there", async () => {
      const none = newId<DeviceId>();
      const refusal = { code: "access/no-such-device" };
      await expect(store.certificates(none)).rejects.toMatchObject(refusal);
      expect(await store.certificates(device)).toEqual([]);
      const by = subject.administrator;
      await expect(store.revoke(none, null, by, NOON, anyAction)).rejects.toMatchObject(refusal);
    });

    it("switches a device's token off and on", async () => {
      await store.setCertificateOnly(device, true, anyAction);
      expect(await subject.isCertificateOnly(device)).toBe(true);
      await store.setCertificateOnly(device, false, anyAction);
      expect(await subject.isCertificateOnly(device)).toBe(false);
      await expect(
        store.setCertificateOnly(newId<DeviceId>(), true, anyAction),
      ).rejects.toMatchObject({
        code: "access/no-such-device",
      });
    });

    /** A device's first certificate and two that renewed it one after another; their digests, oldest first. */
    async function renewed(deviceId: DeviceId): Promise<Sha256[]> {
      const digests: Sha256[] = [];
      let authority = sha256(randomUUID());
      await store.addCode(codeFor(deviceId, authority), ANY_ACTION);
      for (const at of [0, 1, 2]) {
        const kind = at === 0 ? "code" : "certificate";
        const key = `${deviceId} key ${at}`;
        const { id } = await store.askOnce(requestOf(deviceId, kind, authority, key), MAX_RENEWALS);
        const certificate = issued(key, plusMs(NOON, at));
        await store.issueOnce(id, certificate);
        digests.push((authority = certificate.sha256));
      }
      return digests;
    }
  });
}
