/** The verbs about retention. */
import type { Flag } from "../policy/enforcement-words.ts";
import { Item } from "../review/api-schema.ts";
import { FlagAnswer, FlagList, type FlagRequestBody } from "../review/flag-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, fill } from "./terminal.ts";
import { RETENTION } from "./texts/retention.ts";

export interface FlagArguments {
  readonly flag: Flag;
  readonly why: string;
}

/** What was decided of the item, and each reason; those that decide first. Ends with 1 where nothing is decided yet. */
export async function retentionExplain(
  api: ApiClient,
  term: Terminal,
  item: string,
): Promise<ExitCode> {
  const { id, retention } = await api.get(`/api/v1/items/${encodeURIComponent(item)}`, Item);
  term.result({ item: id, retention });
  if (retention === null) {
    term.say(RETENTION.notYet);
    return EXIT.negative;
  }
  const { headline, reasons, conflict, ceiling, restrictedFrom, pack, decisionSha256 } = retention;
  term.say(RETENTION.headline, { text: headline[term.language] });
  for (const { text, decides } of reasons.toSorted(
    (a, b) => Number(b.decides) - Number(a.decides),
  )) {
    term.say(decides ? RETENTION.decides : RETENTION.reason, { text: text[term.language] });
  }
  if (conflict)
    term.say(RETENTION.conflict, { ceiling: ceiling ?? "", from: restrictedFrom ?? "" });
  const name = pack === null ? "–" : `${pack.code} ${pack.version}`;
  term.say(RETENTION.by, { pack: name, digest: decisionSha256 });
  return EXIT.ok;
}

/** Every flag that ever stood on the item, oldest first. */
export async function retentionFlags(
  api: ApiClient,
  term: Terminal,
  item: string,
): Promise<ExitCode> {
  const found = await api.get(`/api/v1/items/${encodeURIComponent(item)}/flags`, FlagList);
  term.result(found);
  if (found.entries.length === 0) term.say(RETENTION.noFlags);
  for (const { flag, setAt, setByName, reason, ended } of found.entries) {
    const over =
      ended === null
        ? ""
        : fill(RETENTION.flagEnded[term.language], {
            at: ended.at,
            by: ended.byName,
            why: ended.reason,
          });
    term.say(RETENTION.flagLine, { flag, at: setAt, by: setByName, why: reason, over });
  }
  return EXIT.ok;
}

/** On all of the items or on none. */
export async function retentionFlag(
  api: ApiClient,
  term: Terminal,
  itemIds: readonly string[],
  { flag, why, path = "/api/v1/item-flags" }: FlagArguments & { readonly path?: string },
): Promise<ExitCode> {
  const body: FlagRequestBody = { itemIds: [...itemIds], flag, reason: why };
  const answer = await api.post(path, body, FlagAnswer);
  term.result({ flag, ...answer });
  term.say(RETENTION.flagged, { flag, count: answer.changed, of: itemIds.length });
  return EXIT.ok;
}

export const retentionUnflag: typeof retentionFlag = (api, term, itemIds, asked) =>
  retentionFlag(api, term, itemIds, { ...asked, path: "/api/v1/item-flags/endings" });
