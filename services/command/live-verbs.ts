/** The verbs about recordings while they run. */
import { EVENT_WORDS, STATUS_WORDS } from "../live/live-words.ts";
import type { Act, ChannelKind } from "../live/live-session.ts";
import { LiveSessionBody, LiveSessionPage } from "../review/live-schema.ts";
import { SessionDetail } from "../review/recording-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
import { deviceCalled } from "./device-verbs.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type Shown, isSilent, tellSession } from "./live-text.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { LIVE } from "./texts/live.ts";

const SESSIONS = "/api/v1/recording-sessions";
const pathOf = (session: string): string => `${SESSIONS}/${encodeURIComponent(session)}/live`;

/** Ends with 1 where a channel is silent. */
export async function liveList(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const sessions = await api.all("/api/v1/live-sessions", {}, LiveSessionPage);
  term.result({ sessions });
  if (sessions.length === 0) term.say(LIVE.none);
  for (const { id, number, status, startedAt: at, channels } of sessions) {
    const words = STATUS_WORDS[status][term.language];
    const holes = channels.reduce((sum, { gaps }) => sum + gaps, 0);
    term.say(LIVE.line, { id, number, status: words, at, channels: channels.length, holes });
    for (const { room, name, silentSince: since } of channels) {
      if (since !== null) term.say(LIVE.silent, { room, name, since });
    }
  }
  return sessions.some(({ channels }) => isSilent(channels)) ? EXIT.negative : EXIT.ok;
}

/** Resolved when the person gives up; null: it is shown once. */
export type Watching = Promise<unknown> | null;

const LOOK_MS = 2_000;

export async function liveShow(
  api: ApiClient,
  term: Terminal,
  session: string,
  interrupted: Watching = null,
): Promise<ExitCode> {
  let said = "";
  for (;;) {
    const shown = await api.get(pathOf(session), LiveSessionBody);
    const text = JSON.stringify(shown);
    if (text !== said) {
      term.result(shown);
      tellSession(term, session, shown);
    }
    said = text;
    const { timer, late } = pause();
    const isOver =
      interrupted === null || (await Promise.race([interrupted.then(() => true), late]));
    clearTimeout(timer);
    if (isOver) return isSilent(shown.channels) ? EXIT.negative : EXIT.ok;
  }
}

function pause(): { readonly timer: NodeJS.Timeout; readonly late: Promise<false> } {
  const { promise, resolve } = Promise.withResolvers<false>();
  return { timer: setTimeout(() => resolve(false), LOOK_MS), late: promise };
}

export interface Opening {
  readonly place?: string;
  readonly case?: string;
  readonly activity?: readonly string[];
}

export async function liveOpen(
  api: ApiClient,
  term: Terminal,
  number: string,
  { place, case: file, activity: activities }: Opening,
): Promise<ExitCode> {
  const caseId = file === undefined ? undefined : await caseCalled(api, file);
  const opened = await api.post(SESSIONS, { number, place, caseId, activities }, SessionDetail);
  term.result({ id: opened.id, number: opened.number });
  term.say(LIVE.opened, { id: opened.id, number: opened.number });
  return EXIT.ok;
}

export interface NewChannel {
  readonly room: string;
  readonly name: string;
  readonly kind: ChannelKind;
  /** Its name or id. */
  readonly device: string;
  /** The name or id of the first recorder's channel. */
  readonly secondOf?: string;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export async function liveChannelAdd(
  api: ApiClient,
  term: Terminal,
  session: string,
  { device, secondOf: first, ...channel }: NewChannel,
): Promise<ExitCode> {
  // Whoever runs a session need not see the register of devices.
  const deviceId = ID.test(device) ? device : (await deviceCalled(api, device)).id;
  const { room, name, kind } = channel;
  const secondOf = first === undefined ? null : await channelCalled(api, session, first);
  const body = { room, name, kind, deviceId, secondOf };
  return told(term, session, await api.post(`${pathOf(session)}/channels`, body, LiveSessionBody));
}

async function channelCalled(api: ApiClient, session: string, called: string): Promise<string> {
  const { channels } = await api.get(pathOf(session), LiveSessionBody);
  const found = channels.find(({ id, name }) => id === called || name === called);
  if (found === undefined) throw new VerbFailure(EXIT.usage, LIVE.noSuchChannel, { name: called });
  return found.id;
}

export async function liveAct(
  api: ApiClient,
  term: Terminal,
  [session, act]: readonly [session: string, act: Act],
  reason: string | undefined,
): Promise<ExitCode> {
  const body = { act, reason: reason ?? null };
  return kept(term, act, await api.post(`${pathOf(session)}/acts`, body, LiveSessionBody));
}

export interface Marking {
  readonly code?: string;
  readonly words?: string;
}

export async function liveMark(
  api: ApiClient,
  term: Terminal,
  [session, kind]: readonly [session: string, kind: "marker" | "announcement"],
  { code, words }: Marking,
): Promise<ExitCode> {
  if (kind === "marker" && code === undefined && words === undefined) {
    throw new VerbFailure(EXIT.usage, LIVE.nothingToMark);
  }
  const body = { kind, code: code ?? null, words: words ?? null };
  return kept(term, kind, await api.post(`${pathOf(session)}/markers`, body, LiveSessionBody));
}

function told(term: Terminal, session: string, shown: Shown): ExitCode {
  term.result(shown);
  tellSession(term, session, shown);
  return EXIT.ok;
}

function kept(term: Terminal, kind: keyof typeof EVENT_WORDS, shown: Shown): ExitCode {
  const { language } = term;
  term.result(shown);
  term.say(LIVE.done, {
    ...{ kind: EVENT_WORDS[kind][language], status: STATUS_WORDS[shown.status][language] },
  });
  return EXIT.ok;
}
