/** The verbs about disposal. */
import { MOST_ITEMS } from "../disposal/propose.ts";
import {
  Disposal,
  type DisposalAppraisalBody,
  type DisposalBody,
  DisposalDetail,
  type DisposalDetailBody,
  DisposalPage,
  type DisposalProposalBody,
  type DueItemBody,
  DuePage,
  type DuePageBody,
} from "../review/disposal-schema.ts";
import { APPROVER_WORDS, approversText } from "../disposal/words.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { digestOf } from "./export-verbs.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { DISPOSAL } from "./texts/disposal.ts";

const BATCHES = "/api/v1/disposal/batches";
const DUE = "/api/v1/disposal/due";

export interface WhyArguments {
  readonly why: string;
}
export interface DisposalListArguments {
  readonly due?: boolean;
  /** Of what goes to an archive, instead of what may be destroyed. */
  readonly transfer?: boolean;
  readonly over?: boolean;
}
export interface ProposeArguments extends WhyArguments {
  readonly item?: readonly string[];
  readonly allDue?: boolean;
  /** Where they go; without one they are to be destroyed. */
  readonly archive?: string;
  readonly person?: string;
  readonly fonds?: string;
  readonly basis?: string;
  /** Path of the document that they are handed over on. */
  readonly document?: string;
  readonly highest?: ArchiveBody["highest"];
}
type ArchiveBody = NonNullable<DisposalProposalBody["archive"]>;
export interface ProlongArguments extends WhyArguments {
  /** Last day on which nothing is destroyed. */
  readonly until: string;
}
export interface AppraiseArguments extends WhyArguments {
  readonly keep?: readonly string[];
}

const pathOf = (batch: string): string => `${BATCHES}/${encodeURIComponent(batch)}`;

/** With `due`, ends with 1 where something stands against all disposal in the house. */
export async function disposalList(
  api: ApiClient,
  term: Terminal,
  { due = false, transfer = false, over }: DisposalListArguments,
): Promise<ExitCode> {
  if (due || transfer) return listDue(api, term, transfer ? "transfer" : "destroy");
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

type Way = "destroy" | "transfer";

async function listDue(api: ApiClient, term: Terminal, way: Way): Promise<ExitCode> {
  const { blocked, rule, endsBy } = await api.get(`${DUE}?limit=1&way=${way}`, DuePage);
  const entries = await api.all(DUE, { way }, DuePage);
  term.result({ entries, blocked, rule, endsBy });
  if (blocked !== null) term.say(DISPOSAL.blocked, blocked);
  if (way === "transfer") tellRule(term, rule);
  tellEnding(term, DISPOSAL.endsBy, endsBy);
  if (entries.length === 0)
    term.say(way === "transfer" ? DISPOSAL.noneToArchive : DISPOSAL.noneDue);
  for (const each of entries) {
    const { itemId: id, filename: file, sizeBytes: bytes, retention } = each;
    const against = each.against.length === 0 ? DISPOSAL.may[term.language] : reasonsOf(term, each);
    term.say(DISPOSAL.dueItem, { id, file, bytes, floor: retention?.floor ?? "-", against });
  }
  return blocked === null ? EXIT.ok : EXIT.negative;
}

function tellRule(term: Terminal, rule: DuePageBody["rule"]): void {
  if (rule === null) {
    term.say(DISPOSAL.noRule);
    return;
  }
  const { pack, after, terms, localKept } = rule;
  const values = { pack, after, terms: terms.join(" "), kept: localKept ?? "" };
  term.say(localKept === null ? DISPOSAL.ruleKept : DISPOSAL.ruleEnds, values);
}

function tellEnding(
  term: Terminal,
  text: Parameters<Terminal["say"]>[0],
  rule: DuePageBody["endsBy"],
): void {
  const { noticeDays: days, graceHours: hours, mostGraceHours: most } = rule;
  const by = approversText(rule.approvals, term.language);
  const pack = rule.pack ?? DISPOSAL.settings[term.language];
  term.say(text, { days, hours, most, by, pack });
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
  if (batch.rule !== null) tellEnding(term, DISPOSAL.ownRule, batch.rule);
  for (const each of approvals) {
    const as = each.role === null ? "" : ` (${APPROVER_WORDS[each.role][language]})`;
    const { at: when, byName } = each;
    term.say(each.stands ? DISPOSAL.approvedBy : DISPOSAL.lapsed, { at: when, by: byName + as });
  }
  if (batch.state === "approval") {
    term.say(DISPOSAL.awaits, { by: approversText(batch.awaits, language) });
  }
  if (batch.transfer !== null) tellTransfer(term, batch.transfer);
  if (batch.graceUntil !== null && (batch.transfer === null || batch.transfer.receipt !== null)) {
    term.say(DISPOSAL.grace, { at: batch.graceUntil });
  }
  if (stopped !== null)
    term.say(DISPOSAL.stoppedBy, { ...signed(stopped), reason: stopped.reason });
}

function tellTransfer(term: Terminal, transfer: NonNullable<DisposalBody["transfer"]>): void {
  const { archive, packageId, receipt } = transfer;
  const { organisation, person, fonds, basis } = archive;
  term.say(DISPOSAL.toArchive, { organisation, person, fonds, basis });
  if (receipt !== null) {
    term.say(DISPOSAL.received, { at: receipt.at, sha256: receipt.sha256 });
  } else if (packageId !== null) {
    term.say(DISPOSAL.handOver, { id: packageId });
  }
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
  given: ProposeArguments,
): Promise<ExitCode> {
  const { item, allDue = false, why } = given;
  const archive = await archiveOf(given);
  const way = archive === undefined ? "destroy" : "transfer";
  const itemIds = allDue ? await allThatMay(api, way) : [...(item ?? [])];
  if (itemIds.length === 0) throw new VerbFailure(EXIT.usage, DISPOSAL.nothing);
  const body: DisposalProposalBody = { itemIds, reason: why, ...(archive && { archive }) };
  const batch = await api.post(BATCHES, body, Disposal);
  term.result(batch);
  const { id, noticeOn: day, counts } = batch;
  term.say(DISPOSAL.proposed, { id, day, items: counts.items });
  return EXIT.ok;
}

/** @throws VerbFailure where an archive is named, and not all that goes with it. */
async function archiveOf(given: ProposeArguments): Promise<ArchiveBody | undefined> {
  const { archive, person, fonds, basis, document, highest } = given;
  if (archive === undefined) return undefined;
  if (person === undefined || fonds === undefined || basis === undefined) {
    throw new VerbFailure(EXIT.usage, DISPOSAL.archiveWhole);
  }
  return {
    ...{ organisation: archive, person, fonds, basis, highest },
    basisSha256: document === undefined ? null : await digestOf(document),
  };
}

async function allThatMay(api: ApiClient, way: Way): Promise<string[]> {
  const due = await api.all(DUE, { way }, DuePage);
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
  const { items, transfer } = await api.get(pathOf(batch), DisposalDetail);
  const way = transfer === null ? "destroy" : "transfer";
  const stranger = keep.find((id) => items.every(({ itemId }) => itemId !== id));
  if (stranger !== undefined) {
    throw new VerbFailure(EXIT.usage, DISPOSAL.noneToKeep, { id: stranger });
  }
  const said = items.map(({ itemId }) => ({
    ...({ itemId, why, decision: keep.includes(itemId) ? "keep" : way } as const),
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
  if (graceUntil === null) {
    term.say(DISPOSAL.first, { id: batch, by: approversText(after.awaits, term.language) });
  } else if (after.transfer !== null) term.say(DISPOSAL.secondOfTransfer, { id: batch });
  else term.say(DISPOSAL.second, { id: batch, at: graceUntil });
  return EXIT.ok;
}

export async function disposalProlong(
  api: ApiClient,
  term: Terminal,
  batch: string,
  { until, why }: ProlongArguments,
): Promise<ExitCode> {
  const body = { until, reason: why };
  const after = await api.post(`${pathOf(batch)}/grace`, body, Disposal);
  term.result(after);
  term.say(DISPOSAL.nowProlonged, { id: batch, at: after.graceUntil ?? "" });
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
