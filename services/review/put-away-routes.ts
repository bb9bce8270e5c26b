/** Routes: which panels of the page I put away. No record tells of them: they change nothing but what I am shown. */
import { PutAway, PutAwayRequest } from "./put-away-schema.ts";
import type { PutAwayStore } from "./put-away-store.ts";
import { type Route, route, seerOf } from "./route.ts";

export interface PutAwayRouteDeps {
  readonly putAway: PutAwayStore;
}

const [tag, permission, path] = ["Me", "items:see", "/me/put-away"] as const;

export const putAwayRoutes = ({ putAway }: PutAwayRouteDeps): Route[] => [
  route({
    ...{ method: "get", path, tag, permission },
    summary: "Which panels of the page I put away, in whatever browser",
    answer: { status: 200, schema: PutAway },
    handle: async (call) => ({ json: { panels: await putAway.putAway(seerOf(call)) } }),
  }),
  route({
    ...{ method: "post", path, tag, permission },
    summary: "Put a panel of the page away for myself, or call it back",
    body: PutAwayRequest,
    answer: { status: 204 },
    handle: async (call) => {
      const { panel, isAway } = call.body;
      await putAway.set(seerOf(call), panel, isAway);
      return { status: 204 };
    },
  }),
];
