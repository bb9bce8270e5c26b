/** Every route that changes something, asked by a browser that another site sent, by each way that there is. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyRoute, nameOf, otherRoutes } from "../../fixtures/every-route.ts";
import { type House, ORIGIN, PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";

const printer = {
  undrawable: () => Promise.resolve([]),
  async *print() {
    yield Buffer.from("%PDF");
  },
};

let own: House;
let house: House;
let [cookie, another] = ["", ""];
beforeAll(async () => {
  own = await openHouse(undefined, printer);
  house = await openHouse(() => otherRoutes(own.routes), printer);
  [cookie, another] = [await logIn(), await logIn()];
});
afterAll(() => Promise.all([own.close(), house.close()]));

async function logIn(): Promise<string> {
  const body = JSON.stringify({ name: "officer", password: PASSWORD });
  const answer = await house.fetch("/api/v1/session", null, { method: "POST", body });
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

const CHANGING = everyRoute().filter(({ method }) => method !== "get");
const UNKNOWN = "3f2b8c1e-1111-4111-8111-111111111111";

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly permission: string;
}

/** fetch() forbids Origin and Sec-Fetch-Site to be set. Answers the status and the code of the refusal. */
function ask(route: Sent, headers: Record<string, string>): Promise<readonly [number, string]> {
  const path = `/api/v1${route.path.replaceAll(/\{\w+\}/g, UNKNOWN)}`;
  const { promise, resolve, reject } = Promise.withResolvers<readonly [number, string]>();
  const sent = request(
    `${house.url}${path}`,
    {
      method: route.method.toUpperCase(),
      headers: { "content-type": "application/json", "content-length": "2", ...headers },
    },
    (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? "";
        resolve([answer.statusCode ?? 0, code]);
      });
    },
  );
  sent.once("error", reject);
  sent.end("{}");
  return promise;
}

describe("a route that changes something", () => {
  test("is found here whatever it is called", () => {
    expect(CHANGING.length).toBeGreaterThan(80);
    expect(new Set(CHANGING.map(nameOf)).size).toBe(CHANGING.length);
  });

  test("does nothing for another origin or site, also with the page's token", async () => {
    for (const route of CHANGING) {
      for (const from of [
        { origin: "https://evil.example" },
        { origin: "null" },
        { origin: ORIGIN.replace("://", "://evil.") },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site", origin: ORIGIN },
      ] as Record<string, string>[]) {
        const said = await ask(route, { ...asThePage(cookie), ...from });
        expect([nameOf(route), ...said]).toEqual([nameOf(route), 403, "access/cross-site"]);
      }
    }
  });

  test("does nothing for a session without its own token, wherever the browser says it is", async () => {
    const closed = CHANGING.filter(({ permission }) => permission !== "anyone");
    const [name] = Object.keys(asThePage(another)).filter((header) => header !== "cookie");
    const token = asThePage(cookie)[name!]!;
    for (const route of closed) {
      for (const shown of [
        {},
        { [name!]: "" },
        { [name!]: asThePage(another)[name!]! },
        { [name!]: token.slice(0, -1) },
        { [name!]: `${token}=` },
      ] as Record<string, string>[]) {
        const page = { cookie, origin: ORIGIN, "sec-fetch-site": "same-origin" };
        const said = await ask(route, { ...page, ...shown });
        expect([nameOf(route), ...said]).toEqual([nameOf(route), 403, "access/no-page-token"]);
      }
    }
  });

  test("is let through with both, and with an API token that needs neither", async () => {
    const closed = CHANGING.filter(({ permission }) => permission !== "anyone");
    for (const route of closed.filter(({ path }) => path !== "/session")) {
      for (const headers of [
        { ...asThePage(cookie), origin: ORIGIN, "sec-fetch-site": "same-origin" },
        { authorization: `Bearer ${house.tokens.officer}` },
        { authorization: `Bearer ${house.tokens.officer}`, origin: "https://evil.example" },
      ] as Record<string, string>[]) {
        const [, code] = await ask(route, headers);
        expect([nameOf(route), code]).not.toEqual([nameOf(route), "access/no-page-token"]);
        expect([nameOf(route), code]).not.toEqual([nameOf(route), "access/cross-site"]);
      }
    }
  });
});
