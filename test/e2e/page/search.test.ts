/** Search in a real browser, by keyboard and by pointer: found, narrowed, widened where nothing is found, and kept in the address. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type System, startSystem } from "../start-system.ts";
import {
  type PageLanguage,
  type Size,
  answered,
  expectAccessible,
  expectNamedIn,
  logIn,
  openBrowser,
  visit,
} from "./browser.ts";
import { everythingSealed, personOf } from "./demo.ts";

let system: System;
let browser: Browser;

beforeAll(async () => {
  system = await startSystem({ demo: true, inMemory: true });
  browser = await openBrowser();
  await everythingSealed(system);
});
afterAll(async () => {
  const ended = await Promise.allSettled([browser.close(), system.stop()]);
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

it.each<[Size, PageLanguage, RegExp]>([
  ["desktop", "zh-CN", /去掉“没有此词”/],
  ["phone", "en", /Without “没有此词”/],
])("on a %s in %s items are found, narrowed and widened", async (size, language, without) => {
  await allFound();
  const { page, asked, complaints, close } = await visit(browser, system.url, { size, language });
  const look = async (screen: string): Promise<void> => {
    await answered(page);
    await expectAccessible(page, screen);
    await expectNamedIn(page, language, screen);
  };
  await page.goto("/search");
  await logIn(page, personOf(system, "admin"));
  await page.locator(".file-name").first().waitFor();
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await page.keyboard.type("演示 现场");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=/);
  await page.getByRole("link", { name: "演示-现场检查.mp4" }).first().waitFor();
  await look("search");

  await page.getByRole("button", { name: "演示执法仪 01" }).first().click();
  await page.locator(".chosen button").first().waitFor();
  await look("a search that is narrowed");
  await page.getByRole("textbox", { name: /命名|A name/ }).fill(`${language} 1`);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: `${language} 1` }).waitFor();
  await look("a search that is saved");
  await page.reload();
  await page.locator(".chosen button").first().click();
  await page.locator(".chosen").waitFor({ state: "detached" });

  await page.getByRole("link", { name: `${language} 1` }).click();
  await page.locator(".chosen button").first().waitFor();
  await page
    .getByRole("button", { name: new RegExp(`(删除|Remove the saved).*${language} 1`) })
    .click();
  await page.getByRole("link", { name: `${language} 1` }).waitFor({ state: "detached" });

  await page.getByRole("search").locator("input").fill("现场 没有此词");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: without }).waitFor();
  await look("a search that finds nothing");
  await page.getByRole("button", { name: without }).click();
  await page.getByRole("link", { name: "演示-现场检查.mp4" }).first().waitFor();

  // By words that stand in what tells of an officer alone, of whom nobody is called so here.
  await page.getByRole("textbox", { name: /^执法人员|^Officer/ }).fill("没有此人");
  await page.keyboard.press("Enter");
  await page.waitForURL(/officer=/);
  await page.getByRole("button", { name: /去掉“执法人员”|Without “Officer”/ }).click();
  await page.getByRole("link", { name: "演示-现场检查.mp4" }).first().waitFor();
  expect(complaints).toEqual([]);
  expect(asked.filter((address) => !address.startsWith(system.url))).toEqual([]);
  await close();
});

/** Custody makes the words beside all its other work. */
async function allFound(): Promise<void> {
  const sealed = async () => {
    const answer = await system.fetch(
      `/api/v1/search?stage=sealed&q=${encodeURIComponent("演示")}`,
    );
    return ((await answer.json()) as { entries: unknown[] }).entries.length;
  };
  await expect.poll(sealed, { timeout: 60_000, interval: 200 }).toBeGreaterThan(1);
}
