/**
 * Use cases: a code for a device, and certificates for those who have one (RFC 7030 §4.2). The request is
 * kept before anybody waits: custody signs it, and who did not hear the answer asks again with the same key.
 */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type CertificateRequestId, type DeviceId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { CertificateFormats, ReadRequest } from "./certificate-formats.ts";
import type { CertificateStore } from "./certificate-store.ts";
import {
  type Authority,
  type CertificateOutcome,
  type DeviceCertificate,
  type EnrolmentCode,
  NEW_CODE,
  certificateRevoked,
} from "./device-certificate.ts";
import { mintSecret, secretDigest } from "./secret.ts";

export interface EnrolDeps {
  readonly certificates: CertificateStore;
  readonly formats: CertificateFormats;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export interface CodeDeps extends Pick<EnrolDeps, "certificates" | "clock"> {
  readonly codeHours: number;
}

/** Keys that one certificate may be renewed for: a device that lost its new key asks with another. */
const MAX_RENEWALS = 8;
const WAIT_MS = 3_000;
const LOOK_EVERY_MS = 100;

/** Answers the code's text; it is never shown again. @throws Refusal missing "access/no-such-device". */
export async function makeEnrolmentCode(
  { certificates, clock, codeHours }: CodeDeps,
  deviceId: DeviceId,
  by: UserId,
): Promise<{ readonly code: string; readonly expiresAt: UtcInstant }> {
  const { secret, sha256: codeSha256 } = mintSecret("hfe");
  const createdAt = clock();
  const expiresAt = plusMs(createdAt, codeHours * 3_600_000);
  await certificates.addCode(
    { codeSha256, deviceId, createdAt, createdBy: by, expiresAt },
    {
      ...{ kind: "enrolment-code-made", at: createdAt, actor: `user:${by}`, reason: null },
      ...{ subject: `device:${deviceId}`, before: null, after: { expiresAt } },
    },
  );
  return { code: secret, expiresAt };
}

/**
 * The code that a request came with, by HTTP Basic, as its password (RFC 7030 §3.2.3), or as a Bearer token.
 * Whether it may still be used is decided when the request is kept, for its own key may ask again.
 * @throws Refusal forbidden "access/no-enrolment-code", "access/unknown-enrolment-code".
 */
export async function enrolmentCodeOf(
  { certificates }: Pick<EnrolDeps, "certificates">,
  authorization: string | undefined,
): Promise<EnrolmentCode> {
  const [, scheme = "", credentials = ""] =
    /^(Basic|Bearer) +(\S{1,300})$/i.exec(authorization ?? "") ?? [];
  const isBasic = scheme.toLowerCase() === "basic";
  const plain = isBasic ? Buffer.from(credentials, "base64").toString("latin1") : credentials;
  const secret = isBasic ? plain.slice(plain.indexOf(":") + 1) : plain;
  const codeSha256 = secretDigest("hfe", secret);
  if (codeSha256 === null && !secret.startsWith("hfe_")) {
    throw new Refusal("forbidden", "access/no-enrolment-code", "an enrolment code is needed", {
      fix: "Send the code of `holdfast device code` as the password of HTTP Basic, or as a Bearer token.",
    });
  }
  const code = codeSha256 === null ? null : await certificates.code(codeSha256);
  if (code === null) {
    throw new Refusal("forbidden", "access/unknown-enrolment-code", "there is no such code", {
      fix: NEW_CODE,
    });
  }
  return code;
}

/**
 * The certificate for a device that has a code, or null if it is not signed in time.
 * @throws Refusal invalid "access/bad-certificate-request", "access/other-subject"; conflict
 * "access/enrolment-code-used"; forbidden "access/enrolment-code-over", "access/certificate-revoked",
 * "access/certificate-refused".
 */
export async function enrol(
  deps: EnrolDeps,
  { codeSha256, deviceId }: EnrolmentCode,
  csr: Uint8Array,
): Promise<DeviceCertificate | null> {
  const read = deps.formats.readRequest(csr);
  if (read.subject.length > 0) requireSubject(read, deviceId);
  return certificateFor(deps, { kind: "code", sha256: codeSha256 }, deviceId, read, csr);
}

/**
 * A further certificate for a device that shows the one in use (RFC 7030 §4.2.2), or null as `enrol`.
 * @throws Refusal as `enrol`, and conflict "access/too-many-renewals".
 */
export async function renew(
  deps: EnrolDeps,
  { deviceId, certificateSha256 }: { readonly deviceId: DeviceId; certificateSha256: Sha256 },
  csr: Uint8Array,
): Promise<DeviceCertificate | null> {
  const read = deps.formats.readRequest(csr);
  requireSubject(read, deviceId);
  const authority = { kind: "certificate", sha256: certificateSha256 } as const;
  return certificateFor(deps, authority, deviceId, read, csr);
}

/** Our certificates name their device and the agency; a request may leave the agency out, and add nothing. */
function requireSubject({ subject }: ReadRequest, deviceId: DeviceId): void {
  const rest = subject.filter((part) => part !== `CN=${deviceId}`);
  if (subject.length === rest.length + 1 && rest.every((part) => part.startsWith("O="))) return;
  throw new Refusal("invalid", "access/other-subject", "the request names somebody else", {
    fix: "Name the device's id as common name, or, with a code, nobody.",
    facts: { deviceId },
  });
}

async function certificateFor(
  { certificates, clock, sleep }: EnrolDeps,
  authority: Authority,
  deviceId: DeviceId,
  { publicKeySha256 }: ReadRequest,
  csr: Uint8Array,
): Promise<DeviceCertificate | null> {
  const request = { authority, deviceId, publicKeySha256, csr, requestedAt: clock() };
  const id = newId<CertificateRequestId>();
  const kept = await certificates.askOnce({ id, ...request }, MAX_RENEWALS);
  if (kept.publicKeySha256 !== publicKeySha256) {
    throw new Refusal("conflict", "access/enrolment-code-used", "this code was used", {
      fix: `${NEW_CODE} If the device itself did not use it, have an administrator look who did.`,
    });
  }
  let outcome: CertificateOutcome | null = kept;
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const certificate = outcome === null ? null : given(outcome);
    if (certificate !== null || waitedMs >= WAIT_MS) return certificate;
    await sleep(LOOK_EVERY_MS);
    outcome = await certificates.outcome(authority.sha256, publicKeySha256);
  }
}

function given({ certificate, refusal, revokedAt }: CertificateOutcome): DeviceCertificate | null {
  if (revokedAt !== null) throw certificateRevoked();
  if (refusal === null) return certificate;
  throw new Refusal("forbidden", "access/certificate-refused", "custody does not sign this", {
    fix: "Have an administrator look into custody's log.",
    facts: { reason: refusal },
  });
}
