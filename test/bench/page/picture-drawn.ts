/** Jumps in a long recording, until the picture that is asked for is drawn. */
import type { Browser } from "playwright-core";
import { logIn, visit } from "../../e2e/page/browser.ts";
import type { System } from "../../e2e/start-system.ts";
import { round, spread } from "../live/figures.ts";

const PATIENCE_MS = 600_000;

/** Answers when the picture of that time was handed to the screen. */
const jump = (seconds: number): string => `new Promise((resolve) => {
  const film = document.querySelector("video");
  const from = performance.now();
  const drawn = (_, { mediaTime }) => Math.abs(mediaTime - ${seconds}) < 1
    ? resolve(performance.now() - from) : film.requestVideoFrameCallback(drawn);
  film.requestVideoFrameCallback(drawn);
  film.currentTime = ${seconds};
})`;

export async function pictureDrawn(
  system: System,
  browser: Browser,
  { film, rounds }: { readonly film: string; readonly rounds: number },
): Promise<object> {
  const id = await sealed(system, film);
  const { page, close } = await visit(browser, system.url, { size: "desktop", language: "en" });
  const [admin] = system.users;
  if (admin === undefined) throw new Error("up makes an administrator");
  await page.goto(`/items/${id}`);
  await logIn(page, admin);
  await page.locator(".screen").getByRole("button", { name: "View" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Benchmark");
  await page.getByRole("button", { name: "Record and continue" }).click();
  await page.locator("video").waitFor();
  const duration = await page.evaluate<number>(`new Promise((resolve) => {
    const film = document.querySelector("video");
    const look = () => film.readyState >= 2 ? resolve(film.duration) : setTimeout(look, 20);
    look();
  })`);
  const taken: number[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    // The golden ratio spreads any number of places evenly, none near the last.
    const place = (duration - 10) * ((0.618_034 * (turn + 1)) % 1);
    taken.push(await page.evaluate<number>(jump(place)));
  }
  await close();
  return { minutes: round(duration / 60, 0), rounds, drawnMs: spread(taken) };
}

async function sealed(system: System, film: string): Promise<string> {
  const { code, stdout, stderr } = await system.holdfast("push", film, "--json");
  if (code !== 0) throw new Error(stderr);
  const { files } = JSON.parse(stdout) as { files: readonly { upload: string }[] };
  const id = files[0]?.upload.split("/").at(-1) ?? "";
  for (const since = performance.now(); performance.now() < since + PATIENCE_MS;) {
    const answer = await system.fetch(`/api/v1/items/${id}`);
    const item = answer.ok ? ((await answer.json()) as { viewingStage: string }) : null;
    if (item?.viewingStage === "ready") return id;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the recording could not be played in time");
}
