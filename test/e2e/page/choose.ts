/** One entry of a list that opens, chosen as a person does. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Chooses `name` in `box`, and once more where the press did not take, as a person would. */
export async function choose(page: Page, box: Locator, name: string): Promise<void> {
  const shown = box.locator(
    "xpath=ancestor::div[contains(concat(' ', @class, ' '), ' ant-select ')]",
  );
  const option = page.locator(".ant-select-item-option:visible").filter({ hasText: name });
  await expect
    .poll(
      async () => {
        if ((await box.getAttribute("aria-expanded")) !== "true") await box.click();
        await option.click({ timeout: 5_000 });
        return shown.innerText();
      },
      { timeout: 45_000 },
    )
    .toContain(name);
}
