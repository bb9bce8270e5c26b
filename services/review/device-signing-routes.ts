/** Routes: whether a single device signs every recording, and with what. */
import type { Clock } from "../kernel/clock.ts";
import type { DeviceId } from "../kernel/ids.ts";
import type { SigningStore } from "../source/signing-store.ts";
import { IdPath } from "./api-schema.ts";
import { DeviceSigning } from "./device-schema.ts";
import { type Route, actorOf, callerOf, route } from "./route.ts";

export interface DeviceSigningRouteDeps {
  readonly signings: SigningStore;
  readonly clock: Clock;
}

const shared = { path: "/devices/{id}/signing", tag: "Devices", params: IdPath } as const;
const answer = { status: 200, schema: DeviceSigning } as const;

export const deviceSigningRoutes = ({ signings, clock }: DeviceSigningRouteDeps): Route[] => [
  route({
    ...shared,
    method: "get",
    summary: "Whether this device signs every recording, and with what",
    permission: "devices:see",
    answer,
    handle: async ({ params }) => ({
      json: { kind: await signings.signing(params.id as DeviceId) },
    }),
  }),
  route({
    ...shared,
    method: "post",
    summary:
      "Set what this device signs every recording with; one without is a finding from then on",
    permission: "devices:manage",
    body: DeviceSigning,
    answer,
    handle: async (call) => {
      const by = actorOf(callerOf(call));
      const id = call.params.id as DeviceId;
      const at = clock();
      const { kind } = call.body;
      await signings.setSigning(id, kind, by, at, (before) => ({
        ...{ kind: "signing-set", at, actor: by, subject: `device:${id}`, reason: null },
        ...{ before: { kind: before }, after: { kind } },
      }));
      return { json: { kind: await signings.signing(id) } };
    },
  }),
];
