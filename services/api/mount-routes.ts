/** Puts the routes of /api/v1 on Express: identify, check, parse, run, answer; the same way for each. */
import { Readable } from "node:stream";
import { type Request, type Response, Router } from "express";
import {
  type Identified,
  identify,
  refuseCrossSite,
  requirePermission,
  requirePerson,
  sessionSecret,
} from "../access/guard.ts";
import { logInFrom } from "../access/log-in-from.ts";
import { loginSource } from "../access/login-source.ts";
import { OpenAnswers } from "../access/open-answers.ts";
import { requirePageToken } from "../access/page-token.ts";
import { allows } from "../access/permission.ts";
import { requireRecent } from "../access/step-up.ts";
import { type SessionDeps, lookAtSession, resumeSession } from "../access/session.ts";
import type { ActionStore } from "../actions/action-store.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { sendBytes } from "../objects/send-bytes.ts";
import { masked } from "../review/mask-hidden.ts";
import type { Reply, Route } from "../review/route.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { bytesHeaders } from "./bytes-policy.ts";
import { etagOf, preconditionOf, withIfMatch } from "./if-match.ts";
import { requestIdOf } from "./problem.ts";
import { type KeyedDeps, onceForKey } from "./once-for-key.ts";
import { JSON_BOUNDS, readJson } from "./read-json.ts";

export interface MountDeps extends SessionDeps, KeyedDeps {
  readonly actions: Pick<ActionStore, "count">;
  readonly secrecy: Pick<SecrecyStore, "sight" | "hidden">;
  /** The day it is in the agency's zone. */
  readonly today: () => CalendarDate;
  /** Scheme and host by which browsers reach us, e.g. "https://evidence.example". */
  readonly publicOrigin: string;
}

/** A router with all of `routes`; what is left over is 405 or 404. */
export function mountRoutes(deps: MountDeps, routes: readonly Route[]): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const open = new OpenAnswers(deps);
  for (const route of routes) {
    router[route.method](expressPath(route.path), (request, response) =>
      serve(deps, open, route, request, response),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    const allow = methods.flatMap((method) => (method === "get" ? ["GET", "HEAD"] : method));
    router.all(expressPath(path), (_request, response) => {
      response.setHeader("Allow", allow.join(", ").toUpperCase());
      throw new Refusal("invalid", "api/method-not-allowed", "this method is not served here");
    });
  }
  router.use(() => {
    throw noSuchAddress();
  });
  return router;
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

async function serve(
  deps: MountDeps,
  open: OpenAnswers,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  response.locals["route"] = `/api/v1${route.path}`;
  refuseCrossSite(request, deps.publicOrigin);
  const identified = await identifyCaller(deps, route, request);
  tellSessionEnd(deps, identified, response);
  const { permission } = route;
  const named = permission !== "anyone";
  if (identified !== null) await hideFromGuest(deps, route, identified);
  if (route.slow === true) request.socket.setTimeout(0);
  const sight = identified && (await deps.secrecy.sight(identified.person, deps.today()));
  const seen = <T>(value: T): Promise<T> =>
    // Of a guest's request the route judges each id by the share that it is asked by (shared-routes.ts).
    sight === null || sight.role === "guest"
      ? Promise.resolve(value)
      : masked(deps.secrecy, sight, value);
  let sent: unknown;
  const ifMatch = singleHeader(request.headers["if-match"]);
  const call = {
    params: await seen(request.params),
    query: await seen(queryOf(request)),
    sight,
    caller: identified,
    range: request.headers.range,
    ifRange: singleHeader(request.headers["if-range"]),
    lastEventId: singleHeader(request.headers["last-event-id"]),
    again: () => sightAgain(deps, route, request),
    requestId: requestIdOf(response),
    source: loginSource(request.ip),
    from: logInFrom(request.ip, request.headers["user-agent"]),
    sessionSecret: sessionSecret(request, deps.publicOrigin),
    checkPermission: () => {
      if (named) requirePermission(requirePerson(identified).person, permission);
    },
    checkRecent: () => requireRecent(requirePerson(identified).confirmedAt, deps.clock()),
    readBody: async () => {
      const read = mayLackBody(request) ? {} : await readJson(request, boundsOf(route));
      const body = withIfMatch(ifMatch, route, read);
      sent = body;
      return route.bodyAsTyped === true ? body : seen(body);
    },
    once: (work: () => Promise<Reply>) => {
      const header = singleHeader(request.headers["idempotency-key"]);
      if (header === undefined || route.method !== "post" || identified === null) return work();
      const { person } = identified;
      return onceForKey(deps, route, { header, person, address: request.url, body: sent }, work);
    },
  };
  const reply = await route
    .run(call)
    .catch((error: unknown) => refuse(deps, route, identified, preconditionOf(ifMatch, error)));
  const send = (bytes: Readable) => sendWhileOpen(open, identified, bytes, response);
  await answer(reply, send, route, request, response);
}

/** Throws `error`; whoever may not is on record first. */
async function refuse(
  deps: MountDeps,
  route: Route,
  identified: Identified | null,
  error: unknown,
): Promise<never> {
  if (identified !== null && !route.keepsRefusals && isRefusal(error, "access/not-permitted")) {
    await recordRefused(deps, route, identified);
  }
  throw error;
}

/** Bytes of a session that somebody ends are cut there; a token's go on. */
async function sendWhileOpen(
  open: OpenAnswers,
  identified: Identified | null,
  bytes: Readable,
  response: Response,
): Promise<void> {
  const isSession = identified !== null && identified.endsAt !== null;
  const leave = isSession ? open.enter(identified.key, () => bytes.destroy(sessionEnded())) : null;
  try {
    await sendBytes(bytes, response);
  } finally {
    leave?.();
  }
}

const sessionEnded = (): Refusal =>
  new Refusal("forbidden", "access/not-signed-in", "this session was ended");

/** Seconds, because the browser's clock may be another. */
function tellSessionEnd(
  { clock }: MountDeps,
  identified: Identified | null,
  response: Response,
): void {
  const endsAt = identified?.endsAt ?? null;
  if (endsAt === null) return;
  const ms = Date.parse(endsAt) - Date.parse(clock());
  response.setHeader("X-Session-Seconds", String(Math.max(0, Math.floor(ms / 1000))));
}

/**
 * To a guest whatever the table does not name is not there: the same words as for an address that nothing has, whatever
 * its parameters say.
 */
async function hideFromGuest(deps: MountDeps, route: Route, identified: Identified): Promise<void> {
  const { permission } = route;
  const isThere = permission === "anyone" || allows("guest", permission);
  if (identified.person.role !== "guest" || isThere) return;
  await recordRefused(deps, route, identified);
  throw noSuchAddress();
}

const noSuchAddress = (): Refusal =>
  new Refusal("missing", "review/no-such-thing", "nothing has this address");

/** Who tries again and again is one action in ten minutes, with how often. */
function recordRefused(
  { actions, clock }: MountDeps,
  { method, path, permission }: Route,
  { person }: Identified,
): Promise<void> {
  return actions.count({
    ...{ kind: "refused", at: clock(), actor: `user:${person.id}`, reason: null },
    ...{ subject: `route:${method} ${path}`, before: null },
    after: { permission, role: person.role },
  });
}

/** A DELETE without a body says nothing more: no reason, where one may be given. */
const mayLackBody = ({ method, headers }: Request): boolean =>
  method === "DELETE" &&
  headers["transfer-encoding"] === undefined &&
  Number(headers["content-length"] ?? 0) === 0;

/** Nobody learns more than "log in" before they have; open routes do not look who is there. */
async function identifyCaller(
  deps: MountDeps,
  route: Route,
  request: Request,
): Promise<Identified | null> {
  if (route.permission === "anyone") return null;
  // What the page asks while nobody is there keeps no session alive.
  const isUnattended = route.isNoUse === true || request.headers["x-unattended"] !== undefined;
  const open = isUnattended ? lookAtSession : resumeSession;
  const identified = requirePerson(await identify(deps, request, open));
  requirePageToken(request, deps.publicOrigin);
  return identified;
}

/** For an answer that goes on: asked of the same session or token anew, as often as it matters. */
async function sightAgain(
  deps: MountDeps,
  { permission }: Route,
  request: Request,
): Promise<Sight | null> {
  const now = await identify(deps, request, lookAtSession);
  if (now === null || permission === "anyone" || !allows(now.person.role, permission)) return null;
  return deps.secrecy.sight(now.person, deps.today());
}

/** A parameter that stands twice has no one meaning. */
function queryOf(request: Request): Record<string, string> {
  const pairs = [...new URLSearchParams(request.url.split("?")[1] ?? "")];
  const query = new Map(pairs);
  if (query.size !== pairs.length) {
    throw new Refusal("invalid", "review/bad-query", "a parameter stands twice");
  }
  return Object.fromEntries(query);
}

const singleHeader = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

async function answer(
  reply: Reply,
  send: (bytes: Readable) => Promise<void>,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const status = reply.status ?? route.answer.status;
  const headers = "bytes" in reply ? bytesHeaders(reply.headers) : reply.headers;
  response.status(status).set({ "Cache-Control": "no-store", ...headers });
  if ("json" in reply) {
    const etag = etagOf(reply.json);
    if (etag !== null) response.setHeader("ETag", etag);
    response.type("application/json").send(JSON.stringify(reply.json));
  } else if (!("bytes" in reply)) {
    response.end();
  } else if (request.method === "HEAD") {
    if (reply.bytes instanceof Readable) reply.bytes.destroy();
    response.end();
  } else if (reply.bytes instanceof Readable) {
    await send(reply.bytes);
  } else {
    response.end(reply.bytes);
  }
}

const boundsOf = ({ bodyMaxBytes }: Route) => ({
  ...JSON_BOUNDS,
  ...(bodyMaxBytes === undefined ? {} : { maxBytes: bodyMaxBytes }),
});
