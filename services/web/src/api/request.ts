/** HTTP to /api/v1: JSON in and out, a Problem thrown for every refusal. */
import { Problem, createClient, problemIn } from "../../../client/client.ts";
import { keepSessionEnd, markUnattended } from "./attendance.ts";
import { firstAnswer, forgetFirst } from "./first-asked.ts";
import { keepPageToken, withPageToken } from "./page-token.ts";

const BASE = "/api/v1";

export { Problem };

/**
 * Asks what the description of the API has, and nothing else: paths, parameters, bodies and answers are typed by it.
 * @throws Problem
 */
export const { request: call } = createClient(BASE, (address, { signal, ...init }) =>
  answered(address, init, signal ?? undefined),
);

/**
 * An answer in the type of the service's own schema, where the description says less: days are branded
 * (calendar/calendar-date.ts), and a member with a default is always there. One that is not as described fails the compiler.
 */
export const inOwn =
  <Own>() =>
  <Described>(answer: Promise<Own extends Described ? Described : never>): Promise<Own> =>
    answer as Promise<unknown> as Promise<Own>;

/** Lines of JSON as they come. @throws Problem, also where the answer breaks off. */
export async function* requestLines<Line>(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<Line> {
  const headers = { "Content-Type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await answered(BASE + path, init, signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const read = await reader?.read();
      if (read === undefined || read.done) return;
      const lines = (rest + read.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as Line;
    }
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Problem(0, null, cause);
  }
}

/** A file that may be refused: the reason is then shown, which a link would not do. @throws Problem */
export const requestFile = async (address: string): Promise<Blob> =>
  (await answered(address, {})).blob();

/** A text that may be refused. @throws Problem */
export const requestText = async (path: string, signal?: AbortSignal): Promise<string> =>
  (await answered(BASE + path, {}, signal)).text();

/** Asks the person once more who they are; false: they gave up. */
type AskAgain = () => Promise<boolean>;
let askAgain: AskAgain | null = null;

/** Sets who asks (frame/step-up.tsx); what was being done is then done. */
export function onConfirmAgain(ask: AskAgain | null): void {
  askAgain = ask;
}

/** Whether one is signed in is what `me` asks, and whoever logs out is content. */
const NOT_ASKED = new Set([`${BASE}/me`, `${BASE}/session`]);
let signedOut: (() => boolean) | null = null;
let back: PromiseWithResolvers<undefined> | null = null;

/** Sets who has the person log in again; false: nobody was logged in. */
export function onSignedOut(ask: () => boolean): void {
  signedOut = ask;
}

/** The same person is back: what was refused meanwhile, and so was not done, is asked again. */
export function signedIn(): void {
  back?.resolve(undefined);
  back = null;
}

async function backAgain(signal: AbortSignal | undefined): Promise<void> {
  back ??= Promise.withResolvers<undefined>();
  const gone = Promise.withResolvers<never>();
  const leave = () => gone.reject(new DOMException("nobody waits any more", "AbortError"));
  signal?.addEventListener("abort", leave, { once: true });
  try {
    await Promise.race([back.promise, gone.promise]);
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

let otherSession: (() => void) | null = null;

/** Sets who reads `me` again, and with it the token. */
export function onOtherSession(read: () => void): void {
  otherSession = read;
}

async function answered(
  address: string,
  init: RequestInit,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await answeredOnce(address, init, signal);
  } catch (problem) {
    const code = problem instanceof Problem ? problem.body?.code : undefined;
    // Another window logged in since, perhaps as somebody else: who it is now is shown before anything is done.
    if (code === "access/no-page-token") otherSession?.();
    if (code === "access/not-signed-in" && !NOT_ASKED.has(address) && signedOut?.() === true) {
      await backAgain(signal);
      return answered(address, init, signal);
    }
    if (code !== "access/confirm-again" || !(await askAgain?.())) throw problem;
    return answeredOnce(address, init, signal);
  }
}

async function answeredOnce(
  address: string,
  init: RequestInit,
  signal?: AbortSignal,
): Promise<Response> {
  let response: Response;
  const headers = withPageToken(init);
  markUnattended(headers);
  try {
    response =
      (await askedBefore(address, init)) ??
      (await fetch(address, {
        ...init,
        headers,
        ...(signal !== undefined && { signal }),
        credentials: "same-origin",
        cache: "no-store",
      }));
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new Problem(0, null, cause);
  }
  keepPageToken(response);
  keepSessionEnd(response);
  if (!response.ok) throw await problemIn(response);
  return response;
}

async function askedBefore(address: string, { method }: RequestInit): Promise<Response | null> {
  if (method === undefined || method === "GET") return firstAnswer(address);
  forgetFirst();
  return null;
}

/** `path?name=value…` without the undefined ones. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(pairs).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Address of media or a document, for `<video>`, `<img>` and download links. */
export const addressOf = (
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string => BASE + withQuery(path, query);
