/** A session that runs, on its page, in a real browser with a real encoder: it plays a few seconds behind, is paused and stopped, says what is silent and missing, and goes on as its recording. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePort } from "../../../infra/host/free-port.ts";
import { type System, startSystem } from "../start-system.ts";
import { goByBar } from "./bar.ts";
import { playsWhole } from "./played-whole.ts";
import {
  type PageLanguage,
  type Size,
  expectAccessible,
  expectNamedIn,
  holds,
  logIn,
  openBrowser,
  visit,
} from "./browser.ts";
import { choose } from "./choose.ts";

const person = { name: "luliang", password: randomBytes(16).toString("hex") };
const pushers: ChildProcess[] = [];
let system: System;
let browser: Browser;
let livePort: number;

beforeAll(async () => {
  livePort = await freePort();
  system = await startSystem({
    ...{ demo: false, inMemory: true },
    env: { HOLDFAST_LIVE_PORT: String(livePort) },
  });
  browser = await openBrowser();
  await send("/users", { ...person, displayName: "陆亮", role: "reviewer" });
}, 120_000);
afterAll(async () => {
  for (const pusher of pushers) pusher.kill("SIGKILL");
  await browser.close();
  await system.stop();
});

async function send<Answer>(path: string, body: object): Promise<Answer> {
  const init = { method: "POST", headers: { "content-type": "application/json" } };
  const answer = await system.fetch(`/api/v1${path}`, { ...init, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** A session with these cameras, and what pushes to each. */
async function room(number: string, names: readonly string[]) {
  const device = await send<{ id: string; token: string }>("/devices", {
    ...{ name: `编码器 ${number}`, kind: "room_recorder" },
  });
  const { id } = await send<{ id: string }>("/recording-sessions", { number });
  const made: string[] = [];
  for (const name of names) {
    const channel = { room: "询问室 1", name, kind: "both", deviceId: device.id };
    const shown = await send<{ channels: { id: string }[] }>(
      `/recording-sessions/${id}/live/channels`,
      channel,
    );
    made.push(shown.channels.at(-1)?.id ?? "");
  }
  return { id, push: (place: number) => pushTo(made[place] ?? "", device.token) };
}

/** An encoder of H.264 and AAC that sends a segment a second, at the pace of time. */
function pushTo(channelId: string, token: string): ChildProcess {
  const at = (name: string): string =>
    `http://x:${token}@127.0.0.1:${livePort}/live/${channelId}/${name}`;
  const source =
    "-v error -re -f lavfi -i testsrc2=size=320x240:rate=25 -re -f lavfi -i sine=frequency=440";
  const coded =
    "-c:v libx264 -preset ultrafast -tune zerolatency -g 25 -c:a aac -f hls -hls_time 1";
  const sent = "-hls_segment_type fmp4 -hls_list_size 3 -method PUT -ignore_io_errors 1";
  const args = ["-nostdin", ...source.split(" "), ...coded.split(" "), ...sent.split(" ")];
  const child = spawn("ffmpeg", [...args, "-hls_segment_filename", at("seg%d.m4s"), at("i.m3u8")], {
    stdio: "ignore",
  });
  pushers.push(child);
  return child;
}

const act = (id: string, what: string) =>
  send(`/recording-sessions/${id}/live/acts`, { act: what, reason: "in a test" });

const plays = (page: Page, place = 0): Promise<void> =>
  holds(page, `document.querySelectorAll("video")[${place}]?.currentTime > 1`);

async function watch(page: Page): Promise<void> {
  await page.locator(".screen button").click();
  await page.getByRole("dialog").getByRole("textbox").fill("看现场情况");
  await page.getByRole("dialog").locator("button[type=submit]").click();
}

it("plays two cameras a few seconds behind, is paused, marked and stopped on the page, and goes on as its recording", async () => {
  const { id, push } = await room("S-LIVE-1", ["全景", "特写"]);
  const desktop = { size: "desktop", language: "en" } as const;
  const { page, asked, complaints, close } = await visit(browser, system.url, desktop);
  await page.goto(`/recording-sessions/${id}`);
  await logIn(page, person);
  await page.getByRole("link", { name: "Live picture and control" }).click();
  await page.getByText("Not started").waitFor();
  expect(asked.filter((address) => /\/hls-/.test(address))).toEqual([]);
  await page.getByRole("button", { name: "Start" }).click();
  const panorama = push(0);
  push(1);
  await page.getByText("Recording", { exact: true }).waitFor();
  await watch(page);
  await plays(page, 0);
  await plays(page, 1);
  // By the time of the picture against the service's clock, once it has settled.
  await page.waitForTimeout(4_000);
  const behind = (await page.getByTestId("behind").allInnerTexts()).map(Number.parseFloat);
  expect(behind).toHaveLength(2);
  process.stdout.write(`live picture behind, in seconds: ${behind.join(", ")}\n`);
  for (const seconds of behind) expect(seconds).toBeLessThan(8);
  await expectAccessible(page, "a session that runs");

  await page.getByRole("button", { name: "Credential shown" }).click();
  await page.getByTestId("events").getByText("Credential shown").waitFor();
  await page.getByLabel("Own words").fill("Water is brought");
  await page.getByLabel("Own words").press("Enter");
  await page.getByTestId("events").getByText("Water is brought").waitFor();

  panorama.kill("SIGKILL");
  await page
    .getByRole("alert")
    .getByText(/^Nothing has come from 全景 since /)
    .waitFor();
  await page.getByText("Interrupted").waitFor();
  await expectAccessible(page, "a camera that is silent");
  await goByBar(page, "Rooms now");
  const row = page.getByRole("row").filter({ hasText: "S-LIVE-1" });
  await row.getByText(/Nothing has come from 全景 since /).waitFor();
  await row.getByRole("link").click();
  await page
    .getByRole("alert")
    .getByText(/^Nothing has come from 全景 since /)
    .waitFor();
  push(0);
  await page.getByRole("alert").waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("A break was asked for");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  await page.getByText("Paused", { exact: true }).first().waitFor();
  await page.getByTestId("events").getByText("A break was asked for").waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("Recording", { exact: true }).waitFor();
  await page.waitForTimeout(3_000);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("It is over");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  for (const pusher of pushers) pusher.kill("SIGKILL");
  await page.getByText(/^(Closed|Sealed)$/).waitFor();
  await page.locator("#main").getByText("RECORDING").first().waitFor();
  const holes = page.getByTestId("holes").getByRole("listitem");
  expect(await holes.count()).toBeGreaterThan(0);

  // The recording, from its beginning, over all takes.
  await page.reload();
  await page.locator("#main").getByText("RECORDING").first().waitFor();
  await plays(page);
  const length = await page.evaluate<number>(`document.querySelector("video").duration`);
  expect(length).toBeGreaterThan(15);
  await page
    .getByRole("button", { name: /^Go there/ })
    .first()
    .click();
  await holds(page, `document.querySelector("video").currentTime > 5`);
  await expectAccessible(page, "the recording of a session");
  await makeOne(page, id);
  expect(complaints).toEqual([]);
  await close();
}, 240_000);

/** One MP4 of its takes, that plays in the browser over all of them and says what it was made of; and one of the takes that were chosen. */
async function makeOne(page: Page, id: string): Promise<void> {
  const read = async <Answer>(path: string): Promise<Answer> =>
    (await (await system.fetch(`/api/v1${path}`)).json()) as Answer;
  const { channels } = await read<{
    channels: { takes: { itemId: string; number: number }[] }[];
  }>(`/recording-sessions/${id}/live`);
  const takes = channels[0]?.takes ?? [];
  const stages = () =>
    Promise.all(takes.map(({ itemId }) => read<{ stage: string }>(`/items/${itemId}`)));
  await vi.waitFor(
    async () => expect((await stages()).every(({ stage }) => stage === "sealed")).toBe(true),
    { timeout: 60_000, interval: 500 },
  );
  await page.goto(`/recording-sessions/${id}`);
  const numbers = takes.map(({ number }) => number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const ask = async (chosen: number | null): Promise<void> => {
    await page.getByRole("button", { name: "Make one MP4" }).click();
    const dialog = page.getByRole("dialog");
    if (chosen !== null) {
      const select = dialog.getByRole("combobox", { name: "Last take" });
      await choose(page, select, `Take ${chosen} (`);
    }
    await dialog.getByRole("textbox").fill("For court 17");
    await expectAccessible(page, "the question what one recording is for");
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
  };
  const name = (to: number): string => `全景: takes ${first} to ${to}`;
  const joined = page.getByTestId("joined");
  await ask(first);
  await joined.getByText(name(first)).waitFor();
  await ask(null);
  await joined.getByRole("link", { name: name(last) }).click({ timeout: 60_000 });
  await page.waitForURL(/\/items\//);
  await playsWhole(page, system, page.url().split("/").at(-1) ?? "");
  await page
    .getByTestId("made-from")
    .getByRole("listitem")
    .nth(takes.length - 1)
    .waitFor();
  const meanwhile = page.getByRole("region", { name: "Marked while it was recorded" });
  await meanwhile.getByText("Credential shown").waitFor();
  await meanwhile.getByText(/Water is brought/).waitFor();
  await expectAccessible(page, "what an item was made of");
  // At the end of a take's bar: for how long its recorder recorded nothing, and the way to the next take.
  await page.goto(`/items/${takes.find(({ number }) => number === first)?.itemId ?? ""}`);
  await page.locator(".screen").getByRole("button", { name: "View" }).click({ timeout: 60_000 });
  await page.getByRole("dialog").getByRole("textbox").fill("Between takes");
  await page.keyboard.press("Enter");
  const beside = page.getByRole("navigation", { name: /same device recorded/ });
  await beside
    .getByText(/not recorded|joins on/)
    .first()
    .waitFor();
  await expectAccessible(page, "a take between others");
  await beside.getByRole("link").first().click();
  await page.waitForURL((url) => takes.some(({ itemId }) => url.pathname.endsWith(itemId)));
}

it("what sets a session apart in the middle shuts its picture", async () => {
  const { id, push } = await room("S-APART", ["全景"]);
  await act(id, "start");
  const pusher = push(0);
  const desktop = { size: "desktop", language: "en" } as const;
  const { page, close } = await visit(browser, system.url, desktop);
  await page.goto(`/recording-sessions/${id}/live`);
  await logIn(page, person);
  await watch(page);
  await plays(page);
  await send(`/recording-sessions/${id}/labels`, { kind: "set-apart", basis: "A document" });
  await page.getByText(/^No more is given out/).waitFor();
  pusher.kill("SIGKILL");
  await close();
}, 120_000);

it.each<[Size, PageLanguage]>([
  ["desktop", "zh-CN"],
  ["phone", "zh-CN"],
  ["phone", "en"],
])(
  "fits on a %s and speaks one language (%s), by keyboard too",
  async (size, language) => {
    const { id, push } = await room(`S-${size}-${language}`, ["camera.mp4"]);
    await act(id, "start");
    const pusher = push(0);
    const { page, complaints, close } = await visit(browser, system.url, { size, language });
    await page.goto(`/recording-sessions/${id}/live`);
    await logIn(page, person);
    await page.locator(".screen button").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("textbox").fill("看现场情况");
    await page.keyboard.press("Enter");
    await plays(page);
    await expectAccessible(page, "live");
    await expectNamedIn(page, language, "live");
    await page.locator("[aria-labelledby=live-control] button").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page, "the question before a pause");
    await expectNamedIn(page, language, "the question before a pause");
    await page.keyboard.press("Escape");
    await page.goto("/rooms");
    await page.getByRole("link", { name: `S-${size}-${language}` }).waitFor();
    await expectAccessible(page, "rooms that are recorded");
    await expectNamedIn(page, language, "rooms that are recorded");
    pusher.kill("SIGKILL");
    await act(id, "stop");
    expect(complaints).toEqual([]);
    await close();
  },
  120_000,
);
