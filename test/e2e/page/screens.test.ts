/** Every screen of the page, on a desktop and a phone, in both languages: accessible, in one language, asking nobody else. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type System, startSystem } from "../start-system.ts";
import {
  type PageLanguage,
  type Size,
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
  system = await startSystem({ demo: true });
  browser = await openBrowser();
  await everythingSealed(system);
});
afterAll(async () => {
  try {
    await browser.close();
  } finally {
    await system.stop();
  }
});

const WORDS = {
  "zh-CN": {
    watch: "观看",
    confirm: "记录用途并继续",
    purpose: "案件审核",
    failed: "没有这个页面",
  },
  en: {
    watch: "View",
    confirm: "Record and continue",
    purpose: "Case review",
    failed: "There is no such page",
  },
} as const;

describe.each<[Size, PageLanguage]>([
  ["desktop", "zh-CN"],
  ["desktop", "en"],
  ["phone", "zh-CN"],
  ["phone", "en"],
])("on a %s in %s", (size, language) => {
  it("every screen is accessible, fits, speaks one language, and asks nobody but the service", async () => {
    const words = WORDS[language];
    const { page, asked, complaints, close } = await visit(browser, system.url, { size, language });
    const look = async (screen: string): Promise<void> => {
      await expectAccessible(page, screen);
      await expectNamedIn(page, language, screen);
    };
    await page.goto("/");
    await page.locator("form").waitFor();
    await look("log-in");
    expect(await page.locator("html").getAttribute("lang")).toBe(language);

    await logIn(page, personOf(system, "admin"));
    await page.locator(".file-name").first().waitFor();
    await look("items");

    await page.getByRole("link", { name: "演示-现场检查.mp4" }).click();
    await page.locator(".checks").waitFor();
    await page.locator(".custody li").first().waitFor();
    await look("item");
    await page.locator(".screen").getByRole("button", { name: words.watch }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(words.purpose);
    await look("purpose");
    await page.getByRole("button", { name: words.confirm }).click();
    await page.locator("video").waitFor();
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look("player, everything unfolded");

    for (const place of ["/cases", "/packages", "/devices", "/users"]) {
      await page.goto(place);
      await page.locator("h1").waitFor();
      await page.locator(".ant-skeleton").waitFor({ state: "detached" });
      await look(place);
    }
    await page.goto("/devices");
    await page.locator(".head button").click();
    await page.getByRole("dialog").waitFor();
    await look("a dialog");
    await page.goto("/no/such/place");
    await page.getByText(words.failed).waitFor();
    await look("no such page");

    expect(
      asked.filter((address) => !address.startsWith(system.url) && !address.startsWith("data:")),
    ).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("the language can be switched on the first screen, and stays switched", async () => {
  const { page, close } = await visit(browser, system.url, { size: "desktop", language: "en" });
  await page.goto("/login");
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: "登录" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "登录" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await close();
});
