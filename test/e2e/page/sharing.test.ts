/** A person of another agency in a real browser: invited, sets a password, acknowledges, watches, and after it was taken back finds nothing. */
import { randomBytes } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { asThePage } from "../../fixtures/session-headers.ts";
import { type System, startSystem } from "../start-system.ts";
import { expectAccessible, expectNamedIn, logIn, openBrowser, visit } from "./browser.ts";
import { everythingSealed, personOf } from "./demo.ts";

let system: System;
let browser: Browser;

beforeAll(async () => {
  system = await startSystem({ demo: true, inMemory: true });
  browser = await openBrowser();
});
afterAll(async () => {
  const ended = await Promise.allSettled([browser.close(), system.stop()]);
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

const DAY_MS = 86_400_000;
const dayIn = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const PASSWORD = "一句只有我知道的话，不短。";
const UNKNOWN = "3f2b8c1e-1111-4111-8111-111111111111";

/** As whoever's session it is; null: the administrator of the box. */
async function send<Answer>(cookie: string | null, path: string, body: object) {
  const who: Record<string, string> =
    cookie === null
      ? { authorization: `Bearer ${system.adminToken}` }
      : { ...asThePage(cookie), origin: system.url };
  const response = await fetch(new URL(`/api/v1${path}`, system.url), {
    method: "POST",
    headers: { "content-type": "application/json", ...who },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const [set = ""] = response.headers.getSetCookie();
  return {
    answer: (await response.json().catch(() => null)) as Answer,
    cookie: set.split(";")[0]!,
  };
}

/** Neither made the other's account, so that they are two people. */
async function staff() {
  await send(null, "/session/confirm", { password: personOf(system, "admin").password });
  const made = async (role: "admin" | "legal") => {
    const person = { name: `${role}-2`, password: randomBytes(16).toString("hex") };
    await send(null, "/users", { ...person, displayName: `${role}（演示）`, role });
    return { ...person, cookie: (await send("", "/session", person)).cookie };
  };
  return { admin: await made("admin"), legal: await made("legal") };
}

async function shared(itemId: string) {
  const { admin, legal } = await staff();
  const partner = await send<{ id: string }>(admin.cookie, "/partners", {
    ...{ nameZh: "演示县人民检察院", kind: "procuratorate", code: "91350100M000100Y43" },
    ...{ contact: "演示 0898-0000", until: dayIn(300), reason: "本年度名录" },
  });
  await send(legal.cookie, `/partners/${partner.answer.id}/approval`, {});
  const invited = await send<{ guest: { id: string }; invitation: string }>(
    admin.cookie,
    "/guests",
    {
      ...{ partnerId: partner.answer.id, name: "lijian", displayName: "李检察官（演示）" },
      until: dayIn(60),
    },
  );
  const share = await send<{ id: string; watermark: string }>(admin.cookie, "/shares", {
    ...{ guestId: invited.answer.guest.id, scope: { type: "items", itemIds: [itemId] } },
    ...{ purpose: "supervision", reason: "演示法律监督案件" },
    document: { name: "调阅函〔2026〕3号", sha256: sha256("paper") },
  });
  await send(legal.cookie, `/shares/${share.answer.id}/approval`, {});
  const { guest, invitation } = invited.answer;
  return { admin, share: share.answer, guestId: guest.id, invitation };
}

it("is invited, sets a password, acknowledges, watches and verifies; taken back, it is gone like what never was", async () => {
  const entries = await everythingSealed(system);
  const item = entries.find(({ viewingStage }) => viewingStage === "ready")!;
  const { admin, share, guestId, invitation } = await shared(item.id);
  const guest = await visit(browser, system.url, { size: "desktop", language: "zh-CN" });
  const { page } = guest;
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(page, screen);
    await expectNamedIn(page, "zh-CN", screen);
  };
  await page.goto(`/invitation#${invitation}`);
  await page.locator("input[autocomplete=new-password]").waitFor();
  expect(page.url()).not.toContain("hfg_");
  await look("invitation");
  await page.locator("input[autocomplete=new-password]").fill(PASSWORD);
  await page.getByRole("button", { name: "设定密码" }).click();
  await page.getByText("您的登录名：lijian").waitFor();
  await page.getByRole("link", { name: "登录" }).click();
  await logIn(page, { name: "lijian", password: PASSWORD });

  await page.getByRole("link", { name: "调阅函〔2026〕3号" }).waitFor();
  expect(await page.getByRole("navigation").getByRole("link").allInnerTexts()).toEqual([
    "共享给我的",
  ]);
  await look("what was shared with me");
  await page.getByRole("link", { name: "我的登录" }).click();
  await page.getByRole("row").filter({ hasText: "127.0.0.1" }).getByText("当前登录").waitFor();
  await look("where I am logged in");
  // Whatever else is typed leads back.
  await page.goto(`/items/${item.id}`);
  await page.getByRole("link", { name: "调阅函〔2026〕3号" }).click();
  await page.getByRole("button", { name: "我已阅读并签收" }).waitFor();
  await look("a receipt");
  await page.getByRole("button", { name: "我已阅读并签收" }).click();
  await page.getByRole("button", { name: `观看 ${item.filename}` }).click();
  await page.locator("video").waitFor();
  const frames = () => page.evaluate<number>("document.querySelector('video').readyState");
  await expect.poll(frames, { timeout: 45_000 }).toBeGreaterThan(1);
  expect(await page.locator(".watermark").innerText()).toBe(
    `演示县人民检察院 · 李检察官（演示） · ${share.watermark}`,
  );
  await page.getByRole("button", { name: `核验 ${item.filename}` }).click();
  await page.getByRole("status", { name: "核验结果" }).locator("li").first().waitFor();
  await page.locator(".ant-skeleton, .waiting").first().waitFor({ state: "detached" });
  await look("an item that was shared");

  const house = await visit(browser, system.url, { size: "phone", language: "en" });
  await house.page.goto("/login?back=/sharing");
  await logIn(house.page, admin);
  await house.page.getByText("Opened", { exact: true }).waitFor();
  await expectAccessible(house.page, "sharing");
  await expectNamedIn(house.page, "en", "sharing");
  await house.page.locator("#shares").getByRole("button", { name: /^End / }).click();
  await house.page.getByRole("dialog").getByRole("textbox").fill("the review is over");
  await house.page.getByRole("dialog").getByRole("button", { name: "End", exact: true }).click();
  await house.page.getByText("Taken back", { exact: true }).waitFor();

  const asked = async (id: string) => {
    const path = `/api/v1/shared/${id}/items/${item.id}/viewing`;
    return page.evaluate(async (address) => {
      const response = await fetch(address, { headers: { range: "bytes=0-9" } });
      const { requestId, ...body } = (await response.json()) as Record<string, unknown>;
      return [response.status, typeof requestId, body] as const;
    }, path);
  };
  const gone = await asked(share.id);
  expect(gone[0]).toBe(404);
  expect(gone).toEqual(await asked(UNKNOWN));
  await page.reload();
  await page.getByText("没有这项共享。").first().waitFor();
  expect(await page.locator("video").count()).toBe(0);

  await house.page.goto(`/users/${guestId}/log-ins`);
  await house.page
    .getByRole("row")
    .filter({ hasText: /Chrome \d+ on Linux/ })
    .waitFor();
  await expectAccessible(house.page, "where somebody else is logged in");
  await house.page.getByRole("button", { name: "Log this person out" }).click();
  await house.page.getByRole("dialog").getByRole("textbox").fill("left the agency");
  await house.page.getByRole("dialog").locator("button[type=submit]").click();
  await house.page.getByText("Nobody is logged in").waitFor();
  await page.reload();
  await page.waitForURL("**/login?back=**");
  expect([...guest.complaints, ...house.complaints]).toEqual([]);
  await Promise.all([guest.close(), house.close()]);
});
