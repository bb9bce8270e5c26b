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

/** Registers its metrics; what it answers is called before each reading. */
export type MoreMetrics = (registry: Registry) => () => Promise<void>;

/** What is measured in one go, and is not told at all where that fails: an old figure would say that all is well. */
interface Group {
  readonly registry: Registry;
  readonly collect: () => Promise<void>;
}

const groupOf = (register: MoreMetrics): Group => {
  const registry = new Registry();
  return { registry, collect: register(registry) };
};

export function createMetrics(
  reviews: ReviewStore,
  clock: Clock,
  more: readonly MoreMetrics[] = [],
): Metrics {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  const all = [itemMetrics(reviews, clock), receiptMetric(reviews, clock), ...more];
  const groups = all.map(groupOf);
  const durations = new Histogram({
    name: "holdfast_http_duration_seconds",
    help: "Time from a request's head to the end of its answer",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [own],
  });
  const unmeasured = new Gauge({
    name: "holdfast_unmeasured_groups",
    help: "Groups of metrics that could not be read now and are left out: as a rule the database is down",
    registers: [own],
  });
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    const read = await Promise.allSettled(groups.map(({ collect }) => collect()));
    const known = groups.filter((_, at) => read[at]?.status === "fulfilled");
    unmeasured.set(groups.length - known.length);
    const told = Registry.merge([own, ...known.map(({ registry }) => registry)]);
    response.type(own.contentType).send(await told.metrics());
  });
  return {
    router,
    answered: (route, method, status, seconds) => {
      durations.observe({ route, method, status }, seconds);
    },
  };
}

const itemMetrics =
  (reviews: ReviewStore, clock: Clock): MoreMetrics =>
  (registry) => {
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
  };

/**
 * What a device waits for. Every API process counts every receipt, for it reads them from the database:
 * over several processes take one, never the sum.
 */
const receiptMetric =
  (reviews: ReviewStore, clock: Clock): MoreMetrics =>
  (registry) => {
    const receipts = new Histogram({
      name: "holdfast_receipt_latency_seconds",
      help: "Time from the acknowledged last byte to the receipt; receipts since this process began",
      buckets: [0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200],
      registers: [registry],
    });
    let since = clock();
    // Two scrapes at once would count the same receipts.
    let turn: Promise<void> = Promise.resolve();
    const collect = async (): Promise<void> => {
      const { latencies, until } = await reviews.receiptLatencies(since);
      since = until;
      for (const { seconds, receipts: count } of latencies) {
        for (let at = 0; at < count; at += 1) receipts.observe(seconds);
      }
    };
    return (): Promise<void> => {
      turn = turn.then(collect, collect);
      return turn;
    };
  };
