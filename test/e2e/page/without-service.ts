/** The built page in a browser without any service: what the service would answer is said by the test. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Route } from "playwright-core";

export const HOME = join(import.meta.dirname, "../../..");
const PAGE = join(HOME, "services/web/dist");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** `answerOf`: by the path below /api/v1; undefined: there is no such thing; null: the service falls silent. */
export async function fulfil(
  route: Route,
  answerOf: (path: string) => object | null | undefined,
): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (!pathname.startsWith("/api/v1")) {
    const file = extname(pathname) === "" ? "/index.html" : pathname;
    const contentType = TYPES[extname(file)] ?? "application/octet-stream";
    return route.fulfill({ body: await readFile(join(PAGE, file)), contentType });
  }
  const json = answerOf(pathname.slice("/api/v1".length));
  if (json === null) return route.abort();
  return json === undefined ? route.fulfill({ status: 404, json: {} }) : route.fulfill({ json });
}
