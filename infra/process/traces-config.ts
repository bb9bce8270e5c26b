/** The standard variables of OpenTelemetry that are followed here; names, defaults and meanings are its specification's. */
import { z } from "zod";

const milliseconds = (usual: number) => z.coerce.number().int().min(1).max(600_000).default(usual);
const count = (usual: number) => z.coerce.number().int().min(1).max(100_000).default(usual);
const PROTOCOLS = ["http/protobuf", "http/json"] as const;

/** Endpoints, headers, time limits, compression and certificates are read by the exporter itself. */
const TracesConfig = z.object({
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "none"]).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(PROTOCOLS).default("http/protobuf"),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.enum(PROTOCOLS).optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      "always_on",
      "always_off",
      "traceidratio",
      "parentbased_always_on",
      "parentbased_always_off",
      "parentbased_traceidratio",
    ])
    .default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: milliseconds(5_000),
  OTEL_BSP_EXPORT_TIMEOUT: milliseconds(30_000),
  OTEL_BSP_MAX_QUEUE_SIZE: count(2_048),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: count(512),
});

export type TracesConfig = z.infer<typeof TracesConfig>;

/** `traces` is null where nobody asked for any; `wrong` names variables that cannot be followed, never their values. */
export interface WantedTraces {
  readonly traces: TracesConfig | null;
  readonly wrong: readonly string[];
}

/** A variable that is empty counts as not set (OpenTelemetry, environment variable specification). */
export function wantedTraces(env: Readonly<Record<string, string | undefined>>): WantedTraces {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const none = { traces: null, wrong: [] };
  if (set["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return none;
  if (set["OTEL_TRACES_EXPORTER"] === "none") return none;
  const asked = ["OTEL_TRACES_EXPORTER", ...ENDPOINTS];
  if (!asked.some((name) => set[name] !== undefined)) return none;
  const read = TracesConfig.safeParse(set);
  if (read.success) return { traces: read.data, wrong: [] };
  return { traces: null, wrong: read.error.issues.map(({ path }) => path.join(".")) };
}

const ENDPOINTS = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
