/** The page and the description of the API in a browser, under the policies that they are sent with: they break none, and whatever would is stopped and seen. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { docsRouter } from "../../../services/api/docs.ts";
import { openApiDocument } from "../../../services/api/openapi.ts";
import { securityHeaders } from "../../../services/api/page-policy.ts";
import { pageRouter } from "../../../services/api/page.ts";
import { buildPages } from "../../../services/command/build-page.ts";
import { everyRoute } from "../../fixtures/every-route.ts";
import { openBrowser, visit } from "./browser.ts";
import { IN_GRACE } from "./disposal-batch.ts";

const HOME = join(import.meta.dirname, "../../..");
const ID = "00000000-0000-4000-8000-000000000001";
const ME = {
  ...{ id: ID, name: "l", displayName: "Legal", role: "legal", purposes: [] },
  permissions: ["cases:see", "disposal:see", "disposal:stop"],
};

let browser: Browser;
let server: Server;
let url: string;
beforeAll(async () => {
  await buildPages(HOME, () => undefined);
  const app = express();
  app.use(...securityHeaders("http://127.0.0.1"));
  app.get("/openapi.json", (_request, response) => {
    response.json(openApiDocument(everyRoute(), "0.1.0", url));
  });
  app.get("/api/v1/me", (_request, response) => void response.json(ME));
  app.get(`/api/v1/disposal/batches/${IN_GRACE.id}`, (_request, response) => {
    response.json(IN_GRACE);
  });
  // Nothing else is there: no answer of the house, which would be held against its description.
  app.use("/api", (_request, response) => void response.status(404).end());
  app.use(docsRouter(), pageRouter(join(HOME, "services/web/dist")));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const onDesktop = () => visit(browser, url, { size: "desktop", language: "en" });

it("a screen with a dialog, whose styles antd writes, breaks none", async () => {
  const { page, asked, complaints, close } = await onDesktop();
  await page.goto(`/disposal/${IN_GRACE.id}`);
  await page.getByRole("button", { name: "Prolong the grace" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input:focus").waitFor();
  // Styled after all: what a dialog lies on is grey, and a button has the colour of the house.
  const colour = await page.evaluate<string>(
    `getComputedStyle(document.querySelector("[role=dialog] button[type=submit]")).backgroundColor`,
  );
  expect(colour).toBe("rgb(11, 83, 148)");
  expect(asked.filter((to) => !to.startsWith(url) && !to.startsWith("data:"))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

it.each([
  ["markup from a string", `document.body.insertAdjacentHTML("beforeend", "<i>")`, "require-"],
  ["a script from a string", `setTimeout("1")`, "require-trusted-types-for"],
  ["an address of a script", `document.createElement("script").src = "/x.js"`, "require-"],
  ["another policy of types", `trustedTypes.createPolicy("other", {})`, "trusted-types"],
  ["a style attribute", `document.body.setAttribute("style", "color: red")`, "style-src-attr"],
  [
    "a style without the number of the answer",
    `document.head.append(document.createElementNS("http://www.w3.org/1999/xhtml", "style"));
     document.head.lastChild.textContent = "body { color: red }"`,
    "style-src-elem",
  ],
  ["a question to another host", `fetch("https://elsewhere.test/").catch(() => 0)`, "connect-src"],
  ["a picture of another host", `new Image().src = "https://elsewhere.test/x.png"`, "img-src"],
  [
    "a frame",
    `document.body.append(Object.assign(document.createElement("iframe"), { src: "/login" }))`,
    "frame-src",
  ],
  [
    "a worker from bytes",
    `new Worker(URL.createObjectURL(new Blob(["1"])))`,
    "require-trusted-types-for",
  ],
])("%s is stopped, and seen", async (_what, attempt, broken) => {
  const { page, complaints, close } = await onDesktop();
  await page.goto("/login");
  await page.locator("form").waitFor();
  expect(complaints).toEqual([]);
  await page.evaluate(`void (() => { try { ${attempt} } catch { } })()`);
  await expect.poll(() => complaints.join("\n")).toContain(`policy broken: ${broken}`);
  await close();
});

it("the description of the API breaks none", async () => {
  const { page, asked, complaints, close } = await onDesktop();
  await page.goto("/docs/");
  await page.locator(".opblock").first().click();
  await page.locator(".opblock-body").first().waitFor();
  expect(asked.filter((to) => !to.startsWith(url) && !to.startsWith("data:"))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
