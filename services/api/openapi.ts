/** /openapi.json, made from the very objects that are mounted: what is served is what is described. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { Problem } from "../review/api-schema.ts";
import type { Route } from "../review/route.ts";
import { WebhookHeaders, WebhookMessage } from "../review/webhook-schema.ts";

type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

export function openApiDocument(
  routes: readonly Route[],
  version: string,
  publicOrigin: string,
): OpenApiDocument {
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
    description: "Set by POST /session",
  });
  const problem = Problem.meta({ id: "Problem" });
  for (const route of routes) registry.registerPath(describe(route, problem));
  registry.registerWebhook(MESSAGE);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Holdfast 铁证",
      version,
      description:
        "Evidence that anyone can check. Uploads speak tus 1.0.0 at /uploads; the ledger is served at /ledger.",
    },
    servers: [{ url: `${publicOrigin}/api/v1` }],
  });
}

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

function describe(
  route: Route,
  problem: z.ZodType,
): Parameters<OpenAPIRegistry["registerPath"]>[0] {
  const { method, path, summary, tag, permission, params, query, body, answer } = route;
  const open = permission === "anyone";
  return {
    method,
    path,
    summary,
    tags: [tag],
    security: open ? [] : [{ session: [] }, { token: [] }],
    ...(open ? {} : { "x-permission": permission }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(answer.ranged === true ? { headers: RangeHeaders } : {}),
      ...(answer.event === undefined ? {} : { headers: EventHeaders }),
      ...(body === undefined
        ? {}
        : {
            body: {
              required: method !== "delete" || !body.safeParse({}).success,
              content: { "application/json": { schema: body } },
            },
          }),
    },
    responses: {
      [answer.status]: { description: "Done", ...contentOf(answer) },
      ...(answer.ranged === true ? rangedAnswers(answer, problem) : {}),
      default: {
        description: "A refusal; `code` says which",
        content: { "application/problem+json": { schema: problem } },
      },
    },
  };
}

const RangeHeaders = z.object({
  Range: z.string().optional().describe("One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2)"),
  "If-Range": z.string().optional().describe("Give the part of this ETag only, else the whole"),
});

const EventHeaders = z.object({
  "Last-Event-ID": z
    .string()
    .optional()
    .describe("The last `id:` that was heard: the stream goes on after it (WHATWG HTML §9.2)"),
});

/** What a request with a Range header may be answered. */
function rangedAnswers(answer: Route["answer"], problem: z.ZodType) {
  const contentRange = (example: string) => ({
    "Content-Range": { schema: { type: "string" as const, example } },
  });
  return {
    206: {
      description: "The part that Range asks for; Repr-Digest is of the whole",
      headers: contentRange("bytes 0-1023/146515"),
      ...contentOf(answer),
    },
    416: {
      description: "No such stretch: backwards, beyond the end, or several at once",
      headers: contentRange("bytes */146515"),
      content: { "application/problem+json": { schema: problem } },
    },
  };
}

function contentOf({ schema, mediaType, event }: Route["answer"]): object {
  if (event !== undefined && mediaType !== undefined)
    return { content: { [mediaType]: { schema: event } } };
  if (schema !== undefined) return { content: { "application/json": { schema } } };
  if (mediaType === undefined) return {};
  return { content: { [mediaType]: { schema: { type: "string", format: "binary" } } } };
}
