/** A webhook from its form to a real receiver: added at the page, sent by custody, verified by the specification's library, looked up and sent again. */
import type { Browser } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { receiver } from "../../fixtures/webhook-receiver.ts";
import { type System, startSystem } from "../start-system.ts";
import { expectAccessible, expectNamedIn, logIn, openBrowser, visit } from "./browser.ts";
import { personOf } from "./demo.ts";

let system: System;
let browser: Browser;
let other: Awaited<ReturnType<typeof receiver>>;

beforeAll(async () => {
  other = await receiver();
  const env = { HOLDFAST_WEBHOOK_HTTP: "loopback", HOLDFAST_WEBHOOK_PORTS: String(other.port) };
  system = await startSystem({ demo: true, inMemory: true, env });
  browser = await openBrowser();
});
afterAll(async () => {
  const ended = await Promise.allSettled([browser.close(), system.stop(), other.close()]);
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
});

it("is added, tried, told of a case, sent again and stopped, in both languages", async () => {
  const { page, complaints, close } = await visit(browser, system.url, {
    ...{ size: "desktop", language: "zh-CN" },
  });
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(page, screen);
    await expectNamedIn(page, "zh-CN", screen);
  };
  await page.goto("/login?back=/webhooks");
  await logIn(page, personOf(system, "admin"));
  await page.getByRole("button", { name: "增加 Webhook" }).click();
  await page.locator("#url").fill(other.url);
  await page.locator("#description").fill("案件系统");
  await look("the form of a webhook");
  await page.getByRole("dialog").getByRole("button", { name: "增加 Webhook" }).click();
  const secret = await page.locator(".secret code").innerText();
  await look("the secret of a webhook");
  await page
    .getByRole("button", { name: "关 闭" })
    .or(page.getByRole("button", { name: "关闭" }))
    .click();
  await page.getByRole("button", { name: "试发 案件系统" }).click();
  const verified = (at: number) => {
    const { headers, body } = other.received[at]!;
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  };
  await other.until(1);
  expect(verified(0)).toMatchObject({ type: "webhook.test" });
  const made = await system.fetch("/api/v1/cases", {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify({ number: "2026-77", title: "噪声扰民" }),
  });
  const { id: caseId } = (await made.json()) as { id: string };
  const ofCase = async () => {
    const at = other.received.findIndex(({ body }) => body.includes(caseId));
    return at < 0 ? null : (verified(at) as object);
  };
  await expect.poll(ofCase, { timeout: 30_000 }).toMatchObject({
    ...{ type: "case.created", data: { caseId, link: `/api/v1/cases/${caseId}` } },
  });
  expect(JSON.stringify(other.received)).not.toContain("噪声");
  await page.getByRole("button", { name: "查看投递 案件系统" }).click();
  await page.getByText("已送达").first().waitFor();
  await look("deliveries");
  const before = other.received.length;
  await page
    .getByRole("button", { name: /^重新投递/ })
    .first()
    .click();
  await other.until(before + 1);
  await page.getByRole("button", { name: "停止 案件系统" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("换地址");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /停\s?止/ })
    .click();
  await page.getByRole("button", { name: "恢复 案件系统" }).waitFor();
  expect(complaints).toEqual([]);
  await close();

  const phone = await visit(browser, system.url, { size: "phone", language: "en" });
  await phone.page.goto("/login?back=/webhooks");
  await logIn(phone.page, personOf(system, "admin"));
  await phone.page.getByRole("button", { name: "Show deliveries 案件系统" }).click();
  await phone.page.getByText("Delivered").first().waitFor();
  await phone.page.getByText("Stopped at").waitFor();
  await expectAccessible(phone.page, "webhooks on a phone");
  await expectNamedIn(phone.page, "en", "webhooks on a phone");
  await phone.close();
});

it("the page is told what happens: both windows show it without asking again and again, by one stream", async () => {
  const { page, asked, complaints, close } = await visit(browser, system.url, {
    ...{ size: "desktop", language: "en" },
  });
  const streams = (all: readonly string[]) => all.filter((to) => to.endsWith("/api/v1/events"));
  await page.goto("/login?back=/cases");
  await logIn(page, personOf(system, "reviewer"));
  await page.locator("tbody").waitFor();
  await expect.poll(() => streams(asked).length, { timeout: 30_000 }).toBe(1);
  const second = await page.context().newPage();
  const askedThere: string[] = [];
  second.on("request", (request) => askedThere.push(request.url()));
  await second.goto("/cases");
  await second.locator("tbody").waitFor();
  const opened = async (number: string) => {
    const body = JSON.stringify({ number, title: "Noise" });
    const headers = { "content-type": "application/json" };
    const made = await system.fetch("/api/v1/cases", { method: "POST", headers, body });
    expect(made.status).toBe(201);
  };
  // This list is not asked for again by itself.
  await opened("2026-78");
  for (const window of [page, second])
    await window.getByRole("link", { name: "2026-78" }).waitFor();
  expect([streams(asked).length, streams(askedThere).length]).toEqual([1, 0]);
  // Who listened is gone: the other one does.
  await page.close();
  await expect.poll(() => streams(askedThere).length, { timeout: 30_000 }).toBe(1);
  await opened("2026-79");
  await second.getByRole("link", { name: "2026-79" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
