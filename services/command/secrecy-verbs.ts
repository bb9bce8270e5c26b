/** The verbs about secrecy: labels of an item, a case or a recording session, and the review of labels. */
import type { z } from "zod";
import { DueReviews, LabelBody, LabelList } from "../review/secrecy-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { SECRECY } from "./texts/secrecy.ts";

export interface LabelArguments {
  readonly basis?: string;
  readonly until?: string;
}

/** Where the labels of `thing` are: "case:ID", "session:ID", or an item's id. */
function labelsOf(thing: string): string {
  const [type, id = thing] = /^(?:case|item|session):/.test(thing) ? thing.split(":") : ["item"];
  const place = type === "session" ? "recording-sessions" : `${type}s`;
  return `/api/v1/${place}/${encodeURIComponent(id)}/labels`;
}

/** Shows every label that ever stood on it; with `kind`, sets one instead. */
export async function label(
  api: ApiClient,
  term: Terminal,
  [thing, kind]: readonly [thing: string, kind: string | undefined],
  { basis, until }: LabelArguments,
): Promise<ExitCode> {
  const path = labelsOf(thing);
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

/** Ends with 1 if one of them is overdue. */
export async function secrecyReviews(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const found = await api.get("/api/v1/secrecy/reviews", DueReviews);
  term.result(found);
  if (found.entries.length === 0) term.say(SECRECY.noneDue);
  for (const { thing, name, kind, labelId, due, isOverdue } of found.entries) {
    const what = `${thing.type}:${thing.id}`;
    term.say(isOverdue ? SECRECY.overdue : SECRECY.due, { what, name, kind, label: labelId, due });
  }
  if (!found.isWhole) term.say(SECRECY.moreDue);
  return found.entries.some(({ isOverdue }) => isOverdue) ? EXIT.negative : EXIT.ok;
}

export interface LabelReviewArguments {
  readonly why: string;
  readonly next?: string;
}

export async function secrecyReview(
  api: ApiClient,
  term: Terminal,
  [thing, labelId]: readonly [thing: string, label: string],
  { why, next }: LabelReviewArguments,
): Promise<ExitCode> {
  const path = `${labelsOf(thing)}/${encodeURIComponent(labelId)}/review`;
  const after = await api.post(path, { reason: why, nextOn: next ?? null }, LabelBody);
  term.result(after);
  term.say(SECRECY.reviewed, { kind: after.kind, day: after.nextReview ?? "–" });
  return EXIT.ok;
}
