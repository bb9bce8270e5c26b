/** Showing once more who one is, as the API takes and tells it. */
import { z } from "zod";

export const ConfirmRequest = z.strictObject({ password: z.string().min(1).max(200) });

export const Confirmation = z.object({
  by: z.enum(["password", "identity-provider"]).describe("How this account shows who it is"),
  confirmedUntil: z.iso
    .datetime()
    .nullable()
    .describe("Until when dangerous acts are let through; null: never shown with this token"),
});
