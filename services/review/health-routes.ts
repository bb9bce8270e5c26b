/** Route: how the house itself stands. */
import { HouseHealth, type HouseHealthBody } from "./health-schema.ts";
import { type Route, route } from "./route.ts";

export interface HealthRouteDeps {
  readonly health: () => Promise<HouseHealthBody>;
}

export const healthRoutes = ({ health }: HealthRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/health",
    tag: "System",
    summary:
      "Each part of the house with its state, work that waits by step, and how long there is room",
    permission: "health:see",
    answer: { status: 200, schema: HouseHealth },
    handle: async () => ({ json: await health() }),
  }),
];
