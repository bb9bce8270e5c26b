/** Route: how things stand for whoever asks. */
import { type DashboardDeps, dashboardFor } from "./dashboard.ts";
import { Dashboard } from "./dashboard-schema.ts";
import { type Route, route } from "./route.ts";

export const dashboardRoutes = (deps: DashboardDeps): Route[] => [
  route({
    method: "get",
    path: "/dashboard",
    tag: "Items",
    summary:
      "How things stand: received, sealed, waiting and quarantined items that you may know of",
    permission: "items:see",
    answer: { status: 200, schema: Dashboard },
    handle: async ({ sight }) => {
      if (sight === null) throw new Error("broken invariant: whoever is signed in is somebody");
      return { json: await dashboardFor(deps, sight) };
    },
  }),
];
