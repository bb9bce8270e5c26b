/** Use case: which device sends a request, by its certificate (TLS, RFC 8446) or its bearer token (RFC 6750 §2.1). */
import { type Clock, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { requireInForce } from "./device-certificate.ts";
import type { DeviceStore, SendingDevice } from "./device-store.ts";
import { secretDigest } from "./secret.ts";

export interface AuthenticateDeps {
  readonly devices: DeviceStore;
  readonly clock: Clock;
}

/** What came with a request; services/access/guard.ts takes it from the connection and from no other header. */
export interface DeviceProof {
  readonly authorization: string | undefined;
  /** Of the connection, where TLS proved that the sender holds its key. */
  readonly certificate: {
    readonly sha256: Sha256;
    /** OpenSSL's word on its chain to the device authority, at the time of the handshake. */
    readonly isChained: boolean;
  } | null;
}

export interface DeviceIdentity {
  readonly deviceId: DeviceId;
  /** Null where a token proved it. */
  readonly certificateSha256: Sha256 | null;
}

/**
 * A certificate that does not count is not made up for by a token.
 * @throws Refusal forbidden "access/no-device-token" without certificate and well-formed token,
 * "access/unknown-device" for a token that is not, or no longer, valid and for a retired device,
 * "access/certificate-only"; "access/unknown-certificate", "access/certificate-revoked",
 * "access/certificate-not-valid-now".
 */
export async function authenticateDevice(
  deps: AuthenticateDeps,
  proof: DeviceProof,
): Promise<DeviceIdentity> {
  if (proof.certificate !== null) return authenticateCertificate(deps, proof.certificate);
  return { deviceId: await byToken(deps, proof.authorization), certificateSha256: null };
}

/** @throws Refusal forbidden "access/no-certificate" where none was shown, and as `authenticateDevice`. */
export async function authenticateCertificate(
  { devices, clock }: AuthenticateDeps,
  shown: DeviceProof["certificate"],
): Promise<DeviceIdentity & { readonly certificateSha256: Sha256 }> {
  if (shown === null) {
    throw new Refusal("forbidden", "access/no-certificate", "this needs the certificate in use", {
      fix: "Show the device's certificate in TLS, or enrol with a code at /simpleenroll.",
    });
  }
  const { sha256, isChained } = shown;
  const found = await devices.findByCertificate(sha256);
  if (found === null) throw unknownCertificate();
  requireInUse(found.device);
  requireInForce(found.certificate, clock());
  if (!isChained) throw unknownCertificate();
  return { deviceId: found.device.id, certificateSha256: sha256 };
}

async function byToken(
  { devices }: AuthenticateDeps,
  authorization: string | undefined,
): Promise<DeviceId> {
  const secret = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "")?.[1] ?? "";
  const tokenSha256 = secretDigest("hfd", secret);
  if (tokenSha256 === null) {
    throw new Refusal("forbidden", "access/no-device-token", "a device token is needed", {
      fix: "Send `Authorization: Bearer hfd_…` with the token that `holdfast device add` printed.",
    });
  }
  const device = requireInUse(await devices.findByToken(tokenSha256));
  if (device.certificateOnly) {
    throw new Refusal("forbidden", "access/certificate-only", "this device shows a certificate", {
      fix: "Send over the machine port with the device's certificate; its token is switched off.",
    });
  }
  return device.id;
}

function requireInUse(device: SendingDevice | null): SendingDevice {
  if (device?.retiredAt === null) return device;
  throw new Refusal("forbidden", "access/unknown-device", "no device in use has proven itself", {
    fix: "Make a new token with `holdfast device add`, or a new code with `holdfast device code`.",
  });
}

const unknownCertificate = (): Refusal =>
  new Refusal("forbidden", "access/unknown-certificate", "no certificate of ours", {
    fix: "Enrol the device: `holdfast device code` makes a code for it.",
  });

/** A look this young is as good as a new one: small recordings need not ask twice. */
const FRESH_MS = 1_000;

/**
 * Answers a check for what lasts: it rejects, as `authenticateDevice` does, once the sender is no longer
 * who it was when `since` the request was let in.
 */
export function senderCheck(deps: AuthenticateDeps, proof: DeviceProof): () => Promise<void> {
  let fresh = plusMs(deps.clock(), FRESH_MS);
  return async () => {
    if (deps.clock() < fresh) return;
    await authenticateDevice(deps, proof);
    fresh = plusMs(deps.clock(), FRESH_MS);
  };
}
