/** A device on the page of devices: its token and its code are each shown once, then it is revoked. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { parseInvitation } from "../../../services/access/enrol-here.ts";

/** `url`: where the service listens. */
export async function addDevice(page: Page, url: string): Promise<void> {
  await page.getByRole("button", { name: "Add a device" }).click();
  const name = `E2E ${Date.now()}`;
  await page.getByRole("dialog").getByRole("textbox").first().fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const token = await page.locator(".secret code").innerText();
  expect(token).toMatch(/^hfd_[\w-]{43}$/);
  const opened = await fetch(new URL("/uploads", url), {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Tus-Resumable": "1.0.0", "Upload-Length": "1" },
  });
  expect(opened.status).toBe(201);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("cell", { name, exact: true }).waitFor();
  expect(await page.content()).not.toContain(token);

  await page.getByRole("button", { name: `Code ${name}` }).click();
  const invitation = parseInvitation(await page.locator(".secret code").innerText());
  expect(invitation?.code).toMatch(/^hfe_[\w-]{43}$/);
  await page.getByRole("img", { name: "QR code" }).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Its key was seen elsewhere");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}
