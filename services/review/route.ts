/**
 * A route of /api/v1 as data: what it takes, who may, what it answers, what it does.
 *
 * The same object is mounted on the server and described in /openapi.json (services/api), so that
 * validation, description and handler cannot drift apart.
 */
import type { Readable } from "node:stream";
import type { z } from "zod";
import type { Person } from "../access/access-store.ts";
import type { LogInFrom } from "../access/log-in-from.ts";
import type { Doer } from "../actions/action.ts";
import type { Permission } from "../access/permission.ts";
import type { Actor } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { Sight } from "../secrecy/sight.ts";
import { Refusal } from "../kernel/refusal.ts";

/** Who asks: known for every route that is not open to everyone. */
export interface Caller {
  readonly person: Person;
  /** Tells one session or token of this person from another. */
  readonly key: Sha256;
  /** When they last showed who they are; null: never with this token. */
  readonly confirmedAt: UtcInstant | null;
}

/** What a handler sees of the request. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Null on open routes only. */
  readonly caller: Caller | null;
  /** What the caller may know of; null on open routes only. */
  readonly sight: Sight | null;
  /** The Range header (RFC 9110 §14.2), unparsed. */
  readonly range: string | undefined;
  /** The If-Range header (RFC 9110 §13.1.5). */
  readonly ifRange: string | undefined;
  /** The Last-Event-ID header (WHATWG HTML §9.2.3), unparsed. */
  readonly lastEventId: string | undefined;
  /** What the caller may know of by now; null once what they showed opens nothing any more, or their role not this route. */
  readonly again: () => Promise<Sight | null>;
  readonly requestId: string;
  /** Where it comes from, as failed log-ins are counted (services/access/login-source.ts). */
  readonly source: string;
  /** The same for people to look at. */
  readonly from: LogInFrom;
  /** Secret of the session cookie that came along, valid or not. */
  readonly sessionSecret: string | null;
}

/** Of an answer whose type is that of what is kept. */
export const ANY_TYPE = "*/*";

export type Headers = Readonly<Record<string, string>>;

export type Reply =
  | { readonly json: unknown; readonly status?: number; readonly headers?: Headers }
  | { readonly bytes: Readable | Uint8Array; readonly status?: number; readonly headers: Headers }
  | { readonly status: 204; readonly headers?: Headers };

/** A call before validation. */
export interface RawCall extends Omit<Call<unknown, unknown, unknown>, "body"> {
  /** Reads the body; only called for a route that takes one, after permission was checked. */
  readonly readBody: () => Promise<unknown>;
  /** Refuses unless the caller holds the route's permission. */
  readonly checkPermission: () => void;
  /** Refuses unless the caller showed lately who they are; only called for a route that is dangerous. */
  readonly checkRecent: () => void;
  /** Does `work`, or answers again what it did for the key that the request carries. */
  readonly once: (work: () => Promise<Reply>) => Promise<Reply>;
}

export interface Route {
  readonly method: "get" | "post" | "delete";
  /** Below /api/v1, with {name} for parameters. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** "anyone" needs no session. */
  readonly permission: Permission | "anyone";
  /** The caller must have shown within the last minutes who they are (services/access/step-up.ts). */
  readonly dangerous?: true;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /**
   * The body keeps ids of what the caller may not know of (mask-hidden.ts): it is kept as words, and the route looks
   * nothing up by it.
   */
  readonly bodyAsTyped?: true;
  /** Where a body may be larger than most. */
  readonly bodyMaxBytes?: number;
  readonly answer: {
    readonly status: number;
    /** None: no body, or bytes of `mediaType`. With a `mediaType`, of the JSON that those bytes are. */
    readonly schema?: z.ZodType;
    /** ANY_TYPE where what is kept says it. */
    readonly mediaType?: string;
    /** JSON under another status than `status`. */
    readonly also?: Readonly<
      Record<number, { readonly description: string; readonly schema: z.ZodType }>
    >;
    /** Of text/event-stream: the JSON of each event. */
    readonly event?: z.ZodType;
    /** It holds a secret that is kept nowhere: whoever asks again is told so. */
    readonly shownOnce?: true;
    /** A part is given where the Range header asks for one (RFC 9110 §14): 206, or 416. */
    readonly ranged?: true;
  };
  /** To ask it keeps no session alive: a browser comes again by itself. */
  readonly isNoUse?: true;
  /** Keeps itself what it refuses for want of the permission. */
  readonly keepsRefusals: boolean;
  /** May be silent for long while it works: the idle limit of connections does not hold. */
  readonly slow?: boolean;
  readonly run: (raw: RawCall) => Promise<Reply>;
}

type Parsed<T> = T extends z.ZodType ? z.infer<T> : undefined;

interface Spec<P, Q, B> extends Omit<Route, "run" | "params" | "query" | "body" | "keepsRefusals"> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly handle: (call: Call<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Reply>;
  /** Called before a person without the permission is refused, to record that. */
  readonly onRefused?: (call: Call<Parsed<P>, Parsed<Q>, undefined>) => Promise<void>;
}

/** The only way to make a route. Parameters, query and body reach the handler parsed, or not at all. */
export function route<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodObject | undefined = undefined,
>({ handle, onRefused, params, query, body, ...described }: Spec<P, Q, B>): Route {
  const run = async (raw: RawCall): Promise<Reply> => {
    const early = {
      ...raw,
      params: parse(params, raw.params, noSuchAddress) as Parsed<P>,
      query: parse(query, raw.query, badQuery) as Parsed<Q>,
    };
    try {
      raw.checkPermission();
    } catch (refusal) {
      await onRefused?.({ ...early, body: undefined });
      throw refusal;
    }
    if (described.dangerous === true) raw.checkRecent();
    const parsedBody = body === undefined ? undefined : parse(body, await raw.readBody(), badBody);
    return raw.once(() => handle({ ...early, body: parsedBody as Parsed<B> }));
  };
  return {
    ...described,
    keepsRefusals: onRefused !== undefined,
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body }),
    run,
  };
}

function parse(
  schema: z.ZodObject | undefined,
  value: unknown,
  refuse: (where: string) => Refusal,
): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (holdsNul(value)) throw refuse("a character U+0000");
  if (result.success) return result.data;
  throw refuse([...new Set(result.error.issues.map(whereOf))].slice(0, 10).join(", "));
}

/** PostgreSQL keeps no U+0000 in text; unrefused, it would come back as a fault of ours. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNul);
}

/** Names of our own members only: what a stranger called his is not repeated. */
const whereOf = ({ path, code }: z.core.$ZodIssue): string =>
  code === "unrecognized_keys" ? "unknown members" : path.join(".") || "the whole";

const noSuchAddress = (): Refusal =>
  new Refusal("missing", "review/no-such-thing", "nothing has this address");

const badQuery = (where: string): Refusal =>
  new Refusal("invalid", "review/bad-query", "the query is not understood", {
    fix: "See this route in /docs; every parameter stands there with its bounds.",
    facts: { where },
  });

const badBody = (where: string): Refusal =>
  new Refusal("invalid", "review/bad-body", "the body is not understood", {
    fix: "See this route in /docs; every member stands there with its bounds.",
    facts: { where },
  });

/** The caller of a route that is not open to everyone. */
export function callerOf({ caller }: { readonly caller: Caller | null }): Caller {
  if (caller === null) throw new Error("broken invariant: only open routes have no caller");
  return caller;
}

/** What the caller of a route that is not open to everyone may know of. */
export function seerOf({ sight }: { readonly sight: Sight | null }): Sight {
  if (sight === null) throw new Error("broken invariant: only open routes have no sight");
  return sight;
}

export const actorOf = ({ person }: Caller): Actor => `user:${person.id}`;

export const doerOf = (caller: Caller, reason?: string): Doer => ({
  actor: actorOf(caller),
  reason: reason ?? null,
});
