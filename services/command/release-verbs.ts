/** The verbs about releases of redacted recordings from the secrecy of what they were made of. */
import { ReleaseBody, ReleaseList } from "../review/release-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { ReleaseVerbs } from "./release-commands.ts";
import type { Terminal } from "./terminal.ts";
import { RELEASES } from "./texts/releases.ts";
import type { Attempts } from "./verb-deps.ts";

export const releaseVerbs = ({
  asAdministrator,
}: Pick<Attempts, "asAdministrator">): ReleaseVerbs => ({
  releaseList: (item, options) =>
    asAdministrator(options, (api, term) => releaseList(api, term, item)),
  releasePropose: (item, { why, ...options }) =>
    asAdministrator(options, (api, term) => releasePropose(api, term, item, why)),
  releaseAct: (act, [item, release], { why, ...options }) =>
    asAdministrator(options, (api, term) => releaseAct(api, term, act, [item, release, why])),
});

const pathOf = (item: string): string => `/api/v1/items/${encodeURIComponent(item)}/releases`;

export async function releaseList(
  api: Pick<ApiClient, "get">,
  term: Terminal,
  item: string,
): Promise<ExitCode> {
  const found = await api.get(pathOf(item), ReleaseList);
  term.result(found);
  if (found.entries.length === 0) term.say(RELEASES.none);
  for (const one of found.entries) shown(term, one);
  return EXIT.ok;
}

export async function releasePropose(
  api: Pick<ApiClient, "post">,
  term: Terminal,
  item: string,
  reason: string,
): Promise<ExitCode> {
  return tell(term, await api.post(pathOf(item), { reason }, ReleaseBody));
}

export async function releaseAct(
  api: Pick<ApiClient, "post">,
  term: Terminal,
  act: "approval" | "refusal" | "revocation",
  [item, release, reason]: readonly [item: string, release: string, reason: string],
): Promise<ExitCode> {
  const path = `${pathOf(item)}/${encodeURIComponent(release)}/${act}`;
  return tell(term, await api.post(path, { reason }, ReleaseBody));
}

function tell(term: Terminal, one: ReleaseBody): ExitCode {
  term.result(one);
  shown(term, one);
  return EXIT.ok;
}

function shown(term: Terminal, { id, state, proposed, decided, revoked }: ReleaseBody): void {
  const { at, by, reason } = revoked ?? decided ?? proposed;
  term.say(RELEASES[state], { id, at, by, reason });
}
