/** Speaks to /api/v1 of one system as one person. */
import type { z } from "zod";
import { Problem } from "../review/api-schema.ts";
import { EXIT } from "./exit-code.ts";
import { ProblemAnswer } from "./problem-answer.ts";
import { VerbFailure } from "./terminal.ts";
import { GENERAL } from "./texts/general.ts";

interface PageOf {
  readonly entries: unknown[];
  readonly nextCursor: string | null;
}

export interface ApiClient {
  get<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>>;
  /** Every entry of a list, however many pages it has; undefined values of `query` are left out. */
  all<T extends z.ZodType<PageOf>>(
    path: string,
    query: Readonly<Record<string, string | undefined>>,
    schema: T,
  ): Promise<z.infer<T>["entries"]>;
  post<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.infer<T>>;
  remove<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.infer<T>>;
  /** Answers that come line by line, however long it takes. */
  lines<T extends z.ZodType>(path: string, body: unknown, schema: T): AsyncIterable<z.infer<T>>;
  /** Where the answer is no more than "done". */
  send(path: string, body: unknown): Promise<void>;
  text(path: string): Promise<string>;
  bytes(path: string): Promise<Uint8Array>;
  /** Of what may be larger than memory. */
  stream(path: string): Promise<AsyncIterable<Uint8Array>>;
}

const LIMIT_MS = 30_000;
/** Of an answer that tells on its way how far it is. */
const LINES_LIMIT_MS = 30 * 60_000;
const LINE_MAX = 1 << 16;
/** Entries that the service gives at most at once. */
const PAGE = "200";

/**
 * `token` null: only what is open to everybody. `password` is asked for where an act needs that its person shows once
 * more who they are.
 */
export function apiClient(
  url: string,
  token: string | null,
  password: (() => Promise<string>) | null = null,
): ApiClient {
  const ask = async (path: string, init: RequestInit, limitMs = LIMIT_MS): Promise<Response> => {
    try {
      return await askOnce(path, init, limitMs);
    } catch (error) {
      const isAsked = error instanceof ProblemAnswer && error.code === "access/confirm-again";
      if (!isAsked || password === null) throw error;
      const confirming = json({ password: await password() });
      await (await askOnce("/api/v1/session/confirm", confirming, LIMIT_MS)).arrayBuffer();
      return askOnce(path, init, limitMs);
    }
  };
  const askOnce = async (path: string, init: RequestInit, limitMs: number): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    const signal = AbortSignal.timeout(limitMs);
    let response: Response;
    try {
      response = await fetch(new URL(path, url), { ...init, headers, signal, redirect: "error" });
    } catch {
      throw new VerbFailure(EXIT.unreachable, GENERAL.unreachable, { url });
    }
    if (response.ok) return response;
    const problem = Problem.safeParse(await response.json().catch(() => null));
    if (problem.success) throw new ProblemAnswer(problem.data);
    throw unexpected(url, response.status);
  };
  const parsed = async <T extends z.ZodType>(
    answer: Promise<Response>,
    schema: T,
  ): Promise<z.infer<T>> => {
    const response = await answer;
    const body = schema.safeParse(await response.json().catch(() => null));
    if (body.success) return body.data;
    throw unexpected(url, response.status);
  };
  const get: ApiClient["get"] = (path, schema) => parsed(ask(path, {}), schema);
  return {
    get,
    all: (path, query, schema) => entriesOf(get, path, query, schema),
    post: (path, body, schema) => parsed(ask(path, json(body)), schema),
    remove: (path, body, schema) => parsed(ask(path, { ...json(body), method: "DELETE" }), schema),
    lines: async function* (path, body, schema) {
      const response = await ask(path, json(body), LINES_LIMIT_MS);
      try {
        for await (const line of linesOf(response)) yield schema.parse(JSON.parse(line));
      } catch {
        throw unexpected(url, response.status);
      }
    },
    send: async (path, body) => void (await (await ask(path, json(body))).arrayBuffer()),
    text: async (path) => (await ask(path, {})).text(),
    stream: async (path) => piecesOf(await ask(path, {}, LINES_LIMIT_MS)),
    bytes: async (path) => new Uint8Array(await (await ask(path, {})).arrayBuffer()),
  };
}

const piecesOf = ({ body }: Response): AsyncIterable<Uint8Array> =>
  (body ?? []) as AsyncIterable<Uint8Array>;

async function entriesOf<T extends z.ZodType<PageOf>>(
  get: ApiClient["get"],
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  schema: T,
): Promise<z.infer<T>["entries"]> {
  const entries: z.infer<T>["entries"] = [];
  const asked = new URLSearchParams({ limit: PAGE });
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) asked.set(name, value);
  }
  for (;;) {
    const page = await get(`${path}?${asked.toString()}`, schema);
    entries.push(...page.entries);
    if (page.nextCursor === null) return entries;
    asked.set("cursor", page.nextCursor);
  }
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    if (rest.length > LINE_MAX) throw new Error("a line without an end");
    yield* parts;
  }
}

const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const unexpected = (url: string, status: number): VerbFailure =>
  new VerbFailure(EXIT.unreachable, GENERAL.unexpectedAnswer, { url, status });
