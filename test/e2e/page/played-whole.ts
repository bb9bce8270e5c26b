/** Plays in the browser what was joined of takes: itself, and no copy of it, to its end, and from where each take begins. */
import type { Page } from "playwright-core";
import { expect, vi } from "vitest";
import type { System } from "../start-system.ts";

export async function playsWhole(page: Page, system: System, itemId: string): Promise<void> {
  const original = `/api/v1/items/${itemId}/original?purposeKind=evidence&purpose=played`;
  const bytes = await vi.waitFor(
    async () => {
      const answer = await system.fetch(original);
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    },
    { timeout: 60_000, interval: 500 },
  );
  const answer = await system.fetch(`/api/v1/items/${itemId}/derivation`);
  const { madeFrom } = (await answer.json()) as {
    madeFrom: { from: { beginsAtMs: number | null }[] };
  };
  const begins = madeFrom.from.map(({ beginsAtMs }) => (beginsAtMs ?? Number.NaN) / 1_000);
  expect(begins.length).toBeGreaterThan(1);
  const body = { contentType: "video/mp4", body: bytes };
  await page.route("**/court.mp4", (asked) => asked.fulfill(body));
  const played = await page.evaluate<{ frames: number; ended: boolean; faults: string[] }>(`
    (async () => {
      const video = document.createElement("video");
      const faults = [];
      video.muted = true;
      video.onerror = () => faults.push(video.error?.message ?? "fault");
      video.src = "/court.mp4";
      const heard = (what) => new Promise((done) => video.addEventListener(what, done, { once: true }));
      await Promise.race([heard("loadedmetadata"), heard("error")]);
      for (const begin of ${JSON.stringify(begins)}) {
        video.currentTime = begin + 0.2;
        await Promise.race([heard("seeked"), heard("error")]);
      }
      video.currentTime = 0;
      video.playbackRate = 8;
      const end = Promise.race([heard("ended"), heard("error")]);
      await video.play();
      await end;
      const { totalVideoFrames: frames } = video.getVideoPlaybackQuality();
      return { frames, ended: video.ended, faults };
    })()`);
  expect(played).toMatchObject({ ended: true, faults: [] });
  expect(played.frames).toBeGreaterThan(25);
  await page.unroute("**/court.mp4");
}
