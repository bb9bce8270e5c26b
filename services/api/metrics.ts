/** /metrics for Prometheus: first what tells whether evidence moves, then how requests fare. */
import { Router } from "express";
import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Clock } from "../kernel/clock.ts";
import type { ReviewStore } from "../review/review-store.ts";

export interface Metrics {
  readonly router: Router;
  /** One answered request; `route` is a template, never an address. */
  readonly answered: (route: string, method: string, status: number, seconds: number) => void;
}

export function createMetrics(reviews: ReviewStore, clock: Clock): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const collect = domainMetrics(registry, reviews, clock);
  const durations = new Histogram({
    name: "holdfast_http_duration_seconds",
    help: "Time from a request's head to the end of its answer",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [registry],
  });
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    await collect();
    response.type(registry.contentType).send(await registry.metrics());
  });
  return {
    router,
    answered: (route, method, status, seconds) => {
      durations.observe({ route, method, status }, seconds);
    },
  };
}

function domainMetrics(registry: Registry, reviews: ReviewStore, clock: Clock) {
  const registers = [registry];
  const items = new Gauge({
    name: "holdfast_items",
    help: "Items by where they stand on both tracks",
    labelNames: ["stage", "viewing_stage"],
    registers,
  });
  const oldest = new Gauge({
    name: "holdfast_oldest_unsealed_seconds",
    help: "Age of the oldest item that is neither sealed nor in quarantine; 0 if there is none",
    registers,
  });
  const uploads = new Gauge({
    name: "holdfast_uploads_open",
    help: "Uploads under way",
    registers,
  });
  return async (): Promise<void> => {
    const { itemsByStage, oldestUnsealedAt, openUploads } = await reviews.counts();
    items.reset();
    for (const { stage, viewingStage, items: count } of itemsByStage) {
      items.set({ stage, viewing_stage: viewingStage }, count);
    }
    const since = oldestUnsealedAt === null ? null : Date.parse(oldestUnsealedAt);
    oldest.set(since === null ? 0 : (Date.parse(clock()) - since) / 1000);
    uploads.set(openUploads);
  };
}
