/** Routes: all about one device but its certificates: what it may send, what it signs with, who carries it, what it recorded. */
import type { AssignmentDeps } from "../access/assign-device.ts";
import { assignmentRoutes } from "./assignment-routes.ts";
import type { ChainStore } from "./chain-store.ts";
import { deviceChainRoutes } from "./device-chain-routes.ts";
import { type DeviceQuotaRouteDeps, deviceQuotaRoutes } from "./device-quota-routes.ts";
import { type DeviceSigningRouteDeps, deviceSigningRoutes } from "./device-signing-routes.ts";
import type { Route } from "./route.ts";

export interface DeviceRouteDeps
  extends DeviceQuotaRouteDeps, DeviceSigningRouteDeps, AssignmentDeps {
  readonly chains: ChainStore;
}

export const deviceRoutes = (deps: DeviceRouteDeps): Route[] => [
  ...deviceQuotaRoutes(deps),
  ...deviceSigningRoutes(deps),
  ...assignmentRoutes(deps),
  ...deviceChainRoutes(deps),
];
