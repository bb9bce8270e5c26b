/** The calendar over HTTP, and what of it an item's page shows. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { AssignmentList } from "../../../services/review/device-schema.ts";
import { Item, Problem } from "../../../services/review/api-schema.ts";
import type { DeviceId } from "../../../services/kernel/ids.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const path = () => `/api/v1/devices/${house.device.id}/assignments`;
const enter = (body: object, as: "admin" | "reviewer" | "officer" = "reviewer") =>
  house.fetch(path(), as, { method: "POST", body: JSON.stringify(body) });
const code = async (answer: Response) => Problem.parse(await answer.json()).code;
const carrier = async () =>
  Item.parse(await (await house.fetch(`/api/v1/items/${house.item.id}`)).json()).carrier;

it("shows on the item's page who carried the camera when it recorded, also after a correction", async () => {
  expect(await carrier()).toMatchObject({ entry: null, history: [] });
  const { at } = await carrier();
  const day = (days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString();
  const first = await enter({ officer: "officer", from: day(-1) });
  expect(first.status).toBe(201);
  const { entries } = AssignmentList.parse(await first.json());
  expect(entries).toHaveLength(1);
  expect((await carrier()).entry?.officer).toBe(entries[0]!.officer);
  const correction = { officer: null, from: day(-1), to: day(-0.5), replaces: entries[0]!.id };
  expect(await code(await enter(correction))).toBe("access/no-reason");
  house.moveClock(60_000);
  const second = await enter({ ...correction, reason: "it lay in the safe" });
  expect(second.status).toBe(201);
  expect(await code(await enter({ ...correction, reason: "again" }))).toBe(
    "access/already-corrected",
  );
  const now = await carrier();
  expect(now.entry).toBeNull();
  expect(now.history.map(({ reason }) => reason)).toEqual([null, "it lay in the safe"]);
  const known = encodeURIComponent(entries[0]!.enteredAt);
  const then = await house.fetch(`${path()}?at=${encodeURIComponent(at)}&known=${known}`);
  expect(AssignmentList.parse(await then.json()).holder?.id).toBe(entries[0]!.id);
});

it("takes a camera that a dock named for the one of that name in the register, and believes no camera about another", async () => {
  const add = async (name: string, kind: string) => {
    const body = JSON.stringify({ name, kind });
    const answer = await house.fetch("/api/v1/devices", "admin", { method: "POST", body });
    return ((await answer.json()) as { id: DeviceId }).id;
  };
  const [camera, dock] = [await add("DC-99", "body_camera"), await add("dock 9", "dock")];
  const item = await house.evidence.get(house.item.id);
  const other = { ...item.announced.other, device: "DC-99" };
  house.evidence.add({ ...item, announced: { ...item.announced, other } });
  expect((await carrier()).deviceId).toBe(house.device.id);
  house.evidence.add({ ...item, deviceId: dock, announced: { ...item.announced, other } });
  expect((await carrier()).deviceId).toBe(camera);
});

it("refuses those who may not, and what cannot be", async () => {
  const from = "2026-11-24T08:00:00+08:00";
  expect((await enter({ officer: "officer", from }, "officer")).status).toBe(403);
  expect(await code(await enter({ officer: "nobody-of-ours", from }))).toBe("access/no-such-user");
  expect(await code(await enter({ officer: null, from, to: from }))).toBe("access/bad-period");
  // A day that is none, and years of which PostgreSQL has none or which sort wrongly as text.
  for (const odd of [
    ...["yesterday", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z"],
    "9999-12-31T23:59:59-01:00",
  ]) {
    expect([odd, await code(await enter({ officer: "officer", from: odd }))]).toEqual([
      odd,
      "review/bad-body",
    ]);
    for (const asked of ["at", "known"]) {
      const answer = await house.fetch(`${path()}?${asked}=${encodeURIComponent(odd)}`);
      expect([odd, await code(answer)]).toEqual([odd, "review/bad-query"]);
    }
  }
  const replaces = "3f2b8c1e-1111-4111-8111-111111111111";
  expect(await code(await enter({ officer: null, from, replaces, reason: "why" }))).toBe(
    "access/no-such-assignment",
  );
});
