/** Which originals are read back before their receipt: every one, unless the operator takes the store's word for some. */
import { randomInt } from "node:crypto";
import { z } from "zod";
import { assert } from "../kernel/refusal.ts";

/** The share of originals that is read though the store's checksum would prove them: at 1 it is not asked. */
export type ReadShare = number;

const SAMPLE_SHARE = 0.1;
const FORM = /^(?:(always)|(when-not-proven)|sample(?::(0?\.\d{1,4}))?)$/;

/** Of a text that `ReadBackConfig` let through. */
export function readShareOf(policy: string): ReadShare {
  const form = FORM.exec(policy);
  assert(form !== null, "the policy has its form");
  const [, always, whenNotProven, share] = form;
  if (always !== undefined) return 1;
  return whenNotProven === undefined ? Number(share ?? SAMPLE_SHARE) : 0;
}

const DRAWS = 2 ** 32;

/** Whether this original is read all the same. Nobody who uploads can know or choose it. */
export const isDrawn = (share: ReadShare): boolean => randomInt(DRAWS) < share * DRAWS;

export interface House {
  readonly store: "filesystem" | "s3";
  readonly moreDigests: readonly string[];
}

/** Why a house reads every original though its policy would spare some; null: it spares them, or was not asked to. */
export function readsAllThough(share: ReadShare, house: House): string | null {
  if (share === 1) return null;
  if (house.store === "filesystem") return "a folder computes no checksum";
  return house.moreDigests.length === 0 ? null : "another digest is wanted of each original";
}

export const ReadBackConfig = z.object({
  HOLDFAST_READ_BACK: z
    .string()
    .regex(FORM, "always, when-not-proven, sample, or sample:0.25")
    .default("always")
    .describe(
      "Which originals are read before their receipt: always, when-not-proven, sample:SHARE",
    ),
});
