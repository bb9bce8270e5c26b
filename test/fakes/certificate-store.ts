/** CertificateStore in memory, over the devices of a MemoryDeviceStore. */
import type { NewAction } from "../../services/actions/action.ts";
import type { ActionOf } from "../../services/actions/action-store.ts";
import type { CertificateStore } from "../../services/access/certificate-store.ts";
import {
  type CertificateOutcome,
  type CertificateRequest,
  type DeviceCertificate,
  type EnrolmentCode,
  type IssuedCertificate,
  authorityOver,
} from "../../services/access/device-certificate.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CertificateRequestId, DeviceId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { MemoryActionStore } from "./action-store.ts";
import type { MemoryDeviceStore } from "./device-store.ts";

const missing = (code: "no-such-device" | "no-such-certificate"): Refusal =>
  new Refusal("missing", `access/${code}`, "none");

export class MemoryCertificateStore implements CertificateStore {
  readonly #devices: MemoryDeviceStore;
  readonly #codes = new Map<Sha256, EnrolmentCode>();
  #rows: CertificateOutcome[] = [];

  readonly #actions: MemoryActionStore;

  constructor(devices: MemoryDeviceStore, actions = new MemoryActionStore()) {
    this.#devices = devices;
    this.#actions = actions;
  }

  async addCode(code: EnrolmentCode, action: NewAction): Promise<void> {
    if (!this.#isInUse(code.deviceId)) throw missing("no-such-device");
    this.#endCodes(code.deviceId, code.createdAt);
    this.#codes.set(code.codeSha256, code);
    this.#actions.add(action);
  }

  async code(codeSha256: Sha256): Promise<EnrolmentCode | null> {
    const code = this.#codes.get(codeSha256);
    return code !== undefined && this.#isInUse(code.deviceId) ? code : null;
  }

  async askOnce(request: CertificateRequest, maxRenewals: number): Promise<CertificateOutcome> {
    const { authority } = request;
    const same = this.#rows.filter((row) => row.authority.sha256 === authority.sha256);
    const kept = same.find((row) => row.publicKeySha256 === request.publicKeySha256);
    if (kept !== undefined) return kept;
    if (!this.#counts(request)) throw authorityOver(authority.kind);
    const most = authority.kind === "code" ? 1 : maxRenewals;
    const [first] = same;
    if (first !== undefined && same.length >= most) {
      if (authority.kind === "code") return first;
      throw new Refusal("conflict", "access/too-many-renewals", "too many");
    }
    const row = { ...request, certificate: null, refusal: null, revokedAt: null };
    this.#rows.push(row);
    return row;
  }

  async outcome(
    authoritySha256: Sha256,
    publicKeySha256: Sha256,
  ): Promise<CertificateOutcome | null> {
    const isIt = (row: CertificateOutcome): boolean =>
      row.authority.sha256 === authoritySha256 && row.publicKeySha256 === publicKeySha256;
    return this.#rows.find(isIt) ?? null;
  }

  async waiting(limit: number): Promise<readonly CertificateRequest[]> {
    return this.#rows
      .filter((row) => isOpen(row) && this.#isInUse(row.deviceId))
      .slice(0, limit)
      .map(({ id, deviceId, authority, publicKeySha256, csr, requestedAt }) => {
        return { id, deviceId, authority, publicKeySha256, csr, requestedAt };
      });
  }

  async issueOnce(id: CertificateRequestId, issued: IssuedCertificate): Promise<void> {
    this.#fill(id, (row) => {
      const { deviceId, publicKeySha256 } = row;
      const certificate = {
        ...issued,
        ...{ deviceId, publicKeySha256, revokedAt: null, revokedBy: null },
      };
      this.#devices.putCertificate(deviceId, certificate);
      return { ...row, certificate };
    });
  }

  async refuse(id: CertificateRequestId, code: string): Promise<void> {
    this.#fill(id, (row) => ({ ...row, refusal: code }));
  }

  async certificates(deviceId: DeviceId): Promise<readonly DeviceCertificate[]> {
    if (!this.#devices.devices.has(deviceId)) throw missing("no-such-device");
    return this.#rows
      .filter((row) => row.deviceId === deviceId)
      .flatMap(({ certificate }) => certificate ?? [])
      .toSorted((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1));
  }

  async inUse(deviceId: DeviceId, at: UtcInstant): Promise<readonly DeviceCertificate[]> {
    if (!this.#isInUse(deviceId)) return [];
    const all = await this.certificates(deviceId);
    return all.filter(
      ({ notBefore, notAfter, revokedAt }) =>
        revokedAt === null && notBefore <= at && notAfter >= at,
    );
  }

  async revoke(
    deviceId: DeviceId,
    certificateSha256: Sha256 | null,
    by: UserId,
    at: UtcInstant,
    actionOf: ActionOf<readonly Sha256[]>,
  ): Promise<number> {
    const isKnown = this.#devices.devices.has(deviceId);
    if (certificateSha256 === null && !isKnown) throw missing("no-such-device");
    const named = new Set(
      this.#rows.filter(
        (row) =>
          row.deviceId === deviceId &&
          (certificateSha256 === null || row.certificate?.sha256 === certificateSha256),
      ),
    );
    if (certificateSha256 === null) this.#endCodes(deviceId, at);
    else if (named.size === 0) throw missing("no-such-certificate");
    for (const parent of named) {
      for (const row of this.#rows) {
        if (row.authority.sha256 === parent.certificate?.sha256) named.add(row);
      }
    }
    const revoked: Sha256[] = [];
    this.#rows = this.#rows.map((row) => {
      if (!named.has(row) || row.revokedAt !== null) return row;
      if (row.certificate === null) return { ...row, revokedAt: at };
      revoked.push(row.certificate.sha256);
      const certificate = { ...row.certificate, revokedAt: at, revokedBy: by };
      this.#devices.putCertificate(deviceId, certificate);
      return { ...row, certificate, revokedAt: at };
    });
    this.#actions.add(actionOf(revoked));
    return revoked.length;
  }

  async setCertificateOnly(
    deviceId: DeviceId,
    value: boolean,
    actionOf: ActionOf<boolean>,
  ): Promise<void> {
    const device = this.#devices.devices.get(deviceId);
    if (device === undefined) throw missing("no-such-device");
    this.#devices.devices.set(deviceId, { ...device, certificateOnly: value });
    this.#actions.add(actionOf(device.certificateOnly));
  }

  #counts({ authority: { kind, sha256 }, requestedAt }: CertificateRequest): boolean {
    if (kind === "code") return (this.#codes.get(sha256)?.expiresAt ?? "") > requestedAt;
    const isIt = ({ certificate }: CertificateOutcome): boolean => certificate?.sha256 === sha256;
    return this.#rows.find(isIt)?.revokedAt === null;
  }

  #isInUse(deviceId: DeviceId): boolean {
    return this.#devices.devices.get(deviceId)?.retiredAt === null;
  }

  #endCodes(deviceId: DeviceId, at: UtcInstant): void {
    for (const [key, code] of this.#codes) {
      if (code.deviceId === deviceId && code.expiresAt > at)
        this.#codes.set(key, { ...code, expiresAt: at });
    }
  }

  #fill(id: CertificateRequestId, change: (row: CertificateOutcome) => CertificateOutcome): void {
    this.#rows = this.#rows.map((row) => (row.id === id && isOpen(row) ? change(row) : row));
  }
}

const isOpen = ({ certificate, refusal, revokedAt }: CertificateOutcome): boolean =>
  certificate === null && refusal === null && revokedAt === null;
