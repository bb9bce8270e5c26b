/** The Express application: the order in which a request meets its rules, its router and its answer. */
import { randomUUID } from "node:crypto";
import express, { type Express, type RequestHandler, type Router } from "express";
import { speakTus } from "../ingest/guard.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { BeginSpan } from "../kernel/request-span.ts";
import type { Route } from "../review/route.ts";
import { docsRouter } from "./docs.ts";
import { type Dependency, healthRouter } from "./health.ts";
import type { Metrics } from "./metrics.ts";
import { type MountDeps, mountRoutes } from "./mount-routes.ts";
import { openDoorsDocument } from "./openapi-doors.ts";
import { openApiDocument } from "./openapi.ts";
import { securityHeaders } from "./page-policy.ts";
import { pageRouter } from "./page.ts";
import { type Log, problemHandler } from "./problem.ts";
import { checkRequest } from "./request-rules.ts";
import { type VerifyDoorDeps, verifyDoor } from "./verify/verify-door.ts";

/** What the applications of people and of machines have alike. */
export interface CommonDeps {
  /** Scheme and host by which they are reached. */
  readonly publicOrigin: string;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Follows each request, for who collects spans. */
  readonly beginSpan: BeginSpan;
  readonly dependencies: readonly Dependency[];
  readonly draining: () => boolean;
  /** Routers of other contexts and where they are mounted, e.g. ["/uploads", …]. */
  readonly doors: readonly (readonly [string, Router])[];
}

export interface AppDeps extends MountDeps, CommonDeps {
  readonly version: string;
  readonly routes: readonly Route[];
  readonly verify: Omit<VerifyDoorDeps, "publicOrigin">;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Addresses and networks of proxies whose X-Forwarded-For is believed; by `request.ip` alone. */
  readonly trustedProxies: readonly string[];
}

export function createApp(deps: AppDeps): Express {
  const app = begun(deps).set("trust proxy", [...deps.trustedProxies]);
  app.use(deps.metrics.router);
  for (const [path, router] of deps.doors) app.use(path, router);
  app.use(verifyDoor({ ...deps.verify, publicOrigin: deps.publicOrigin }));
  app.use("/api/v1", mountRoutes(deps, deps.routes));
  const { routes, version, publicOrigin } = deps;
  serveOnce(app, "/openapi.json", () => openApiDocument(routes, version, publicOrigin));
  serveOnce(app, "/openapi-doors.json", () => openDoorsDocument(version, publicOrigin));
  app.use(docsRouter(), pageRouter(deps.pageFolder));
  return ended(app, deps);
}

/**
 * Describing all routes takes a tenth of a second: of whoever asks first, and not of every start. Its bytes are there once:
 * anybody may ask, and hundreds who read slowly would each hold a document of their own.
 */
function serveOnce(app: Express, path: string, describe: () => object): void {
  let bytes: Buffer | null = null;
  app.get(path, (_request, response) => {
    bytes ??= Buffer.from(JSON.stringify(describe()));
    response.type("json").send(bytes);
  });
}

/** For devices alone: their doors and the health of the process, nothing of people. */
export function createMachineApp(deps: CommonDeps): Express {
  const app = begun(deps);
  for (const [path, router] of deps.doors) app.use(path, router);
  return ended(app, deps);
}

function begun(deps: CommonDeps): Express {
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", "simple");
  app.use(identified(deps));
  app.use("/uploads", speakTus);
  app.use((request, _response, next) => {
    checkRequest(request, deps.publicOrigin);
    next();
  });
  app.use(...securityHeaders(deps.publicOrigin), healthRouter(deps.dependencies, deps.draining));
  return app;
}

function ended(app: Express, { log }: CommonDeps): Express {
  app.use(() => {
    throw new Refusal("missing", "review/no-such-thing", "nothing has this address");
  });
  return app.use(problemHandler(log));
}

/** A request id of our own making, one log line and one measurement when the answer is over. */
function identified({ log, metrics, beginSpan }: CommonDeps): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const began = performance.now();
    response.locals["requestId"] = requestId;
    response.setHeader("X-Request-Id", requestId);
    const span = beginSpan(request.headers, requestId);
    const { method } = request;
    response.once("close", () => {
      const route = String(response.locals["route"] ?? doorOf(request.originalUrl));
      const ms = Math.round(performance.now() - began);
      const { statusCode: status } = response;
      const problem = response.locals["problem"] as string | undefined;
      const cut = !response.writableFinished;
      log.info(
        { requestId, method, route, status, ms, ...(problem && { problem }), ...(cut && { cut }) },
        "request",
      );
      metrics.answered(route, method, status, ms / 1000);
      span.end({ method, route, status, problem });
    });
    span.within(next);
  };
}

/** A template for logs and metrics: an address may hold anything, so only its first known part counts. */
function doorOf(url: string): string {
  const first = /^\/([a-z.]+)/.exec(url)?.[1] ?? "";
  return DOORS.has(first) ? `/${first}` : "other";
}

const DOORS = new Set([
  "uploads",
  "resumable",
  "axis",
  "live",
  "ledger",
  "verify",
  "docs",
  "assets",
  "healthz",
  "readyz",
  "metrics",
]);
