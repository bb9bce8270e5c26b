/** The doors that uploads come in by: tus, and the IETF draft where the operator asked for it. */
import type { Router } from "express";
import type { z } from "zod";
import { draftRoutes } from "./draft-routes.ts";
import type { IngestConfig } from "./ingest-config.ts";
import { type IngestRouteDeps, ingestRoutes } from "./routes.ts";

/** Paths and what is mounted there. */
export function uploadDoors(
  deps: IngestRouteDeps,
  config: Pick<z.infer<typeof IngestConfig>, "HOLDFAST_IETF_UPLOADS">,
): readonly (readonly [string, Router])[] {
  const isDraftServed = config.HOLDFAST_IETF_UPLOADS === "true";
  return [
    ["/uploads", ingestRoutes(deps)],
    ...(isDraftServed ? ([["/resumable", draftRoutes(deps)]] as const) : []),
  ];
}
