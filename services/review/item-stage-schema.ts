/** The shapes of /api/v1 about where an item stands, and how one ended: see api-schema.ts. */
import { z } from "zod";
import { KEY_FAMILIES } from "../encryption/key-family.ts";
import { AWAITED } from "./awaited.ts";

export const ItemStage = z.enum([
  ...["receiving", "received", "verified", "sealed", "quarantined", "disposing", "disposed"],
] as const);

/** Of lists: what is waited for, and since when it came. */
export const ITEM_FILTERS = {
  awaits: z.enum(AWAITED).optional().describe("Its seal; or, once sealed, its viewing copy"),
  mine: z
    .literal("true")
    .optional()
    .describe("Recorded by cameras that whoever asks carried at the time"),
  receivedFrom: z.iso.datetime().optional().describe("Received then or later"),
};

const at = z.iso.datetime();
export const ItemEnd = z
  .object({
    ...{ disposalId: z.uuid(), begunAt: at, goneAt: at.nullable() },
    transfer: z
      .object({
        ...{ archive: z.string(), packageId: z.uuid(), receivedAt: at },
        receiptSha256: z.string(),
      })
      .nullable()
      .describe("Which archive has it, by which receipt; null: it went to none"),
  })
  .nullable()
  .describe("By which batch it ended; its certificate is there. Null: it is kept");

export const ItemEncryption = z
  .object({
    scheme: z.string(),
    ...{ sizeBytes: z.int(), sha256: z.string().describe("Of the object as it lies in the store") },
    family: z.enum(KEY_FAMILIES).nullable().describe("What its data key was made for"),
    key: z
      .string()
      .nullable()
      .describe("Name of the key that wraps its data key; null: the data key was destroyed"),
  })
  .nullable()
  .describe("How the original lies in the store; null: in clear, or it is not verified yet");
