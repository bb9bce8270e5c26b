/** Work on cases in a real browser: a file ordered by keyboard and sealed, a hold placed on a session, people cleared, and what waits for whom. */
import { appendFile, copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { run } from "../../../infra/host/run-command.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { type System, startSystem } from "../start-system.ts";
import {
  type Person,
  type Visit,
  expectAccessible,
  expectNamedIn,
  logIn,
  openBrowser,
  tabTo,
  visit,
} from "./browser.ts";
import { choose } from "./choose.ts";
import { everythingSealed, personOf } from "./demo.ts";
import {
  decidedCase,
  legalPerson,
  openedSession,
  otherAdministrator,
  putPackInForce,
} from "./house.ts";

let system: System;
let browser: Browser;
let guest: Visit;
let page: Page;
let caseId = "";
let legal: Person;
let sessionId = "";
let packId = "";

beforeAll(async () => {
  system = await startSystem({ demo: true, inMemory: true });
  browser = await openBrowser();
  await everythingSealed(system);
  packId = await putPackInForce(system);
  caseId = await decidedCase(system);
  sessionId = await openedSession(system, caseId);
  legal = await legalPerson(system);
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

const open = async (role: string, path: string): Promise<void> => {
  await page.goto(path);
  await logIn(page, personOf(system, role));
};
const entriesOf = (): Promise<string[]> =>
  page.locator("[aria-labelledby=file-order] li a").allInnerTexts();
const look = async (screen: string): Promise<void> => {
  await expectAccessible(page, screen);
  await expectNamedIn(page, "en", screen);
};

it("a case file is filled, ordered by keyboard, sealed with a reason, and tells what changed since", async () => {
  await open("reviewer", `/cases/${caseId}`);
  await page.getByRole("link", { name: "Open the case file" }).click();
  await page.getByText("Nothing stands in the file yet").waitFor();
  await page.getByRole("button", { name: /^Put in \d+ more of the case$/ }).click();
  const before = await entriesOf();
  expect(before.length).toBeGreaterThan(2);
  expect(await page.getByRole("button", { name: "Seal the file" }).isDisabled()).toBe(true);
  await tabTo(page, /^Move down 1[.] /);
  await page.keyboard.press("Enter");
  await page.getByText("Entry 1 is now entry 2").waitFor();
  const [first = "", second = "", ...rest] = before;
  expect(await entriesOf()).toEqual([second, first, ...rest]);
  // Pressed again the same entry goes on: the keyboard stays with what it moves.
  await page.keyboard.press("Enter");
  await page.getByText("Entry 2 is now entry 3").waitFor();
  await look("an order that is not saved");
  await page.getByRole("button", { name: "Save the order" }).click();
  await page.getByRole("button", { name: "Seal the file" }).and(page.locator(":enabled")).waitFor();
  await page.getByRole("button", { name: "Seal the file" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("The case is closed");
  await look("the question before sealing");
  await page.getByRole("dialog").getByRole("button", { name: "Seal the file" }).click();
  await page.getByText("Contents and order are as they were sealed.").waitFor();
  const versions = page.getByRole("region", { name: "Sealed versions" });
  await versions.getByText("signed", { exact: true }).waitFor({ timeout: 60_000 });
  await versions.getByText("in the ledger").waitFor({ timeout: 60_000 });
  await versions.locator("summary").click();
  await versions.getByText(/^Contents of the case file/).waitFor();
  await look("a sealed version");
  const saved = page.waitForEvent("download");
  await versions.getByRole("button", { name: "Save case-file.json.p7s" }).click();
  expect((await saved).suggestedFilename()).toBe("case-file.json.p7s");
  await page.getByRole("button", { name: /^Move up 2[.] / }).click();
  await page.getByRole("button", { name: "Save the order" }).click();
  await page.getByText(/^Moved from entry \d to \d:/).waitFor();
  await page.reload();
  await page.getByText(/^Moved from entry \d to \d:/).waitFor();
});

it("the unit's signature is entered on the page of its case: the exact text is taken away, and what is no signature of it is refused there", async () => {
  await open("admin", `/cases/${caseId}`);
  await page.getByRole("button", { name: "Enter the unit's signature" }).click();
  const dialog = page.getByRole("dialog");
  const taken = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Take the exact text" }).click();
  const path = await (await taken).path();
  const round = await system.fetch(`/api/v1/cases/${caseId}/legal-review/rounds/1`);
  const { submitted } = (await round.json()) as { submitted: { text: string } };
  expect(await readFile(path, "utf8")).toBe(submitted.text);
  const none = { name: "unit.p7s", mimeType: "application/octet-stream", buffer: Buffer.from("x") };
  await dialog.locator("input[type=file]").setInputFiles(none);
  await look("the form of a unit's signature");
  await dialog.locator("button[type=submit]").click();
  await dialog.getByText("This is no signature over the text of the submission.").waitFor();
});

it("the pack in force is signed by custody; page and command give what openssl alone checks", async () => {
  await open("officer", `/policy/${packId}`);
  // What the page says is asked once it says something: it loads before its data does.
  const readAgain = async () => {
    await page.reload();
    await page.getByText("Not signed by a publisher").waitFor();
    return page.getByText("Signed by the house").count();
  };
  await expect.poll(readAgain, { timeout: 60_000 }).toBe(1);
  const saved = page.waitForEvent("download");
  await page
    .getByRole("button", { name: /^Save the text and its signatures .*json[.]p7s$/ })
    .click();
  const file = (await saved).suggestedFilename().replace(/[.]p7s$/, "");
  const folder = join(system.dataDir, "taken");
  const exported = () =>
    system.holdfast("policy", "export", sha256(shippedBytes("cn-hainan-2019")), "--out", folder);
  // The head that covers its entry comes within seconds.
  await expect
    .poll(async () => (await rm(folder, { recursive: true, force: true }), exported()), {
      timeout: 60_000,
      interval: 2_000,
    })
    .toMatchObject({ code: 0 });
  await copyFile(join(system.dataDir, "keys", "root.pem"), join(folder, "root.pem"));
  const check = ["cms", "-verify", "-binary", "-inform", "DER", "-in", `${file}.p7s`];
  const by = [
    "-content",
    file,
    "-CAfile",
    "root.pem",
    "-purpose",
    "smimesign",
    "-out",
    "/dev/null",
  ];
  expect((await run("openssl", [...check, ...by], { cwd: folder })).code).toBe(0);
  await appendFile(join(folder, file), " ");
  expect((await run("openssl", [...check, ...by], { cwd: folder })).code).not.toBe(0);
});

it("an officer reads a case file and is offered no change of it", async () => {
  await open("officer", `/cases/${caseId}/file`);
  await page.getByRole("heading", { name: "Contents" }).waitFor();
  expect(await page.getByRole("button", { name: /^(Move|Seal|Save the order)/ }).count()).toBe(0);
});

it("a hold is placed from the page of a session, and says what it covers now", async () => {
  await open("admin", `/recording-sessions/${sessionId}`);
  await page.getByRole("link", { name: "Place a hold" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("A recording session, with what comes to it later").waitFor();
  await dialog.getByLabel("Number of the decision").fill("(2026) 17");
  const pdf = { name: "order.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
  await dialog.locator("input[type=file]").setInputFiles(pdf);
  await dialog.getByLabel("To be reviewed by").fill("2099-01-01");
  await dialog.getByLabel("Why", { exact: true }).fill("The driver sues");
  await look("a hold on a session");
  await dialog.locator("button[type=submit]").click();
  await dialog.waitFor({ state: "detached" });
  await page.goto(`/recording-sessions/${sessionId}`);
  const holds = page.getByRole("region", { name: "Holds" });
  await holds.getByText("(2026) 17, since", { exact: false }).waitFor();
  await expect
    .poll(
      async () => {
        await page.reload();
        await holds.getByText("What (2026) 17 covers now").click();
        await holds.locator("details [role=status]").first().waitFor();
        return holds.locator("details li a").count();
      },
      { timeout: 120_000, interval: 5_000 },
    )
    .toBeGreaterThan(0);
  await look("what a hold covers");
});

it("somebody is cleared, and ended, by an administrator who did not make the account", async () => {
  const { name } = personOf(system, "officer");
  await page.goto("/clearances");
  await logIn(page, await otherAdministrator(system));
  await page.getByText("No clearance was set").waitFor();
  await page.getByRole("button", { name: "Clear somebody" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog.getByRole("combobox", { name: "Person" }), name);
  await dialog.getByLabel("Minors").check();
  await dialog.getByLabel(/^Until/).fill("2099-01-01");
  await dialog.getByLabel("Why", { exact: true }).fill("Works on juvenile cases");
  await look("the form of a clearance");
  await dialog.locator("button[type=submit]").click();
  await page.getByText("In force until 2099-01-01").waitFor();
  await look("clearances");
  await page.getByRole("button", { name: /^End / }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("The work is done");
  await page.getByRole("dialog").locator("button[type=submit]").click();
  await page.getByText(/^Ended \d{4}-/).waitFor();
  const told = (await (await system.fetch("/api/v1/actions?kind=clearance-set")).json()) as {
    entries: { reason: string | null }[];
  };
  expect(told.entries.map(({ reason }) => reason)).toEqual([
    ...["The work is done", "Works on juvenile cases"],
  ]);
});

it("what waits is told to whom it waits for: legal reads of the round, nobody of what is not theirs", async () => {
  await page.goto("/");
  await logIn(page, legal);
  await page.locator(".figures").getByRole("link", { name: "Waiting for you" }).click();
  await page.waitForURL("**/waiting");
  await page.getByRole("link", { name: "Legal opinions to give" }).click();
  await page.getByRole("heading", { name: "Waiting for an opinion" }).waitFor();
  await page.getByRole("link", { name: "演示-2026-001" }).click();
  await page.getByRole("button", { name: "Give the opinion" }).waitFor();
  await page.goto("/waiting");
  await page.getByText("Legal opinions to give").waitFor();
  await look("what waits for legal");
  await page.getByRole("button", { name: "Log out" }).click();
  await logIn(page, personOf(system, "officer"));
  await page.goto("/waiting");
  await page.getByText("Nothing waits for you").waitFor();
  await look("nothing waits");
});
