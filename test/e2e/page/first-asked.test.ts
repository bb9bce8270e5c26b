/** The start of the page: what the first screen needs is asked once, before its code is there; its rows wait for no code but their own. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { permissionsOf } from "../../../services/access/permission.ts";
import { buildPages } from "../../../services/command/build-page.ts";
import { type Size, openBrowser, visit } from "./browser.ts";
import { HOME, fulfil } from "./without-service.ts";

const ME = {
  ...{ id: "00000000-0000-4000-8000-000000000001", name: "root", displayName: "王大明" },
  ...{ role: "admin", permissions: [...permissionsOf("admin")], purposes: [] },
};
const ANSWERS: Readonly<Record<string, object>> = {
  "/me": ME,
  "/status": { agency: "海口市公安局美兰分局", demo: false, signOn: null },
  "/items": { entries: [], nextCursor: null },
};

let browser: Browser;
beforeAll(async () => {
  await buildPages(HOME, () => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What was asked of the service, and of the page's code that is not the first script's, in order. */
async function opened(address: string, silent: readonly string[] = []) {
  const left = new Set(silent);
  const { page, asked, close } = await visit(browser, "http://page.test", {
    size: "desktop",
    language: "en",
  });
  // One falls silent once.
  await page.route("**/*", (route) =>
    fulfil(route, (path) => (left.delete(path) ? null : ANSWERS[path])),
  );
  await page.goto(address);
  await page.getByText("No item matches").waitFor();
  await close();
  const paths = asked.map((url) => url.slice("http://page.test".length));
  return paths.filter((path) => /^\/api\/v1\/(me|status|items)|^\/assets\/start-.*js$/.test(path));
}

const LIST = "/api/v1/items?stage=sealed";

it("asks for the list, and for who is logged in, once, before the code that draws them", async () => {
  const asked = await opened("/items?stage=sealed");
  expect(asked.slice(0, 3)).toEqual(["/api/v1/me", "/api/v1/status", LIST]);
  expect(asked.slice(3)).toEqual([expect.stringMatching(/^\/assets\/start-/)]);
});

it.each(["/me", "/status", "/items"])("asks for %s again if it had no answer", async (path) => {
  const asked = await opened("/items?stage=sealed", [path]);
  const again = path === "/items" ? LIST : `/api/v1${path}`;
  expect(asked.filter((one) => one === again)).toEqual([again, again]);
});

it("asks no list for a guest who has been here, and again for whoever follows", async () => {
  const { page, asked, close } = await visit(browser, "http://page.test", {
    size: "desktop",
    language: "en",
  });
  const lists = () => asked.filter((url) => url.endsWith("/api/v1/items")).length;
  const who = { me: { ...ME, role: "guest", permissions: [...permissionsOf("guest")] } };
  await page.route("**/*", (route) =>
    fulfil(route, (path) => (path === "/me" ? who.me : ANSWERS[path])),
  );
  await page.goto("/shared");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto("/items");
  await page.waitForURL("**/shared");
  expect(lists()).toBe(0);
  who.me = ME;
  await page.goto("/items");
  await page.getByText("No items yet").waitFor();
  await page.goto("/items");
  await page.getByText("No items yet").waitFor();
  expect(lists()).toBe(2);
  await close();
});

const ITEM = {
  ...{ deviceName: "BWC-4201", kind: "body_camera", sizeBytes: 12_400_000, durationSeconds: 62 },
  ...{ stage: "sealed", viewingStage: "ready", quarantineReason: null, noViewingReason: null },
  ...{ recordedAt: "2026-11-24T06:03:22.000Z", receivedAt: "2026-11-24T09:12:00.000Z" },
  ...{ hasPoster: false, steps: [], labels: ["privacy"] },
  cases: [{ id: "00000000-0000-4000-8000-000000000009", number: "琼海执罚〔2026〕1号" }],
};
const entries = Array.from({ length: 50 }, (_, place) => ({
  ...ITEM,
  id: `00000000-0000-4000-8000-0000000001${String(place).padStart(2, "0")}`,
  filename: `clip-${place}.mp4`,
}));

it.each<[Size, string]>([
  ["desktop", "row"],
  ["phone", "listitem"],
])(
  "shows rows with their links on a %s before antd is there, which then moves none of them",
  async (size, role) => {
    const { page, complaints, close } = await visit(browser, "http://page.test", {
      size,
      language: "en",
    });
    const late = Promise.withResolvers<undefined>();
    const answers: typeof ANSWERS = { ...ANSWERS, "/items": { entries, nextCursor: null } };
    await page.route("**/*", async (route) => {
      if (/assets[/]in-antd/.test(route.request().url())) await late.promise;
      await fulfil(route, (path) => answers[path]);
    });
    await page.goto("/items");
    const first = page.getByRole(role as "row").filter({ hasText: "clip-0.mp4" });
    const last = page.getByRole(role as "row").filter({ hasText: "clip-49.mp4" });
    await last.waitFor();
    const link = first.getByRole("link", { name: "clip-0.mp4" });
    expect(await link.getAttribute("href")).toBe(`/items/${entries[0]?.id}`);
    expect(await page.getByRole("combobox").count()).toBe(0);
    const before = await Promise.all([first.boundingBox(), last.boundingBox()]);
    late.resolve(undefined);
    await page.getByRole("combobox").nth(3).waitFor();
    expect(await Promise.all([first.boundingBox(), last.boundingBox()])).toEqual(before);
    await link.click();
    await page.waitForURL(`**/items/${entries[0]?.id}`);
    expect(complaints).toEqual([]);
    await close();
  },
);
