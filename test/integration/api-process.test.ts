/** The API as a real process on real servers: it becomes ready, knows who asks, drains, and says nothing it should not. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Heartbeat } from "../../infra/postgres/heartbeat.ts";
import { STAFF } from "../../services/access/permission.ts";
import { Dashboard } from "../../services/review/dashboard-schema.ts";
import { HouseHealth } from "../../services/review/health-schema.ts";
import { EventClient } from "../fixtures/event-client.ts";
import { type ApiProcess, PASSWORD, startApi } from "../fixtures/api-process.ts";

let api: ApiProcess;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const as = (role: keyof ApiProcess["tokens"]) => ({
  headers: { authorization: `Bearer ${api.tokens[role]}` },
});

describe("the API process", () => {
  test("serves when its database and its store do, and names workers that never were heard of", async () => {
    const answer = await fetch(`${api.url}/readyz`);
    expect(await answer.json()).toMatchObject({
      status: "degraded",
      down: ["custody", "media"],
      behind: [],
      fix: { custody: expect.stringContaining("holdfast logs custody") as string },
    });
    expect(answer.status).toBe(200);
  });

  test("is ready while both workers beat, and names the one whose last beat is old", async () => {
    const { pool } = api.connection;
    const ignore = () => undefined;
    const beats = [
      await Heartbeat.begin(pool, "custody", ignore),
      await Heartbeat.begin(pool, "media", ignore),
      await Heartbeat.begin(pool, "signer", ignore),
    ];
    const body = async () => (await fetch(`${api.url}/readyz`)).json();
    const ready = { status: "ready", down: [], behind: [], alarms: [], fix: {} };
    expect(await body()).toEqual(ready);
    await Promise.all(beats.map((beat) => beat.close()));
    await pool.query(
      "UPDATE heartbeats SET beat_at = now() - interval '11 s' WHERE process = 'media'",
    );
    expect(await body()).toMatchObject({ status: "degraded", down: ["media"] });
    await pool.query("DELETE FROM heartbeats WHERE process = 'signer'");
    expect(await body()).toMatchObject({ down: ["signer", "media"] });
    await pool.query("INSERT INTO heartbeats (process, beat_at) VALUES ('signer', now())");
    await pool.query("UPDATE heartbeats SET beat_at = now() + interval '1 h'");
  });

  test("tells an administrator how the house stands, and everybody who works here what came in", async () => {
    const ask = (path: string, role: keyof ApiProcess["tokens"]) =>
      fetch(`${api.url}/api/v1/${path}`, as(role));
    const { pool } = api.connection;
    await pool.query("DELETE FROM heartbeats WHERE process = 'signer'");
    const [dead] = HouseHealth.parse(await (await ask("health", "admin")).json()).parts;
    expect(dead).toMatchObject({ name: "signer", state: "worker" });
    expect(dead?.since).not.toBeNull();
    await pool.query(
      "INSERT INTO heartbeats (process, beat_at) VALUES ('signer', now() + interval '1 h')",
    );
    const well = HouseHealth.parse(await (await ask("health", "admin")).json());
    expect(well.parts.filter(({ state }) => state !== "fine")).toEqual([]);
    expect(well.queues.map(({ step, waiting }) => [step, waiting])).toContainEqual(["seal", 0]);
    for (const role of STAFF) {
      expect([role, (await ask("health", role)).status]).toEqual([
        role,
        role === "admin" ? 200 : 403,
      ]);
      const { sealed } = Dashboard.parse(await (await ask("dashboard", role)).json());
      expect([role, sealed]).toEqual([role, { count: 0, isMore: false }]);
    }
  });

  test("lists devices and users to an administrator", async () => {
    const devices = await fetch(`${api.url}/api/v1/devices`, as("admin"));
    expect(await devices.json()).toMatchObject({
      entries: [{ name: "DC-0012" }],
      nextCursor: null,
    });
    const users = await fetch(`${api.url}/api/v1/users`, as("auditor"));
    expect(((await users.json()) as { entries: unknown[] }).entries).toHaveLength(STAFF.length);
    expect((await fetch(`${api.url}/api/v1/users`, as("officer"))).status).toBe(403);
  });

  test("takes an upload whose item then stands in the list", async () => {
    const opened = await fetch(`${api.url}/uploads`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${api.deviceToken}`,
        "tus-resumable": "1.0.0",
        "upload-length": "5",
        "content-type": "application/offset+octet-stream",
        "upload-metadata": `filename ${Buffer.from("现场.mp4").toString("base64")}`,
      },
      body: "hello",
    });
    expect(opened.status).toBe(201);
    const items = await fetch(`${api.url}/api/v1/items`, as("officer"));
    expect(await items.json()).toMatchObject({
      entries: [{ filename: "现场.mp4", sizeBytes: 5, stage: "received", deviceName: "DC-0012" }],
    });
  });

  test("tells what happened as a stream of events, numbered from the first", async () => {
    const left = new AbortController();
    const init = { ...as("officer"), signal: left.signal };
    const client = new EventClient(await fetch(`${api.url}/api/v1/events?after=0`, init));
    const items = await fetch(`${api.url}/api/v1/items`, as("officer"));
    const [item] = ((await items.json()) as { entries: { id: string }[] }).entries;
    expect(await client.until(1)).toMatchObject([
      { id: "1", type: "item.received", data: { sequence: 1, itemId: item?.id } },
    ]);
    left.abort();
    await client.ended;
  });

  test("serves no draft of a protocol unless it is told to", async () => {
    const answer = await fetch(`${api.url}/resumable`, {
      method: "POST",
      headers: { authorization: `Bearer ${api.deviceToken}`, "upload-complete": "?1" },
      body: "hello",
    });
    expect(answer.status).toBe(404);
  });

  test("answers an unknown upload with a problem and the tus version", async () => {
    const answer = await fetch(`${api.url}/uploads/nope`, {
      headers: { authorization: `Bearer ${api.deviceToken}` },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("tus-resumable")).toBe("1.0.0");
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });

  test("counts what it holds in its metrics", async () => {
    const text = await (await fetch(`${api.url}/metrics`)).text();
    expect(text).toContain('holdfast_items{stage="received",viewing_stage="waiting"} 1');
    expect(text).toMatch(/holdfast_oldest_unsealed_seconds [0-9.]+/);
  });

  test("measures all that the shipped alerts and the shipped dashboard look at", async () => {
    const text = await (await fetch(`${api.url}/metrics`)).text();
    const measured = new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name));
    const looked = new Set<string>();
    for (const file of ["alerts.yml", "dashboard.json"]) {
      const shipped = await readFile(`infra/observability/${file}`, "utf8");
      for (const [name] of shipped.matchAll(/\b(holdfast|process)_[a-z_]+/g)) looked.add(name);
    }
    expect(looked.size).toBeGreaterThan(20);
    const series = (name: string): string => name.replace(/_(bucket|count|sum)$/, "");
    expect([...looked].filter((name) => !measured.has(series(name)))).toEqual([]);
    for (const labelled of ['{part="ledger",state="alarm"}', '{part="custody",state="worker"}']) {
      expect(text).toContain(`holdfast_part${labelled}`);
    }
    expect(text).toMatch(/^holdfast_step_waiting\{step="seal"\} \d+$/m);
    expect(text).toMatch(/^holdfast_unmeasured_groups 0$/m);
  });

  test("logs no token, password, name or file name, whatever was sent", async () => {
    await fetch(`${api.url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "reviewer", password: PASSWORD }),
    });
    await fetch(
      `${api.url}/api/v1/items?cursor=${encodeURIComponent("secret words")}`,
      as("admin"),
    );
    const log = api.log();
    expect(log).toContain('"route":"/api/v1/items"');
    for (const secret of [
      ...Object.values(api.tokens),
      api.deviceToken,
      PASSWORD,
      "现场",
      "secret",
      "The reviewer",
      "DC-0012",
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  test("names custody as behind when an item waits too long, and still takes uploads", async () => {
    await api.connection.pool.query("UPDATE items SET received_at = now() - interval '10 minutes'");
    const answer = await fetch(`${api.url}/readyz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: "ready", down: [], behind: ["custody"] });
  });

  test("names Redis when it is gone, answers 503, and takes an upload all the same", async () => {
    await api.stopRedis();
    const answer = await fetch(`${api.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: "not-ready", down: ["redis"] });
    const opened = await fetch(`${api.url}/uploads`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${api.deviceToken}`,
        "tus-resumable": "1.0.0",
        "upload-length": "2",
        "content-type": "application/offset+octet-stream",
      },
      body: "hi",
    });
    expect(opened.status).toBe(201);
  });

  test("ends with code 0 when it is told to, and its streams of events with it", async () => {
    const client = new EventClient(await fetch(`${api.url}/api/v1/events`, as("officer")));
    expect(await api.stop()).toBe(0);
    await client.ended;
    expect(client.lastId).toBe("2");
  });
});
