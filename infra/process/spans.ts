/** Spans of what this house does: kinds, codes and ids only, never an address, a name, a file or a statement's values. */
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  propagation,
  trace,
} from "@opentelemetry/api";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { BeginSpan } from "../../services/kernel/request-span.ts";

const tracer = () => trace.getTracer("holdfast");

/** Below the caller's own span, if it sends one (W3C Trace Context). */
export const beginRequestSpan: BeginSpan = (headers, requestId) => {
  const above: Context = propagation.extract(ROOT_CONTEXT, headers);
  const attributes = { "holdfast.request_id": requestId };
  const span = tracer().startSpan("request", { kind: SpanKind.SERVER, attributes }, above);
  return {
    within: (work) => context.with(trace.setSpan(above, span), work),
    end: ({ method, route, status, problem }) => {
      span.updateName(`${method} ${route}`);
      span.setAttributes({
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
      });
      if (problem !== undefined) span.setAttribute("error.type", problem);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
};

/** `work` as a span below the one under way; its failure is told by code. */
export function spanned<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return tracer().startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setAttribute("error.type", isRefusal(error) ? error.code : "internal");
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** A question to PostgreSQL that has just been answered, below the span under way; none if there is none. */
export function toldQuery(sql: string, ms: number, failed: boolean): void {
  const above = trace.getActiveSpan();
  if (above?.isRecording() !== true) return;
  const now = Date.now();
  const [operation, summary] = summaryOf(sql);
  const span = tracer().startSpan(summary, {
    kind: SpanKind.CLIENT,
    startTime: now - ms,
    attributes: { "db.system.name": "postgresql", "db.operation.name": operation },
  });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(now);
}

/** Its verb and the first table it names: words of ours, whatever is asked for. */
export function summaryOf(sql: string): [operation: string, summary: string] {
  const operation = /^\s*([a-z]{2,10})\b/i.exec(sql)?.[1]?.toUpperCase() ?? "SQL";
  const table = /\b(?:from|into|update)\s+"?([a-z_]{1,63})\b/i.exec(sql)?.[1];
  return [operation, table === undefined ? operation : `${operation} ${table}`];
}

/** Where a log line belongs: nothing where no span is under way. */
export function spanOfLine(): { traceId?: string; spanId?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId };
}
