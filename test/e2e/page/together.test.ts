/** A case's time line in a real browser, and two of its recordings played in sync: the time is drawn in their pictures, and one camera's clock was wrong. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { formatMetadata } from "../../../services/ingest/upload-metadata.ts";
import { ffmpeg } from "../../fixtures/make-media.ts";
import { type System, startSystem } from "../start-system.ts";
import { expectAccessible, holds, logIn, openBrowser, visit } from "./browser.ts";

const PERSON = { name: "zhouyan", password: "a password for tests" };
const FPS = 25;
const BITS = 10;
/** When the first began, by a clock that is right. */
const BEGAN = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000;
const FAST_MS = 7_000;
/** Two cores run everything in a test run; slow is not broken. */
const WITHIN = { timeout: 45_000, interval: 100 };

let system: System;
let browser: Browser;
let page: Page;
let complaints: readonly string[];
let caseId = "";
const ids = { "CAR-1": "", "BODY-2": "" };

beforeAll(async () => {
  [system, browser] = await Promise.all([
    startSystem({ demo: false, inMemory: true }),
    openBrowser(),
  ]);
  await sent("/users", { ...PERSON, displayName: "周岩", role: "reviewer" });
  caseId = await sent("/cases", { number: "2026-1", title: "Two cameras" });
  await tellClock("BODY-2", FAST_MS);
  ids["CAR-1"] = await uploaded("CAR-1", await counting(0, 40), BEGAN);
  ids["BODY-2"] = await uploaded("BODY-2", await counting(10, 20), BEGAN + 10_000 + FAST_MS);
  for (const itemId of Object.values(ids)) await sent(`/cases/${caseId}/items`, { itemId });
  ({ page, complaints } = await visit(browser, system.url, { size: "desktop", language: "en" }));
});
afterAll(async () => {
  try {
    await browser.close();
  } finally {
    await system.stop();
  }
});

/** As the administrator; answers the id of what was made. */
async function sent(path: string, body: object): Promise<string> {
  const answer = await system.fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text === "" ? "" : ((JSON.parse(text) as { id?: string }).id ?? "");
}

const asDevice = (
  path: string,
  method: string,
  headers: object,
  body?: string | Uint8Array<ArrayBuffer>,
) =>
  fetch(new URL(path, system.url), {
    method,
    headers: { Authorization: `Bearer ${system.deviceToken}`, ...headers },
    ...(body !== undefined && { body }),
  });

/** Checked both ways, and as if the way had taken as long back as there: so it is off by exactly that. */
async function tellClock(camera: string, aheadMs: number): Promise<void> {
  const tell = async (body: object) => {
    const json = { "Content-Type": "application/json" };
    const answer = await asDevice("/api/v1/devices/clock", "POST", json, JSON.stringify(body));
    expect(answer.status).toBe(201);
    return (await answer.json()) as { id: string; checkedAt: string };
  };
  const askedMs = Date.now() + aheadMs;
  const { id, checkedAt } = await tell({ camera, deviceTime: new Date(askedMs).toISOString() });
  const heardMs = 2 * (Date.parse(checkedAt) + aheadMs) - askedMs;
  await tell({ check: id, heardAt: new Date(heardMs).toISOString() });
}

/** Seconds of black pictures; in each its number since BEGAN is drawn, a white bar for each bit of it. */
async function counting(beginsAt: number, seconds: number): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-counting-"));
  try {
    const bars = Array.from({ length: BITS }, (_, bit) => {
      const isOne = `gt(mod(floor((n+${beginsAt * FPS})/${2 ** bit}),2),0)`;
      return `drawbox=x=${bit * 20}:y=0:w=20:h=136:color=white:t=fill:enable='${isOne}'`;
    });
    const black = `color=black:size=240x136:rate=${FPS}:duration=${seconds}`;
    const tone = `sine=frequency=440:sample_rate=48000:duration=${seconds}`;
    await ffmpeg(
      [
        ...["-f", "lavfi", "-i", black, "-f", "lavfi", "-i", tone, "-vf", bars.join(",")],
        ...["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv420p"],
        ...["-c:a", "aac", "-b:a", "32k", "-f", "mp4"],
      ],
      join(folder, "clip.mp4"),
    );
    return new Uint8Array(await readFile(join(folder, "clip.mp4")));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Answers the id of the item once it can be played. */
async function uploaded(
  camera: string,
  bytes: Uint8Array<ArrayBuffer>,
  recordedAtMs: number,
): Promise<string> {
  const tus = { "Tus-Resumable": "1.0.0" };
  const recordedAt = new Date(recordedAtMs).toISOString();
  const said = { filename: `${camera}.mp4`, filetype: "video/mp4", device: camera, recordedAt };
  const metadata = {
    "Upload-Length": String(bytes.length),
    "Upload-Metadata": formatMetadata(said),
  };
  const opened = await asDevice("/uploads", "POST", { ...tus, ...metadata });
  expect(opened.status).toBe(201);
  const place = opened.headers.get("location") ?? "";
  const octets = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0" };
  expect((await asDevice(place, "PATCH", { ...tus, ...octets }, bytes)).status).toBe(204);
  const id = place.split("/").at(-1) ?? "";
  return vi.waitFor(
    async () => {
      const answer = await system.fetch(`/api/v1/items/${id}`);
      expect(await answer.json()).toMatchObject({ viewingStage: "ready" });
      return id;
    },
    { timeout: 120_000, interval: 200 },
  );
}

/** What the pictures tell, read in one go: how many frames after BEGAN each is. */
const PICTURES = `[...document.querySelectorAll("video")].map((video) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 240, height: 136 });
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  drawn.drawImage(video, 0, 0, 240, 136);
  return Array.from({ length: ${BITS} }, (_, bit) =>
    drawn.getImageData(bit * 20 + 10, 68, 1, 1).data[0] > 127 ? 2 ** bit : 0).reduce((a, b) => a + b);
})`;
const pictures = () => page.evaluate<[number, number]>(PICTURES);
const APART = `(([one, other]) => Math.abs(one - other))(${PICTURES})`;
const AT_REST = `[...document.querySelectorAll("video")].every((one) => one.paused && !one.seeking && one.readyState >= 2)`;
const button = (name: string) => page.getByRole("button", { name, exact: true });
const angle = (name: string) => page.getByRole("region", { name, exact: true });
const seekTo = (seconds: number) =>
  page.getByRole("slider", { name: "Moment" }).fill(String(BEGAN + seconds * 1_000));

it("stands on one clock in the case, corrected or said to be provisional, and leads to both at that moment", async () => {
  await page.goto("/");
  await logIn(page, PERSON);
  await page.goto(`/cases/${caseId}`);
  const line = page.getByRole("region", { name: "All devices on one clock" });
  await line.getByText(/2 recordings by 2 devices/).waitFor();
  await expect.poll(() => line.locator(".lane-recorded").count()).toBe(2);
  expect(await line.locator(".lanes .lane-unchecked").count()).toBe(1);
  const picture = line.locator(".lanes svg");
  const pick = async (part: number) => {
    const { width = 0, height = 0 } = (await picture.boundingBox()) ?? {};
    await picture.click({ position: { x: width * part, y: height / 2 } });
  };
  // The first alone, then a moment at which both recorded.
  await pick(0.1);
  await line.getByRole("link", { name: /^Open CAR-1/ }).waitFor();
  expect(await line.getByTestId("moment").getByRole("link").count()).toBe(1);
  await pick(0.5);
  const told = () => line.getByTestId("moment").innerText();
  await expect.poll(told, WITHIN).toMatch(/Corrected: 7\.0 s ahead/);
  expect(await told()).toMatch(/Its clock was never checked/);
  await expectAccessible(page, "the time line of a case");
  await line.getByRole("link", { name: "Play these 2 in sync" }).click();
  await button("Begin to watch").click();
  await page.getByRole("dialog").getByRole("textbox").fill("Comparing two angles");
  await page.keyboard.press("Enter");
  await holds(page, `document.querySelectorAll("video").length === 2 && ${AT_REST}`);
  await holds(page, `${APART} <= 1 && ${PICTURES}[0] > 250`);
});

it("tells the same second in both pictures: at rest, after steps, while it plays, and after one ran away", async () => {
  await seekTo(15);
  await holds(page, `${AT_REST} && Math.abs(${PICTURES}[0] - 375) <= 1 && ${APART} <= 1`);
  const [before] = await pictures();
  await button("Next frame").click();
  await holds(page, `${AT_REST} && ${PICTURES}[0] === ${before + 1} && ${APART} <= 1`);
  await page.keyboard.press("l");
  for (const frames of [400, 450, 500]) {
    await holds(page, `${PICTURES}[0] >= ${frames}`);
    const [one, other] = await pictures();
    expect(Math.abs(one - other)).toBeLessThan(FPS / 2);
  }
  await page.evaluate(`void (document.querySelectorAll("video")[1].currentTime += 3)`);
  await holds(page, `${APART} <= 5`);
  await page.keyboard.press("k");
  await holds(page, `${AT_REST} && ${APART} <= 1`);
  await page.keyboard.press("j");
  await holds(page, `${PICTURES}[0] < 450`);
  await page.keyboard.press("k");
  await holds(page, `${AT_REST} && ${APART} <= 1`);
});

it("says plainly what has not begun or is over, gives each its own sound, and moves one for the eye alone", async () => {
  await seekTo(5);
  const told = () => angle("BODY-2").innerText();
  await expect.poll(told, WITHIN).toMatch(/^Not begun yet: it starts at/m);
  expect(await angle("BODY-2").locator("video").isVisible()).toBe(false);
  await seekTo(35);
  await expect.poll(told, WITHIN).toMatch(/^Over: it ended at/m);
  await button("Turn on the sound of CAR-1").click();
  expect(
    await page.evaluate(`[...document.querySelectorAll("video")].map(({ muted }) => muted)`),
  ).toEqual([false, true]);
  await seekTo(15);
  await holds(page, `${AT_REST} && ${APART} <= 1`);
  const nudge = page.getByRole("spinbutton", { name: /^BODY-2/ });
  await nudge.fill("2000");
  await nudge.press("Enter");
  await holds(page, `${AT_REST} && Math.abs(${APART} - 50) <= 1`);
  await expectAccessible(page, "two angles in sync");
});

it("is on record for each of them, with the purpose", async () => {
  for (const id of Object.values(ids)) {
    const answer = await system.fetch(`/api/v1/items/${id}/custody`);
    const { events } = (await answer.json()) as {
      events: { kind: string; data: Record<string, unknown> }[];
    };
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "accessed",
        data: expect.objectContaining({
          ...{ representation: "viewing", purpose: "Comparing two angles", role: "reviewer" },
        }) as unknown,
      }),
    );
  }
  expect(complaints).toEqual([]);
});
