/** Clock checks: what is computed, what is refused, and what of it stands at a recording and in its manifest. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { toldBothWays, toldOneWay } from "../../../services/ingest/clock-check.ts";
import { tellClock } from "../../../services/ingest/tell-clock.ts";
import { buildClipManifest } from "../../../services/sealing/manifest.ts";
import { MemoryClockStore } from "../../fakes/clock-store.ts";
import { NOON, verifiedOriginal } from "../../fixtures/evidence.ts";
import {
  type IngestServer,
  ingestProcess,
  memoryStores,
  startIngestServer,
} from "../../fixtures/ingest-server.ts";
import { type Answer, send } from "../../fixtures/raw-http.ts";

describe("the rule", () => {
  it("finds the true offset within its uncertainty, however the time on the way is shared", () => {
    const days = { min: -1e11, max: 1e11 };
    fc.assert(
      fc.property(fc.integer(days), fc.nat(30_000), fc.nat(30_000), (offsetMs, thereMs, backMs) => {
        const sent = plusMs(NOON, offsetMs);
        const first = toldOneWay(sent, plusMs(NOON, thereMs));
        const check = toldBothWays(first, plusMs(sent, thereMs + backMs));
        expect(Math.abs(check.offsetMs - offsetMs)).toBeLessThanOrEqual(check.uncertaintyMs!);
        expect(check.checkedAt).toBe(first.checkedAt);
      }),
    );
  });

  it.each([-1, 60_001])("refuses an answer that was heard %d ms after it was asked for", (ms) => {
    expect(() => toldBothWays(toldOneWay(NOON, NOON), plusMs(NOON, ms))).toThrow(
      expect.objectContaining({ code: "ingest/clock-round-trip" }),
    );
  });
});

describe("the door", () => {
  let server: IngestServer;
  let stores: ReturnType<typeof memoryStores>;
  let clocks: MemoryClockStore;
  let now: UtcInstant;
  beforeEach(async () => {
    [stores, clocks, now] = [memoryStores(), new MemoryClockStore(), NOON];
    const ingest = ingestProcess(stores, { clock: () => now, clocks });
    server = await startIngestServer(ingest, stores.items);
  });
  afterEach(async () => {
    await server.close();
    expect(server.faults).toEqual([]);
  });

  const post = (body: object | string, auth = server.auth): Promise<Answer> =>
    send(
      "POST",
      `http://127.0.0.1:${server.port}/api/v1/devices/clock`,
      { ...auth, "Content-Type": "application/json" },
      Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    );
  const announce = async (metadata: Readonly<Record<string, string>>) => {
    const pairs = Object.entries(metadata).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`,
    );
    const { headers } = await send("POST", server.url, {
      ...server.auth,
      "Upload-Length": "0",
      "Upload-Metadata": pairs.join(","),
    });
    return stores.items.get(headers.location!.split("/").at(-1) as never);
  };

  it("takes the device's side of it, keeps both halves, and puts the finer one beside the next recording", async () => {
    const before = await announce({});
    expect(before.announced.clock).toBeNull();
    let [deviceMs, asked] = [Date.parse(plusMs(NOON, 7_200_000)), 0];
    const told = await tellClock(
      async (body) => {
        asked += 1;
        now = plusMs(NOON, 40);
        return post(body.toString());
      },
      () => new Date((deviceMs += 40)),
    );
    expect([told, asked, clocks.checks.length]).toEqual([true, 2, 2]);
    const clock = {
      deviceTime: "2026-11-24T14:00:00.060Z",
      checkedAt: plusMs(NOON, 40),
      ...{ offsetMs: 7_200_020, uncertaintyMs: 20 },
    };
    const item = await announce({});
    expect(item.announced).toMatchObject({ clock, cameraClock: null });
    const [received] = await stores.items.custody(item.id);
    expect(received?.data).toMatchObject({ clock, cameraClock: null });
    const original = verifiedOriginal(item.id, Buffer.from(""));
    const chain = { sequence: 1, previousManifestSha256: null };
    const manifest = Buffer.from(buildClipManifest({ ...item, original }, chain, "memory:x"));
    expect(JSON.parse(manifest.toString())).toMatchObject({
      device: { time: clock.deviceTime, clockOffsetMs: 7_200_020 },
    });
    // What was received before keeps what was known then.
    expect((await stores.items.get(before.id)).announced.clock).toBeNull();
  });

  it("keeps the camera's clock apart from the dock's, also where it is told with the recording", async () => {
    await post({ deviceTime: plusMs(NOON, 1_000) });
    await post({ deviceTime: "1970-01-01T08:00:00+08:00", camera: "DC-7" });
    const item = await announce({ device: "DC-7" });
    expect(item.announced.clock?.offsetMs).toBe(1_000);
    expect(item.announced.cameraClock?.offsetMs).toBe(-Date.parse(NOON));
    const told = await announce({ device: "DC-8", deviceTime: plusMs(NOON, -5_000) });
    expect(told.announced).toMatchObject({
      clock: { offsetMs: 1_000 },
      cameraClock: { offsetMs: -5_000, uncertaintyMs: null },
      other: { deviceTime: plusMs(NOON, -5_000) },
    });
    const unreadable = await announce({ device: "DC-9", deviceTime: "yesterday" });
    expect(unreadable.announced.cameraClock).toBeNull();
  });

  it.each(["x".repeat(201), "a\nb"])(
    "takes a recording whose `device` cannot be a camera's name, and its time for nobody's clock",
    async (device) => {
      const odd = await announce({ device, deviceTime: plusMs(NOON, -5_000) });
      expect(odd.announced).toMatchObject({ clock: null, cameraClock: null, other: { device } });
      expect(clocks.checks).toEqual([]);
      const answer = await post({ deviceTime: NOON, camera: device });
      expect(answer.status).toBe(400);
    },
  );

  it("takes the longest name at both doors", async () => {
    const device = "仪".repeat(200);
    expect((await post({ deviceTime: NOON, camera: device })).status).toBe(201);
    const { announced } = await announce({ device });
    expect(announced.cameraClock?.offsetMs).toBe(0);
  });

  it("refuses what is no check, and another device's", async () => {
    const code = ({ body }: Answer) => (JSON.parse(body) as { code: string }).code;
    for (const bad of [
      ...["{}", "[]", '{"deviceTime":"12:00"}', '{"deviceTime":"0000-01-01T00:00:00Z"}'],
      ...[`{"deviceTime":"${NOON}","camera":""}`, `{"deviceTime":"${NOON}","x":1}`],
      ...[`{"check":"1","heardAt":"${NOON}"}`, `{"deviceTime":"${NOON}","camera":"a\\u0000"}`],
    ]) {
      const answer = await post(bad);
      expect([bad, answer.status, code(answer)]).toEqual([bad, 400, "ingest/bad-clock-check"]);
    }
    const { id } = JSON.parse((await post({ deviceTime: NOON })).body) as { id: string };
    const heardAt = utcInstant(new Date(Date.parse(NOON) + 10));
    expect((await post({ check: id, heardAt }, server.otherAuth)).status).toBe(404);
    const second = await post({ check: id, heardAt });
    expect(second.status).toBe(201);
    const finer = (JSON.parse(second.body) as { id: string }).id;
    expect((await post({ check: finer, heardAt })).status).toBe(404);
    expect((await post({ deviceTime: NOON }, { "Tus-Resumable": "1.0.0" })).status).toBe(401);
    expect(clocks.checks).toHaveLength(2);
  });
});
