/** Looks at an item before playing, which has no storyboard yet: asked for, made, and chosen from by pointer and by picture. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { System } from "../start-system.ts";
import { expectAccessible, holds } from "./browser.ts";

/** The item's player is open. */
export async function looksBefore(page: Page, system: System): Promise<void> {
  await page.getByText("holdfast overviews").waitFor();
  const { stdout } = await system.holdfast("overviews", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ left: 0 });
  await page.reload();
  await page.locator(".pictures summary").click({ timeout: 120_000 });
  await page.locator("canvas.wave").waitFor();
  await page.locator(".seek").hover();
  await page.locator(".peek").waitFor();
  await expectAccessible(page, "an item with pictures");
  await page.locator(".pictures button").nth(1).click();
  await holds(page, "document.querySelector('video').currentTime > 0");
}
