/** The list of items over a database of many, until its first rows are drawn. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import pg from "pg";
import { logIn, visit } from "../../e2e/page/browser.ts";
import type { System } from "../../e2e/start-system.ts";
import { spread } from "../live/figures.ts";
import { seed } from "../search/seed.ts";

/** Tells when the first row was drawn, in milliseconds after the address was opened; asked once, so that asking takes none of its time. */
const NOTES_ROWS = `window.shown = new Promise((resolve) => new MutationObserver((_, observer) => {
  if (document.querySelector(".file-name") === null) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
}).observe(document, { childList: true, subtree: true }));`;

export async function listShown(
  system: System,
  browser: Browser,
  { items, rounds }: { readonly items: number; readonly rounds: number },
): Promise<object> {
  await fill(system, items);
  const state = await loggedIn(system, browser);
  const cold: number[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    const context = await browser.newContext({ ...state, baseURL: system.url, locale: "zh-CN" });
    cold.push(await shown(context));
    await context.close();
  }
  const context = await browser.newContext({ ...state, baseURL: system.url, locale: "zh-CN" });
  await shown(context);
  const again: number[] = [];
  for (let turn = 0; turn < rounds; turn += 1) again.push(await shown(context));
  return { items, rounds, firstVisitMs: spread(cold), laterVisitMs: spread(again) };
}

async function fill({ dataDir }: System, items: number): Promise<void> {
  const connectionString = (
    await readFile(join(dataDir, "secrets", "database-url"), "utf8")
  ).trim();
  const pool = new pg.Pool({ connectionString });
  try {
    await seed(pool, items);
  } finally {
    await pool.end();
  }
}

async function loggedIn(system: System, browser: Browser) {
  const { page, close } = await visit(browser, system.url, { size: "desktop", language: "zh-CN" });
  const [admin] = system.users.filter(({ role }) => role === "admin");
  if (admin === undefined) throw new Error("up makes an administrator");
  await page.goto("/");
  await logIn(page, admin);
  const storageState = await page.context().storageState();
  await close();
  return { storageState };
}

async function shown(context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  try {
    await page.addInitScript({ content: NOTES_ROWS });
    await page.goto("/items");
    return await page.evaluate<number>("window.shown");
  } finally {
    await page.close();
  }
}
