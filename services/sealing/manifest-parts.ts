/** What manifests are written of: fields that stand in several of them. */
import { z } from "zod";
import type { MadeBy } from "../evidence/derivative.ts";

export const id = z.uuid();
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const instant = z.iso.datetime({ precision: 3 });
/** Sizes are decimal strings: no reader may round them. */
export const size = z.string().regex(/^(0|[1-9]\d{0,15})$/);
/** The same of what may lie before 0. */
export const offset = z.string().regex(/^(0|-?[1-9]\d{0,15})$/);
export const text = z.string().max(1_000);

const packets = z.strictObject({ form: z.enum(["whole", "content"]), sha256: digest }).optional();

export const madeBy = z.strictObject({
  method: z.enum(["remux", "encode", "still"]),
  tool: text,
  version: text,
  arguments: z.array(text).max(1_000),
  /** Stands there where streams were taken over as they are: over all their packets, the same in original and copy. */
  packets: z.strictObject({ video: packets, audio: packets }).optional(),
});

export const madeByOf = ({ method, tool, version, arguments: args, packets: kept }: MadeBy) => ({
  ...{ method, tool, version, arguments: [...args] },
  // What is undefined is left out.
  packets: kept && { video: kept.video, audio: kept.audio },
});
