/** The verbs about API tokens: those of all accounts, and ending one. */
import { z } from "zod";
import { type AccountTokenBody, AccountTokenPage } from "../review/token-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, fill } from "./terminal.ts";
import { TOKEN } from "./texts/token.ts";
import type { TokenVerbs } from "./token-commands.ts";
import type { Attempts } from "./verb-deps.ts";

export const tokenVerbs = ({ asAdministrator }: Attempts): TokenVerbs => ({
  tokenList: ({ all, ...options }) =>
    asAdministrator(options, (api, term) => list(api, term, all === true)),
  tokenEnd: (id, { why, ...options }) =>
    asAdministrator(options, async (api, term) => {
      // The answer has no body.
      await api.remove(`/api/v1/tokens/${encodeURIComponent(id)}`, { reason: why }, z.null());
      term.result({ id });
      term.say(TOKEN.isEnded, { id });
      return EXIT.ok;
    }),
});

async function list(api: ApiClient, term: Terminal, all: boolean): Promise<ExitCode> {
  const asked: Record<string, string> = all ? {} : { live: "true" };
  const entries = await api.all("/api/v1/tokens", asked, AccountTokenPage);
  term.result({ entries });
  if (entries.length === 0) term.say(TOKEN.none);
  for (const one of entries) {
    const unknown = TOKEN.unknown[term.language];
    const { id, label, createdAt, owner, usedAt, usedFrom } = one;
    const used = { usedAt: usedAt ?? unknown, usedFrom: usedFrom ?? "" };
    const whose = { owner: owner.name, role: owner.role };
    term.say(TOKEN.line, { id, label, createdAt, ...whose, ...used, state: stateOf(one, term) });
  }
  return EXIT.ok;
}

function stateOf(
  { revokedAt, revokedBy, revokeReason }: AccountTokenBody,
  { language }: Terminal,
): string {
  if (revokedAt === null) return TOKEN.live[language];
  const unknown = TOKEN.unknown[language];
  const by = { by: revokedBy ?? unknown, reason: revokeReason ?? unknown };
  return fill(TOKEN.ended[language], { revokedAt, ...by });
}
