/** /openapi.json describes what is mounted and nothing else, and answers are what it says they are. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { acknowledgedExport } from "../../fixtures/made-export.ts";
import { placedHold } from "../../fixtures/placed-hold.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { gpx, keepSideFile } from "../../fixtures/positions.ts";
import { keepFilm, smallFilm } from "../../fixtures/small-film.ts";
import { keepStoryboard } from "../../fixtures/storyboard.ts";

interface Document {
  readonly openapi: string;
  readonly components: { readonly schemas: Record<string, object> };
  readonly webhooks: Record<string, object>;
  readonly paths: Record<string, Record<string, { responses: object; parameters?: unknown[] }>>;
}

let house: House;
let document: Document;
beforeAll(async () => {
  house = await openHouse();
  document = (await (await house.fetch("/openapi.json", null)).json()) as Document;
});
afterAll(() => house.close());

/** The id of what was made. */
async function made(path: string, body: object): Promise<string> {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1${path}`, "admin", init);
  return ((await answer.json()) as { id: string }).id;
}

describe("the description", () => {
  test("names every mounted route with its method, and no other", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const mounted = house.routes.map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(mounted.sort());
    expect(new Set(mounted).size).toBe(mounted.length);
  });

  test("names what a ranged read may answer, and the headers that ask for it", () => {
    const media = Object.entries(document.paths).filter(([path]) =>
      /(original|\{kind\})$/.test(path),
    );
    expect(media).toHaveLength(2);
    for (const [, { get }] of media) {
      const framed = ["400", "401", "403", "404", "default"];
      expect(Object.keys(get?.responses ?? {}).sort()).toEqual(
        ["200", "206", "416", ...framed].sort(),
      );
      expect(get?.responses).toMatchObject({
        "206": { headers: { "Content-Range": {} }, content: { "*/*": {} } },
        "416": { headers: { "Content-Range": {} }, content: { "application/problem+json": {} } },
      });
      const names = ((get?.parameters ?? []) as { name: string; in: string }[]).map(
        (parameter) => `${parameter.in} ${parameter.name}`,
      );
      expect(names).toEqual(expect.arrayContaining(["header Range", "header If-Range"]));
    }
    expect(JSON.stringify(document.paths["/items"])).not.toContain("206");
  });

  test("says what receivers of webhooks are sent", () => {
    const sent = Object.values(document.webhooks);
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).toContain('"webhook-signature"');
    expect(JSON.stringify(document.components.schemas["WebhookMessage"])).toContain(
      '"item.sealed"',
    );
  });

  test("gives every path parameter and every refusal", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const operation of Object.values(methods)) {
        expect(operation.responses).toHaveProperty("default");
        const names = JSON.stringify(operation.parameters ?? []);
        for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(names).toContain(`"${name!}"`);
      }
    }
  });

  test("is what is served: each route is there, and each listed answer has its shape", async () => {
    let checked = 0;
    await keepStoryboard(house, "ready");
    await keepFilm(house, smallFilm(9, 3).bytes);
    const hold = await placedHold(house);
    const [officer, session] = await Promise.all([
      made("/officers", { credentialNo: "A1", name: "Li", unit: "One", validFrom: "2024-01-01" }),
      made("/recording-sessions", { number: "S-1" }),
    ]);
    const way = await keepSideFile(house, gpx([["1", "2"]]));
    const handed = await acknowledgedExport(house);
    for (const route of house.routes.filter(({ method }) => method === "get")) {
      const media = /original|derivatives|track[.]/.test(route.path) ? "?purpose=checking" : "";
      const ids: Readonly<Record<string, string>> = {
        cases: house.file.id,
        exports: handed.id,
        holds: hold.id,
        batches: house.batch.id,
        devices: house.device.id,
        officers: officer,
        "recording-sessions": session,
        users: house.userIds.officer,
      };
      const path = route.path
        .replace("{id}/track", `${way}/track`)
        .replace("{id}", ids[route.path.split("/")[1] ?? ""] ?? house.item.id)
        .replace("{kind}", "viewing")
        .replace("{index}", "0");
      if (path.startsWith("/packages/")) continue;
      const asked = path.startsWith("/audit")
        ? `?person=${house.userIds.admin}`
        : path === "/access/explain"
          ? `?user=${house.userIds.officer}&item=${house.item.id}`
          : media;
      const answer = await house.fetch(`/api/v1${path}${asked}`);
      expect([path, answer.status]).toEqual([path, route.answer.status]);
      const { schema, mediaType } = route.answer;
      if (schema !== undefined) {
        const body: unknown = await answer.json();
        expect(schema.parse(body)).toEqual(body);
        checked += 1;
      } else if (mediaType !== undefined) {
        expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
      }
    }
    expect(checked).toBeGreaterThan(10);
  });

  test("is written out once, however often it is asked for", async () => {
    const write = vi.spyOn(JSON, "stringify");
    const documents = await Promise.all(
      Array.from({ length: 20 }, () => house.fetch("/openapi.json", null).then((it) => it.text())),
    );
    const written = write.mock.results.filter(({ value }) => String(value).length > 100_000);
    write.mockRestore();
    expect(new Set(documents).size).toBe(1);
    expect(JSON.parse(documents[0] ?? "")).toEqual(document);
    expect(written.length).toBe(0);
  });

  test("of commands holds for their answers too", async () => {
    const answers: [string, string, object][] = [
      ["post", "/cases", { number: "2026-18", title: "t" }],
      ["post", "/recording-sessions", { number: "S-2", activities: ["HN-01"] }],
      [
        "post",
        "/officers",
        { credentialNo: "A2", name: "Li", unit: "One", validFrom: "2024-01-01" },
      ],
      ["post", "/devices", { name: "DC-77", kind: "dock" }],
      [
        "post",
        "/users",
        { name: "new", displayName: "N", role: "officer", password: "long enough one" },
      ],
      ["post", "/me/tokens", { label: "x" }],
      ["post", "/packages", { itemIds: [house.item.id], purpose: "for the court" }],
    ];
    for (const [method, path, body] of answers) {
      const route = house.routes.find((entry) => entry.method === method && entry.path === path)!;
      const answer = await house.fetch(`/api/v1${path}`, "admin", {
        method: "POST",
        body: JSON.stringify(body),
      });
      expect([path, answer.status]).toEqual([path, route.answer.status]);
      const json: unknown = await answer.json();
      expect(route.answer.schema?.parse(json)).toEqual(json);
    }
  });
});

describe("the viewer at /docs", () => {
  test("comes from disk and asks nobody outside", async () => {
    const page = await (await house.fetch("/docs/", null)).text();
    expect(page).not.toMatch(/https?:\/\//);
    for (const [, name] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const answer = await house.fetch(`/docs/${name!}`, null);
      expect([name, answer.status]).toEqual([name, 200]);
      await answer.arrayBuffer();
    }
  });
});
