/** Every screen of the page, on a desktop, a tablet and a phone, in both languages: accessible, in one language, asking nobody else; and those at work who look after devices and people. */
import { rm } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type System, startSystem } from "../start-system.ts";
import {
  type PageLanguage,
  type Size,
  WORDS,
  askedAgain,
  expectScreen,
  goWithin,
  logIn,
  openBrowser,
  visit,
} from "./browser.ts";
import { goByBar, placesOf } from "./bar.ts";
import { emptyHouse, followFigures } from "./first-screen.ts";
import { openBatch } from "./disposal-batch.ts";
import { everythingSealed, personOf } from "./demo.ts";
import { makeAndEndTokens } from "./tokens.ts";
import { receiptHolds } from "./visit-receipt.ts";
import { decidedCase, dockOnce, orderedExport, putPackInForce } from "./house.ts";

const DESKTOP = { size: "desktop", language: "en" } as const;
let system: System;
let browser: Browser;
let [card, caseId, exportId, packId] = ["", "", "", ""];

beforeAll(async () => {
  system = await startSystem({ demo: true, inMemory: true });
  browser = await openBrowser();
  await everythingSealed(system);
  card = await dockOnce(system, ["CLIP0001.MP4", "CLIP0003.MP4"]);
  packId = await putPackInForce(system);
  caseId = await decidedCase(system);
  exportId = await orderedExport(system);
});
afterAll(async () => {
  const ended = await Promise.allSettled([browser.close(), system.stop()]);
  await rm(card, { recursive: true, force: true });
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

/** In the first each screen is loaded by its address; in the others it is gone to within the page, which costs a quarter. */
describe.each<[Size, PageLanguage, "by its address" | "within the page"]>([
  ["desktop", "zh-CN", "by its address"],
  ["desktop", "en", "within the page"],
  ["phone", "zh-CN", "within the page"],
  ["phone", "en", "within the page"],
])("on a %s in %s", (size, language, way) => {
  it("every screen is accessible, fits, speaks one language, and asks nobody but the service", async () => {
    const words = WORDS[language];
    const { page, asked, complaints, close } = await visit(browser, system.url, { size, language });
    const look = async (screen: string): Promise<void> => {
      // What the pointer happens to lie on has a tooltip, which is in no region of the page.
      await page.mouse.move(0, 0);
      await expectScreen(page, { size, language }, screen);
    };
    const goTo = (place: string): Promise<unknown> =>
      way === "by its address" ? page.goto(place) : goWithin(page, place, words.failed);
    await page.goto("/");
    await page.locator("form").waitFor();
    await look("log-in");
    expect(await page.locator("html").getAttribute("lang")).toBe(language);

    await logIn(page, personOf(system, "admin"));
    await page.locator(".figures").nth(1).waitFor();
    await look("how things stand");
    await emptyHouse(page);
    await look("the first steps");
    await goTo("/waiting");
    await page.locator(".downloads li, [role=status]").first().waitFor();
    await look("what waits");
    await goTo("/items");
    await page.locator(".file-name").first().waitFor();
    await look("items");

    await page.getByRole("link", { name: "演示-现场检查.mp4" }).click();
    await page.locator(".checks").waitFor();
    await page.locator(".custody li").first().waitFor();
    await look("item");
    await page.locator("#labels + button").click();
    await look("the form of a label");
    await page.locator("#basis").pressSequentially("2026-1\n");
    await page.locator("section[aria-labelledby=labels] .mark").first().waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await look("an item with a label");
    await page.locator(".screen").getByRole("button", { name: words.watch }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(words.purpose);
    await look("purpose");
    await page.getByRole("button", { name: words.confirm }).click();
    await page.locator("video").waitFor();
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look("player, everything unfolded");

    for (const place of [
      ...[
        "/items?awaits=copy&receivedFrom=2026-01-01T00:00:00.000Z",
        "/recording-sessions?handIn=late",
      ],
      ...["/cases", "/recording-sessions", "/packages", "/exports", `/exports/${exportId}`],
      ...["/visits", "/devices", "/holds", "/disposal", "/users", "/webhooks", "/health"],
      ...["due", "looks", "ending"].map((shown) => `/disposal?show=${shown}`),
      ...[
        "/tokens",
        "/tokens/all?ended=true",
        "/log-ins",
        "/access?ask=",
        "/grants",
        "/sharing",
        "/reports",
      ],
      ...["/spot-checks", "/actions"],
      `/audit?case=${caseId}`,
      ...[`/cases/${caseId}`, `/cases/${caseId}/file`, "/legal-reviews", "/clearances"],
      ...["/policy", `/policy/${packId}`, "/confirmed?problem=access/not-signed-in"],
    ]) {
      await goTo(place);
      await page.locator("h1").waitFor();
      await page.locator(".ant-skeleton, .waiting").first().waitFor({ state: "detached" });
      await look(place);
    }
    await goTo(`/cases/${caseId}`);
    const folded = page.locator("[aria-labelledby=legal-review] summary");
    await folded.nth(1).waitFor();
    for (const summary of await folded.all()) await summary.click();
    await page.locator("[aria-labelledby=legal-review] h3").nth(3).waitFor();
    await look("rounds of legal review");
    await goTo("/devices");
    await page.locator("tbody a").first().click();
    await page.locator(".time-line svg").press("ArrowRight");
    await page.locator("#line-chosen").getByText(".mp4").waitFor();
    await look("the chain of a device");
    await goTo("/devices");
    await page.locator(".head button").click();
    await page.getByRole("dialog").waitFor();
    await look("a dialog");
    if (size === "phone") {
      await goTo("/devices");
      await page.locator("tbody button").first().click();
      await page.getByRole("dialog").waitFor();
      await look("who carries it");
      await goTo("/devices");
      await page.locator("tbody button").last().click();
      await page.getByRole("dialog").waitFor();
      await look("a question");
      await askedAgain(page, "**/api/v1/devices/*");
      await look("who they are, once more");
    }
    await openBatch(page);
    await look("a batch of disposal");
    await goTo("/holds?place=item:1");
    await page.getByRole("dialog").waitFor();
    await look("a new hold");
    await page.goto("/no/such/place");
    await page.getByText(words.failed).waitFor();
    await look("no such page");

    const others = asked.filter((to) => !to.startsWith(system.url) && !to.startsWith("data:"));
    expect(others).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("the language can be switched on the first screen, and stays switched", async () => {
  const { page, close } = await visit(browser, system.url, DESKTOP);
  await page.goto("/login");
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: "登录" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "登录" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await close();
});

it("a docking visit shows the number that is missing, and gives the receipt for all of it", async () => {
  const { page, complaints, close } = await visit(browser, system.url, DESKTOP);
  await page.goto("/visits");
  await logIn(page, personOf(system, "officer"));
  const row = page.getByRole("row").filter({ hasText: "missing 2 (1 in all)" });
  await row.getByText("List received").waitFor();
  await receiptHolds(page, row, system, card);
  expect(complaints).toEqual([]);
  await close();
});

it("a reviewer says who carries a device, and is offered nothing else of devices", async () => {
  const { page, complaints, close } = await visit(browser, system.url, DESKTOP);
  await page.goto("/devices");
  await logIn(page, personOf(system, "reviewer"));
  const assign = page.getByRole("button", { name: /^Assign / }).first();
  await assign.waitFor();
  expect(await placesOf(page)).toBe(
    "Overview,Waiting for you,Search,Items,Rooms now,Visits,Devices,Cases,Recording sessions,Officers,Packages,Exports,Sharing,Holds,Disposal,Policy,Spot checks",
  );
  const others = page.getByRole("button", { name: /^(Add|Code|Revoke|Retire)/ });
  expect(await others.count()).toBe(0);
  await assign.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(personOf(system, "officer").name);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

describe("an administrator", () => {
  const inEnglish = async (path: string) => {
    const { page, complaints, close } = await visit(browser, system.url, DESKTOP);
    await page.goto(path);
    await logIn(page, personOf(system, "admin"));
    const confirm = async (verb: string, reason?: string) => {
      const dialog = page.getByRole("dialog");
      if (reason !== undefined) {
        await dialog.getByRole("button", { name: verb }).click();
        await dialog.getByText("At least 3 characters").waitFor();
        await dialog.getByRole("textbox").fill(reason);
      }
      await dialog.getByRole("button", { name: verb }).click();
    };
    const end = async (): Promise<void> => {
      expect(complaints).toEqual([]);
      await close();
    };
    return { page, confirm, end };
  };

  it("finds one device among many by a part of its name, also from a link, assigns and retires it", async () => {
    const made: { id: string; token: string }[] = [];
    for (let count = 0; count < 55; count += 1) {
      const body = JSON.stringify({ name: `Unit ${100 + count} 海甸`, kind: "body_camera" });
      const headers = { "content-type": "application/json" };
      const answer = await system.fetch("/api/v1/devices", { method: "POST", headers, body });
      made.push((await answer.json()) as { id: string; token: string });
    }
    const { id = "", token = "" } = made.at(-1) ?? {};
    const { page, confirm, end } = await inEnglish("/items");
    const devices = page.getByRole("combobox", { name: "Any device" });
    await devices.click();
    await page.getByText("There are more; type to find them").waitFor({ state: "attached" });
    await devices.pressSequentially("154 海");
    await page.locator(".ant-select-item-option").filter({ hasText: "Unit 154 海甸" }).click();
    await page.waitForURL(`**/items?deviceId=${id}`);
    await page.getByText("No item matches these filters").waitFor();
    await page.reload();
    await page.locator(".filters").getByText("Unit 154 海甸").waitFor();

    await page.goto("/devices");
    await page.getByRole("button", { name: "Load more" }).click();
    await page.getByRole("button", { name: "Assign Unit 154 海甸" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().fill(personOf(system, "officer").name);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const calendar = await system.fetch(`/api/v1/devices/${id}/assignments`, {});
    expect(await calendar.json()).toMatchObject({ holder: { to: null }, entries: [{}] });
    await page.getByRole("button", { name: "Retire Unit 154 海甸" }).click();
    await confirm("Retire", "Broken beyond repair");
    const row = page.getByRole("row").filter({ hasText: "Unit 154 海甸" });
    await row.getByText("Retired").waitFor();
    const headers = { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0" };
    const refused = await fetch(new URL("/uploads", system.url), { method: "POST", headers });
    expect(refused.status).toBe(401);
    await end();
  });

  it("comes by each figure of the first screen to a list of as many", async () => {
    const { page, end } = await inEnglish("/");
    await followFigures(page);
    await end();
  });

  it("disables a person, and makes a token that works until it is revoked", async () => {
    const { page, confirm, end } = await inEnglish("/users");
    const officer = personOf(system, "officer").name;
    await page.getByRole("button", { name: `Disable ${officer}` }).click();
    await confirm("Disable", "Has left the service");
    const row = page.getByRole("row").filter({ hasText: officer });
    await row.getByText("Disabled").waitFor();
    await goByBar(page, "Actions");
    const told = page.getByRole("row").filter({ hasText: "disabled the account of" });
    await told.getByText("Has left the service").waitFor();
    await page.getByRole("combobox", { name: "Any action" }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: "Account disabled" }).click();
    await page.waitForURL("**/actions?kind=user-disabled");
    const [taken] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Take away CSV" }).click(),
    ]);
    expect(taken.suggestedFilename()).toBe("actions.csv");

    await makeAndEndTokens(page, system, confirm);
    await end();
  });
});
