/** The verbs about retention. */
import type { z } from "zod";
import type { Flag } from "../policy/enforcement-words.ts";
import { Item } from "../review/api-schema.ts";
import { ConditionList, type ConditionRequestBody } from "../review/condition-schema.ts";
import { FlagAnswer, FlagList, type FlagRequestBody } from "../review/flag-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
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

/** The item of that id, or where `case` is set the case of that number. */
export interface OfCase {
  readonly case?: boolean;
}

export interface TellArguments extends OfCase {
  readonly condition: ConditionRequestBody["condition"];
  /** The day on which it came about; none: it has not. */
  readonly on?: string;
  readonly authority: string;
}

const conditionsOf = async (
  api: ApiClient,
  thing: string,
  { case: isCase = false }: OfCase,
): Promise<string> =>
  isCase
    ? `/api/v1/cases/${await caseCalled(api, thing)}/conditions`
    : `/api/v1/items/${encodeURIComponent(thing)}/conditions`;

/** Everything that was told, oldest first; what counts is marked. */
export async function retentionConditions(
  api: ApiClient,
  term: Terminal,
  thing: string,
  asked: OfCase,
): Promise<ExitCode> {
  return tellConditions(term, await api.get(await conditionsOf(api, thing, asked), ConditionList));
}

/** Says it of the item or the case; saying it twice tells nothing new. */
export async function retentionTell(
  api: ApiClient,
  term: Terminal,
  thing: string,
  { condition, on = null, authority, ...asked }: Omit<TellArguments, "on"> & { on?: string | null },
): Promise<ExitCode> {
  const body = { condition, on, authority };
  return tellConditions(
    term,
    await api.post(await conditionsOf(api, thing, asked), body, ConditionList),
  );
}

function tellConditions(term: Terminal, found: z.infer<typeof ConditionList>): ExitCode {
  term.result(found);
  if (found.entries.length === 0) term.say(RETENTION.noConditions);
  for (const { condition, on, authority, at, byName, counts } of found.entries) {
    term.say(counts ? RETENTION.conditionCounts : RETENTION.conditionLine, {
      ...{ at, authority, by: byName, condition: RETENTION[condition][term.language] },
      on: on ?? RETENTION.isNotSo[term.language],
    });
  }
  return EXIT.ok;
}
