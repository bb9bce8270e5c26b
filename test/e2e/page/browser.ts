/** A browser for the page's tests: sizes, languages, what it asked for and complained about, axe, pictures of screens. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type Page, type Request, chromium } from "playwright-core";
import { expect } from "vitest";
import { watchPage } from "../house-answers.ts";

export const SIZES = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
const TABLET = { width: 820, height: 1180 } as const;
export type Size = keyof typeof SIZES;
export type PageLanguage = "zh-CN" | "en";

/** What a person reads or presses, by language. */
export const WORDS = {
  "zh-CN": {
    watch: "观看",
    confirm: "记录用途并继续",
    purpose: "案件审核",
    failed: "没有这个页面",
  },
  en: {
    watch: "View",
    confirm: "Record and continue",
    purpose: "Case review",
    failed: "There is no such page",
  },
} as const;

/** Debian's; nothing is downloaded. */
const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

export interface Visit {
  readonly page: Page;
  /** Addresses the page asked for, in order. */
  readonly asked: readonly string[];
  /** What the browser complained about: scripts that failed, policies that were broken. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Broken policies (CSP, Trusted Types), also those that the browser would not print. */
const TELLS_VIOLATIONS = `addEventListener("securitypolicyviolation", (broken) => console.error(
  "policy broken: " + broken.effectiveDirective + " " + broken.blockedURI + " " + broken.sample))`;

/** Of each page, what it asked the service and has no answer to yet. */
const questions = new WeakMap<Page, ReadonlySet<Request>>();

const FRAMES =
  "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))";

/** Waits until the page has the answers to all that it asked, and has drawn them; drawing one may ask for another. */
export async function answered(page: Page): Promise<void> {
  const count = async () => {
    await page.evaluate(`${FRAMES}.then(() => undefined)`);
    return questions.get(page)?.size;
  };
  const isDone = async () => (await count()) === 0 && (await count()) === 0;
  await expect.poll(isDone, { timeout: 45_000, interval: 20 }).toBe(true);
}

export async function visit(
  browser: Browser,
  url: string,
  { size, language }: { size: Size; language: PageLanguage },
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: SIZES[size],
    locale: language,
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
    reducedMotion: size === "phone" ? "reduce" : "no-preference",
  });
  // Two cores run everything in a test run; slow is not broken.
  context.setDefaultTimeout(45_000);
  await context.addInitScript({ content: TELLS_VIOLATIONS });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const open = new Set<Request>();
  page.on("request", (request) => request.resourceType() === "fetch" && open.add(request));
  for (const over of ["requestfinished", "requestfailed"] as const)
    page.on(over as "requestfinished", (request) => open.delete(request));
  questions.set(page, open);
  watchPage(page);
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    // A refused request is reported by the browser whatever the page makes of it.
    const refused = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !refused) complaints.push(message.text());
  });
  return { page, asked, complaints, close: () => context.close() };
}

export interface Person {
  readonly name: string;
  readonly password: string;
}

const SUBMIT = { "zh-CN": "登录", en: "Log in" } as const;

/** Fills in the form that is on the screen. */
export async function logIn(page: Page, { name, password }: Person): Promise<void> {
  await page.locator("input[autocomplete=username]").fill(name);
  await page.locator("input[autocomplete=current-password]").fill(password);
  await page
    .getByRole("button", { name: new RegExp(`^(${SUBMIT["zh-CN"]}|${SUBMIT.en})$`) })
    .click();
  await page.getByRole("navigation").waitFor();
}

/** What an item's page says happened to it. */
export const custodyOn = (page: Page): Promise<string> =>
  page.getByRole("region", { name: "Custody record" }).innerText();

/** What fades in is half transparent on its way, and has the contrast of neither end: judged when it has arrived. What turns for ever is not waited for. */
const AT_REST = `Promise.all(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished.catch(() => undefined)))`;

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** In place of axe's source where the page has it: the library would put it in twice each time. */
const NOTHING_MORE = "0";

/** WCAG 2.2 A and AA and axe's own good practice: nothing found; and nothing wider than the screen. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const hasAxe = await page.evaluate<boolean>(`${AT_REST}.then(() => "axe" in window)`);
  const { violations } = await new AxeBuilder({
    page,
    ...(hasAxe ? { axeSource: NOTHING_MORE } : {}),
  })
    // No frames here: judged in the page itself, not gathered in a second one that loads axe anew.
    .setLegacyMode()
    // Every rule is tried on every element; of what holds one element is told, not all.
    .options({ runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"] })
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
  );
  expect(found, screen).toEqual([]);
  await expectFits(page, screen);
}

async function expectFits(page: Page, screen: string): Promise<void> {
  const widths = await page.evaluate<[number, number]>(
    `${FRAMES}.then(() => [document.documentElement.scrollWidth, innerWidth])`,
  );
  expect(widths[0], `${screen}: width of the content`).toBeLessThanOrEqual(widths[1]);
}

/** The same screen held as a tablet is, and then as it was. */
async function expectFitsTablet(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(TABLET);
  await expectFits(page, `${screen}, on a tablet`);
  await keepPicture(page, `tablet ${screen}`);
  if (before !== null) await page.setViewportSize(before);
}

/** Of whoever wants to look at the screens: the folder where their pictures are kept. */
const PICTURES = process.env["HOLDFAST_TEST_PICTURES"] ?? "";

async function keepPicture(page: Page, screen: string): Promise<void> {
  if (PICTURES === "") return;
  await mkdir(PICTURES, { recursive: true });
  const name = screen.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  await page.screenshot({ path: join(PICTURES, `${name}.jpg`), quality: 70, fullPage: true });
}

/** Names that only a screen reader speaks are in the page's language too. */
export async function expectNamedIn(
  page: Page,
  language: PageLanguage,
  screen: string,
): Promise<void> {
  const names = await page.evaluate<string[]>(
    `[...document.querySelectorAll("[aria-label],[title]")]
      .filter((element) => element.closest("[aria-hidden=true]") === null).flatMap((element) =>
      [element.getAttribute("aria-label"), element.getAttribute("title")]).filter((name) => name !== null)`,
  );
  const english = names.filter(
    (name) => /\p{L}{3,}/u.test(name) && !/\p{Script=Han}/u.test(name) && !RECORDED.test(name),
  );
  if (language === "zh-CN") expect(english, `${screen}: names not in Chinese`).toEqual([]);
}

/** Values as recorded have no language: instants, ids, file names. */
const RECORDED = /^\d{4}-\d\d-\d\dT|^[0-9a-f-]{36}$|[.]\w{3,4}$/;

/** All that holds for every screen; what is held on a phone is turned to a tablet, too. */
export async function expectScreen(
  page: Page,
  { size, language }: { readonly size: Size; readonly language: PageLanguage },
  screen: string,
): Promise<void> {
  await answered(page);
  await keepPicture(page, `${language} ${size} ${screen}`);
  await expectAccessible(page, screen);
  await expectNamedIn(page, language, screen);
  if (size === "phone") await expectFitsTablet(page, `${language} ${screen}`);
}

/** Presses Tab until `name` has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<string>(
      `(() => { const it = document.activeElement;
        return it?.getAttribute("aria-label") ?? it?.labels?.[0]?.textContent ?? it?.textContent ?? ""; })()`,
    );
    if (name.test(focused)) return;
  }
  throw new Error(`no Tab stop is called ${name}`);
}

/** Goes to `place` as a link of the page does: by way of a screen that is none, so that nothing of the last one is looked at. */
export async function goWithin(page: Page, place: string, noScreen: string): Promise<void> {
  const go = (to: string) =>
    page.evaluate(
      `history.pushState(null, "", ${JSON.stringify(to)}); dispatchEvent(new PopStateEvent("popstate", { state: null }))`,
    );
  await go("/no/such/place");
  await page.getByText(noScreen).waitFor();
  await go(place);
  await page.getByText(noScreen).waitFor({ state: "detached" });
}

/** Waits until `expression` is true; the page's policy forbids playwright's own way, which uses eval. */
export const holds = (page: Page, expression: string): Promise<void> =>
  expect
    .poll(() => page.evaluate<boolean>(`Boolean(${expression})`), {
      timeout: 45_000,
      interval: 100,
    })
    .toBe(true);

/** In the open dialog: gives a reason, and is asked once more who they are, as ten minutes after the log-in. `address`: of the command. */
export async function askedAgain(page: Page, address: string): Promise<void> {
  const json = { type: "about:blank", title: "", status: 403, code: "access/confirm-again" };
  await page.route(address, (sent) => sent.fulfill({ status: 403, json }));
  await page.getByRole("dialog").getByRole("textbox").fill("A reason to do it");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  await page.locator("input[type=password]").waitFor();
}
