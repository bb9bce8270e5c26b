/** Spans for a collector that speaks OTLP, where the standard variables name one; otherwise nothing is loaded and nothing costs. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "./logger.ts";
import type { Shutdown } from "./shutdown.ts";
import { wantedTraces } from "./traces-config.ts";

/** A collector that is away must not keep a process from ending. */
const LAST_SPANS_MS = 2_000;
const TOLD_EVERY_MS = 60_000;

/**
 * What is watched never decides whether evidence is taken in: variables that cannot be followed are named in
 * the log, and the process runs without traces.
 */
export async function startTraces(
  process: string,
  env: Readonly<Record<string, string | undefined>>,
  logger: Logger,
  shutdown: Shutdown,
): Promise<void> {
  const { traces, wrong } = wantedTraces(env);
  if (wrong.length > 0) logger.warn({ variables: wrong }, "no traces: see OpenTelemetry in README");
  if (traces === null) return;
  const { openTracer } = await import("./tracer.ts");
  const close = openTracer(process, traces, seldom(logger));
  shutdown.add("traces", () => Promise.race([close(), sleep(LAST_SPANS_MS)]));
  logger.info({}, "spans are sent to a collector");
}

/** The exporter's words may quote an address with a password in it: only that it failed is told, once a minute. */
function seldom(logger: Logger): () => void {
  let told = -Infinity;
  return () => {
    const now = performance.now();
    if (now - told < TOLD_EVERY_MS) return;
    told = now;
    logger.warn({}, "the collector does not take spans; they are dropped, and nothing else is");
  };
}
