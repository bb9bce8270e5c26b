/** Holds what a house in other processes answers against /openapi.json (test/fixtures/described-answers.ts): to its tests, and to its page. */
import type { Page } from "playwright-core";
import { runningWatch } from "../fixtures/shared-watch.ts";

const isOurs = (url: string): boolean => new URL(url).pathname.startsWith("/api/v1/");

/** `answer` as it is, to be read by whoever asked. */
export function watched(method: string, answer: Response): Response {
  if (!isOurs(answer.url) || !isJson(answer.headers.get("content-type"))) return answer;
  const { url, status, headers } = answer;
  const copy = answer.clone();
  const type = headers.get("content-type") ?? undefined;
  runningWatch()?.look(
    copy.arrayBuffer().then((bytes) => {
      return {
        ...{ route: new URL(url).pathname, method, status, type },
        body: Buffer.from(bytes),
      };
    }),
  );
  return answer;
}

const isJson = (type: string | null | undefined): boolean => /[/+]json/.test(type ?? "");

/** What a test answers in the house's place has no policy, as all answers of the house have. */
const POLICY = "content-security-policy";

export function watchPage(page: Page): void {
  page.on("response", (response) => {
    const { [POLICY]: policy, "content-type": type } = response.headers();
    if (!isOurs(response.url()) || policy === undefined || !isJson(type)) return;
    runningWatch()?.look(
      response.body().then(
        (body) => ({
          ...{ route: new URL(response.url()).pathname, method: response.request().method() },
          ...{ status: response.status(), type, body },
        }),
        // The page went on to another document, and the browser kept nothing of it.
        () => undefined,
      ),
    );
  });
}
