/** The shapes of the routes about where somebody is logged in. */
import { z } from "zod";
import { IdPath } from "./api-schema.ts";

const instant = z.iso.datetime();
const session = z.string().regex(/^[0-9a-f]{16}$/);

export const LogInPath = z.object({ session });
export const UserLogInPath = z.object({ id: IdPath.shape.id, session });

export const LogInBody = z.object({
  id: z.string().describe("Names the session; opens nothing"),
  createdAt: instant,
  lastSeenAt: instant.describe("To the minute"),
  endsAt: instant.describe("If it is not used again"),
  address: z.string().nullable().describe("Of the connection; behind a proxy that is the proxy's"),
  browser: z.string().nullable().describe("By what it called itself, which may be anything"),
  system: z.string().nullable(),
  userAgent: z.string().nullable().describe("What it called itself, so far as that is kept"),
  isThis: z.boolean().describe("Whoever asks came with this one"),
});
export type LogInBody = z.infer<typeof LogInBody>;
export const LogInList = z.object({ entries: z.array(LogInBody) });
export const LogInsEnded = z.object({ ended: z.number().int().describe("How many were open") });
