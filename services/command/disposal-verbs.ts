/** The verbs about disposal. */
import { MOST_ITEMS } from "../disposal/propose.ts";
import {
  Disposal,
  type DisposalAppraisalBody,
  type DisposalBody,
  DisposalDetail,
  type DisposalDetailBody,
  DisposalPage,
  type DueItemBody,
  DuePage,
} from "../review/disposal-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { DISPOSAL } from "./texts/disposal.ts";

const BATCHES = "/api/v1/disposal/batches";
const DUE = "/api/v1/disposal/due";

export interface WhyArguments {
  readonly why: string;
}
export interface DisposalListArguments {
  readonly due?: boolean;
  readonly over?: boolean;
}
export interface ProposeArguments extends WhyArguments {
  readonly item?: readonly string[];
  readonly allDue?: boolean;
}
export interface AppraiseArguments extends WhyArguments {
  readonly keep?: readonly string[];
}

const pathOf = (batch: string): string => `${BATCHES}/${encodeURIComponent(batch)}`;

/** With `due`, ends with 1 where something stands against all disposal in the house. */
export async function disposalList(
  api: ApiClient,
  term: Terminal,
  { due = false, over }: DisposalListArguments,
): Promise<ExitCode> {
  if (due) return listDue(api, term);
  const entries = await api.all(
    BATCHES,
    { state: over === true ? "over" : undefined },
    DisposalPage,
  );
  term.result({ entries });
  if (entries.length === 0) term.say(DISPOSAL.none);
  for (const batch of entries) tellBatch(term, batch);
  return EXIT.ok;
}

async function listDue(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const { blocked } = await api.get(`${DUE}?limit=1`, DuePage);
  const entries = await api.all(DUE, {}, DuePage);
  term.result({ entries, blocked });
  if (blocked !== null) term.say(DISPOSAL.blocked, blocked);
  if (entries.length === 0) term.say(DISPOSAL.noneDue);
  for (const each of entries) {
    const { itemId: id, filename: file, sizeBytes: bytes, retention } = each;
    const against = each.against.length === 0 ? DISPOSAL.may[term.language] : reasonsOf(term, each);
    term.say(DISPOSAL.dueItem, { id, file, bytes, floor: retention?.floor ?? "-", against });
  }
  return blocked === null ? EXIT.ok : EXIT.negative;
}

const reasonsOf = ({ language }: Terminal, { against }: Pick<DueItemBody, "against">): string =>
  against.map(({ text }) => text[language]).join(language === "en" ? "; " : "；");

function tellBatch(term: Terminal, batch: DisposalBody): void {
  const { id, stateText, reason, proposed, counts, appraisal, approvals, stopped } = batch;
  const { language } = term;
  const { at, byName: by } = proposed;
  term.say(DISPOSAL.batch, { id, state: stateText[language], at, by, reason, ...counts });
  if (appraisal === null) term.say(DISPOSAL.notice, { day: batch.noticeOn });
  else term.say(DISPOSAL.appraised, { ...signed(appraisal), sha256: appraisal.sha256 });
  for (const each of approvals) {
    term.say(each.stands ? DISPOSAL.approvedBy : DISPOSAL.lapsed, signed(each));
  }
  if (batch.graceUntil !== null) term.say(DISPOSAL.grace, { at: batch.graceUntil });
  if (stopped !== null)
    term.say(DISPOSAL.stoppedBy, { ...signed(stopped), reason: stopped.reason });
}

const signed = ({ at, byName }: { readonly at: string; readonly byName: string }) => ({
  ...{ at, by: byName },
});

export async function disposalShow(
  api: ApiClient,
  term: Terminal,
  batch: string,
): Promise<ExitCode> {
  const found = await api.get(pathOf(batch), DisposalDetail);
  term.result(found);
  tellBatch(term, found);
  if (found.stalled !== null) {
    const { since: at, code, against } = found.stalled;
    term.say(DISPOSAL.stalled, { at, why: reasonsOf(term, { against }) || code });
  }
  for (const item of found.items) {
    term.say(DISPOSAL.item, { id: item.itemId, what: fateOf(term, item) });
  }
  return EXIT.ok;
}

function fateOf(term: Terminal, item: DisposalDetailBody["items"][number]): string {
  const { language } = term;
  const fate = item.outcomeText?.[language] ?? DISPOSAL.waiting[language];
  const why = [item.why ?? "", reasonsOf(term, item)].filter((text) => text !== "");
  return [fate, ...why].join(language === "en" ? "; " : "；");
}

/** @throws VerbFailure where nothing is named, or nothing is due. */
export async function disposalPropose(
  api: ApiClient,
  term: Terminal,
  { item, allDue = false, why }: ProposeArguments,
): Promise<ExitCode> {
  const itemIds = allDue ? await allThatMay(api) : [...(item ?? [])];
  if (itemIds.length === 0) throw new VerbFailure(EXIT.usage, DISPOSAL.nothing);
  const batch = await api.post(BATCHES, { itemIds, reason: why }, Disposal);
  term.result(batch);
  const { id, noticeOn: day, counts } = batch;
  term.say(DISPOSAL.proposed, { id, day, items: counts.items });
  return EXIT.ok;
}

async function allThatMay(api: ApiClient): Promise<string[]> {
  const due = await api.all(DUE, {}, DuePage);
  const may = due.filter(({ against }) => against.length === 0);
  return may.slice(0, MOST_ITEMS).map(({ itemId }) => itemId);
}

/** @throws VerbFailure where something is to be kept that is not in the batch. */
export async function disposalAppraise(
  api: ApiClient,
  term: Terminal,
  batch: string,
  { keep = [], why }: AppraiseArguments,
): Promise<ExitCode> {
  const { items } = await api.get(pathOf(batch), DisposalDetail);
  const stranger = keep.find((id) => items.every(({ itemId }) => itemId !== id));
  if (stranger !== undefined) {
    throw new VerbFailure(EXIT.usage, DISPOSAL.noneToKeep, { id: stranger });
  }
  const said = items.map(({ itemId }) => ({
    ...{ itemId, why, decision: keep.includes(itemId) ? ("keep" as const) : ("destroy" as const) },
  }));
  const body: DisposalAppraisalBody = { items: said };
  const after = await api.post(`${pathOf(batch)}/appraisal`, body, Disposal);
  term.result(after);
  const values = { id: batch, sha256: after.appraisal?.sha256 ?? "" };
  term.say(after.finishedAt === null ? DISPOSAL.nowAppraised : DISPOSAL.allKept, values);
  return EXIT.ok;
}

export async function disposalApprove(
  api: ApiClient,
  term: Terminal,
  batch: string,
  sha256: string,
): Promise<ExitCode> {
  const after = await api.post(`${pathOf(batch)}/approval`, { sha256 }, Disposal);
  term.result(after);
  const { graceUntil } = after;
  if (graceUntil === null) term.say(DISPOSAL.first, { id: batch });
  else term.say(DISPOSAL.second, { id: batch, at: graceUntil });
  return EXIT.ok;
}

export async function disposalStop(
  api: ApiClient,
  term: Terminal,
  batch: string,
  { why }: WhyArguments,
): Promise<ExitCode> {
  const after = await api.post(`${pathOf(batch)}/stop`, { reason: why }, Disposal);
  term.result(after);
  term.say(DISPOSAL.nowStopped, { id: batch });
  return EXIT.ok;
}
