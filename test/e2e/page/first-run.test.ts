/** A new house leads its administrator: what is done is ticked by itself, also the first recording, while somebody watches; tells of a device that falls silent, and who may do what. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type System, startSystem } from "../start-system.ts";
import {
  type Person,
  expectAccessible,
  expectNamedIn,
  expectScreen,
  logIn,
  openBrowser,
  visit,
} from "./browser.ts";
import { whoCarried } from "./carried-camera.ts";
import { personOf } from "./demo.ts";
import { otherAdministrator, putPackInForce } from "./house.ts";
import { silentDevice } from "./silent-device.ts";
import { film } from "./small-media.ts";

let [folder, clip] = ["", ""];
let system: System;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-first-"));
  clip = join(folder, "first.mp4");
  await writeFile(clip, await film(1));
  system = await startSystem({
    ...{ demo: false, inMemory: true },
    env: { HOLDFAST_DEVICE_SILENT_DAYS: "1" },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  const ended = await Promise.allSettled([browser.close(), system.stop()]);
  await rm(folder, { recursive: true, force: true });
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});

it("tells what of the first steps is done, what waits and where, follows the first recording, and is put away by each person for themselves", async () => {
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
  await seenElsewhere(personOf(system, "admin"), (there) =>
    there.getByRole("button", { name: "Show the first steps" }).waitFor(),
  );
  await seenElsewhere(await otherAdministrator(system), (there) =>
    there.locator(".first-steps").waitFor(),
  );
  await page.reload();
  await page.getByRole("button", { name: "Show the first steps" }).click();
  await stands("A policy pack is in force", "Done");
  await page.getByRole("link", { name: "Officers and their units are entered" }).click();
  await page.waitForURL("**/officers");
  expect(complaints).toEqual([]);
  await close();
});

/** In a browser that was never here. */
async function seenElsewhere(person: Person, look: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints, close } = await visit(browser, system.url, {
    ...{ size: "phone", language: "en" },
  });
  await page.goto("/");
  await logIn(page, person);
  await look(page);
  expect(complaints).toEqual([]);
  await close();
}

it("shows an officer what they recorded, and whether it is sealed, on the first screen", async () => {
  const officer = await whoCarried(system, "zhaolei");
  const held = { size: "phone", language: "zh-CN" } as const;
  const { page, complaints, close } = await visit(browser, system.url, held);
  await page.goto("/");
  await logIn(page, officer);
  const figure = page.locator(".figures li").filter({ hasText: "本人录制的" });
  await figure.getByText("其中没有待封存的").waitFor();
  await expectScreen(page, held, "an officer's first screen");
  await figure.getByRole("link", { name: "本人录制的" }).click();
  await page.waitForURL("**/items?mine=true");
  await page.getByText("仅本人携带设备录制的").waitFor();
  expect(await page.locator(".file-name").allInnerTexts()).toEqual(["first.mp4"]);
  expect(complaints).toEqual([]);
  await close();
});

it.each(["zh-CN", "en"] as const)(
  "leads from the first screen to a device that was not heard for long, in %s",
  async (language) => {
    await silentDevice(system, `Drawer ${language}`);
    const held = { size: "phone", language } as const;
    const { page, complaints, close } = await visit(browser, system.url, held);
    await page.goto("/");
    await logIn(page, personOf(system, "admin"));
    const figure = { "zh-CN": /久未联系的设备$/, en: /devices not heard for long$/ }[language];
    await page.locator(".figures").getByRole("link", { name: figure }).click();
    await page.waitForURL("**/devices?silent=true");
    const row = page.getByRole("row").filter({ hasText: `Drawer ${language}` });
    await row.locator(".mark-warn").waitFor();
    expect(await page.locator("tbody tr").count()).toBe(
      await page.locator("tbody .mark-warn").count(),
    );
    await expectScreen(page, held, "devices not heard for long");
    const behind = async () =>
      ((await (await system.fetch("/readyz")).json()) as { behind: readonly string[] }).behind;
    // What it looked at is as good for some seconds.
    await expect.poll(behind, { timeout: 45_000 }).toContain("silent-devices");
    const { stdout } = await system.holdfast("doctor", "--json");
    expect(stdout).toContain(`Drawer ${language} –`);
    await page.goto("/users");
    await page.locator("summary").last().click();
    await page.locator("tbody th[scope=row]").nth(60).waitFor();
    await expectScreen(page, held, "who may do what");
    expect(complaints).toEqual([]);
    await close();
  },
);
