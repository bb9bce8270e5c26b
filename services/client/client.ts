/**
 * Speaks to /api/v1 in the types of its description: a path, a parameter, a member or an answer that does not stand
 * there fails the compiler. It needs nothing but `fetch`, and knows neither page nor server.
 */
import type { components, paths } from "./api.d.ts";

/** A shape by the name that /openapi.json has for it. */
export type Shape<Name extends keyof components["schemas"]> = components["schemas"][Name];

export type Method = "GET" | "POST" | "DELETE";

/** The paths that take `M`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: undefined extends paths[P][Lowercase<M>] ? never : P;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = NonNullable<paths[P][Lowercase<M>]>;

type OrUndefined<T> = { readonly [Name in keyof T]: T[Name] | undefined };
/** What is sent is only read. */
type Sent<T> = T extends object
  ? T extends readonly (infer One)[]
    ? readonly Sent<One>[]
    : {
        readonly [Name in keyof T]: undefined extends T[Name]
          ? Sent<T[Name]> | undefined
          : Sent<T[Name]>;
      }
  : T;
// Each is asked of all operations at once while the compiler looks for the one: unwrapped, their product is too much for it.
type PathIn<Op> = [Op] extends [{ parameters: { path: infer Path } }]
  ? { readonly path: { readonly [Name in keyof Path]: string | number } }
  : object;
type QueryIn<Op> = [Op] extends [{ parameters: { query: infer Query } }]
  ? { readonly query: OrUndefined<Query> }
  : [Op] extends [{ parameters: { query?: infer Query } }]
    ? { readonly query?: OrUndefined<NonNullable<Query>> }
    : object;
type BodyIn<Op> = [Op] extends [{ requestBody: { content: { "application/json": infer Body } } }]
  ? { readonly body: Sent<Body> }
  : [Op] extends [{ requestBody?: { content: { "application/json": infer Body } } }]
    ? { readonly body?: Sent<Body> | undefined }
    : object;

interface Besides {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes with a request: parameters of its path and query, its body. */
export type Given<M extends Method, P extends PathOf<M>> = PathIn<Operation<M, P>> &
  QueryIn<Operation<M, P>> &
  BodyIn<Operation<M, P>> &
  Besides;

type JsonOf<T> = T extends { content: { "application/json": infer Json } } ? Json : undefined;
type Answers<Op> = Op extends { responses: infer Responses } ? Responses : never;

/** The JSON of a success; undefined where it has none. */
export type Answer<M extends Method, P extends PathOf<M>> = {
  [Status in keyof Answers<Operation<M, P>>]: Status extends 200 | 201 | 202 | 204
    ? JsonOf<Answers<Operation<M, P>>[Status]>
    : never;
}[keyof Answers<Operation<M, P>>];

/** Where a call is about one of several paths: of whichever it is. */
type AnswerOfOne<M extends Method, P extends PathOf<M>> =
  P extends PathOf<M> ? Answer<M, P> : never;

/** RFC 9457, with a stable `code` and, in `fix`, what to do next. */
export type ProblemBody = Shape<"Problem">;

/** An answer that is no success, or none at all (status 0). */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly body: ProblemBody | null;

  constructor(status: number, body: ProblemBody | null, cause?: unknown) {
    super(body?.code ?? `status ${status}`, { cause });
    this.status = status;
    this.body = body;
  }
}

/** Sends one request; rejects with a Problem unless it is answered with a success. */
export type Send = (address: string, init: RequestInit) => Promise<Response>;

export interface Client {
  /** @throws Problem */
  readonly request: <M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    given: Given<M, P>,
  ) => Promise<AnswerOfOne<M, P>>;
  /** The answer as it came, of what is no JSON. @throws Problem */
  readonly open: <M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    given: Given<M, P>,
  ) => Promise<Response>;
}

/** What is given, whatever the operation. */
interface AnyGiven extends Besides {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/** `base` is where the description says that the API is, e.g. "https://evidence.example/api/v1". */
export function createClient(base: string, send: Send): Client {
  const open = (method: Method, path: string, given: AnyGiven = {}): Promise<Response> => {
    const { body, headers, signal } = given;
    return send(base + addressOf(path, given), {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  };
  const request = async (method: Method, path: string, given?: AnyGiven): Promise<unknown> => {
    const headers = { Accept: "application/json", ...given?.headers };
    const response = await open(method, path, { ...given, headers });
    if (response.status === 204) return undefined;
    try {
      return await response.json();
    } catch (cause) {
      throw new Problem(response.status, null, cause);
    }
  };
  // What each path takes and gives is for whoever calls: here all are alike.
  return { open, request } as unknown as Client;
}

/** `path` with its parameters filled in, and the query without what is undefined. */
export function addressOf(path: string, { path: parts = {}, query = {} }: AnyGiven): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(parts[name] ?? ""),
  );
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(pairs).toString();
  return text === "" ? filled : `${filled}?${text}`;
}

/** The Problem in an answer that is no success; a body that is none is null. */
export async function problemIn(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null;
  const isProblem = typeof body?.code === "string";
  return new Problem(response.status, isProblem ? (body as ProblemBody) : null);
}

/** A `Send` with an API token, for a program. */
export const withToken =
  (token: string, call: typeof fetch = fetch): Send =>
  async (address, init) => {
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Bearer ${token}`);
    const response = await call(address, { ...init, headers, redirect: "error" }).catch(
      (cause: unknown) => {
        throw new Problem(0, null, cause);
      },
    );
    if (!response.ok) throw await problemIn(response);
    return response;
  };
