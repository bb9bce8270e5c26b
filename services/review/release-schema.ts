/** The shapes of /api/v1 about releases of redacted recordings: see api-schema.ts. */
import { z } from "zod";
import { RELEASE_STATES, type Release } from "../secrecy/release.ts";
import { IdPath } from "./api-schema.ts";

export const ReleasePath = z.object({ id: IdPath.shape.id, releaseId: IdPath.shape.id });
export const ReleaseRequest = z.strictObject({ reason: z.string().trim().min(3).max(500) });

const Step = z.object({ at: z.iso.datetime(), by: z.uuid(), reason: z.string() });
export const ReleaseBody = z.object({
  ...{ id: z.uuid(), itemId: z.uuid() },
  state: z
    .enum(RELEASE_STATES)
    .describe("released: it is as secret as what stands on itself, its cases and its session"),
  ...{ proposed: Step, decided: Step.nullable(), revoked: Step.nullable() },
});
export const ReleaseList = z.object({
  entries: z.array(ReleaseBody).describe("Oldest first"),
});
export type ReleaseBody = z.infer<typeof ReleaseBody>;
export type ReleaseList = z.infer<typeof ReleaseList>;

export const releaseBody = ({ id, itemId, state, ...steps }: Release): ReleaseBody => ({
  ...{ id, itemId, state },
  ...steps,
});
