/** Every route × every role, by the one table; nobody without a name; no id of another kind opens anything. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role, allows } from "../../../services/access/permission.ts";
import { Problem } from "../../../services/review/api-schema.ts";
import type { Route } from "../../../services/review/route.ts";
import { everyRoute, otherRoutes } from "../../fixtures/every-route.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

/** What is printed is not looked at here. */
const printer = {
  undrawable: () => Promise.resolve([]),
  async *print() {
    yield Buffer.from("%PDF");
  },
};

let house: House;
/** The same, and every other route that the API has, with nothing behind those. */
let whole: House;
beforeAll(async () => {
  house = await openHouse(undefined, printer);
  whole = await openHouse(() => otherRoutes(house.routes), printer);
});
afterAll(() => Promise.all([house.close(), whole.close()]));

const UNKNOWN = "3f2b8c1e-1111-4111-8111-111111111111";

/** An address of `route` that names what is there, or nothing that is. */
function addressOf({ path }: Route, id: string): string {
  const filled = path
    .replace("{id}", path.includes("/tokens/") ? "0123456789abcdef" : id)
    .replace("{session}", "0123456789abcdef")
    .replace("{itemId}", id)
    .replace("{unit}", id)
    .replace("{annotationId}", UNKNOWN)
    .replace("{labelId}", id)
    .replace("{deliveryId}", id)
    .replace("{releaseId}", id)
    .replace("{watchId}", UNKNOWN)
    .replace("{channelId}", UNKNOWN)
    .replace("{file}", path.includes("/takes/") ? "1.mp4" : "1.m3u8")
    .replace("{kind}", "viewing")
    .replace("{index}", "0")
    .replace("{round}", "1")
    .replace("{version}", "1")
    .replace("{name}", "list.json")
    .replace("{spkiSha256}", "ab".repeat(32))
    .replace("{sha256}", "ab".repeat(32));
  const queries: Readonly<Record<string, string>> = {
    "/access/explain": `?user=${id}&item=${id}`,
    ...Object.fromEntries(["", ".csv", ".jsonl"].map((form) => [`/audit${form}`, `?item=${id}`])),
    "/reports/figures": "?definition=QUARTER&period=2026-Q3",
  };
  const purpose = /original|derivatives|track[.]/.test(path) ? "?purpose=checking" : "";
  return `/api/v1${filled}${queries[path] ?? purpose}`;
}

function call(route: Route, role: Role | null, id: string, of = house): Promise<Response> {
  const body = route.body === undefined ? {} : { body: "{}" };
  return of.fetch(addressOf(route, id), role, { method: route.method.toUpperCase(), ...body });
}

describe("authorization", () => {
  test("is tried on every route that there is", () => {
    expect(otherRoutes(whole.routes)).toEqual([]);
    expect(everyRoute().length).toBeGreaterThan(100);
  });

  test("refuses every route that is not open, to everyone without session or token, alike", async () => {
    for (const route of whole.routes.filter(({ permission }) => permission !== "anyone")) {
      const ids = [whole.item.id, UNKNOWN, "../../etc/passwd"];
      const tried = (route.path.includes("{id}") ? ids : [UNKNOWN]).map(async (id) => {
        const answer = await call(route, null, encodeURIComponent(id), whole);
        expect([route.path, answer.status]).toEqual([route.path, 401]);
        expect(answer.headers.get("www-authenticate")).toContain("Bearer");
        await answer.arrayBuffer();
      });
      await Promise.all(tried);
    }
  });

  test("answers each role as the table says: 403 without the permission, never 403 with it", async () => {
    for (const route of whole.routes) {
      const { permission } = route;
      if (permission === "anyone") continue;
      const tried = ROLES.map(async (role) => {
        const answer = await call(route, role, whole.item.id, whole);
        const name = `${route.method} ${route.path} as ${role}: ${answer.status}`;
        await answer.arrayBuffer();
        if (allows(role, permission)) expect(name).not.toContain(": 403");
        else if (role === "guest") expect(name).toContain(": 404");
        else if (!route.path.startsWith("/packages/")) expect(name).toContain(": 403");
      });
      await Promise.all(tried);
    }
  }, 60_000);

  test("knows no id that is not there, whoever asks and whatever it looks like", async () => {
    const routes = house.routes.filter(
      ({ path, method }) => path.includes("{id}") && method === "get" && !path.includes("packages"),
    );
    for (const route of routes) {
      const foreign = route.path.startsWith("/devices/") ? house.item.id : house.device.id;
      for (const id of [UNKNOWN, foreign, "1", "..%2f..%2fetc", "%00", "a".repeat(4000)]) {
        const answer = await call(route, "admin", id);
        expect([route.path, id.slice(0, 20), answer.status]).toEqual([
          route.path,
          id.slice(0, 20),
          404,
        ]);
        Problem.parse(await answer.json());
      }
    }
  });

  test("takes no token that is wrong, of another kind, or revoked, and no cookie in its stead", async () => {
    const bearer = (token: string) =>
      house.fetch("/api/v1/me", null, { headers: { authorization: `Bearer ${token}` } });
    expect((await bearer(house.tokens.admin)).status).toBe(200);
    expect((await bearer(house.deviceToken)).status).toBe(401);
    expect((await bearer(`hfu_${"A".repeat(43)}`)).status).toBe(401);
    expect((await bearer(`${house.tokens.admin}x`)).status).toBe(401);
    expect((await bearer("")).status).toBe(401);

    const made = await house.fetch("/api/v1/me/tokens", "reviewer", {
      method: "POST",
      body: JSON.stringify({ label: "laptop" }),
    });
    const { token } = (await made.json()) as { token: string };
    expect((await bearer(token)).status).toBe(200);
    const list = await house.fetch("/api/v1/me/tokens", "reviewer");
    const { entries } = (await list.json()) as { entries: { id: string; label: string }[] };
    expect(JSON.stringify(entries)).not.toContain(token.slice(4));
    const { id } = entries.find(({ label }) => label === "laptop")!;
    const strangers = await house.fetch(`/api/v1/me/tokens/${id}`, "admin", { method: "DELETE" });
    expect(strangers.status).toBe(404);
    await house.fetch(`/api/v1/me/tokens/${id}`, "reviewer", { method: "DELETE" });
    expect((await bearer(token)).status).toBe(401);
  });

  test("lets nobody give himself a role, a member of ours or of anyone's prototype", async () => {
    const attempts = [
      {
        name: "x",
        displayName: "X",
        role: "officer",
        password: "long enough password",
        id: UNKNOWN,
      },
      { name: "x", displayName: "X", role: "root", password: "long enough password" },
      { name: "x", displayName: "X", role: ["admin"], password: "long enough password" },
    ];
    for (const body of attempts) {
      const answer = await house.fetch("/api/v1/users", "admin", {
        method: "POST",
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(400);
    }
    const polluted = await house.fetch("/api/v1/cases", "admin", {
      method: "POST",
      body: '{"number":"1","title":"t","__proto__":{"admin":true}}',
    });
    expect(polluted.status).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("disables a person at once, and never the last administrator", async () => {
    const { entries } = (await (await house.fetch("/api/v1/users")).json()) as {
      entries: { id: string; role: Role }[];
    };
    const idOf = (role: Role) => entries.find((entry) => entry.role === role)!.id;
    const remove = (role: Role) =>
      house.fetch(`/api/v1/users/${idOf(role)}`, "admin", { method: "DELETE" });
    expect((await remove("admin")).status).toBe(409);
    expect((await house.fetch("/api/v1/me", "auditor")).status).toBe(200);
    expect((await remove("auditor")).status).toBe(204);
    expect((await house.fetch("/api/v1/me", "auditor")).status).toBe(401);
  });

  test("retires a device as often as it is asked to; its evidence stays", async () => {
    const retire = (id: string, role: Role = "admin") =>
      house.fetch(`/api/v1/devices/${id}`, role, { method: "DELETE" });
    expect((await retire(house.device.id, "reviewer")).status).toBe(403);
    for (let time = 0; time < 2; time += 1) {
      expect((await retire(house.device.id)).status).toBe(204);
    }
    expect((await retire(UNKNOWN)).status).toBe(404);
    const list = await house.fetch("/api/v1/devices");
    const { entries } = (await list.json()) as { entries: { retiredAt: string | null }[] };
    expect(entries[0]?.retiredAt).not.toBeNull();
    expect((await house.fetch(`/api/v1/items/${house.item.id}`)).status).toBe(200);
  });
});
