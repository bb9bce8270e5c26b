/** The bar of the page: groups that open by pointer and by key, two rows at most, and on a phone one button. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { permissionsOf } from "../../../services/access/permission.ts";
import { buildPages } from "../../../services/command/build-page.ts";
import {
  type PageLanguage,
  SIZES,
  type Size,
  expectAccessible,
  expectNamedIn,
  openBrowser,
  tabTo,
  visit,
} from "./browser.ts";
import { goByBar } from "./bar.ts";
import { HOME, fulfil } from "./without-service.ts";

const NOBODY = { entries: [], nextCursor: null };
/** As long as names are where there are many characters in few: the bar has to hold it. */
const ME = {
  ...{ id: "00000000-0000-4000-8000-000000000001", name: "root", displayName: "王大明（演示）" },
  ...{ role: "admin", permissions: [...permissionsOf("admin")], purposes: [] },
};
const ANSWERS: Readonly<Record<string, object>> = {
  "/me": ME,
  "/status": { agency: "海口市公安局美兰分局", demo: false, signOn: null },
  "/visits": NOBODY,
  "/batches": NOBODY,
  "/cases": NOBODY,
};

let browser: Browser;
beforeAll(async () => {
  await buildPages(HOME, () => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function open(size: Size, language: PageLanguage) {
  const seen = await visit(browser, "http://page.test", { size, language });
  await seen.page.route("**/*", (route) => fulfil(route, (path) => ANSWERS[path]));
  await seen.page.goto("/cases");
  await seen.page.locator("h1").waitFor();
  return seen;
}
const opened = (page: Page) => page.locator("#bar-places ul:visible");
/** Of the bar, in rows; one is 46 pixels high, and has a border below. */
const rows = (page: Page) =>
  page.evaluate<number>(`document.querySelector(".bar").offsetHeight / 50`);

it.each<[string, Size, PageLanguage, { readonly width: number; readonly height: number }]>([
  ["a desktop", "desktop", "zh-CN", SIZES.desktop],
  ["a desktop", "desktop", "en", SIZES.desktop],
  ["a tablet", "desktop", "en", { width: 1024, height: 768 }],
  ["a tablet held upright", "desktop", "en", { width: 768, height: 1024 }],
  ["a tablet held upright", "desktop", "zh-CN", { width: 768, height: 1024 }],
  ["a phone", "phone", "zh-CN", SIZES.phone],
  ["a phone", "phone", "en", SIZES.phone],
])("has room for every group on %s (%s, %s)", async (_what, size, language, viewport) => {
  const { page, complaints, close } = await open(size, language);
  await page.setViewportSize(viewport);
  expect(await rows(page)).toBeLessThanOrEqual(2);
  const menu = page.locator(".bar-menu");
  expect(await menu.isVisible()).toBe(size === "phone");
  if (size === "phone") await menu.click();
  const groups = page.locator("#bar-places > li > button");
  expect(await groups.count()).toBe(7);
  for (const group of await groups.all()) {
    await group.click();
    // One at a time, and whole on the screen.
    expect(await opened(page).count()).toBe(1);
    const box = (await opened(page).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
  }
  await expectAccessible(page, "an open group");
  await expectNamedIn(page, language, "an open group");
  await opened(page).getByRole("link").last().click();
  await page.waitForURL("**/health");
  expect(await opened(page).count()).toBe(0);
  expect(await page.locator("#bar-places").isVisible()).toBe(size !== "phone");
  expect(complaints).toEqual([]);
  await close();
});

it("is gone through by keys alone, and shows where one is", async () => {
  const { page, complaints, close } = await open("desktop", "en");
  const focused = () => page.evaluate<string>("document.activeElement.textContent.trim()");
  const here = (name: string) => page.getByRole("button", { name }).getAttribute("aria-current");
  expect([await here("Case work"), await here("Evidence")]).toEqual(["true", null]);
  await tabTo(page, /^Evidence/);
  await page.keyboard.press("Enter");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"])
    await page.keyboard.press(key);
  expect(await focused()).toBe("Rooms now");
  await page.keyboard.press("Escape");
  expect([await focused(), await opened(page).count()]).toEqual(["Evidence", 0]);
  await page.keyboard.press("Space");
  for (let at = 0; at < 3; at += 1) await page.keyboard.press("Tab");
  expect(await focused()).toBe("Visits");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/visits");
  await expect.poll(() => here("Evidence")).toBe("true");
  expect(await here("Case work")).toBeNull();
  expect(await opened(page).count()).toBe(0);
  // What has lost the focus, or was clicked beside, closes.
  await page.getByRole("button", { name: "Today" }).focus();
  await page.keyboard.press("Enter");
  for (let at = 0; at < 4; at += 1) await page.keyboard.press("Tab");
  expect([await focused(), await opened(page).count()]).toEqual(["Evidence", 0]);
  await page.keyboard.press("Enter");
  await page.mouse.click(1000, 600);
  expect(await opened(page).count()).toBe(0);
  await goByBar(page, "Cases");
  await page.waitForURL("**/cases");
  expect(complaints).toEqual([]);
  await close();
});
