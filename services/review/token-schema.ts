/** The shapes of the routes about the API tokens of all accounts. */
import { z } from "zod";
import { PageQuery, User, pageOf } from "./api-schema.ts";

const instant = z.iso.datetime();

export const AllTokensQuery = PageQuery.extend({
  live: z.literal("true").optional().describe("Those alone that nobody ended"),
});

export const AccountToken = z.object({
  id: z.string().describe("Names the token; opens nothing"),
  label: z.string(),
  owner: User.pick({ id: true, name: true, displayName: true, role: true }).describe(
    "It may do what this account's role may: /roles",
  ),
  createdAt: instant,
  revokedAt: instant.nullable().describe("A token has no other end"),
  revokedBy: z.string().nullable().describe("Null: with its account, or nobody noted it"),
  revokeReason: z.string().nullable(),
  usedAt: instant.nullable().describe("To the minute; null: not since that is noted"),
  usedFrom: z.string().nullable().describe("Address, as of a log-in"),
  isThis: z.boolean().describe("Whoever asks came with this one"),
});
export type AccountTokenBody = z.infer<typeof AccountToken>;
export const AccountTokenPage = pageOf(AccountToken);

export const TokenEndRequest = z.strictObject({ reason: z.string().trim().min(3).max(500) });
