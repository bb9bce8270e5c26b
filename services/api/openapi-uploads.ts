/** How /uploads stands in /openapi-doors.json: tus 1.0.0, with where an upload stands and its receipt. */
import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { TUS_EXTENSIONS, TUS_VERSION } from "../ingest/tus-headers.ts";
import { Problem } from "../review/api-schema.ts";
import { ReceiptFile } from "../sealing/receipt-file.ts";

type Door = Parameters<OpenAPIRegistry["registerPath"]>[0];

export const UploadProgress = z.object({
  id: z.uuid(),
  kind: z.enum(["whole", "partial", "final"]),
  offsetBytes: z.int(),
  lengthBytes: z.int().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable().describe("Null once all is here"),
  stage: z.enum([
    "receiving",
    "received",
    "verified",
    "sealed",
    "quarantined",
    "disposing",
    "disposed",
  ]),
  quarantineReason: z.string().nullable(),
  duplicateOf: z.uuid().nullable(),
  hasReceipt: z.boolean().describe("Only then may the device forget the recording"),
});

const UPLOADS = { security: [{ device: [] }], tags: ["Uploads"] };
const OCTETS = "application/offset+octet-stream";
const id = z.object({ id: z.uuid() });
const said = (description: string) => ({ description, schema: { type: "string" as const } });
const OFFSET = { "Upload-Offset": said("How many bytes are kept for good") };
const EXPIRES = { "Upload-Expires": said("When it is dropped if nothing more comes") };
const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const REFUSED = {
  default: {
    description: "A refusal; `code` says which",
    content: { "application/problem+json": { schema: Problem } },
  },
};

const tus = z.string().describe(`${TUS_VERSION}: the version of tus that is spoken`);
const checksum = z
  .string()
  .optional()
  .describe("Of this body: `sha256 <base64>`; one that differs is 460, and its bytes are not kept");
const bytes = { content: { [OCTETS]: { schema: { type: "string" as const, format: "binary" } } } };

export const UPLOAD_DOORS: readonly Door[] = [
  {
    ...{ ...UPLOADS, method: "options", path: "/uploads", security: [] },
    summary: "What is spoken here",
    responses: {
      204: {
        description: "Done",
        headers: {
          "Tus-Version": said(TUS_VERSION),
          "Tus-Extension": said(TUS_EXTENSIONS),
          "Tus-Max-Size": said("In bytes"),
          "Tus-Checksum-Algorithm": said("For Upload-Checksum"),
        },
      },
    },
  },
  {
    ...{ ...UPLOADS, method: "post", path: "/uploads" },
    summary: "Announce a recording; its first bytes may come along",
    request: {
      headers: z.object({
        "Tus-Resumable": tus,
        "Upload-Length": z.string().optional().describe("In bytes; or Upload-Defer-Length: 1"),
        "Upload-Defer-Length": z.string().optional().describe("1: how long it gets is told later"),
        "Upload-Metadata": z
          .string()
          .optional()
          .describe(
            "`name base64` pairs: filename, filetype, sha256 (hex), recordedAt (RFC 3339), case, activity, recording, belongsTo, secrecy; others are kept as they are",
          ),
        "Upload-Concat": z
          .string()
          .optional()
          .describe("`partial`, or `final;/uploads/… /uploads/…`"),
        "Upload-Checksum": checksum,
      }),
      body: { required: false, ...bytes },
    },
    responses: {
      201: {
        description: "It is open; with bytes, they are kept",
        headers: { Location: said("Where it goes on"), ...OFFSET, ...EXPIRES },
      },
      ...REFUSED,
    },
  },
  {
    ...{ ...UPLOADS, method: "head", path: "/uploads/{id}" },
    summary: "Where to go on",
    request: { params: id, headers: z.object({ "Tus-Resumable": tus }) },
    responses: {
      200: {
        description: "As it stands",
        headers: { ...OFFSET, ...EXPIRES, "Upload-Length": said("Where it is known") },
      },
      ...REFUSED,
    },
  },
  {
    ...{ ...UPLOADS, method: "patch", path: "/uploads/{id}" },
    summary: "Further bytes; what 204 says is kept, whatever happens then",
    request: {
      params: id,
      headers: z.object({
        ...{ "Tus-Resumable": tus, "Upload-Checksum": checksum },
        "Upload-Offset": z.string().describe("Where they begin: what HEAD said"),
        "Upload-Length": z.string().optional().describe("Once, where it was deferred"),
      }),
      body: { required: true, ...bytes },
    },
    responses: { 204: { description: "Kept", headers: { ...OFFSET, ...EXPIRES } }, ...REFUSED },
  },
  {
    ...{ ...UPLOADS, method: "delete", path: "/uploads/{id}" },
    summary: "Give it up, before its last byte",
    request: { params: id, headers: z.object({ "Tus-Resumable": tus }) },
    responses: { 204: { description: "It is gone" }, ...REFUSED },
  },
  {
    ...{ ...UPLOADS, method: "get", path: "/uploads/{id}" },
    summary: "How far it came on its way to a receipt",
    request: { params: id },
    responses: { 200: { description: "As it stands", content: json(UploadProgress) }, ...REFUSED },
  },
  {
    ...{ ...UPLOADS, method: "get", path: "/uploads/{id}/receipt" },
    summary: "The receipt: with it, and not before, the device may forget the recording",
    request: { params: id },
    responses: {
      200: { description: "The receipt", content: json(ReceiptFile) },
      202: { description: "Not yet: ask again after Retry-After", content: json(UploadProgress) },
      ...REFUSED,
    },
  },
];
