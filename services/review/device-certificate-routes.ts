/** Routes: how devices come to certificates, which they have, and how these are taken away. */
import type { CertificateStore } from "../access/certificate-store.ts";
import { type CodeDeps, makeEnrolmentCode } from "../access/enrol-device.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { IdPath, ReasonRequest } from "./api-schema.ts";
import {
  CertificateList,
  CertificatePath,
  DeviceProofRequest,
  EnrolmentCode,
  Revoked,
} from "./certificate-schema.ts";
import { type Caller, type Route, callerOf, doerOf, route } from "./route.ts";

export interface DeviceCertificateRouteDeps extends CodeDeps {
  readonly certificates: CertificateStore;
  /** Where devices enrol; null if there is no machine port. */
  readonly machineUrl: string | null;
  readonly rootCertificateSha256: Sha256;
}

const tag = "Devices";

export const deviceCertificateRoutes = (deps: DeviceCertificateRouteDeps): Route[] => [
  ...enrolmentRoutes(deps),
  proofRoute(deps),
  ...revocationRoutes(deps),
];

function enrolmentRoutes(deps: DeviceCertificateRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/devices/{id}/enrolment-codes",
      tag,
      summary: "Make a one-time code with which the device enrols; shown once, earlier ones end",
      permission: "devices:manage",
      params: IdPath,
      answer: { status: 201, schema: EnrolmentCode, shownOnce: true },
      handle: async (call) => {
        const { machineUrl, rootCertificateSha256: root } = deps;
        if (machineUrl === null) throw noMachinePort();
        const deviceId = call.params.id as DeviceId;
        const by = callerOf(call).person.id;
        const { code, expiresAt } = await makeEnrolmentCode(deps, deviceId, by);
        // For a QR code: all that a device needs to find this house, know it again and be let in once.
        const uri = `holdfast-enrol:?${new URLSearchParams({ server: machineUrl, code, root }).toString()}`;
        return { json: { code, expiresAt, uri } };
      },
    }),
    route({
      method: "get",
      path: "/devices/{id}/certificates",
      tag,
      summary: "Certificates of a device, newest first",
      permission: "devices:see",
      params: IdPath,
      answer: { status: 200, schema: CertificateList },
      handle: async ({ params }) => {
        const found = await deps.certificates.certificates(params.id as DeviceId);
        const entries = found.map(
          ({ sha256, notBefore, notAfter, issuedAt, revokedAt, revokedBy }) => {
            return { sha256, notBefore, notAfter, issuedAt, revokedAt, revokedBy };
          },
        );
        return { json: { entries } };
      },
    }),
  ];
}

const noMachinePort = (): Refusal =>
  new Refusal("unavailable", "access/no-machine-port", "devices cannot enrol here", {
    fix: "Set HOLDFAST_MACHINE_PORT and what it needs; `holdfast up` does. `holdfast doctor` tells why not.",
  });

function proofRoute({ certificates, clock }: DeviceCertificateRouteDeps): Route {
  return route({
    method: "post",
    path: "/devices/{id}/proof",
    tag,
    summary: "Say whether a device must show its certificate, or may send its token too",
    permission: "devices:manage",
    params: IdPath,
    body: DeviceProofRequest,
    answer: { status: 204 },
    handle: async (call) => {
      const id = call.params.id as DeviceId;
      const { certificateOnly, reason } = call.body;
      if (certificateOnly && (await certificates.inUse(id, clock())).length === 0) {
        throw new Refusal("conflict", "access/no-certificate-yet", "it has no certificate in use", {
          fix: "Let the device enrol first; else nothing would let it in.",
        });
      }
      const doer = doerOf(callerOf(call), reason);
      const at = clock();
      await certificates.setCertificateOnly(id, certificateOnly, (before) => ({
        ...{ kind: "device-proof-set", at, ...doer, subject: `device:${id}` },
        ...{ before: { certificateOnly: before }, after: { certificateOnly } },
      }));
      return { status: 204 };
    },
  });
}

function revocationRoutes(deps: DeviceCertificateRouteDeps): Route[] {
  return [
    route({
      method: "delete",
      path: "/devices/{id}/certificates",
      tag,
      summary: "Revoke all certificates of a device, its codes and open requests, at once",
      permission: "devices:manage",
      params: IdPath,
      body: ReasonRequest,
      answer: { status: 200, schema: Revoked },
      handle: async (call) => ({
        json: { revoked: await revoke(deps, call, call.params.id as DeviceId, null) },
      }),
    }),
    route({
      method: "delete",
      path: "/devices/{id}/certificates/{sha256}",
      tag,
      summary: "Revoke one certificate of a device, and all it was renewed by",
      permission: "devices:manage",
      params: CertificatePath,
      body: ReasonRequest,
      answer: { status: 200, schema: Revoked },
      handle: async (call) => {
        const { id, sha256 } = call.params;
        return { json: { revoked: await revoke(deps, call, id as DeviceId, parseSha256(sha256)) } };
      },
    }),
  ];
}

interface RevokeCall {
  readonly caller: Caller | null;
  readonly body: { readonly reason?: string | undefined };
}

/** What was revoked already is no action of this caller. */
function revoke(
  { certificates, clock }: Pick<DeviceCertificateRouteDeps, "certificates" | "clock">,
  call: RevokeCall,
  id: DeviceId,
  certificateSha256: Sha256 | null,
): Promise<number> {
  const caller = callerOf(call);
  const doer = doerOf(caller, call.body.reason);
  const at = clock();
  return certificates.revoke(id, certificateSha256, caller.person.id, at, (revoked) =>
    certificateSha256 !== null && revoked.length === 0
      ? null
      : {
          ...{ kind: "certificates-revoked", at, ...doer, subject: `device:${id}`, before: null },
          after: { all: certificateSha256 === null, certificates: [...revoked] },
        },
  );
}
