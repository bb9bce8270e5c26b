/** A page on a service that falls silent: what a person typed before is still there, and what cannot be read again is told. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPages } from "../../../services/command/build-page.ts";
import { openBrowser, visit } from "./browser.ts";

const HOME = join(import.meta.dirname, "../../..");
const PAGE = join(HOME, "services/web/dist");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};
const ID = "00000000-0000-4000-8000-000000000001";
const REVIEW = `/cases/${ID}/legal-review`;
const by = { madeBy: ID, madeByName: "Unit", madeAt: "2026-11-26T10:00:00.000Z", isEntered: true };
const round = {
  round: 1,
  submission: { ...by, sha256: "a".repeat(64) },
  ...{ dueOn: null, opinion: null, unitSignature: null, needsUnitSignature: false },
};
const ANSWERS: Readonly<Record<string, object>> = {
  "/me": {
    ...{ id: ID, name: "l", displayName: "Legal", role: "legal" },
    permissions: ["cases:see", "reviews:opine"],
  },
  [REVIEW]: {
    ...{ isNeeded: true, grounds: [], state: "waiting", finding: null, dueOn: null },
    rounds: [round],
  },
  [`${REVIEW}/rounds/1`]: {
    ...{ ...round, statement: "", points: [], changes: null, said: null },
    ...{ counts: { items: 0, sessions: 0, records: 0 }, provisional: false },
  },
};

let browser: Browser;
let isSilent = false;

beforeAll(async () => {
  await buildPages(HOME, () => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function answer(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (!pathname.startsWith("/api/v1")) {
    const file = extname(pathname) === "" ? "/index.html" : pathname;
    const contentType = TYPES[extname(file)] ?? "application/octet-stream";
    return route.fulfill({ body: await readFile(join(PAGE, file)), contentType });
  }
  if (isSilent) return route.abort();
  const json = ANSWERS[pathname.slice("/api/v1".length)];
  return json === undefined ? route.fulfill({ status: 404, json: {} }) : route.fulfill({ json });
}

it("keeps an opinion that is being written, whatever cannot be read again", async () => {
  const { page, close } = await visit(browser, "http://page.test", {
    ...{ size: "desktop", language: "en" },
  });
  await page.clock.install();
  await page.route("**/*", answer);
  await page.goto(`/cases/${ID}`);
  await page.getByRole("button", { name: "Give the opinion" }).click();
  const text = page.getByLabel("In words");
  await text.fill("what I wrote");
  isSilent = true;
  // Whatever was read is old by then, who is logged in too; then somebody comes back to the page.
  await page.clock.fastForward(61_000);
  await page.evaluate(`document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))`);
  const silent = page.getByText("The service does not answer");
  for (let tries = 0; tries < 5; tries += 1) await page.clock.runFor(2_000);
  await silent.first().waitFor();
  expect(await text.inputValue()).toBe("what I wrote");
  await close();
});
