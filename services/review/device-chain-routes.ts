/** Routes: a device's recordings one after another, and what is missing between them. */
import { allows } from "../access/permission.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { IdPath } from "./api-schema.ts";
import type { ChainStore } from "./chain-store.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { deviceChain } from "./device-chain.ts";
import { ChainQuery, DeviceChain } from "./device-chain-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

export const deviceChainRoutes = ({ chains }: { readonly chains: ChainStore }): Route[] => [
  route({
    method: "get",
    path: "/devices/{id}/chain",
    tag: "Devices",
    summary: "Its recordings, newest first, with gaps, doubles and clock steps in words",
    permission: "devices:see",
    params: IdPath,
    query: ChainQuery,
    answer: { status: 200, schema: DeviceChain },
    handle: async (call) => {
      const { next, ...chain } = await deviceChain(chains, call.params.id as DeviceId, {
        before: parsePosition(call.query.cursor),
        limit: call.query.limit,
        sight: call.sight,
        isNamed: allows(callerOf(call).person.role, "items:see"),
      });
      return { json: { ...chain, nextCursor: next === null ? null : positionCursor(next) } };
    },
  }),
];
