/** Every "no" as RFC 9457 problem+json. The one place where a refusal becomes an HTTP status. */
import type { ErrorRequestHandler, Response } from "express";
import { Refusal, type RefusalKind } from "../kernel/refusal.ts";
import type { ProblemBody } from "../review/api-schema.ts";

/** What the processes' logger is to this one. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const BY_KIND: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  tampered: 422,
  unavailable: 503,
};

/** Codes whose protocol has a sharper word than their kind. */
const BY_CODE: Readonly<Record<string, number>> = {
  "access/not-signed-in": 401,
  "access/wrong-password": 401,
  "access/too-many-attempts": 429,
  "access/too-many-requests": 429,
  "events/too-many-listeners": 429,
  "axis/unauthorized": 401,
  "axis/etag-differs": 422,
  "axis/no-room": 507,
  "api/method-not-allowed": 405,
  // draft-ietf-httpapi-idempotency-key-header §2.7
  "api/key-of-another-request": 422,
  "api/precondition-failed": 412,
  "api/body-too-large": 413,
  "api/not-json": 415,
  "api/not-pkcs10": 415,
  "api/content-encoding": 415,
  "api/misdirected": 421,
  "api/too-many-headers": 431,
  "review/disposed": 410,
  "review/range-not-satisfiable": 416,
  // What tus 1.0.0 and RFC 9110 say for uploads.
  "access/no-device-token": 401,
  "access/unknown-device": 401,
  "access/no-enrolment-code": 401,
  "access/unknown-enrolment-code": 401,
  "ingest/method-not-allowed": 405,
  "ingest/too-slow": 408,
  "ingest/gone": 410,
  "ingest/tus-version": 412,
  "ingest/body-too-long": 413,
  "ingest/metadata-too-long": 413,
  "ingest/too-large": 413,
  "ingest/larger-than-quota": 413,
  "ingest/content-type": 415,
  "ingest/device-quota": 429,
  "ingest/agency-quota": 429,
  "batches/too-many-open": 429,
  "ingest/too-many-open": 429,
  "ingest/checksum-mismatch": 460,
  // What DASH-IF Live Media Ingest says.
  "live/no-init": 412,
  "live/method-not-allowed": 405,
  "live/too-long": 413,
  "live/init-too-long": 413,
  "live/not-media": 415,
  "live/too-slow": 408,
  "ingest/storage-full": 507,
};

const REGISTRY = "https://iana.org/assignments/http-problem-types#";

/** Codes whose type a registry has; their facts are members of the problem itself then. */
const REGISTERED: Readonly<Record<string, string>> = {
  // draft-ietf-httpbis-resumable-upload §7
  "ingest/inconsistent-upload-length": `${REGISTRY}inconsistent-upload-length`,
  "ingest/mismatching-upload-offset": `${REGISTRY}mismatching-upload-offset`,
};

const TITLES: Readonly<Record<RefusalKind, string>> = {
  invalid: "The request cannot succeed as it stands",
  forbidden: "Not by you",
  missing: "There is no such thing",
  conflict: "The state has moved",
  tampered: "The bytes are not what they were said to be",
  unavailable: "Not now",
};

/** The status a refusal is answered with. */
export const statusOf = ({ code, kind }: Refusal): number => BY_CODE[code] ?? BY_KIND[kind];

/** Body for `error`. A bug of ours says so and nothing more: its message may hold anything. */
export function problemOf(error: unknown, requestId: string): ProblemBody {
  const refusal = asRefusal(error);
  if (refusal === null) {
    return {
      type: "about:blank",
      title: "A fault of ours",
      status: 500,
      code: "internal",
      detail: "Holdfast failed on this request; nothing that was acknowledged is lost.",
      fix: "Try again; if it stays, give your administrator the requestId: it stands in the log.",
      requestId,
    };
  }
  const { code, kind, message, fix, facts } = refusal;
  const registered = REGISTERED[code];
  return {
    ...(registered === undefined ? {} : facts),
    type: registered ?? `urn:holdfast:problem:${code}`,
    title: TITLES[kind],
    status: statusOf(refusal),
    code,
    detail: message,
    ...(fix === undefined ? {} : { fix }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    requestId,
  };
}

/** Express says by status what it could not make of a request; that is the sender's fault, not a bug. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && "status" in error ? error.status : null;
  return status === 400
    ? new Refusal("invalid", "api/bad-request", "the address is not understood")
    : null;
}

/** What was said about bytes that are not sent after all. */
const OF_THE_REPRESENTATION = [
  "Accept-Ranges",
  "Content-Disposition",
  "Content-Length",
  "Content-Range",
  "ETag",
  "Repr-Digest",
];

/** Answers the problem, unless bytes are on their way already: then only a cut tells the truth. */
export function answerProblem(response: Response, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(error, requestIdOf(response));
  for (const name of OF_THE_REPRESENTATION) response.removeHeader(name);
  if (problem.status === 416) {
    response.setHeader("Content-Range", `bytes */${String(problem.facts?.["sizeBytes"])}`);
  }
  const retryAfter = problem.facts?.["retryAfterSeconds"];
  if (problem.status === 401) {
    const challenge = response.locals["challenge"] as string | undefined;
    response.setHeader("WWW-Authenticate", challenge ?? 'Bearer realm="holdfast"');
  }
  if (retryAfter !== undefined) response.setHeader("Retry-After", String(retryAfter));
  else if (problem.status === 503) response.setHeader("Retry-After", "5");
  response.setHeader("Cache-Control", "no-store");
  response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

/** Last in line: whatever was thrown becomes an answer, and one log line. */
export function problemHandler(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters
  return (error: unknown, _request, response, _next) => {
    response.locals["problem"] = asRefusal(error)?.code ?? "internal";
    if (asRefusal(error) === null) {
      log.error({ requestId: requestIdOf(response), fault: faultOf(error) }, "a fault of ours");
    }
    answerProblem(response, error);
  };
}

/** Name, code and the places in our sources: never the message, which may quote what was sent. */
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { name: error.name, ...code, at: at.slice(0, 8).map((line) => line.trim()) };
}

export const requestIdOf = (response: Response): string => String(response.locals["requestId"]);
