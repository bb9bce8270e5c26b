/** What tests do at the first screen: follow each figure to its list, by keyboard, and see it as a house that holds nothing has it. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { tabTo } from "./browser.ts";

const FIGURES: readonly RegExp[] = [
  ...[/received today/, /received since Monday/, /sealed$/, /waiting for the seal/],
  ...[/waiting for the viewing copy/, /in quarantine/],
];

/** In English. Lists of the demonstration are of one page each. */
export async function followFigures(page: Page): Promise<void> {
  for (const name of FIGURES) {
    await page.goto("/");
    const figure = page.locator(".figures").getByRole("link", { name }).first();
    const count = Number((await figure.locator("strong").innerText()).trim());
    await tabTo(page, name);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/items\?/);
    const shown = count === 0 ? page.getByText("No item matches") : page.locator(".file-name");
    await shown.first().waitFor();
    expect([name.source, await page.locator(".file-name").count()]).toEqual([name.source, count]);
  }
}

/** Only what is counted is not there; what is done of the steps is what really is. */
export async function emptyHouse(page: Page): Promise<void> {
  const none = { count: 0, isMore: false };
  const since = "2026-11-23T16:00:00.000Z";
  const json = {
    ...{ today: { ...none, since }, week: { ...none, since }, sealed: none },
    ...{ awaitingSeal: none, awaitingCopy: none, quarantined: none, oldestUnsealed: null },
    ...{ mine: none, mineAwaitingSeal: none },
  };
  await page.route("**/api/v1/dashboard", (sent) => sent.fulfill({ json }));
  await page.goto("/");
  await page.locator(".first-steps .mark-good").nth(2).waitFor();
}
