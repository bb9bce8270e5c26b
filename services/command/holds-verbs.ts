/** The verbs about holds. */
import { readFile } from "node:fs/promises";
import { paperTypeOf } from "../kernel/scanned-paper.ts";
import { Hold, type HoldBody, HoldPage, type HoldRequestBody } from "../review/hold-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
import { deviceCalled } from "./device-verbs.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Terminal, VerbFailure, fill } from "./terminal.ts";
import { HOLD_KIND_NAMES, HOLDS } from "./texts/holds.ts";

const PATH = "/api/v1/holds";

export interface ReleaseArguments {
  readonly why: string;
}
export interface ReviewArguments extends ReleaseArguments {
  readonly reviewOn: string;
}
export interface PlaceArguments extends ReviewArguments {
  readonly kind: HoldRequestBody["kind"];
  readonly number: string;
  /** Path of the decision. */
  readonly document: string;
  readonly item?: readonly string[];
  /** By its number or id. */
  readonly case?: string;
  /** Id of a recording session. */
  readonly session?: string;
  readonly device?: string;
  readonly activity?: string;
  readonly declaredCase?: string;
  readonly recordedFrom?: string;
  readonly recordedUntil?: string;
  readonly receivedFrom?: string;
  readonly receivedUntil?: string;
}

/** All of them, newest first. Ends with 1 if one that is shown should have been reviewed. */
export async function holdsList(
  api: ApiClient,
  term: Terminal,
  state: string | undefined,
): Promise<ExitCode> {
  const entries = await api.all(PATH, { state }, HoldPage);
  term.result({ entries });
  if (entries.length === 0) term.say(HOLDS.none);
  for (const hold of entries) tellHold(term, hold);
  return entries.some(({ isOverdue }) => isOverdue) ? EXIT.negative : EXIT.ok;
}

function tellHold(term: Terminal, hold: HoldBody): void {
  const { id, kind, authority, items, kept, placedAt, placedByName, released, reason } = hold;
  const { language } = term;
  const review = hold.isOverdue ? HOLDS.overdue : HOLDS.reviewOn;
  const state =
    released === null
      ? fill(review[language], { day: hold.reviewOn })
      : fill(HOLDS.released[language], { at: released.at, by: released.byName });
  term.say(HOLDS.line, {
    ...{ id, kind: HOLD_KIND_NAMES[kind][language], number: authority.number },
    ...{ scope: scopeWords(term, hold), at: placedAt, by: placedByName, reason, state },
    counts: released === null ? fill(HOLDS.kept[language], { items, kept }) : "",
  });
}

function scopeWords({ language }: Terminal, { scope }: HoldBody): string {
  const { caseId, sessionId, itemIds, query } = scope;
  if (scope.kind === "case") return fill(HOLDS.scopeCase[language], { case: caseId ?? "" });
  if (scope.kind === "session") {
    return fill(HOLDS.scopeSession[language], { session: sessionId ?? "" });
  }
  if (scope.kind === "items") {
    return fill(HOLDS.scopeItems[language], { count: itemIds?.length ?? 0 });
  }
  const said = Object.entries(query ?? {}).map(([name, value]) => `${name}=${value}`);
  return fill(HOLDS.scopeQuery[language], { query: said.join(", ") });
}

/** The document is kept in the house, so that whoever asks later by whose order reads it there. */
export async function holdsPlace(
  api: ApiClient,
  term: Terminal,
  given: PlaceArguments,
): Promise<ExitCode> {
  const scope = await scopeOf(api, given);
  const { kind, number, reviewOn, why } = given;
  const document = await documentAt(given.document);
  const body = { kind, scope, authorityNumber: number, document, reason: why, reviewOn };
  const hold = await api.post(PATH, body satisfies HoldRequestBody, Hold);
  term.result(hold);
  term.say(HOLDS.placed, { id: hold.id, day: hold.reviewOn });
  return EXIT.ok;
}

/** @throws VerbFailure where it is said twice or not at all what is to be held. */
async function scopeOf(api: ApiClient, given: PlaceArguments): Promise<HoldRequestBody["scope"]> {
  const { item, case: caseName, session, device, activity, declaredCase } = given;
  const { recordedFrom, recordedUntil, receivedFrom, receivedUntil } = given;
  const conditions = {
    ...{ device, activity, declaredCase },
    ...{ recordedFrom, recordedUntil, receivedFrom, receivedUntil },
  };
  const said = Object.entries(conditions).filter(([, value]) => value !== undefined);
  if ([item, caseName, session, said[0]].filter((each) => each !== undefined).length !== 1) {
    throw new VerbFailure(EXIT.usage, HOLDS.oneScope);
  }
  if (session !== undefined) return { kind: "session", sessionId: session };
  if (item !== undefined) return { kind: "items", itemIds: [...item] };
  if (caseName !== undefined) return { kind: "case", caseId: await caseCalled(api, caseName) };
  const { device: name, ...query } = Object.fromEntries(said);
  const deviceId = name === undefined ? {} : { deviceId: (await deviceCalled(api, name)).id };
  return { kind: "query", query: { ...query, ...deviceId } };
}

/** A scanned paper. @throws VerbFailure where it cannot be read, or is another file. */
export async function documentAt(path: string): Promise<HoldRequestBody["document"]> {
  const bytes = await readFile(path).catch(() => {
    throw new VerbFailure(EXIT.usage, HOLDS.noFile, { file: path });
  });
  const mediaType = paperTypeOf(bytes);
  if (mediaType === null) throw new VerbFailure(EXIT.usage, HOLDS.otherFile, { file: path });
  return { mediaType, base64: bytes.toString("base64") };
}

export async function holdsReview(
  api: ApiClient,
  term: Terminal,
  hold: string,
  { reviewOn, why }: ReviewArguments,
): Promise<ExitCode> {
  await api.send(`${PATH}/${encodeURIComponent(hold)}/review`, { reviewOn, reason: why });
  term.result({ id: hold, reviewOn });
  term.say(HOLDS.reviewed, { id: hold, day: reviewOn });
  return EXIT.ok;
}

export async function holdsRelease(
  api: ApiClient,
  term: Terminal,
  hold: string,
  { why }: ReleaseArguments,
): Promise<ExitCode> {
  await api.send(`${PATH}/${encodeURIComponent(hold)}/release`, { reason: why });
  term.result({ id: hold, released: true });
  term.say(HOLDS.nowReleased, { id: hold });
  return EXIT.ok;
}
