/** An administrator's tokens: one of their own that they revoke, and one that they end in the list of all accounts. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { System } from "../start-system.ts";

/** `confirm` presses the button of that name in the dialog, with a reason where one is asked for. */
export async function makeAndEndTokens(
  page: Page,
  system: System,
  confirm: (verb: string, reason?: string) => Promise<void>,
): Promise<void> {
  const rowOf = (name: string) => page.getByRole("row").filter({ hasText: name });
  await page.getByRole("link", { name: "My API tokens" }).click();
  const asCaseSystem = await newToken(page, system, "Case system");
  expect(await asCaseSystem()).toBe(200);
  await page.getByRole("button", { name: "Revoke Case system" }).click();
  await confirm("Revoke");
  await rowOf("Case system").getByText("Revoked").waitFor();
  expect(await asCaseSystem()).toBe(401);

  const asArchive = await newToken(page, system, "Archive");
  expect(await asArchive()).toBe(200);
  await page.getByRole("link", { name: "API tokens of all accounts" }).click();
  await rowOf("Archive").getByText("127.0.0.1").waitFor();
  await page.getByRole("button", { name: "Revoke Archive" }).click();
  await confirm("Revoke", "Lost laptop");
  await rowOf("Archive").waitFor({ state: "detached" });
  expect(await asArchive()).toBe(401);
  await page.getByRole("link", { name: "Those that were ended, too" }).click();
  await rowOf("Archive").getByText("Lost laptop").waitFor();
}

/** Answers how to ask with it, which answers the status. */
async function newToken(page: Page, system: System, label: string): Promise<() => Promise<number>> {
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(label);
  await page.keyboard.press("Enter");
  const token = await page.locator(".secret code").innerText();
  await page.getByRole("button", { name: "Close" }).click();
  const headers = { authorization: `Bearer ${token}` };
  return async () => (await system.fetch("/api/v1/me", { headers })).status;
}
