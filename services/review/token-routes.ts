/** Routes: the API tokens of all accounts, and ending one. */
import { endToken, tokenName } from "../access/create-token.ts";
import type { SessionDeps } from "../access/session.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { TokenPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Route, callerOf, route, seerOf } from "./route.ts";
import type { ListedToken, TokenList } from "./token-list.ts";
import {
  type AccountTokenBody,
  AccountTokenPage,
  AllTokensQuery,
  TokenEndRequest,
} from "./token-schema.ts";

export interface TokenRouteDeps extends SessionDeps {
  readonly tokenList: TokenList;
}

const [tag, permission] = ["Users", "users:manage"] as const;

export const tokenRoutes = (deps: TokenRouteDeps): Route[] => [
  route({
    ...{ method: "get", path: "/tokens", tag, permission },
    summary: "API tokens of all accounts, without their secrets, the newest first",
    query: AllTokensQuery,
    answer: { status: 200, schema: AccountTokenPage },
    handle: async (call) => {
      const { cursor, limit, live } = call.query;
      const asked = { before: parsePosition(cursor), limit: limit + 1, isLive: live === "true" };
      const { entries, next } = cutPage(await deps.tokenList.page(seerOf(call), asked), limit);
      const { key } = callerOf(call);
      return pageReply({ entries: entries.map((one) => bodyOf(one, key)), next }, positionCursor);
    },
  }),
  route({
    ...{ method: "delete", path: "/tokens/{id}", tag, permission },
    summary: "End a token of whomever, who sees by whom and why; one that is over stays as it is",
    dangerous: true,
    params: TokenPath,
    body: TokenEndRequest,
    answer: { status: 204 },
    handle: async (call) => {
      await endToken(deps, call.params.id, callerOf(call).person.id, call.body.reason);
      return { status: 204 };
    },
  }),
];

const bodyOf = (
  { id, label, owner, createdAt, revokedAt, revokedBy, revokeReason, used }: ListedToken,
  here: Sha256,
): AccountTokenBody => ({
  ...{ id, label, owner, createdAt, revokedAt, revokeReason },
  revokedBy: revokedBy?.displayName ?? null,
  ...{ usedAt: used?.at ?? null, usedFrom: used?.from ?? null },
  isThis: id === tokenName(here),
});
