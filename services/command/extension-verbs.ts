/** The verbs about what stays longer, what ends soon, and looks whether something is still needed. */
import { readFile } from "node:fs/promises";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import {
  DueLookPage,
  EndingPage,
  ExtendedItems,
  ExtensionList,
  type ExtensionRequestBody,
  KeepingAnswer,
} from "../review/extension-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { EXTENSIONS } from "./texts/extensions.ts";

export interface ExtendArguments {
  /** The thing is the number of a case, or the id of a recording session. */
  readonly case?: boolean;
  readonly session?: boolean;
  readonly by: ExtensionRequestBody["by"];
  readonly term: string;
  readonly why: string;
  /** Number of the paper that asks for it, and its file. */
  readonly document?: string;
  readonly file?: string;
}

/** Ends with 1 where something of a case or a session stays as it is. */
export async function retentionExtend(
  api: ApiClient,
  term: Terminal,
  thing: string,
  asked: ExtendArguments,
): Promise<ExitCode> {
  const body: ExtensionRequestBody = {
    ...{ by: asked.by, term: asked.term, reason: asked.why },
    document: await documentOf(asked),
  };
  const done = await api.post(`${await pathOf(api, thing, asked)}/extensions`, body, ExtendedItems);
  term.result(done);
  for (const each of done.extended) term.say(EXTENSIONS.extended, { ...each, id: each.itemId });
  for (const each of done.refused) term.say(EXTENSIONS.refused, { ...each, id: each.itemId });
  return done.refused.length === 0 ? EXIT.ok : EXIT.negative;
}

async function pathOf(api: ApiClient, thing: string, asked: ExtendArguments): Promise<string> {
  if (asked.case === true) return `/api/v1/cases/${await caseCalled(api, thing)}`;
  const kind = asked.session === true ? "recording-sessions" : "items";
  return `/api/v1/${kind}/${encodeURIComponent(thing)}`;
}

async function documentOf({ document, file }: ExtendArguments) {
  if (document === undefined && file === undefined) return null;
  if (document === undefined || file === undefined) {
    throw new VerbFailure(EXIT.usage, EXTENSIONS.halfDocument, {});
  }
  return { name: document, sha256: await digestOf(file) };
}

async function digestOf(file: string): Promise<Sha256> {
  try {
    return sha256(await readFile(file));
  } catch {
    throw new VerbFailure(EXIT.usage, EXTENSIONS.noFile, { file });
  }
}

/** Oldest first, and who may ask again. */
export async function retentionExtensions(
  api: ApiClient,
  term: Terminal,
  item: string,
): Promise<ExitCode> {
  const path = `/api/v1/items/${encodeURIComponent(item)}/extensions`;
  const found = await api.get(path, ExtensionList);
  term.result(found);
  if (found.entries.length === 0) term.say(EXTENSIONS.none);
  for (const { by, document, ...each } of found.entries) {
    const who = EXTENSIONS[by][term.language];
    const values = { until: each.until, time: each.time, at: each.at, name: each.actorName };
    term.say(EXTENSIONS.line, {
      ...values,
      who,
      term: each.term,
      why: each.reason,
      paper: document?.name ?? "–",
    });
  }
  for (const { by, longest, times, left } of found.may) {
    const who = EXTENSIONS[by][term.language];
    if (left === null || times === null) term.say(EXTENSIONS.mayAlways, { who, longest });
    else term.say(EXTENSIONS.may, { who, longest, left, times });
  }
  if (found.may.length === 0) term.say(EXTENSIONS.mayNobody);
  return EXIT.ok;
}

export async function retentionEnding(
  api: ApiClient,
  term: Terminal,
  { within, extended }: { readonly within?: string; readonly extended?: boolean },
): Promise<ExitCode> {
  const asked = { within, extended: extended === true ? "true" : undefined };
  const entries = await api.all("/api/v1/retention/ending", asked, EndingPage);
  term.result({ entries });
  if (entries.length === 0) term.say(EXTENSIONS.noneEnding);
  for (const { itemId: id, endsOn: day, filename: file, extensions } of entries) {
    term.say(EXTENSIONS.ending, { id, day, file, times: extensions.length });
  }
  return EXIT.ok;
}

/** Ends with 1 where one is overdue. */
export async function retentionReviews(
  api: ApiClient,
  term: Terminal,
  { within }: { readonly within?: string },
): Promise<ExitCode> {
  const entries = await api.all("/api/v1/retention/reviews", { within }, DueLookPage);
  term.result({ entries });
  if (entries.length === 0) term.say(EXTENSIONS.noneDue);
  for (const { itemId: id, dueOn: day, filename: file, isOverdue, mayEnd } of entries) {
    const then = (mayEnd ? EXTENSIONS.mayEnd : EXTENSIONS.mayNotEnd)[term.language];
    term.say(isOverdue ? EXTENSIONS.overdue : EXTENSIONS.due, { id, day, file, then });
  }
  return entries.some(({ isOverdue }) => isOverdue) ? EXIT.negative : EXIT.ok;
}

export async function retentionReview(
  api: ApiClient,
  term: Terminal,
  itemIds: readonly string[],
  { why, next = null }: { readonly why: string; readonly next?: string | null },
): Promise<ExitCode> {
  const body = { itemIds: [...itemIds], reason: why, next };
  const answer = await api.post("/api/v1/item-reviews", body, KeepingAnswer);
  term.result(answer);
  term.say(EXTENSIONS.reviewed, { count: answer.reviewed });
  return EXIT.ok;
}
