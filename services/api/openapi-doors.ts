/** /openapi-doors.json: what devices, docks and whoever checks ask outside the routes of people. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { BatchReceiptFile } from "../batches/batch-receipt-file.ts";
import { BatchView } from "../batches/batch-view.ts";
import { Problem } from "../review/api-schema.ts";
import { Opening, Statement } from "./batch-door.ts";
import { HeldFiles } from "./check-door.ts";
import { Asking } from "./clock-door.ts";
import { nameSchemas } from "./named-schemas.ts";
import { STAMP_DOORS } from "./openapi-stamps.ts";
import { UPLOAD_DOORS } from "./openapi-uploads.ts";

type Door = Parameters<OpenAPIRegistry["registerPath"]>[0];
type Document = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

const ABOUT = `What devices, docks and whoever checks ask, outside the routes of people (/openapi.json).

A device shows its token, hfd_…, or its certificate on the port for devices. Nobody needs to log in for the ledger.

Not here, because a public specification describes them: /resumable (draft-ietf-httpbis-resumable-upload), /live (DASH-IF
Live Media Ingest), /.well-known/est (RFC 7030), /axis (Axis content destination), tiles below /ledger/tile (C2SP
tlog-tiles), /metrics (Prometheus). Nor the pages: /sign-on, /docs, the page itself.`;

const DEVICE = { security: [{ device: [] }], tags: ["Devices"] };
const ANYONE = { security: [], tags: ["Ledger"] };
const TEXT = { "text/plain": { schema: z.string() } };
const id = z.object({ id: z.uuid() });
const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const body = (schema: z.ZodType) => ({ body: { required: true, content: json(schema) } });
const REFUSED = {
  default: {
    description: "A refusal; `code` says which",
    content: { "application/problem+json": { schema: Problem } },
  },
};

const FileStandings = z.object({
  files: z.array(
    z.object({
      ...{ sha256: z.string(), sizeBytes: z.int() },
      state: z
        .enum(["unknown", "in-progress", "received", "sealed", "quarantined", "duplicate"])
        .describe("Only of one that is sealed may the device forget its file"),
      offsetBytes: z.int().nullable(),
      duplicateOf: z.uuid().nullable(),
      upload: z.string().nullable(),
      receipt: z.string().nullable(),
    }),
  ),
});
const OpenedBatch = BatchView.extend({
  lastSeen: z.unknown().describe("Where the last visit of this camera ended"),
  statements: z.array(z.unknown()).describe("Versions of the dock's statement that are taken"),
});
const ClockCheck = z.object({
  id: z.uuid(),
  checkedAt: z.iso.datetime(),
  offsetMs: z.number().describe("How far the device is ahead"),
  uncertaintyMs: z.number().nullable().describe("Null until the second half came"),
});
const origin = z.string().optional().describe("Of the log; the current one where it is left out");
const size = z.int().min(0);

const DOORS: readonly Door[] = [
  {
    ...{ ...DEVICE, method: "post", path: "/api/v1/uploads/check" },
    summary: "Which of these files are known here: only what is missing is sent",
    request: body(HeldFiles),
    responses: { 200: { description: "One a file", content: json(FileStandings) }, ...REFUSED },
  },
  {
    ...{ ...DEVICE, method: "post", path: "/api/v1/devices/clock" },
    summary: "What the device's clock shows; then, with the answer's id, when it heard the answer",
    request: body(Asking),
    responses: { 201: { description: "The check", content: json(ClockCheck) }, ...REFUSED },
  },
  {
    ...{ ...DEVICE, method: "post", path: "/api/v1/batches" },
    summary: "Open a docking visit; the same id and camera again open it no second time",
    request: body(Opening),
    responses: { 201: { description: "It is open", content: json(OpenedBatch) }, ...REFUSED },
  },
  {
    ...{ ...DEVICE, method: "get", path: "/api/v1/batches/{id}" },
    summary: "How the docking visit stands",
    request: { params: id },
    responses: { 200: { description: "It", content: json(BatchView) }, ...REFUSED },
  },
  {
    ...{ ...DEVICE, method: "put", path: "/api/v1/batches/{id}/statement" },
    summary:
      "What the dock found, signed by it: closes the visit; the same statement again changes nothing",
    request: { params: id, ...body(Statement) },
    responses: { 200: { description: "It is closed", content: json(BatchView) }, ...REFUSED },
  },
  {
    ...{ ...DEVICE, method: "get", path: "/api/v1/batches/{id}/receipt" },
    summary: "The agency's receipt for the visit",
    request: { params: id },
    responses: {
      200: { description: "The receipt", content: json(BatchReceiptFile) },
      202: { description: "Not yet: ask again after Retry-After", content: json(BatchView) },
      ...REFUSED,
    },
  },
  {
    ...{ ...ANYONE, method: "get", path: "/ledger/checkpoint" },
    summary: "The newest signed head of the log (C2SP tlog-checkpoint)",
    request: { query: z.object({ origin }) },
    responses: { 200: { description: "A signed note", content: TEXT }, ...REFUSED },
  },
  {
    ...{ ...ANYONE, method: "get", path: "/ledger/key" },
    summary: "The key that heads are verified with (C2SP signed-note)",
    request: { query: z.object({ origin }) },
    responses: { 200: { description: "A verifier key", content: TEXT }, ...REFUSED },
  },
  {
    ...{ ...ANYONE, method: "get", path: "/ledger/proofs/inclusion" },
    summary:
      "A tlog-proof: of `leaf` under the head that first covered it, or of `index` under the head of `size`",
    request: {
      query: z.object({
        leaf: z.string().optional(),
        origin,
        index: size.optional(),
        size: size.optional(),
      }),
    },
    responses: { 200: { description: "C2SP tlog-proof", content: TEXT }, ...REFUSED },
  },
  {
    ...{ ...ANYONE, method: "get", path: "/ledger/proofs/consistency" },
    summary: "That the log of size `to` goes on from the log of size `from` (RFC 6962 §2.1.2)",
    request: { query: z.object({ origin, from: size, to: size }) },
    responses: {
      200: {
        description: "Digests in hex, from the leaves up",
        content: json(z.object({ from: size, to: size, path: z.array(z.string()) })),
      },
      ...REFUSED,
    },
  },
  {
    ...{ ...ANYONE, method: "get", path: "/ledger/revocations" },
    summary: "Keys of the log that count no more, with since when",
    responses: { 200: { description: "The list", content: TEXT }, ...REFUSED },
  },
  {
    ...{ security: [], tags: ["Health"], method: "get", path: "/readyz" },
    summary: "Whether it serves now, and what is down, behind or wrong",
    responses: Object.fromEntries(
      ([200, 503] as const).map((status) => [
        status,
        {
          description: status === 200 ? "It serves" : "Not now",
          content: json(
            z.object({
              status: z.enum(["ready", "degraded", "not-ready"]),
              ...{ down: z.array(z.string()), behind: z.array(z.string()) },
              ...{ alarms: z.array(z.string()), fix: z.record(z.string(), z.string()) },
            }),
          ),
        },
      ]),
    ),
  },
];

export function openDoorsDocument(version: string, publicOrigin: string): Document {
  nameSchemas();
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "device", {
    type: "http",
    scheme: "bearer",
    description: "A device token, hfd_…; on the port for devices its certificate stands for it",
  });
  for (const door of [...UPLOAD_DOORS, ...DOORS, ...STAMP_DOORS]) registry.registerPath(door);
  return new OpenApiGeneratorV31([
    ...registry.definitions,
    { type: "schema", schema: Problem },
  ]).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Holdfast 铁证: doors",
      version,
      description: ABOUT,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: publicOrigin }],
    tags: ["Uploads", "Devices", "Ledger", "Health"].map((name) => ({ name })),
  });
}
