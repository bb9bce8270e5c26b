/** /openapi.json, made from the very objects that are mounted: what is served is what is described. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import type { Route } from "../review/route.ts";
import { WebhookHeaders, WebhookMessage } from "../review/webhook-schema.ts";
import { nameSchemas } from "./named-schemas.ts";
import { describeRefusals, describeRoute } from "./openapi-route.ts";
import { PROBLEM_CODES } from "./problem-codes.ts";

type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

const ABOUT = `Evidence that anyone can check.

Every refusal is application/problem+json (RFC 9457): \`code\` never changes its meaning, \`fix\` says what to do next.
\`x-problem-codes\` lists every code with its status. Besides the refusals that stand at a route, each may be refused
with those that its work may meet (\`default\`).

Answers may get further members with a later version; requests with members that do not stand here are refused.

Doors for devices and for whoever checks (tus uploads, docking visits, the ledger) stand in /openapi-doors.json.`;

export function openApiDocument(
  routes: readonly Route[],
  version: string,
  publicOrigin: string,
): OpenApiDocument {
  // Described before they are used: where the first use may be null, the shape itself would be.
  const named = nameSchemas().map((schema) => ({ type: "schema" as const, schema }));
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "An API token, hfu_…",
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "holdfast_session",
    description: "Set by POST /session; what changes something sends X-Csrf-Token beside it",
  });
  describeRefusals(registry);
  for (const route of routes) registry.registerPath(describeRoute(route));
  registry.registerWebhook(MESSAGE);
  const document = new OpenApiGeneratorV31([...named, ...registry.definitions]).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Holdfast 铁证",
      version,
      description: ABOUT,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${publicOrigin}/api/v1` }],
    tags: [...new Set(routes.map(({ tag }) => tag)), "Webhooks"].map((name) => ({ name })),
  });
  return { ...plain(document), "x-problem-codes": PROBLEM_CODES };
}

/**
 * The generator leaves the flag of an expression at its end, where JSON Schema would look for it in the text, takes a
 * number that is read from text for one that may be null, and lets no null stand where it may.
 */
function plain<T>(document: T): T {
  const text = JSON.stringify(document, (name, value: unknown) => {
    if (name === "pattern" && typeof value === "string") return value.replace(/\/u$/, "");
    if (isNullableRef(value)) {
      const [shape, { type: _type, ...remarks }] = value.allOf;
      return { anyOf: [shape, { type: "null" }], ...remarks };
    }
    if (isLocalTime(value)) return { type: "string", pattern: LOCAL_TIME };
    return isQueryParameter(value) && Array.isArray(value.schema.type)
      ? { ...value, schema: { ...value.schema, type: value.schema.type[0] as unknown } }
      : value;
  });
  return JSON.parse(text) as T;
}

/** As the generator says that null may stand for a shape with a name: no null is also an object. */
interface NullableRef {
  readonly allOf: readonly [shape: object, besides: { readonly type: readonly string[] }];
}
const isNullableRef = (value: unknown): value is NullableRef => {
  const parts = (value as { allOf?: readonly { type?: unknown }[] } | null)?.allOf;
  const type = parts?.length === 2 ? parts[1]?.type : undefined;
  return Array.isArray(type) && type.includes("null");
};

/** JSON Schema's "time" has a zone (RFC 3339), which the clock on a wall has not. */
const LOCAL_TIME = "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.]\\d+)?)?$";
const isLocalTime = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "format" in value && value.format === "time";

const isQueryParameter = (value: unknown): value is { readonly schema: { type?: unknown } } =>
  typeof value === "object" && value !== null && "in" in value && value.in === "query";

/** What receivers are sent, whichever event it is. */
const MESSAGE: Parameters<OpenAPIRegistry["registerWebhook"]>[0] = {
  method: "post",
  path: "happened",
  summary: "Something happened that the account of the webhook may know of",
  tags: ["Webhooks"],
  request: {
    headers: WebhookHeaders,
    body: { required: true, content: { "application/json": { schema: WebhookMessage } } },
  },
  responses: { "2XX": { description: "It arrived; anything else is tried again" } },
};
