/** The start of the page: what the first screen needs is asked once, before its code is there, and again where that had no answer. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { permissionsOf } from "../../../services/access/permission.ts";
import { buildPages } from "../../../services/command/build-page.ts";
import { openBrowser, visit } from "./browser.ts";
import { HOME, fulfil } from "./without-service.ts";

const ME = {
  ...{ id: "00000000-0000-4000-8000-000000000001", name: "root", displayName: "王大明" },
  ...{ role: "admin", permissions: [...permissionsOf("admin")], purposes: [] },
};
const ANSWERS: Readonly<Record<string, object>> = {
  "/me": ME,
  "/status": { agency: "海口市公安局美兰分局", demo: false, signOn: null },
  "/items": { entries: [], nextCursor: null },
};

let browser: Browser;
beforeAll(async () => {
  await buildPages(HOME, () => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What was asked of the service, and of the page's code that is not the first script's, in order. */
async function opened(address: string, silent: readonly string[] = []) {
  const left = new Set(silent);
  const { page, asked, close } = await visit(browser, "http://page.test", {
    size: "desktop",
    language: "en",
  });
  // One falls silent once.
  await page.route("**/*", (route) =>
    fulfil(route, (path) => (left.delete(path) ? null : ANSWERS[path])),
  );
  await page.goto(address);
  await page.getByText("No item matches").waitFor();
  await close();
  const paths = asked.map((url) => url.slice("http://page.test".length));
  return paths.filter((path) => /^\/api\/v1\/(me|status|items)|^\/assets\/start-.*js$/.test(path));
}

const LIST = "/api/v1/items?stage=sealed";

it("asks for the list, and for who is logged in, once, before the code that draws them", async () => {
  const asked = await opened("/items?stage=sealed");
  expect(asked.slice(0, 3)).toEqual(["/api/v1/me", "/api/v1/status", LIST]);
  expect(asked.slice(3)).toEqual([expect.stringMatching(/^\/assets\/start-/)]);
});

it.each(["/me", "/status", "/items"])("asks for %s again if it had no answer", async (path) => {
  const asked = await opened("/items?stage=sealed", [path]);
  const again = path === "/items" ? LIST : `/api/v1${path}`;
  expect(asked.filter((one) => one === again)).toEqual([again, again]);
});
