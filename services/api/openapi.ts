/** /openapi.json, made from the very objects that are mounted: what is served is what is described. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";
import { Problem } from "../review/api-schema.ts";
import type { Route } from "../review/route.ts";

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
    ...(open || permission === "signed-in" ? {} : { "x-permission": permission }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(body === undefined
        ? {}
        : { body: { content: { "application/json": { schema: body } } } }),
    },
    responses: {
      [answer.status]: { description: "Done", ...contentOf(answer) },
      default: {
        description: "A refusal; `code` says which",
        content: { "application/problem+json": { schema: problem } },
      },
    },
  };
}

function contentOf({ schema, mediaType }: Route["answer"]): object {
  if (schema !== undefined) return { content: { "application/json": { schema } } };
  if (mediaType === undefined) return {};
  return { content: { [mediaType]: { schema: { type: "string", format: "binary" } } } };
}
