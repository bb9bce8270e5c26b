/** Actions as /api/v1 shows them: with what people and devices are called today, in pages, newest first. */
import type { Action } from "../actions/action.ts";
import type { ActionFilter, ActionStore } from "../actions/action-store.ts";
import type { DeviceId, UserId } from "../kernel/ids.ts";
import { idOf } from "./actor-names.ts";
import type { ActionBody } from "./action-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";

/** Read at once behind a page of which something is hidden. */
const CHUNK = 500;

export interface NamedActionDeps {
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

export interface PageAsked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ActionPageDeps extends NamedActionDeps {
  readonly actions: Pick<ActionStore, "page">;
  /** Of these, those that whoever asks may know of. */
  readonly keep: (actions: readonly Action[]) => Promise<readonly Action[]>;
}

export async function actionPage(
  deps: ActionPageDeps,
  filter: ActionFilter,
  { cursor, limit }: PageAsked,
) {
  const found = await knownBefore(deps, filter, parsePosition(cursor), limit + 1);
  const entries = await namedActions(deps, found.slice(0, limit));
  const next = found.length > limit ? (entries.at(-1)?.index ?? null) : null;
  return pageReply({ entries, next }, positionCursor);
}

/** Reads on past what is kept back: a short page, or one that has a next, would tell that something is hidden. */
export async function knownBefore(
  { actions, keep }: ActionPageDeps,
  filter: ActionFilter,
  before: number | null,
  wanted: number,
): Promise<readonly Action[]> {
  const found: Action[] = [];
  for (let [from, size] = [before, wanted]; ; size = CHUNK) {
    const read = await actions.page(filter, from, size);
    found.push(...(await keep(read)));
    const last = read.at(-1);
    if (found.length >= wanted || read.length < size || last === undefined) break;
    from = last.index;
  }
  return found.slice(0, wanted);
}

/** All that was done to one thing. */
export const about = (subject: string): ActionFilter => ({
  ...{ kind: null, actor: null, subject, from: null, until: null },
});

export async function namedActions(
  { reviews }: NamedActionDeps,
  actions: readonly Action[],
): Promise<ActionBody[]> {
  const ids = new Set(actions.flatMap(({ actor, subject }) => [idIn(actor), idIn(subject)]));
  ids.delete(null);
  const names = await reviews.actorNames([...ids] as (UserId | DeviceId)[]);
  return actions.map(({ index, at, actor, kind, subject, before, after, reason, sha256 }) => {
    const of = { index, at, actor, kind, subject, before, after, reason, sha256 };
    const subjectName = names.get(idIn(subject) ?? "") ?? null;
    const bare = idOf(actor);
    return { ...of, actorName: names.get(bare) ?? bare, subjectName };
  });
}

/** Of a person or a device. */
const idIn = (text: string | null): string | null =>
  /^(?:user|device):([0-9a-f-]{36})$/.exec(text ?? "")?.[1] ?? null;
