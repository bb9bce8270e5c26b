/** Which of OpenTelemetry's variables ask for spans, and what a span says of a statement. */
import { ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import { SamplingDecision } from "@opentelemetry/sdk-trace";
import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../infra/process/spans.ts";
import { samplerOf } from "../../../infra/process/tracer.ts";
import { wantedTraces } from "../../../infra/process/traces-config.ts";

const ENDPOINT = "http://collector:4318";

describe("spans are wanted", () => {
  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT }],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ENDPOINT }],
    [{ OTEL_TRACES_EXPORTER: "otlp" }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_SDK_DISABLED: "false" }],
  ])("by %j, with the specification's defaults", (env) => {
    expect(wantedTraces(env).traces).toMatchObject({
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_TRACES_SAMPLER: "parentbased_always_on",
      OTEL_BSP_SCHEDULE_DELAY: 5_000,
      OTEL_BSP_MAX_QUEUE_SIZE: 2_048,
    });
  });

  it.each([
    [{}],
    [{ OTEL_SERVICE_NAME: "house" }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "" }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_SDK_DISABLED: "TRUE" }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_TRACES_EXPORTER: "none" }],
  ])("not by %j, and nothing is wrong with it", (env) => {
    expect(wantedTraces(env)).toEqual({ traces: null, wrong: [] });
  });

  it.each([
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
    ["OTEL_TRACES_SAMPLER", "jaeger_remote"],
    ["OTEL_TRACES_SAMPLER_ARG", "2"],
    ["OTEL_BSP_SCHEDULE_DELAY", "soon"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
  ])("not where %s is %s: the variable is named, not its value", (name, value) => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, [name]: value };
    expect(wantedTraces(env)).toEqual({ traces: null, wrong: [name] });
  });
});

describe("a sampler", () => {
  const TRACE = "0af7651916cd43dd8448eb211c80319c";
  const sampled = (traceFlags: number) =>
    trace.setSpanContext(ROOT_CONTEXT, { traceId: TRACE, spanId: "b7ad6b7169203331", traceFlags });
  it.each([
    ["always_on", 1, ROOT_CONTEXT, true],
    ["always_off", 1, sampled(1), false],
    ["traceidratio", 0, sampled(1), false],
    ["traceidratio", 1, ROOT_CONTEXT, true],
    ["parentbased_always_on", 1, sampled(0), false],
    ["parentbased_always_off", 1, sampled(1), true],
    ["parentbased_always_off", 1, ROOT_CONTEXT, false],
    ["parentbased_traceidratio", 0, ROOT_CONTEXT, false],
    ["parentbased_traceidratio", 0, sampled(1), true],
  ] as const)("%s of %d", (name, ratio, above, isSent) => {
    const sampler = samplerOf({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio });
    const { decision } = sampler.shouldSample(above, TRACE, "seal", SpanKind.INTERNAL, {}, []);
    expect(decision === SamplingDecision.RECORD_AND_SAMPLED).toBe(isSent);
  });
});

describe("what a span says of a statement", () => {
  it.each([
    ['select "id" from "items" where "title" = \'x\'', ["SELECT", "SELECT items"]],
    ['insert into "uploads" ("id") values ($1)', ["INSERT", "INSERT uploads"]],
    ['update "items" set "stage" = $1', ["UPDATE", "UPDATE items"]],
    ["begin", ["BEGIN", "BEGIN"]],
    ["/* 王某 */ select 1", ["SQL", "SQL"]],
  ])("%s", (sql, said) => expect(summaryOf(sql)).toEqual(said));
});
