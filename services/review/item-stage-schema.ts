/** The shapes of /api/v1 about where an item stands, and how one ended: see api-schema.ts. */
import { z } from "zod";

export const ItemStage = z.enum([
  ...["receiving", "received", "verified", "sealed", "quarantined", "disposing", "disposed"],
] as const);

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
