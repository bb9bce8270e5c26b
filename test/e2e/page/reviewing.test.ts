/** A reviewer's work in a real browser: find, state a purpose, watch, verify, link, take a package away. */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type System, startSystem } from "../start-system.ts";
import { goByBar, placesOf } from "./bar.ts";
import { type Visit, custodyOn, holds, logIn, openBrowser, visit } from "./browser.ts";
import { workByKeys } from "./by-keys.ts";
import { choose } from "./choose.ts";
import { addDevice } from "./adding-device.ts";
import { everythingSealed, personOf } from "./demo.ts";
import { handOut } from "./handing-out.ts";
import { looksBefore } from "./looking-before.ts";

let system: System;
let browser: Browser;
let guest: Visit;
let page: Page;

beforeAll(async () => {
  system = await startSystem({ demo: true, inMemory: true });
  browser = await openBrowser();
  await everythingSealed(system);
});
afterAll(async () => {
  try {
    await browser.close();
  } finally {
    await system.stop();
  }
});
beforeEach(async () => {
  guest = await visit(browser, system.url, { size: "desktop", language: "en" });
  page = guest.page;
});
afterEach(async () => {
  expect(guest.complaints).toEqual([]);
  await guest.close();
});

const CLIP = "演示-现场检查.mp4";
const open = async (role: string, path = "/items"): Promise<void> => {
  await page.goto(path);
  await logIn(page, personOf(system, role));
};
const openClip = async (name = CLIP): Promise<void> => {
  await page.getByRole("link", { name }).click();
  await page.locator(".custody li").first().waitFor();
};
const statePurpose = async (purpose: string): Promise<void> => {
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(purpose);
  await page.keyboard.press("Enter");
  await page.locator("video").waitFor();
};
const media = (): readonly string[] =>
  guest.asked.filter((address) => /\/derivatives\/viewing|\/original/.test(address));
const positionSeconds = (): Promise<number> =>
  page.evaluate<number>("document.querySelector('video').currentTime");

describe("the door", () => {
  it("leads to the log-in and back to where one was going", async () => {
    await page.goto("/items?stage=sealed");
    await page.locator("form").waitFor();
    expect(new URL(page.url()).pathname).toBe("/login");
    await logIn(page, personOf(system, "reviewer"));
    await page.waitForURL("**/items?stage=sealed");
  });

  it("says in words that name and password do not match, and lets nobody in", async () => {
    await page.goto("/");
    await page.locator("input[autocomplete=username]").fill(personOf(system, "reviewer").name);
    await page.locator("input[autocomplete=current-password]").fill("not the password");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("That password is wrong").waitFor();
    await page.goto("/items");
    await page.locator("form").waitFor();
  });

  it("asks for the log-in when the session ends while someone works, and comes back", async () => {
    await open("reviewer");
    await page.locator(".file-name").first().waitFor();
    await page.context().clearCookies();
    await page.goto("/cases");
    await page.waitForURL("**/login?back=%2Fcases");
    await logIn(page, personOf(system, "reviewer"));
    await page.waitForURL("**/cases");
  });

  it("loads itself anew when a screen's file is gone, as after an upgrade", async () => {
    await open("reviewer");
    await page.locator(".file-name").first().waitFor();
    const gone = { status: 404, body: "" };
    await page.route("**/assets/cases-page-*.js", (route) => route.fulfill(gone), { times: 1 });
    const reloaded = page.waitForEvent("load");
    await goByBar(page, "Cases");
    await reloaded;
    await goByBar(page, "Cases");
    await page.locator("table").waitFor();
    guest.complaints.length = 0;
  });

  it("forgets the stated purpose when a person logs out", async () => {
    await open("reviewer");
    await openClip();
    await statePurpose("Case review before leaving");
    await page.getByRole("button", { name: "Log out" }).click();
    await logIn(page, personOf(system, "reviewer"));
    await openClip();
    await page.locator(".screen").getByRole("button", { name: "View" }).waitFor();
    expect(await page.locator("video").count()).toBe(0);
  });
});

describe("watching", () => {
  it("asks for the purpose before any media is read, shows it, and writes it into the custody record", async () => {
    await open("reviewer");
    await openClip();
    expect(media()).toEqual([]);
    const purpose = `Checking the caution ${Date.now()}`;
    await statePurpose(purpose);
    await holds(page, "document.querySelector('video').readyState >= 2");
    expect(media().length).toBeGreaterThan(0);
    expect(
      media().every((address) => new URL(address).searchParams.get("purpose") === purpose),
    ).toBe(true);
    await page.getByText(`Purpose (Evidence): ${purpose}`).waitFor();
    await page.reload();
    await page.locator("video").waitFor();
    await page.getByText(`read the viewing copy for “${purpose}”`).waitFor();
  });

  it("plays by keyboard, and steps by exactly one frame", async () => {
    await open("reviewer");
    await openClip();
    await statePurpose("Frame by frame");
    await holds(page, "document.querySelector('video').readyState >= 2");
    await page.locator("h1").click();
    await page.keyboard.press("Space");
    await holds(page, "document.querySelector('video').currentTime > 0.2");
    await page.keyboard.press("Space");
    await holds(page, "document.querySelector('video').paused");
    await page.evaluate("document.querySelector('video').currentTime = 2");
    await page.getByTestId("timecode").getByText("00:00:02:00").waitFor();
    await page.keyboard.press(".");
    await page.getByTestId("timecode").getByText("00:00:02:01").waitFor();
    await page.keyboard.press(",");
    await page.getByTestId("timecode").getByText("00:00:02:00").waitFor();
    await page.keyboard.press("ArrowLeft");
    await holds(page, "document.querySelector('video').currentTime === 0");
    await page.keyboard.press("ArrowRight");
    expect(await positionSeconds()).toBe(5);
    expect(await page.getByTestId("wall-clock").innerText()).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.]\d{3}$/,
    );
    const mark = page.locator(".watermark");
    expect(await mark.innerText()).toContain(` (${personOf(system, "reviewer").name}) · `);
    await page.getByRole("button", { name: "Full screen" }).click();
    await holds(page, "document.fullscreenElement?.querySelector('.watermark')");
    await page.evaluate("document.exitFullscreen()");
    await holds(page, "document.fullscreenElement === null");
    // Where it stands is cited, with the picture's digest once that is made; and a citation opens there.
    await page.getByRole("button", { name: "Cite this moment" }).click();
    await page
      .getByTestId("citation")
      .getByText(/SHA-256 as decoded .* [0-9a-f]{64};/)
      .waitFor();
    await page.getByRole("button", { name: "Copy JSON of the citation" }).waitFor();
    const cited = await page.getByTestId("citation").innerText();
    expect(cited).toMatch(/SHA-256 [0-9a-f]{64}.*, at 5\.000 s/);
    await page.goto(/https?:\S+$/.exec(cited)?.[0] ?? "");
    await page.locator("video").waitFor();
    await holds(page, "document.querySelector('video').currentTime === 5");
    await page.getByRole("button", { name: "From here", exact: true }).click();
    await page.getByTestId("excerpt-range").getByText("From 00:00:05:00 to not set").waitFor();
  });

  it("says of a file that no decoder takes: sealed, no viewing copy, and why", async () => {
    await open("reviewer");
    await openClip("演示-无法解码.mp4");
    await page.getByText("Sealed, no viewing copy").waitFor();
    const why = page.locator(".screen").getByText(/decode/);
    await why.first().waitFor();
    expect(await page.locator("video").count()).toBe(0);
  });

  it("leads from the log-in by search, playing and verifying to a package, without a mouse", async () => {
    await workByKeys(page, personOf(system, "reviewer"), "演示 现场", /^演示-现场检查[.]mp4$/);
  });
});

describe("verifying", () => {
  it("shows each check by itself, reads the whole original again on demand, and says how to do it alone", async () => {
    await open("auditor");
    await openClip();
    const panel = page.getByRole("region", { name: "Verification" });
    await panel.locator(".check").first().waitFor();
    expect(await panel.locator(".check").count()).toBe(10);
    for (const name of ["Continuous audit", "Signatures of the source", "Time stamp"])
      await panel.getByRole("heading", { name }).waitFor();
    await panel.getByText("its turn in the audit has not come yet").waitFor();
    const bytes = panel
      .locator(".check")
      .filter({ has: page.getByRole("heading", { name: "Stored bytes" }) });
    await bytes.getByText("Indeterminate").waitFor();
    await panel.getByRole("button", { name: "Read the whole original again" }).click();
    await bytes.getByText("Passed").waitFor();
    expect(await panel.getByText("Failed", { exact: true }).count()).toBe(0);
    await bytes.getByText("Check it yourself").click();
    await bytes.getByText(/sha256sum/).waitFor();
  });
});

describe("cases and packages", () => {
  it("unlinks with a reason and links again; both stand in the custody record", async () => {
    await open("reviewer");
    await openClip();
    const cases = page.getByRole("region", { name: "Cases" });
    const number = await cases.locator("a").first().innerText();
    const reason = `Wrong case, to be moved ${Date.now()}`;
    await cases.getByRole("button", { name: `Unlink ${number}` }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(reason);
    await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
    await page.getByText(`because “${reason}”`).waitFor();
    await cases.getByText("Not linked to a case").waitFor();
    await choose(page, cases.getByRole("combobox"), number);
    await cases.getByRole("button", { name: "Link to a case" }).click();
    await cases.getByRole("link", { name: number }).waitFor();
    const both = `unlinked this item from case ${number}[^]*linked this item to case ${number}`;
    await expect.poll(() => custodyOn(page)).toMatch(new RegExp(both));
  });

  it("makes a package, waits for it, and gives a ZIP; and one for a court", async () => {
    await open("reviewer");
    await openClip();
    await statePurpose("Package for the prosecutor");
    await page.getByRole("button", { name: "Make a package" }).click();
    const offer = page.getByRole("button", { name: /^Download the package/ });
    await offer.waitFor({ timeout: 90_000 });
    const [download] = await Promise.all([page.waitForEvent("download"), offer.click()]);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from("PK\x03\x04", "latin1"));
    await handOut(page);
  });
});

describe("roles", () => {
  it("an auditor is offered no media and the page asks for none", async () => {
    await open("auditor");
    await page.locator(".file-name").first().waitFor();
    await openClip();
    await page.getByText("Your role may verify this item, but not view it.").waitFor();
    expect(guest.asked.filter((address) => /\/derivatives\/|\/original/.test(address))).toEqual([]);
    expect(await page.getByRole("button", { name: "Download Original" }).count()).toBe(0);
  });

  it("an officer is shown neither people nor packages", async () => {
    await open("officer");
    await page.locator(".file-name").first().waitFor();
    expect(await placesOf(page)).toBe(
      "Overview,Waiting for you,Search,Items,Rooms now,Visits,Cases,Recording sessions,Officers,Policy,Spot checks",
    );
    for (const closed of ["/users", "/devices"]) {
      await page.goto(closed);
      await page.getByText("Your role may not use this page").waitFor();
    }
  });

  it("an administrator adds a device and sees its token once", async () => {
    await open("admin", "/devices");
    await addDevice(page, system.url);
  });
});

describe("looking before playing", () => {
  it("shows pictures and sound of what was received before, once they are asked for", async () => {
    await open("reviewer");
    await openClip();
    await statePurpose("Looking before playing");
    await looksBefore(page, system);
  });
});
