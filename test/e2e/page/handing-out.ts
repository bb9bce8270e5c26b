/** A package for a court, from the page of an item: ordered, taken out, and the signed receipt entered, which another person confirms. */
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";

const SCAN = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

export async function handOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "For a recipient" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Who takes it").fill("王法官");
  await dialog.getByLabel("Organisation").fill("海口市中级人民法院");
  await dialog.getByLabel("Number of the document").fill("（2026）琼01行初12号");
  await dialog.getByLabel("Purpose (stands").fill("First instance");
  await dialog.getByRole("button", { name: "Order" }).click();
  await page.waitForURL("**/exports/*");
  const take = page.getByRole("button", { name: "Take out" });
  await take.waitFor({ timeout: 90_000 });
  await Promise.all([page.waitForEvent("download"), take.click()]);
  await page.getByRole("button", { name: "Enter the acknowledgement" }).click();
  const scan = { name: "receipt.pdf", mimeType: "application/pdf", buffer: SCAN };
  await dialog.getByLabel("File").setInputFiles(scan);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Another person compares the scan").waitFor();
}
