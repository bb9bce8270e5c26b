/** The bar, as people use it: a group is opened, and then a place is chosen. */
import type { Page } from "playwright-core";

const bar = (page: Page) => page.getByRole("navigation");

/** Goes to the place of that name; what it stands behind is opened. */
export async function goByBar(page: Page, name: string): Promise<void> {
  // Not by its role: what is hidden has no name there.
  const link = page.locator("a").filter({ hasText: new RegExp(`^${name}$`) });
  const place = page.locator("#bar-places > li").filter({ has: link });
  await place.waitFor({ state: "attached" });
  // Only of a place in a group.
  const group = place.locator("> button");
  if ((await group.count()) > 0) await group.click();
  await place.locator(link).click();
}

/** The names of all places that there are, in order. */
export const placesOf = async (page: Page): Promise<string> =>
  String(await bar(page).getByRole("link", { includeHidden: true }).allTextContents());
