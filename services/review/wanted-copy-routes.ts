/** Route: somebody waits for the viewing copy of an item, so that it is made before all others. */
import type { z } from "zod";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { ItemId } from "../kernel/ids.ts";
import { type WantCopyDeps, wantCopy } from "../media/want-copy.ts";
import { IdPath } from "./api-schema.ts";
import { WantedCopy } from "./copy-schema.ts";
import { type Route, route } from "./route.ts";

export const wantedCopyRoutes = (deps: WantCopyDeps): Route[] => [
  route({
    method: "post",
    path: "/items/{id}/viewing-copy",
    tag: "Media",
    summary: "The viewing copy is wanted now: it is made before all others",
    permission: "items:see",
    params: IdPath,
    answer: { status: 202, schema: WantedCopy },
    handle: async ({ params }) => ({
      status: 202,
      json: { state: stateOf(await wantCopy(deps, params.id as ItemId)) },
    }),
  }),
];

function stateOf({ stage, viewingStage }: EvidenceItem): z.infer<typeof WantedCopy>["state"] {
  if (viewingStage === "ready" || viewingStage === "made") return "made";
  return viewingStage === "none" || stage === "quarantined" ? "none" : "wanted";
}
