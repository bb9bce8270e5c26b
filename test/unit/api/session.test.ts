/** Browser sessions over HTTP: login, logout, fixation, idleness, other sites, guessing. */
import { type IncomingMessage, request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loginSource } from "../../../services/access/login-source.ts";
import { sessionCookie, sessionSecret } from "../../../services/access/guard.ts";
import { type House, ORIGIN, PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const login = (name: string, password: string, headers: Record<string, string> = {}) =>
  house.fetch("/api/v1/session", null, {
    method: "POST",
    body: JSON.stringify({ name, password }),
    headers,
  });
const cookieOf = (answer: Response): string =>
  (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
const me = (cookie: string) => house.fetch("/api/v1/me", null, { headers: { cookie } });

/** fetch() forbids Origin and Sec-Fetch-Site to be set; a raw request is what another browser could send. */
function post(
  headers: Record<string, string>,
  path = "/api/v1/cases",
  localAddress = "127.0.0.1",
  body = JSON.stringify({ number: `n ${Math.random()}`, title: "t" }),
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${house.url}${path}`,
      { method: "POST", localAddress, headers: { "content-type": "application/json", ...headers } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

describe("a session", () => {
  test("begins with the right password, in a cookie that scripts and other sites do not get", async () => {
    const answer = await login("reviewer", PASSWORD);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ name: "reviewer", role: "reviewer" });
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^holdfast_session=hfs_[\w-]{43}; /);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).toContain("Path=/");
    expect((await me(cookieOf(answer))).status).toBe(200);
  });

  test("gets a new secret at login, whatever cookie was planted or held before", async () => {
    const planted = `holdfast_session=hfs_${"A".repeat(43)}`;
    const first = cookieOf(await login("reviewer", PASSWORD, { cookie: planted }));
    expect(first).not.toBe(planted);
    const second = cookieOf(await login("reviewer", PASSWORD, { cookie: first }));
    expect(second).not.toBe(first);
    expect((await me(first)).status).toBe(401);
    expect((await me(second)).status).toBe(200);
    expect((await me(`${planted}; ${second}`)).status).toBe(401);
  });

  test("is over after logout, also for one who stole its cookie", async () => {
    const cookie = cookieOf(await login("reviewer", PASSWORD));
    const out = await house.fetch("/api/v1/session", null, {
      method: "DELETE",
      headers: asThePage(cookie),
    });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await me(cookie)).status).toBe(401);
  });

  test("ends after half an hour of silence, and after twelve hours whatever happens", async () => {
    const idle = cookieOf(await login("reviewer", PASSWORD));
    house.moveClock(31 * 60_000);
    expect((await me(idle)).status).toBe(401);
    const busy = cookieOf(await login("reviewer", PASSWORD));
    for (let passed = 0; passed < 11 * 60 + 40; passed += 20) {
      house.moveClock(20 * 60_000);
      expect((await me(busy)).status).toBe(200);
    }
    house.moveClock(21 * 60_000);
    expect((await me(busy)).status).toBe(401);
  });

  test("is kept alive by nothing that the page asks while nobody is there, and says how long it lasts", async () => {
    const cookie = cookieOf(await login("reviewer", PASSWORD));
    const ask = async (more: Record<string, string> = {}) => {
      const headers = { cookie, ...more };
      const answer = await house.fetch("/api/v1/me", null, { headers });
      return [answer.status, answer.headers.get("x-session-seconds")];
    };
    const away = { "x-unattended": "1" };
    house.moveClock(10 * 60_000);
    expect(await ask(away)).toEqual([200, "1200"]);
    expect(await ask()).toEqual([200, "1800"]);
    house.moveClock(29 * 60_000);
    expect(await ask(away)).toEqual([200, "60"]);
    house.moveClock(60_000);
    expect(await ask(away)).toEqual([401, null]);
    expect(await ask()).toEqual([401, null]);
    const token = await house.fetch("/api/v1/me", "reviewer", { headers: away });
    expect([token.status, token.headers.get("x-session-seconds")]).toEqual([200, null]);
  });

  test("obeys no request that another site made the browser send", async () => {
    const cookie = cookieOf(await login("reviewer", PASSWORD));
    const own = asThePage(cookie);
    expect(await post({ ...own, origin: "https://evil.example" })).toBe(403);
    const spoofed = { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
    expect(await post({ ...own, origin: "https://evil.example", ...spoofed })).toBe(403);
    expect(await post({ ...own, origin: "null" })).toBe(403);
    expect(await post({ ...own, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await post({ ...own, "sec-fetch-site": "same-site", origin: ORIGIN })).toBe(403);
    expect(await post({ ...own, origin: ORIGIN, "sec-fetch-site": "same-origin" })).toBe(201);
    expect(await post({ ...own, origin: house.url })).toBe(201);
    expect(await post(own)).toBe(201);
    expect(await post({ cookie })).toBe(403);
    expect(await post({ origin: "https://evil.example" }, "/api/v1/session")).toBe(403);
  });
});

describe("the cookie", () => {
  const asked = (cookie: string) => ({ headers: { cookie } }) as IncomingMessage;
  const [plain, secure] = ["holdfast_session", "__Host-holdfast_session"];
  const [http, https] = ["http://127.0.0.1:8420", "https://evidence.test"];

  test("over TLS is of this host alone, whatever a sub-domain or an answer without TLS set", () => {
    const set = sessionCookie("s", https);
    expect(set).toMatch(/^__Host-holdfast_session=s; Path=\/; Max-Age=\d+; HttpOnly; /);
    expect(set).toMatch(/; SameSite=Strict; Secure$/);
    expect(set).not.toMatch(/domain/i);
    expect(sessionSecret(asked(`${secure}=own`), https)).toBe("own");
    expect(sessionSecret(asked(`${plain}=planted`), https)).toBeNull();
    expect(sessionSecret(asked(`${plain}=planted; ${secure}=own`), https)).toBe("own");
    expect(sessionSecret(asked(`${secure}=one; ${secure}=two`), https)).toBeNull();
  });

  test("without TLS, on the box itself, has no prefix and is not Secure, and the other counts for nothing", () => {
    expect(sessionCookie("s", http)).toMatch(/^holdfast_session=s; .*HttpOnly; SameSite=Strict$/);
    expect(sessionSecret(asked(`${plain}=own`), http)).toBe("own");
    expect(sessionSecret(asked(`${secure}=other`), http)).toBeNull();
  });
});

describe("guessing", () => {
  test("tells nobody whether the name or the password was wrong", async () => {
    const [unknown, wrong] = [await login("nobody", "x"), await login("reviewer", "x")];
    const bodies = [await unknown.json(), await wrong.json()].map((body) => ({
      ...(body as object),
      requestId: "",
    }));
    expect(bodies[0]).toEqual(bodies[1]);
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
  });

  test("slows the guessed name down more and more, locks it never, and nobody else at all", async () => {
    for (let at = 0; at < 20; at += 1) expect((await login("reviewer", "wrong")).status).toBe(401);
    expect(house.slept).toHaveLength(17);
    expect(house.slept.slice(0, 6)).toEqual([250, 500, 1000, 2000, 4000, 8000]);
    expect(Math.max(...house.slept)).toBe(8000);
    house.slept.length = 0;
    expect((await login("officer", PASSWORD)).status).toBe(201);
    expect(house.slept).toEqual([]);
    expect((await login("reviewer", PASSWORD)).status).toBe(201);
    expect(house.slept).toEqual([8000]);
    house.slept.length = 0;
    expect((await login("reviewer", PASSWORD)).status).toBe(201);
    expect(house.slept).toEqual([]);
  });

  test("shuts out nobody elsewhere: a right password from another address comes in at once, queue or none", async () => {
    const gate = Promise.withResolvers<undefined>();
    const failures = house.access.loginFailures.bind(house.access);
    house.access.loginFailures = async (tried) => {
      if (tried.source === "127.0.0.1") await gate.promise;
      return failures(tried);
    };
    for (let at = 0; at < 20; at += 1) {
      await house.access.addLoginFailure(
        { name: "reviewer", source: "127.0.0.1" },
        ...([house.clock(), house.clock()] as const),
      );
    }
    let refused = 0;
    const full = Promise.withResolvers<undefined>();
    const guesses = Array.from({ length: 6 }, async () => {
      const answer = await login("reviewer", "wrong");
      if (answer.status === 429) refused += 1;
      // Four wait for their turn, which does not come yet.
      if (refused === 2) full.resolve(undefined);
      return answer;
    });
    await full.promise;
    const right = JSON.stringify({ name: "reviewer", password: PASSWORD });
    expect(await post({}, "/api/v1/session", "127.0.0.2", right)).toBe(201);
    expect(house.slept).toEqual([]);
    gate.resolve(undefined);
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([401, 401, 401, 401, 429, 429]);
    expect(house.slept).toEqual([8000, 8000, 8000, 8000]);
  });

  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::1", "0:0:0:0::/64"],
    ["2001:db8:0:7::1", "2001:db8:0:7::/64"],
    ["2001:0DB8::7:1:2:3:4", "2001:db8:0:7::/64"],
    ["2001:db8::7:0:0:0:1", "2001:db8:0:7::/64"],
    ["2001:db8:0:8:1:2:3:4", "2001:db8:0:8::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    [undefined, ""],
  ])("from %s is counted as from %s", (address, source) => {
    expect(loginSource(address)).toBe(source);
  });

  test("gains nothing by asking in parallel: a full queue is 429 with when to come back", async () => {
    const gate = Promise.withResolvers<undefined>();
    house.access.loginFailures = async () => {
      await gate.promise;
      return null;
    };
    let refusals = 0;
    const asked = Array.from({ length: 12 }, async () => {
      const answer = await login("reviewer", "wrong");
      if (answer.status === 429) refusals += 1;
      // The first four wait for their turn; the others are sent away at once.
      if (refusals === 8) gate.resolve(undefined);
      return answer;
    });
    const answers = await Promise.all(asked);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
    const refused = answers.find(({ status }) => status === 429);
    expect(statuses.filter((status) => status === 429)).toHaveLength(8);
    expect(refused?.headers.get("retry-after")).toBe("8");
  });
});
