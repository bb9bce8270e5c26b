/** /metrics: what a device waits for, each receipt once, and no name of anybody. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { Gauge } from "prom-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type MoreMetrics, createMetrics } from "../../../services/api/metrics.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const metrics = async (): Promise<string> => (await house.fetch("/metrics", null)).text();

function receipt(afterMs: number): void {
  const item = receivedItem({ deviceId: house.device.id });
  house.reviews.add(item);
  house.reviews.addReceipt(item.id, plusMs(item.receivedAt, afterMs));
}

test("tells how long receipts took from the last byte, each counted once, also by two scrapes at once", async () => {
  receipt(1_500);
  receipt(40_000);
  await Promise.all([metrics(), metrics()]);
  const text = await metrics();
  expect(text).toContain('holdfast_receipt_latency_seconds_bucket{le="1"} 0');
  expect(text).toContain('holdfast_receipt_latency_seconds_bucket{le="2"} 1');
  expect(text).toContain('holdfast_receipt_latency_seconds_bucket{le="60"} 2');
  expect(text).toContain("holdfast_receipt_latency_seconds_sum 41.5");
  expect(text).toContain("holdfast_receipt_latency_seconds_count 2");
});

test("what cannot be read is left out and counted: an old figure would say that all is well", async () => {
  let isUp = true;
  const broken: MoreMetrics = (registry) => {
    const gauge = new Gauge({ name: "holdfast_tried", help: "tried", registers: [registry] });
    return async () => {
      gauge.set(7);
      if (!isUp) throw new Error("the database is down");
    };
  };
  const { router } = createMetrics(house.reviews, house.clock, [broken]);
  const read = async (): Promise<string> => {
    const server = express().use(router).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    server.close();
    return text;
  };
  expect(await read()).toMatch(/^holdfast_tried 7$/m);
  isUp = false;
  const text = await read();
  expect(text).not.toContain("holdfast_tried");
  expect(text).toMatch(/^holdfast_unmeasured_groups 1$/m);
  expect(text).toMatch(/^holdfast_oldest_unsealed_seconds 0$/m);
});

test("labels say what, never who: no id, name or file name stands in it", async () => {
  await house.fetch(`/api/v1/items/${house.item.id}`);
  const text = await metrics();
  expect(text).toContain('route="/api/v1/items/{id}"');
  for (const word of [house.item.id, house.device.id, "DC-0012", "The admin", "现场"]) {
    expect(text).not.toContain(word);
  }
});
