/** A new house leads its administrator: what is done is ticked by itself, also the first recording, while somebody watches. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type System, startSystem } from "../start-system.ts";
import { expectAccessible, expectNamedIn, logIn, openBrowser, visit } from "./browser.ts";
import { personOf } from "./demo.ts";
import { putPackInForce } from "./house.ts";
import { film } from "./small-media.ts";

let [folder, clip] = ["", ""];
let system: System;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-first-"));
  clip = join(folder, "first.mp4");
  await writeFile(clip, await film(1));
  system = await startSystem({ demo: false, inMemory: true });
  browser = await openBrowser();
});
afterAll(async () => {
  const ended = await Promise.allSettled([browser.close(), system.stop()]);
  await rm(folder, { recursive: true, force: true });
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

it("tells what of the first steps is done, what waits and where, follows the first recording, and is put away", async () => {
  const { page, complaints, close } = await visit(browser, system.url, {
    ...{ size: "desktop", language: "en" },
  });
  await page.goto("/");
  await logIn(page, personOf(system, "admin"));
  const step = (name: string) => page.locator(".first-steps > li").filter({ hasText: name });
  const stands = (name: string, state: string) =>
    step(name).locator(".mark").filter({ hasText: state }).waitFor();
  for (const done of ["All parts are well", "The store really locks", "Signing keys are made"]) {
    await stands(done, "Done");
  }
  await stands("A policy pack is in force", "To do");
  await stands("Each role has somebody", "To do");
  await step("Each role")
    .getByText("Officer, Reviewer, Records staff, Legal review, Auditor")
    .waitFor();
  await stands("A first recording", "To do");
  await expectAccessible(page, "the first steps of a new house");
  await expectNamedIn(page, "en", "the first steps of a new house");

  // Somebody watches, and touches nothing.
  const { code, stderr } = await system.holdfast("push", clip, "--json");
  expect(code, stderr).toBe(0);
  await stands("A first recording", "Done");

  await putPackInForce(system);
  await stands("A policy pack is in force", "Done");
  await step("Each role").getByText("Officer, Reviewer, Legal review, Auditor").waitFor();

  await page.getByRole("button", { name: "Put away" }).click();
  await page.locator(".first-steps").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("button", { name: "Show the first steps" }).click();
  await stands("A policy pack is in force", "Done");
  await page.getByRole("link", { name: "Officers and their units are entered" }).click();
  await page.waitForURL("**/officers");
  expect(complaints).toEqual([]);
  await close();
});
