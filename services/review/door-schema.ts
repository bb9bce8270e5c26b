/** Which door an account has, as the API takes it. */
import { z } from "zod";

export const DoorRequest = z.strictObject({
  signOnName: z.string().trim().min(1).max(200).nullable(),
  password: z.string().min(12).max(200).optional(),
  reason: z.string().trim().min(3).max(500).optional(),
});
