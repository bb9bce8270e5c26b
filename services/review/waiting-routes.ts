/** Route: what waits for whoever asks. */
import { type Route, route } from "./route.ts";
import { type WaitingDeps, waitingFor } from "./waiting.ts";
import { WaitingForMe } from "./waiting-schema.ts";

export const waitingRoutes = (deps: WaitingDeps): Route[] => [
  route({
    method: "get",
    path: "/me/waiting",
    tag: "People",
    summary:
      "What waits for you, by your role and what you may know of: how much, and the first of each",
    permission: "items:see",
    answer: { status: 200, schema: WaitingForMe },
    handle: async ({ sight }) => {
      if (sight === null) throw new Error("broken invariant: whoever is signed in is somebody");
      return { json: { entries: await waitingFor(deps, sight) } };
    },
  }),
];
