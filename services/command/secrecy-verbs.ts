/** The verbs about secrecy: labels of an item, and why somebody may or may not see it. */
import type { z } from "zod";
import { type UserId, parseId } from "../kernel/ids.ts";
import { UserPage } from "../review/api-schema.ts";
import { Explanation, LabelBody, LabelList } from "../review/secrecy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { SECRECY } from "./texts/secrecy.ts";

export interface LabelArguments {
  readonly basis?: string;
  readonly until?: string;
}

/** Shows every label that ever stood on the item; with `kind`, sets one instead. */
export async function label(
  api: ApiClient,
  term: Terminal,
  [item, kind]: readonly [item: string, kind: string | undefined],
  { basis, until }: LabelArguments,
): Promise<ExitCode> {
  const path = `/api/v1/items/${encodeURIComponent(item)}/labels`;
  if (kind !== undefined) {
    if (basis === undefined) throw new VerbFailure(EXIT.usage, SECRECY.needsBasis);
    const set = await api.post(path, { kind, basis, until: until ?? null }, LabelBody);
    term.result(set);
    shown(term, set);
    return EXIT.ok;
  }
  const { entries } = await api.get(path, LabelList);
  term.result({ entries });
  if (entries.length === 0) term.say(SECRECY.noLabels);
  for (const entry of entries) shown(term, entry);
  return EXIT.ok;
}

function shown(term: Terminal, entry: z.infer<typeof LabelBody>): void {
  const { kind, status, issuedOn, until, basis, reportBy, endedAt } = entry;
  term.say(SECRECY.line, {
    ...{ kind, status, issuedOn, basis },
    until: endedAt ?? until ?? "–",
  });
  if (reportBy !== null && status === "proposed") term.say(SECRECY.reportBy, { day: reportBy });
}

/** `user`: the account's name, or its id. Ends with 1 where the item is not to be seen. */
export async function accessExplain(
  api: ApiClient,
  term: Terminal,
  user: string,
  item: string,
): Promise<ExitCode> {
  const id = parseId<UserId>(user) ?? (await accountCalled(api, user));
  const query = new URLSearchParams({ user: id, item }).toString();
  const explained = await api.get(`/api/v1/access/explain?${query}`, Explanation);
  term.result(explained);
  for (const { permission, allowed, because, purposes } of explained.verdicts) {
    const words = because.map(({ words: text }) => text[term.language]).join("; ");
    term.say(allowed ? SECRECY.allowed : SECRECY.refused, { permission, because: words });
    if (allowed && purposes !== null) term.say(SECRECY.purposes, { purposes: purposes.join(", ") });
  }
  return explained.verdicts[0]?.allowed === true ? EXIT.ok : EXIT.negative;
}

async function accountCalled(api: ApiClient, wanted: string): Promise<string> {
  const found = (await api.all("/api/v1/users", {}, UserPage)).find(({ name }) => name === wanted);
  if (found === undefined) throw new VerbFailure(EXIT.usage, SECRECY.noUser, { name: wanted });
  return found.id;
}
