/** A reviewer's work from the log-in to the package in their hands, with no pointer: found, played, verified, taken away. In English. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Person, holds, tabTo } from "./browser.ts";

const ZIP = Buffer.from("PK\x03\x04", "latin1");

/** Of the recording that is called `file`, which the word `word` finds. */
export async function workByKeys(page: Page, person: Person, word: string, file: RegExp) {
  await logInByKeys(page, person);
  await go(page, /^Today/);
  await go(page, /^Search$/);
  await page.getByRole("search").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type(word);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=/);
  await page.locator(".file-name").filter({ hasText: file }).first().waitFor();
  await go(page, file);
  await playByKeys(page);

  const panel = page.getByRole("region", { name: "Verification" });
  const bytes = panel
    .locator(".check")
    .filter({ has: page.getByRole("heading", { name: "Stored bytes" }) });
  await go(page, /^Read the whole original again$/);
  await bytes.getByText("Passed").waitFor();

  await go(page, /^Make a package$/);
  // What was waited for is under the key that asked for it.
  const offered = () => page.evaluate<string>("document.activeElement?.textContent ?? ''");
  await expect.poll(offered, { timeout: 90_000 }).toMatch(/^Download the package/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.keyboard.press("Enter"),
  ]);
  const sent = await readFile(await download.path());
  expect(sent.subarray(0, ZIP.length)).toEqual(ZIP);
}

async function go(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

async function logInByKeys(page: Page, { name, password }: Person): Promise<void> {
  await page.goto("/items");
  await page.locator("form").waitFor();
  await page.locator("input[autocomplete=username]").focus();
  await page.keyboard.type(name);
  await tabTo(page, /^Password$/);
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.locator(".file-name").first().waitFor();
}

async function playByKeys(page: Page): Promise<void> {
  await page.locator(".screen").getByRole("button", { name: "View" }).waitFor();
  await go(page, /^View$/);
  await page.getByRole("dialog").getByRole("textbox").waitFor();
  await holds(
    page,
    "document.activeElement?.closest('[role=dialog]') && document.activeElement.tagName === 'INPUT'",
  );
  await page.keyboard.type("By keyboard alone");
  await page.keyboard.press("Enter");
  await holds(page, "document.querySelector('video')?.readyState >= 2");
  await go(page, /^Play$/);
  await holds(page, "document.querySelector('video').currentTime > 0.1");
}
