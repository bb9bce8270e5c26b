/** A recording of most of an hour in a real browser: its picture is there without its whole index, a jump loads what it leads to; and the way beside it is drawn. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ffmpeg } from "../../fixtures/make-media.ts";
import { gpx } from "../../fixtures/positions.ts";
import { type System, startSystem } from "../start-system.ts";
import { type Visit, expectAccessible, holds, logIn, openBrowser, visit } from "./browser.ts";

const PERSON = { name: "zhouyan", password: "a password for tests" };
const MINUTES = 40;

let system: System;
let browser: Browser;
let guest: Visit;
let page: Page;
let folder = "";
let id = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-long-"));
  [system, browser] = await Promise.all([
    startSystem({ demo: false, inMemory: true }),
    openBrowser(),
    longFilm(),
  ]);
  const user = { ...PERSON, displayName: "周岩", role: "reviewer" };
  const made = await system.fetch("/api/v1/users", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  expect(made.status).toBe(201);
  id = await pushed("long.mp4");
  guest = await visit(browser, system.url, { size: "desktop", language: "en" });
  page = guest.page;
});
afterAll(async () => {
  try {
    await browser.close();
  } finally {
    await system.stop();
    await rm(folder, { recursive: true });
  }
});

/** Answers the id of the item. */
async function pushed(name: string): Promise<string> {
  const { code, stdout, stderr } = await system.holdfast("push", join(folder, name), "--json");
  expect(code, stderr).toBe(0);
  const { files } = JSON.parse(stdout) as { files: readonly { upload: string }[] };
  return files[0]?.upload.split("/").at(-1) ?? "";
}

/** Ten seconds, again and again. */
async function longFilm(): Promise<void> {
  const [piece, film] = [join(folder, "piece.mp4"), join(folder, "long.mp4")];
  const picture = "testsrc2=size=64x48:rate=10:duration=10";
  const sound = "sine=frequency=440:sample_rate=48000:duration=10";
  const coded = [
    "-c:v",
    "libx264",
    "-g",
    "20",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
    "-b:a",
    "32k",
  ];
  const given = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound];
  await ffmpeg([...given, ...coded, "-f", "mp4"], piece);
  const again = ["-stream_loop", String(MINUTES * 6 - 1), "-i", piece];
  await ffmpeg([...again, "-c", "copy", "-f", "mp4"], film);
}

async function untilPlayable(): Promise<void> {
  await expect
    .poll(
      async () => {
        const answer = await system.fetch(`/api/v1/items/${id}`);
        return ((await answer.json()) as { viewingStage: string }).viewingStage;
      },
      { timeout: 120_000, interval: 200 },
    )
    .toBe("ready");
}

const watched = (): readonly string[] =>
  guest.asked
    .map((address) => new URL(address).pathname.split("/derivatives/")[1] ?? "")
    .filter((name) => name.startsWith("viewing"));
const sentBytes = (): Promise<number> =>
  page.evaluate<number>(`performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("/derivatives/viewing"))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);

const shown = "document.querySelector('video')?.readyState >= 2";

it("plays by parts, with its whole length, from its beginning and from where one jumps to", async () => {
  await untilPlayable();
  await page.goto("/items");
  await logIn(page, PERSON);
  await page.goto(`/items/${id}`);
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Looking at a long recording");
  await page.keyboard.press("Enter");
  await holds(page, shown);
  expect(await page.evaluate("document.querySelector('video').currentTime")).toBe(0);
  await holds(page, `Math.abs(document.querySelector('video').duration - ${MINUTES * 60}) < 3`);
  expect(new Set(watched())).toEqual(new Set(["viewing/playlist.m3u8", "viewing/stream.mp4"]));
  await page.evaluate("void (document.querySelector('video').currentTime = 2000.05)");
  await holds(page, "!document.querySelector('video').seeking");
  await page.evaluate("document.querySelector('video').play().then(() => undefined)");
  await holds(page, "document.querySelector('video').currentTime > 2001");
  const answer = await system.fetch(`/api/v1/items/${id}`);
  const { derivatives } = (await answer.json()) as {
    derivatives: { kind: string; sizeBytes: number }[];
  };
  const whole = derivatives.find(({ kind }) => kind === "viewing")?.sizeBytes ?? 0;
  expect(await sentBytes()).toBeGreaterThan(0);
  expect(await sentBytes()).toBeLessThan(whole / 2);
  expect(watched().filter((name) => name === "viewing")).toEqual([]);
  expect(guest.complaints).toEqual([]);
});

it("plays the copy itself where parts are not to be had", async () => {
  const refused = (name: string) =>
    page.route(`**/${name}*`, (route) => route.fulfill({ status: 404 }));
  await refused("playlist.m3u8");
  // The purpose that was stated holds for as long as the page is open.
  await page.reload();
  await holds(page, shown);
  expect(watched().at(-1)).toBe("viewing");
  await holds(page, `Math.abs(document.querySelector('video').duration - ${MINUTES * 60}) < 3`);
});

it("begins at the moment that a citation leads to", async () => {
  await page.unroute("**/playlist.m3u8*");
  await page.goto(`/items/${id}?t=1500000`);
  await holds(page, shown);
  await holds(page, "Math.abs(document.querySelector('video').currentTime - 1500) < 1");
  expect(watched().at(-1)).toBe("viewing/stream.mp4");
});

it("runs back and forth by J, K and L, and from A to B again and again", async () => {
  const now = "document.querySelector('video').currentTime";
  await page.locator("h1").click();
  await page.keyboard.press("l");
  await page.keyboard.press("L");
  await holds(page, "document.querySelector('video').playbackRate === 2");
  await holds(page, `${now} > 1502`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.getByText("Backwards 2×").waitFor();
  await holds(page, `${now} < 1500`);
  await page.keyboard.press("k");
  await page.getByText("Backwards 2×").waitFor({ state: "detached" });
  await holds(page, "document.querySelector('video').paused");
  await page.evaluate("void (document.querySelector('video').currentTime = 1510)");
  await page.getByTestId("timecode").getByText("00:25:10:00").waitFor();
  await page.keyboard.press("a");
  await page.evaluate("void (document.querySelector('video').currentTime = 1511)");
  await page.getByTestId("timecode").getByText("00:25:11:00").waitFor();
  await page.keyboard.press("b");
  const ending = page.getByRole("button", { name: "End loop 00:25:10:00 – 00:25:11:00" });
  await ending.waitFor();
  await page.evaluate(`{ window.backs = 0;
    document.querySelector("video").addEventListener("seeking", ({ target }) => (window.backs += target.currentTime < 1510.5)) }`);
  await page.keyboard.press("l");
  await holds(page, "window.backs >= 2");
  expect(await page.evaluate<number>(now)).toBeLessThan(1512);
  await ending.click();
  await holds(page, `${now} > 1512`);
  await page.keyboard.press("k");
  expect(guest.complaints).toEqual([]);
});

it("draws the way of a receiver's file, with what it does not tell", async () => {
  const at = (minute: number): string => `2026-03-01T08:0${minute}:00Z`;
  const points = [0, 1, 2].map(
    (minute) => [`20.04${minute}`, `110.19${minute}`, "12", at(minute)] as const,
  );
  await writeFile(join(folder, "way.gpx"), gpx([...points, ["99", "1"]]));
  await page.goto(`/items/${await pushed("way.gpx")}`);
  await page.getByRole("button", { name: "Show the way" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Where it was recorded");
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: "Drawing of 3 positions" }).waitFor();
  await page.getByText("2 gaps of more than 30 seconds").click();
  await expectAccessible(page, "the page of a way");
  expect(guest.complaints).toEqual([]);
});
