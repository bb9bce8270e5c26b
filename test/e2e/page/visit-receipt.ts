/** What a test does with the receipt of a docking visit: save it from the page, and have it verified against the card. */
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { System } from "../start-system.ts";

export async function receiptHolds(
  page: Page,
  row: Locator,
  system: System,
  card: string,
): Promise<void> {
  const saved = page.waitForEvent("download");
  await row.getByRole("button", { name: "Download receipt" }).click();
  const receipt = await saved;
  expect(receipt.suggestedFilename()).toMatch(/^batch-[0-9a-f-]{36}[.]receipt[.]json$/);
  const root = join(system.dataDir, "keys", "root.pem");
  const ledgerKey = (await (await system.fetch("/ledger/key")).text()).trim();
  const verdict = await system.holdfast(
    ...["receipt", "verify", await receipt.path(), "--original", card],
    ...["--root", root, "--ledger-key", ledgerKey],
  );
  expect([verdict.stdout, verdict.code]).toEqual([verdict.stdout, 0]);
}
