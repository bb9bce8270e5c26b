/** A page on a service that falls silent or refuses: what a person typed before is still there, and what is wrong is told. */
import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPages } from "../../../services/command/build-page.ts";
import {
  type PageLanguage,
  type Size,
  expectAccessible,
  expectNamedIn,
  openBrowser,
  visit,
} from "./browser.ts";
import { IN_GRACE } from "./disposal-batch.ts";
import { HOME, fulfil } from "./without-service.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const REVIEW = `/cases/${ID}/legal-review`;
const by = { madeBy: ID, madeByName: "Unit", madeAt: "2026-11-26T10:00:00.000Z", isEntered: true };
const round = {
  round: 1,
  submission: { ...by, sha256: "a".repeat(64) },
  ...{ dueOn: null, opinion: null, unitSignature: null, needsUnitSignature: false },
};
const GRACE = `/disposal/batches/${IN_GRACE.id}`;
const ANSWERS: Readonly<Record<string, object>> = {
  [GRACE]: IN_GRACE,
  "/me": {
    ...{ id: ID, name: "l", displayName: "Legal", role: "legal" },
    permissions: ["cases:see", "reviews:opine", "disposal:see", "disposal:stop"],
  },
  [REVIEW]: {
    ...{ isNeeded: true, grounds: [], state: "waiting", finding: null, dueOn: null },
    rounds: [round],
  },
  [`${REVIEW}/rounds/1`]: {
    ...{ ...round, statement: "", points: [], changes: null, said: null },
    ...{ counts: { items: 0, sessions: 0, records: 0 }, provisional: false },
  },
};

let browser: Browser;
let isSilent = false;

beforeAll(async () => {
  await buildPages(HOME, () => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

const answer = (route: Route): Promise<void> =>
  fulfil(route, (path) => (isSilent ? null : ANSWERS[path]));

it("keeps an opinion that is being written, whatever cannot be read again", async () => {
  const { page, close } = await visit(browser, "http://page.test", {
    ...{ size: "desktop", language: "en" },
  });
  await page.clock.install();
  await page.route("**/*", answer);
  await page.goto(`/cases/${ID}`);
  await page.getByRole("button", { name: "Give the opinion" }).click();
  const text = page.getByLabel("In words");
  await text.fill("what I wrote");
  isSilent = true;
  // Whatever was read is old by then, who is logged in too; then somebody comes back to the page.
  await page.clock.fastForward(61_000);
  await page.evaluate(`document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))`);
  const silent = page.getByText("The service does not answer");
  for (let tries = 0; tries < 5; tries += 1) await page.clock.runFor(2_000);
  await silent.first().waitFor();
  expect(await text.inputValue()).toBe("what I wrote");
  isSilent = false;
  await close();
});

it.each<[Size, PageLanguage, string, string]>([
  ["desktop", "en", "Your session has ended", "Log in"],
  ["phone", "zh-CN", "登录已结束", "登录"],
])(
  "keeps on a %s in %s what was typed when the session ends, hides it, and goes on when its person is back",
  async (size, language, title, submit) => {
    const { page, complaints, close } = await visit(browser, "http://page.test", {
      ...{ size, language },
    });
    let isOver = false;
    const over = { type: "about:blank", title: "", status: 401, code: "access/not-signed-in" };
    await page.route("**/*", (sent) => {
      const { pathname } = new URL(sent.request().url());
      return isOver && pathname.startsWith("/api/v1/")
        ? sent.fulfill({ status: 401, json: over })
        : answer(sent);
    });
    const passwords: unknown[] = [];
    await page.route("**/api/v1/session", (sent) => {
      passwords.push(sent.request().postDataJSON());
      const wrong = { ...over, code: "access/wrong-password" };
      if (passwords.length === 1) return sent.fulfill({ status: 401, json: wrong });
      isOver = false;
      return sent.fulfill({ status: 201, json: ANSWERS["/me"]! });
    });
    const bodies: unknown[] = [{}];
    await page.route(`**/api/v1${GRACE}/grace`, (sent) =>
      isOver ? sent.fulfill({ status: 401, json: over }) : prolong(sent, bodies),
    );
    await page.goto(`/disposal/${IN_GRACE.id}`);
    await page.locator(".head button, .screen button").first().waitFor();
    await page.getByRole("button", { name: /^(Prolong the grace|延长宽限期)$/ }).click();
    const form = page.locator(".ant-modal");
    await form.locator("input:focus").waitFor();
    const [day, why] = [form.locator("input").first(), form.locator("textarea, input").last()];
    await day.fill("2026-12-18");
    await why.fill("a letter is awaited");
    isOver = true;
    await form.locator("button[type=submit]").click();

    const again = page.locator("dialog.again");
    await again.getByText(title).waitFor();
    await expectAccessible(page, "log in again");
    await expectNamedIn(page, language, "log in again");
    // Neither the key nor the keyboard's way round leads behind it.
    await page.keyboard.press("Escape");
    expect(await page.evaluate(`document.activeElement.closest("dialog.again") !== null`)).toBe(
      true,
    );
    const password = again.locator("input[type=password]");
    await password.fill("wrong");
    await again.getByRole("button", { name: submit }).click();
    await again.getByRole("alert").waitFor();
    expect(await day.inputValue()).toBe("2026-12-18");
    expect(await why.inputValue()).toBe("a letter is awaited");
    await password.fill("right");
    await again.getByRole("button", { name: submit }).click();
    await again.waitFor({ state: "detached" });
    expect(passwords).toEqual([
      { name: "l", password: "wrong" },
      { name: "l", password: "right" },
    ]);
    // What was being done goes on, once.
    await form.waitFor({ state: "detached" });
    expect(bodies.slice(1)).toEqual([{ until: "2026-12-18", reason: "a letter is awaited" }]);
    expect(complaints).toEqual([]);
    await close();
  },
);

it("tells before a session ends, asks for nobody who is away, and prolongs it for who is there", async () => {
  const { page, complaints, close } = await visit(browser, "http://page.test", {
    ...{ size: "desktop", language: "en" },
  });
  await page.clock.install();
  await page.route("**/*", answer);
  let seconds = 1_800;
  const unattended: boolean[] = [];
  await page.route("**/api/v1/me", (sent) => {
    unattended.push(sent.request().headers()["x-unattended"] !== undefined);
    const headers = { "X-Session-Seconds": String(seconds) };
    return sent.fulfill({ json: ANSWERS["/me"]!, headers });
  });
  await page.goto(`/disposal/${IN_GRACE.id}`);
  await page.getByRole("button", { name: "Prolong the grace" }).waitFor();
  const notice = page.getByText("Your session ends in about 4 min.");
  expect(unattended).toEqual([false]);
  seconds = 240;
  await page.clock.fastForward(26 * 60_000);
  await page.clock.runFor(31_000);
  await notice.waitFor();
  await expectAccessible(page, "the session ends soon");
  expect(unattended.slice(1)).not.toContain(false);
  seconds = 1_800;
  await page.getByRole("button", { name: "Stay logged in" }).click();
  await notice.waitFor({ state: "detached" });
  expect(unattended.at(-1)).toBe(false);
  expect(complaints).toEqual([]);
  await close();
});

/** The first day is one that its rule does not allow. */
async function prolong(sent: Route, bodies: unknown[]): Promise<void> {
  bodies.push(sent.request().postDataJSON());
  const code = "disposal/other-grace";
  const refusal = { type: "about:blank", title: "", status: 400, code };
  const facts = { from: "2026-11-29", most: "2026-12-20" };
  if (bodies.length === 1) await sent.fulfill({ status: 400, json: { ...refusal, facts } });
  else await sent.fulfill({ json: IN_GRACE });
}

it.each<[Size, PageLanguage, Readonly<Record<"open" | "day" | "why" | "wrong", string>>]>([
  [
    ...(["desktop", "en"] as const),
    {
      ...{ open: "Prolong the grace", day: "Last day on which nothing is destroyed" },
      ...{ why: "Reason", wrong: "The grace can be prolonged only, and within its rule" },
    },
  ],
  [
    ...(["phone", "zh-CN"] as const),
    {
      open: "延长宽限期",
      day: "不销毁的最后一天",
      why: "理由",
      wrong: "宽限期只能在规则所许范围内延长",
    },
  ],
])(
  "prolongs the grace of a batch on a %s in %s: a day that is refused stays to be changed, and the dialog ends with the other",
  async (size, language, words) => {
    const { page, complaints, close } = await visit(browser, "http://page.test", {
      ...{ size, language },
    });
    await page.route("**/*", answer);
    const bodies: unknown[] = [];
    await page.route(`**/api/v1${GRACE}/grace`, (sent) => prolong(sent, bodies));
    await page.goto(`/disposal/${IN_GRACE.id}`);
    await page.getByRole("button", { name: words.open }).click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.locator("button[type=submit]");
    await dialog.waitFor();
    // Typing begins in the first field.
    await dialog.locator("input:focus").waitFor();
    await expectAccessible(page, "prolong the grace");
    await expectNamedIn(page, language, "prolong the grace");
    await confirm.click();
    await dialog.locator(".ant-form-item-explain-error").first().waitFor();
    expect(bodies).toEqual([]);

    const day = dialog.getByLabel(words.day);
    await day.fill("2027-03-01");
    await dialog.getByLabel(words.why).fill("a letter is awaited");
    await confirm.click();
    await dialog.getByText(words.wrong).waitFor();
    expect(await day.inputValue()).toBe("2027-03-01");
    await day.fill("2026-12-18");
    await confirm.click();
    await dialog.waitFor({ state: "detached" });
    expect(bodies).toEqual(
      ["2027-03-01", "2026-12-18"].map((until) => ({ until, reason: "a letter is awaited" })),
    );
    expect(complaints).toEqual([]);
    await close();
  },
);
