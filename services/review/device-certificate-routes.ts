/** Routes: how devices come to certificates, which they have, and how these are taken away. */
import type { CertificateStore } from "../access/certificate-store.ts";
import { type CodeDeps, makeEnrolmentCode } from "../access/enrol-device.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { IdPath } from "./api-schema.ts";
import {
  CertificateList,
  CertificatePath,
  DeviceProofRequest,
  EnrolmentCode,
  Revoked,
} from "./certificate-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface DeviceCertificateRouteDeps extends CodeDeps {
  readonly certificates: CertificateStore;
  /** Where devices enrol; null if there is no machine port. */
  readonly machineUrl: string | null;
  readonly rootCertificateSha256: Sha256;
}

const tag = "Devices";

export const deviceCertificateRoutes = (deps: DeviceCertificateRouteDeps): Route[] => [
  ...enrolmentRoutes(deps),
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
      answer: { status: 201, schema: EnrolmentCode },
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

function revocationRoutes({ certificates, clock }: DeviceCertificateRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/devices/{id}/proof",
      tag,
      summary: "Say whether a device must show its certificate, or may send its token too",
      permission: "devices:manage",
      params: IdPath,
      body: DeviceProofRequest,
      answer: { status: 204 },
      handle: async ({ params, body }) => {
        const id = params.id as DeviceId;
        const { certificateOnly } = body;
        if (certificateOnly && (await certificates.inUse(id, clock())).length === 0) {
          throw new Refusal(
            "conflict",
            "access/no-certificate-yet",
            "it has no certificate in use",
            {
              fix: "Let the device enrol first; else nothing would let it in.",
            },
          );
        }
        await certificates.setCertificateOnly(id, certificateOnly);
        return { status: 204 };
      },
    }),
    route({
      method: "delete",
      path: "/devices/{id}/certificates",
      tag,
      summary: "Revoke all certificates of a device, its codes and open requests, at once",
      permission: "devices:manage",
      params: IdPath,
      answer: { status: 200, schema: Revoked },
      handle: async (call) => {
        const by = callerOf(call).person.id;
        const id = call.params.id as DeviceId;
        return { json: { revoked: await certificates.revoke(id, null, by, clock()) } };
      },
    }),
    route({
      method: "delete",
      path: "/devices/{id}/certificates/{sha256}",
      tag,
      summary: "Revoke one certificate of a device, and all it was renewed by",
      permission: "devices:manage",
      params: CertificatePath,
      answer: { status: 200, schema: Revoked },
      handle: async (call) => {
        const { id, sha256 } = call.params;
        const by = callerOf(call).person.id;
        const named = parseSha256(sha256);
        const revoked = await certificates.revoke(id as DeviceId, named, by, clock());
        return { json: { revoked } };
      },
    }),
  ];
}
