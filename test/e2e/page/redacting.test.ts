/** What is made of one recording from its page, in a real browser: parts hidden that are drawn on the player, an index where there is none, the ways it was on. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { Item } from "../../../services/review/api-schema.ts";
import { HEARS, TRANSCRIBES, installProgram } from "../../fixtures/maker-program.ts";
import { HAIKOU, exif, withExif } from "../../fixtures/photographs.ts";
import { nmea } from "../../fixtures/positions.ts";
import { type System, startSystem } from "../start-system.ts";
import { type Visit, expectAccessible, holds, logIn, openBrowser, visit } from "./browser.ts";
import { choose } from "./choose.ts";
import { everythingSealed, personOf } from "./demo.ts";
import { film, photograph } from "./small-media.ts";

let programs: string;
let system: System;
let browser: Browser;
let guest: Visit;
let page: Page;

beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), "holdfast-programs-"));
  await installProgram(programs, "hears", HEARS, TRANSCRIBES);
  const env = { HOLDFAST_MEDIA_PROGRAMS: programs };
  system = await startSystem({ demo: true, inMemory: true, env });
  browser = await openBrowser();
  await everythingSealed(system);
});
afterAll(async () => {
  try {
    await browser.close();
  } finally {
    await system.stop();
    await rm(programs, { recursive: true });
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

it("draws boxes on the picture, by pointer and by keyboard, and asks for a redacted recording", async () => {
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await page.getByRole("link", { name: "演示-现场检查.mp4" }).click();
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Redacting");
  await page.keyboard.press("Enter");
  await holds(page, "document.querySelector('video').readyState >= 2");
  await page.evaluate("document.querySelector('video').currentTime = 1");
  await page.getByTestId("timecode").getByText("00:00:01:00").waitFor();
  const make = page.getByRole("button", { name: "Make a redacted recording" });
  expect(await make.isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Hide a box" }).click();
  const box = page.getByRole("button", { name: /^Box 1: arrows/ });
  const drawn = async () => (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await box.scrollIntoViewIfNeeded();
  const before = await drawn();
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width / 2 - 40, before.y + before.height / 2 + 20);
  await page.mouse.up();
  const dragged = await drawn();
  expect(Math.abs(before.x - 40 - dragged.x)).toBeLessThan(2);
  expect(Math.abs(before.y + 20 - dragged.y)).toBeLessThan(2);
  await box.press("ArrowRight");
  await box.press("Shift+ArrowDown");
  const pressed = await drawn();
  expect([pressed.x > dragged.x, pressed.height > dragged.height]).toEqual([true, true]);
  await holds(page, "document.querySelector('video').currentTime === 1");
  await page.getByRole("button", { name: "Hide sound" }).click();
  await page.evaluate("document.querySelector('video').currentTime = 2");
  await page.getByTestId("timecode").getByText("00:00:02:00").waitFor();
  await page.getByRole("button", { name: "To here: Box 1" }).click();
  await page.getByTestId("mask-range-1").getByText("from 00:00:01:00 to 00:00:02:00").waitFor();
  expect(await box.count()).toBe(0);
  await expectAccessible(page, "redacting");
  await make.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("For the defence");
  const asked = page.waitForRequest((one) => one.url().endsWith("/redacted"));
  await dialog.getByRole("button", { name: "Make a redacted recording" }).click();
  const { masks } = (await asked).postDataJSON() as {
    masks: { pictures: object[]; sound: object[] };
  };
  expect(masks.pictures).toMatchObject([{ fromMs: 1_000, toMs: 2_000, fill: "solid" }]);
  expect(masks.sound).toEqual([{ fromMs: 1_000, toMs: null, how: "mute" }]);
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("redacted.mp4").first().waitFor();
});

it("shows where a photograph says that it was taken; draws a box on it, and asks for it without a time", async () => {
  await send("photograph.jpg", withExif(await photograph(), exif(HAIKOU)));
  await everythingSealed(system);
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await page.getByRole("link", { name: "photograph.jpg" }).click();
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Redacting");
  await page.keyboard.press("Enter");
  // For the purpose that was stated.
  await page.getByRole("button", { name: "Show the place that the photograph tells" }).click();
  await page.getByText("At 20.044583, 110.199792 (WGS-84)").waitFor();
  await page.getByText(/^From inside the photograph/).waitFor();
  expect(await page.getByRole("button", { name: "Hide sound" }).count()).toBe(0);
  await page.getByRole("button", { name: "Hide a box" }).click();
  const box = page.getByRole("button", { name: /^Box 1: arrows/ });
  await box.scrollIntoViewIfNeeded();
  const before = await box.boundingBox();
  await box.press("ArrowLeft");
  await box.press("Shift+ArrowDown");
  const after = await box.boundingBox();
  expect([after!.x < before!.x, after!.height > before!.height]).toEqual([true, true]);
  await page.getByRole("button", { name: "Make a redacted recording" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("For the defence");
  const asked = page.waitForRequest((one) => one.url().endsWith("/redacted"));
  await dialog.getByRole("button", { name: "Make a redacted recording" }).click();
  expect((await asked).postDataJSON()).toMatchObject({
    masks: { pictures: [{ fill: "solid", points: [{}] }], sound: [] },
  });
  await dialog.waitFor({ state: "hidden" });
  await everythingSealed(system);
  await page.getByText("photograph redacted.png").first().waitFor();
});

async function send(name: string, bytes: Buffer, link: readonly string[] = []): Promise<void> {
  const metadata = { filename: name, ...(link[0] !== undefined && { [link[0]]: link[1] ?? "" }) };
  const answer = await fetch(new URL("/uploads", system.url), {
    method: "POST",
    headers: {
      ...{ "tus-resumable": "1.0.0", authorization: `Bearer ${system.deviceToken}` },
      ...{ "upload-length": String(bytes.byteLength) },
      "content-type": "application/offset+octet-stream",
      "upload-metadata": Object.entries(metadata)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
        .join(","),
    },
    body: new Uint8Array(bytes),
  });
  expect(answer.status).toBe(201);
}

it("has a recording that lost its index given a new one by another of its device, and shows what was found", async () => {
  const whole = await film(1);
  await send("cut-off.mp4", whole.subarray(0, whole.lastIndexOf("moov") - 4));
  await send("plays.mp4", await film(2));
  await everythingSealed(system);
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await page.getByRole("link", { name: "cut-off.mp4" }).click();
  await page.getByRole("button", { name: "Give it a new index" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog.getByRole("combobox", { name: /plays/ }), "plays.mp4");
  await dialog.getByRole("textbox").fill("The camera lost power");
  await expectAccessible(page, "rebuilding");
  await dialog.getByRole("button", { name: "Give it a new index" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByTestId("input-of").getByRole("link", { name: "cut-off rebuilt.mp4" }).click();
  await page.getByTestId("rebuilt-of").getByText("Found: 50 pictures").waitFor();
  await page.getByTestId("made-from").getByRole("link").nth(1).waitFor();
  await everythingSealed(system);
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("What was lost");
  await page.keyboard.press("Enter");
  await holds(page, "document.querySelector('video').readyState >= 2");
});

it("draws the way that a recording tells inside, and that of its side file", async () => {
  await send("drive.mp4", await film(3, "-metadata", "location=+20.0444+110.1999/"), [
    "recording",
    "drive",
  ]);
  const way = nmea([
    "GPRMC,080000,A,2002.6640,N,11011.9940,E,0,0,010326,,",
    "GPRMC,080001,A,2002.6650,N,11011.9950,E,0,0,010326,,",
  ]);
  await send("drive.nmea", Buffer.from(way), ["belongsTo", "drive"]);
  const items = await everythingSealed(system);
  await system.holdfast("overviews", "--json");
  await placed(items, "drive.mp4");
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await page.getByRole("link", { name: "drive.mp4" }).click();
  const own = page.getByRole("button", { name: "Show the way", exact: true });
  await own.click();
  await page.getByRole("dialog").getByRole("textbox").fill("Where it was");
  await page.keyboard.press("Enter");
  // The purpose that was stated is that of the side file, too.
  await page.getByRole("button", { name: "Show the way of drive.nmea" }).click();
  await page.getByText("1 positions").waitFor();
  await page.getByText("2 positions").waitFor();
  await page.getByText(/^From inside the recording/).waitFor();
  await page.getByText(/^From a side file/).waitFor();
  await expectAccessible(page, "way");
});

/** Once its positions are found and sealed. */
async function placed(items: Awaited<ReturnType<typeof everythingSealed>>, name: string) {
  const { id } = items.find(({ filename }) => filename === name) ?? { id: "" };
  for (;;) {
    const item = Item.parse(await (await system.fetch(`/api/v1/items/${id}`)).json());
    if (item.overview.positions !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

it("asks for a copy with lines and a time code in its picture", async () => {
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await page.getByRole("link", { name: "演示-现场检查.mp4" }).click();
  await page.getByRole("button", { name: "Make a labelled copy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Lines/).fill("副本 仅供某某法院使用\n%{pts} : '");
  await dialog.getByLabel("Time code").check();
  await dialog.getByLabel("Large").check();
  await dialog.getByLabel(/^Subtitles \(/).setInputFiles({
    ...{ name: "a.vtt", mimeType: "text/vtt" },
    buffer: Buffer.from("WEBVTT\n\n00:00.500 --> 00:01.000\n你好\n"),
  });
  await dialog.getByRole("textbox").last().fill("For the court");
  await expectAccessible(page, "labelling");
  const asked = page.waitForRequest((one) => one.url().endsWith("/labelled"));
  await dialog.getByRole("button", { name: "Make a labelled copy" }).click();
  expect((await asked).postDataJSON()).toMatchObject({
    label: {
      ...{ lines: ["副本 仅供某某法院使用", "%{pts} : '"], stamp: true, timeCode: true },
      ...{ wallClock: false, place: "bottom-right", size: "large" },
      subtitles: { text: expect.stringContaining("你好") as string, burned: false },
    },
  });
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("labelled.mp4").first().waitFor();
});

it("has words heard by the program that is installed, and shows them in the player, as what nobody checked", async () => {
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await page.getByRole("link", { name: "演示-现场检查.mp4" }).click();
  await page.getByText("The installed program hears 3").waitFor();
  await page.getByRole("button", { name: "Make a transcript" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Made by a machine, not checked by a person").waitFor();
  await dialog.getByRole("textbox").fill("To find the place");
  await expectAccessible(page, "transcript");
  await dialog.getByRole("button", { name: "Make a transcript" }).click();
  await dialog.waitFor({ state: "hidden" });
  const made = page.getByTestId("input-of").getByRole("link", { name: /transcript\.vtt$/ });
  await made.waitFor();
  await everythingSealed(system);
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("What was said");
  await page.keyboard.press("Enter");
  await holds(page, "document.querySelector('video').readyState >= 2");
  await page.getByLabel("Show its words (made by a machine, not checked by a person)").check();
  const first = "document.querySelector('video').textTracks[0]";
  await holds(page, `${first}.mode === 'showing' && ${first}.cues?.length === 2`);
  await holds(page, `${first}.cues[0].text === 'RIFF WAVE 1 16000 16'`);
  await expectAccessible(page, "player with words");
  await made.click();
  await page.getByTestId("transcript-of").getByText("2 pieces of text, heard by hears 3").waitFor();
});

it("proposes that what was redacted is released from its source's secrecy, for another to decide", async () => {
  await page.goto("/items");
  await logIn(page, personOf(system, "reviewer"));
  await everythingSealed(system);
  await page
    .getByRole("link", { name: /演示-现场检查 redacted\.mp4/ })
    .first()
    .click();
  await page.getByText("Not released: it is as secret as its sources.").waitFor();
  await page.getByRole("button", { name: "Propose a release" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("For the defence");
  await dialog.getByRole("button", { name: "Propose a release" }).click();
  await page
    .getByTestId("releases")
    .getByText(/^Proposed .*: For the defence$/)
    .waitFor();
  // Whoever proposed it does not decide it.
  expect(await page.getByRole("button", { name: "Release it" }).count()).toBe(0);
  await expectAccessible(page, "releases");
});
