/** The dock wall in a browser: each state in words, both languages, phone and desktop, accessible, asking nobody else. */
import { request } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DockState } from "../../../services/dock/agent.ts";
import { sequenceOfPaths } from "../../../services/dock/state-visit.ts";
import { serveWall } from "../../../services/dock/wall-server.ts";
import { expectAccessible, openBrowser, type PageLanguage, type Size, visit } from "./browser.ts";

const slot = {
  ...{ root: "/card", notices: [], problem: null, mayRemove: false, sequence: null, code: null },
  isWatched: false,
} as const;
const numbers = (...found: number[]) =>
  sequenceOfPaths(
    found.map((number) => `CLIP${1000 + number}.MP4`),
    null,
  );
const CODE = `holdfast-batch-1 demo/2026 3f2b8a44-6c1e-4b52-9d0f-1f5f3f6f7a01 ${"0".repeat(64)} 9/9/0/0`;
const STATE: DockState = {
  problem: "server-away",
  notices: [],
  slots: [
    { ...slot, name: "DC-0001", kind: "copying", total: 14, sent: 7, sealed: 5 },
    {
      ...{
        ...slot,
        name: "DC-0002",
        kind: "sealed",
        total: 9,
        sent: 9,
        sealed: 9,
        mayRemove: true,
      },
      ...{ sequence: numbers(1, 2, 3), code: CODE },
    },
    {
      ...{ ...slot, name: "DC-0003", kind: "sealing", total: 4, sent: 4, sealed: 1 },
      sequence: numbers(1, 2, 5),
    },
    {
      ...{ ...slot, name: "DC-0004", kind: "attention", total: 3, sent: 2, sealed: 2 },
      ...{ problem: "read-error", notices: ["clock-far-off"] },
    },
    { ...slot, name: "DC-0005", kind: "empty", total: 0, sent: 0, sealed: 0 },
  ],
};

let browser: Browser;
let wall: Server;
let url: string;

beforeAll(async () => {
  browser = await openBrowser();
  wall = await serveWall(0, () => STATE);
  url = `http://127.0.0.1:${(wall.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await browser.close();
  wall.closeAllConnections();
  wall.close();
});

it.each<[Size, PageLanguage, ...string[]]>([
  [
    "desktop",
    "en",
    "copying 7 of 14",
    "sealed, all 9: safe to remove",
    "attention: the card gives",
    "numbers 1001 to 1005, missing 1003–1004 (2 in all)",
    "the receipt of this visit, to be photographed",
  ],
  ["phone", "en", "copying 7 of 14", "sealed, all 9: safe to remove", "attention: the card gives"],
  [
    "desktop",
    "zh-CN",
    "正在复制：7 / 14",
    "已封存 9 个：可以取出",
    "注意：存储卡读取出错",
    "缺少 1003–1004（共 2 个）",
  ],
  ["phone", "zh-CN", "正在复制：7 / 14", "已封存 9 个：可以取出", "注意：存储卡读取出错"],
])("says how each slot stands on a %s in %s", async (size, language, ...said) => {
  const { page, asked, complaints, close } = await visit(browser, url, { size, language });
  await page.goto(url);
  await page.locator(".tile").nth(4).waitFor();
  const text = await page.locator("main").innerText();
  for (const each of said) expect(text).toContain(each);
  expect(await page.locator(".code svg").getAttribute("aria-label")).toContain(CODE);
  await expectAccessible(page, `wall, ${size}, ${language}`);
  expect(asked.every((address) => address.startsWith(url))).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

it("turns away a page that reaches it under another name", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asking = request(url, { headers: { host: "evil.example" } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.on("error", reject);
    asking.end();
  });
  expect(status).toBe(421);
});
