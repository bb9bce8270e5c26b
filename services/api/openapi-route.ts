/** How one route of /api/v1 stands in the description: what it takes, and each answer that it may give. */
import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { Problem } from "../review/api-schema.ts";
import type { Route } from "../review/route.ts";
import { takesRevision } from "./if-match.ts";

type Described = Parameters<OpenAPIRegistry["registerPath"]>[0];
type Answer = Route["answer"];

const PROBLEM_TYPE = "application/problem+json";

/** Those that the frame around each route gives; what its own work refuses is `default`. */
const REFUSALS = {
  400: "The request is not understood: its query, its body, or a header",
  401: "Nobody is logged in, or the token opens nothing any more",
  403: "Not by you, or not from that page, or not before you show again who you are",
  404: "There is no such thing, or none that you may know of",
  413: "The body is too large",
  415: "The body is not application/json, or is encoded",
} as const;

type RefusalStatus = keyof typeof REFUSALS;

const nameOf = (status: RefusalStatus | "default"): string => `Refusal-${status}`;

export function describeRefusals(registry: OpenAPIRegistry): void {
  const content = { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } };
  for (const [status, description] of Object.entries(REFUSALS)) {
    const name = nameOf(Number(status) as RefusalStatus);
    registry.registerComponent("responses", name, { description, content });
  }
  const description = "A refusal; `code` says which, and x-problem-codes what it means";
  registry.registerComponent("responses", nameOf("default"), { description, content });
}

export function describeRoute(route: Route): Described {
  const { method, path, summary, tag, permission, answer } = route;
  const open = permission === "anyone";
  return {
    method,
    path,
    operationId: operationId(route),
    summary,
    tags: [tag],
    security: open ? [] : [{ session: [] }, { token: [] }],
    ...(open ? {} : { "x-permission": permission }),
    ...(route.dangerous === true ? { "x-confirm-again": true } : {}),
    request: requestOf(route),
    responses: {
      [answer.status]: {
        description: "Done",
        ...(tellsRevision(answer) ? { headers: ETAG } : {}),
        ...contentOf(answer),
      },
      ...(answer.also === undefined ? {} : alsoAnswered(answer.also)),
      ...(answer.ranged === true ? rangedAnswers(answer) : {}),
      ...Object.fromEntries(
        [...refusalsOf(route), "default" as const].map((status) => [
          status,
          { $ref: `#/components/responses/${nameOf(status)}` },
        ]),
      ),
    },
  };
}

/** "getCasesIdHistory": the method, then each part of the path. */
function operationId({ method, path }: Route): string {
  const parts = path.split(/[^a-zA-Z0-9]+/).filter((part) => part !== "");
  return method + parts.map((part) => part[0]?.toUpperCase() + part.slice(1)).join("");
}

function requestOf({
  method,
  params,
  query,
  body,
  answer,
}: Route): NonNullable<Described["request"]> {
  const headers = {
    ...(answer.ranged === true ? RANGE_HEADERS : {}),
    ...(answer.event === undefined ? {} : EVENT_HEADERS),
    ...(takesRevision({ body }) ? IF_MATCH_HEADERS : {}),
  };
  return {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(Object.keys(headers).length === 0 ? {} : { headers: z.object(headers) }),
    ...(body === undefined
      ? {}
      : {
          body: {
            required: method !== "delete" || !body.safeParse({}).success,
            content: { "application/json": { schema: body } },
          },
        }),
  };
}

const refusalsOf = ({ permission, params, body }: Route): readonly RefusalStatus[] => [
  400,
  ...(permission === "anyone" ? [] : ([401, 403] as const)),
  ...(permission === "anyone" && params === undefined ? [] : ([404] as const)),
  ...(body === undefined ? [] : ([413, 415] as const)),
];

const alsoAnswered = (also: NonNullable<Answer["also"]>) =>
  Object.fromEntries(
    Object.entries(also).map(([status, { description, schema }]) => [
      status,
      { description, content: { "application/json": { schema } } },
    ]),
  );

const RANGE_HEADERS = {
  Range: z.string().optional().describe("One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2)"),
  "If-Range": z.string().optional().describe("Give the part of this ETag only, else the whole"),
};

const EVENT_HEADERS = {
  "Last-Event-ID": z
    .string()
    .optional()
    .describe("The last `id:` that was heard: the stream goes on after it (WHATWG HTML §9.2)"),
};

const IF_MATCH_HEADERS = {
  "If-Match": z
    .string()
    .optional()
    .describe(
      "The ETag of the answer that was looked at: 412 api/precondition-failed if somebody changed it since. The member `revision` may be left out then",
    ),
};

const tellsRevision = ({ schema }: Answer): boolean =>
  schema instanceof z.ZodObject && "revision" in schema.shape;

const ETAG = {
  ETag: {
    description: "The revision, for If-Match",
    schema: { type: "string" as const, example: '"3"' },
  },
};

/** What a request with a Range header may be answered. */
function rangedAnswers(answer: Answer) {
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
      content: { [PROBLEM_TYPE]: { schema: Problem } },
    },
  };
}

function contentOf({ schema, mediaType, event }: Answer): object {
  if (event !== undefined && mediaType !== undefined)
    return { content: { [mediaType]: { schema: event } } };
  if (schema !== undefined) return { content: { [mediaType ?? "application/json"]: { schema } } };
  if (mediaType === undefined) return {};
  return { content: { [mediaType]: { schema: { type: "string", format: "binary" } } } };
}
