/** Log-in by a real OpenID Connect provider, through the real API process. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { OidcConfig } from "../../infra/oidc/config.ts";
import { identityProvider } from "../../infra/oidc/identity-provider.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { type ApiProcess, startApi } from "../fixtures/api-process.ts";
import { Browser, OIDC_CLIENT, type OidcServer, startOidc } from "../fixtures/oidc-server.ts";

let oidc: OidcServer;
let api: ApiProcess;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  const port = await freePort();
  oidc = await startOidc(`http://127.0.0.1:${port}/sign-on/return`);
  api = await startApi({
    HOLDFAST_PORT: String(port),
    HOLDFAST_OIDC_ISSUER: oidc.issuer,
    HOLDFAST_OIDC_CLIENT_ID: OIDC_CLIENT.id,
    HOLDFAST_OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
    HOLDFAST_OIDC_STAFF_CLAIM: "employee_number",
    HOLDFAST_OIDC_TITLE: "统一身份",
  });
  const { entries } = await admin<{ entries: { id: string; role: string }[] }>("GET", "/users");
  ids = Object.fromEntries(entries.map(({ id, role }) => [role, id]));
});
afterAll(async () => {
  await api.close();
  await oidc.close();
});

async function admin<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${api.tokens.admin}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return (text === "" ? { status: response.status } : JSON.parse(text)) as Answer;
}

const open = (role: string, signOnName: string | null, more: object = {}) =>
  admin<{ status?: number; code?: string }>("POST", `/users/${ids[role]}/door`, {
    ...{ signOnName, ...more },
  });

/** Where the page goes on to. */
const onwards = async (response: Response): Promise<string> =>
  /url=([^"]+)"/.exec(await response.text())?.[1] ?? "";

async function me(browser: Browser): Promise<{ name?: string; status: number }> {
  const response = await browser.get(`${api.url}/api/v1/me`);
  const body = (await response.json()) as { name?: string };
  return { ...body, status: response.status };
}

test("the log-in page knows the provider, and a person whose account was given to it comes in", async () => {
  expect(await admin("GET", "/status")).toMatchObject({ signOn: "统一身份" });
  const person = { sub: "wang", preferred_username: "王力", employee_number: "46-0012" };
  oidc.people.set("wang", person);
  expect(await open("reviewer", "王力")).toEqual({ status: 204 });
  const browser = new Browser();
  const back = await browser.signOnAt(`${api.url}/sign-on?back=/cases%3Fsearch=1`, "wang");
  const arrived = await browser.get(back);
  expect(await onwards(arrived)).toBe("/cases?search=1");
  const [session] = arrived.headers.getSetCookie().filter((line) => line.includes("session="));
  expect(session).toMatch(/HttpOnly; SameSite=Strict/);
  expect(await me(browser)).toMatchObject({ name: "reviewer", status: 200 });
  // The same address again, by the same browser or another: once is all.
  for (const again of [browser, new Browser()]) {
    expect(await onwards(await again.get(back))).toBe("/login?problem=access%2Fsign-on-over");
  }
});

test("another browser than the one that began it is let in nowhere, and spoils it", async () => {
  const victim = new Browser();
  const back = await victim.signOnAt(`${api.url}/sign-on`, "wang");
  const stranger = new Browser();
  expect(await onwards(await stranger.get(back))).toContain("sign-on-over");
  expect((await me(stranger)).status).toBe(401);
  expect(await onwards(await victim.get(back))).toContain("sign-on-over");
});

test("a code, a state or an issuer that was changed opens nothing", async () => {
  for (const [name, value] of [
    ["code", "another"],
    ["state", "another"],
    ["iss", "https://evil.example"],
  ] as const) {
    const browser = new Browser();
    const back = new URL(await browser.signOnAt(`${api.url}/sign-on`, "wang"));
    back.searchParams.set(name, value);
    expect(await onwards(await browser.get(back.href))).toMatch(
      /^\/login\?problem=access%2Fsign-on-/,
    );
    expect((await me(browser)).status).toBe(401);
  }
  // A person who refuses at the provider comes back with an error.
  const browser = new Browser();
  const back = new URL(await browser.signOnAt(`${api.url}/sign-on`, "wang"));
  const refused = `${api.url}/sign-on/return?error=access_denied&state=${back.searchParams.get("state")}`;
  expect(await onwards(await browser.get(refused))).toContain("sign-on-failed");
});

test("nobody becomes somebody by the provider's word: unknown, disabled, or another under a known name", async () => {
  oidc.people.set("li", { sub: "li", preferred_username: "admin" });
  const unknown = new Browser();
  const back = await unknown.signOnAt(`${api.url}/sign-on`, "li");
  // An account of that name is there, and was never given to the provider.
  expect(await onwards(await unknown.get(back))).toContain("no-account-here");
  // The name that Wang had is somebody else's at the provider by now.
  oidc.people.set("zhao", { sub: "zhao", preferred_username: "王力" });
  const other = new Browser();
  const came = await other.signOnAt(`${api.url}/sign-on`, "zhao");
  expect(await onwards(await other.get(came))).toContain("sign-on-differs");
  // A person of whom the provider tells no name.
  oidc.people.set("nameless", { sub: "nameless" });
  const nameless = new Browser();
  const empty = await nameless.signOnAt(`${api.url}/sign-on`, "nameless");
  expect(await onwards(await nameless.get(empty))).toContain("sign-on-failed");
  for (const browser of [unknown, other, nameless]) expect((await me(browser)).status).toBe(401);
});

test("an account has one door: no password opens it, and given back no provider does", async () => {
  expect(await open("auditor", "王力")).toMatchObject({ code: "access/sign-on-name-taken" });
  expect(await open("admin", "root")).toMatchObject({ code: "access/last-local-admin" });
  expect(await open("reviewer", null)).toMatchObject({ code: "access/password-missing" });
  const byPassword = (password: string) =>
    fetch(`${api.url}/api/v1/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: "reviewer", password }),
    });
  expect((await byPassword("correct horse battery staple")).status).toBe(401);
  const password = "another sentence to keep";
  expect(await open("reviewer", null, { password, reason: "leaves the provider" })).toEqual({
    status: 204,
  });
  expect((await byPassword(password)).status).toBe(201);
  const browser = new Browser();
  const back = await browser.signOnAt(`${api.url}/sign-on`, "wang");
  expect(await onwards(await browser.get(back))).toContain("no-account-here");
});

test("a dangerous act is confirmed at the provider, which must ask anew, and by nobody else", async () => {
  oidc.people.set("qian", { sub: "qian", preferred_username: "钱" });
  expect(await open("records", "钱")).toEqual({ status: 204 });
  const browser = new Browser();
  await browser.get(await browser.signOnAt(`${api.url}/sign-on`, "qian"));
  const until = async (): Promise<string> => {
    const answer = await browser.get(`${api.url}/api/v1/session/confirmation`);
    const told = (await answer.json()) as { by: string; confirmedUntil: string };
    expect(told.by).toBe("identity-provider");
    return told.confirmedUntil;
  };
  const before = await until();
  const off = await browser.get(`${api.url}/sign-on/confirm`);
  const asked = new URL(off.headers.get("location") ?? "").searchParams;
  expect([asked.get("prompt"), asked.get("max_age")]).toEqual(["login", "0"]);
  const session = browser.cookies(api.url).get("holdfast_session");
  const back = await browser.signOnAt(`${api.url}/sign-on/confirm`, "qian");
  expect(await onwards(await browser.get(back))).toBe("/confirmed");
  expect((await until()) > before).toBe(true);
  expect(browser.cookies(api.url).get("holdfast_session")).toBe(session);

  // Another person at the provider, and a browser without a session.
  oidc.people.set("sun", { sub: "sun", preferred_username: "孙" });
  expect(await open("officer", "孙")).toEqual({ status: 204 });
  const confirmed = await until();
  browser.forget(oidc.issuer);
  const other = await browser.signOnAt(`${api.url}/sign-on/confirm`, "sun");
  expect(await onwards(await browser.get(other))).toBe(
    "/confirmed?problem=access%2Fconfirmed-by-another",
  );
  expect(await until()).toBe(confirmed);
  expect(await onwards(await new Browser().get(`${api.url}/sign-on/confirm`))).toContain(
    "/confirmed?problem=access%2Fnot-signed-in",
  );
});

test("every way in and every change is an action, and no log says who it was", async () => {
  const actions = await createActionStore(api.connection.db).from(0, 1_000);
  const kinds = actions.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "sign-on-set")).toHaveLength(4);
  expect(kinds.filter((kind) => kind === "sign-on-bound")).toHaveLength(3);
  expect(kinds.filter((kind) => kind === "identity-confirmed")).toHaveLength(1);
  expect(kinds).toContain("login-failed");
  const entered = actions.filter(({ after }) => after?.["by"] === "identity-provider");
  expect(entered.map(({ kind }) => kind)).toContain("logged-in");
  const told = entered.filter(({ kind }) => kind === "staff-number-set");
  expect(told.map(({ after }) => after?.["staffNumber"])).toEqual(["460012"]);
  expect(api.log()).not.toMatch(/王力|46-?0012|sign-on\/return\?|state=|code=/);
});

test("a provider that was out when it was first asked for is asked again", async () => {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const settings = readConfig({ HOLDFAST_OIDC_ISSUER: issuer }, OidcConfig);
  const provider = identityProvider(settings, () => "http://127.0.0.1:1/sign-on/return");
  const secrets = { state: "s".repeat(43), nonce: "n".repeat(43), verifier: "v".repeat(43) };
  await expect(provider?.address(secrets, false)).rejects.toMatchObject({
    code: "access/provider-out",
  });
  const late = await startOidc("http://127.0.0.1:1/sign-on/return", port);
  expect((await provider?.address(secrets, true))?.origin).toBe(issuer);
  await late.close();
  expect(() => readConfig({ HOLDFAST_OIDC_ISSUER: "http://id.example" }, OidcConfig)).toThrow(
    /HOLDFAST_OIDC_ISSUER/,
  );
  expect(identityProvider(readConfig({}, OidcConfig), () => "")).toBeNull();
});

test("where the provider is out, the page says so, and passwords go on", async () => {
  await oidc.close();
  // What it said of itself is known by now, so a browser is sent there; one that comes back cannot be asked for.
  const browser = new Browser();
  const off = await browser.get(`${api.url}/sign-on`);
  const state = new URL(off.headers.get("location") ?? "").searchParams.get("state");
  const back = `${api.url}/sign-on/return?code=x&iss=${encodeURIComponent(oidc.issuer)}&state=${state}`;
  expect(await onwards(await browser.get(back))).toContain("provider-out");
});
