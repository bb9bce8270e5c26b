/** Routes: what a single device may send. */
import type { QuotaStore } from "../ingest/quota-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { IdPath } from "./api-schema.ts";
import { DeviceQuota } from "./device-schema.ts";
import { type Route, actorOf, callerOf, route } from "./route.ts";

export interface DeviceQuotaRouteDeps {
  readonly quotas: QuotaStore;
  readonly clock: Clock;
}

const path = "/devices/{id}/quota";
const tag = "Devices";

export const deviceQuotaRoutes = ({ quotas, clock }: DeviceQuotaRouteDeps): Route[] => [
  route({
    method: "get",
    path,
    tag,
    summary: "What was set for this device",
    permission: "devices:see",
    params: IdPath,
    answer: { status: 200, schema: DeviceQuota },
    handle: async ({ params }) => ({ json: await quotas.quotaOverride(params.id as DeviceId) }),
  }),
  route({
    method: "post",
    path,
    tag,
    summary: "Set what this device may send; it holds from its next announcement on",
    permission: "devices:manage",
    params: IdPath,
    body: DeviceQuota,
    answer: { status: 200, schema: DeviceQuota },
    handle: async (call) => {
      const by = actorOf(callerOf(call));
      const id = call.params.id as DeviceId;
      const at = clock();
      const after = { ...call.body };
      await quotas.setQuotaOverride(id, after, by, at, (before) => ({
        ...{ kind: "quota-set", at, actor: by, subject: `device:${id}`, reason: null },
        ...{ before: { ...before }, after },
      }));
      return { json: await quotas.quotaOverride(id) };
    },
  }),
];
