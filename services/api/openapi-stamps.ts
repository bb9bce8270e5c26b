/** How /ledger/checkpoint/cosigned and /ledger/stamps stand in /openapi-doors.json: what others said of the log. */
import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { Problem } from "../review/api-schema.ts";

type Door = Parameters<OpenAPIRegistry["registerPath"]>[0];

const ANYONE = { security: [], tags: ["Ledger"], method: "get" as const };
const REFUSED = {
  default: {
    description: "A refusal; `code` says which",
    content: { "application/problem+json": { schema: Problem } },
  },
};
const origin = z.string().optional().describe("Of the log; the current one where it is left out");
const size = z.int().min(0);
const authority = z.string().describe("As /ledger/stamps names it");
const stamped = z.object({ origin, size, authority });
const address = z.string().describe("An address below this one");
const text = (description: string) => answer(description, "text/plain", z.string());
const BYTES = { type: "string" as const, format: "binary" };
const bytes = (description: string, ...types: readonly string[]) => ({
  200: {
    description,
    content: Object.fromEntries(types.map((type) => [type, { schema: BYTES }])),
  },
  ...REFUSED,
});
const answer = (description: string, type: string, schema: z.ZodType) => ({
  200: { description, content: { [type]: { schema } } },
  ...REFUSED,
});

export const Stamps = z.strictObject({
  ...{ origin: z.string(), size, checkpoint: address },
  tokens: z.array(
    z.strictObject({
      authority: z.string(),
      existedAt: z.iso.datetime().describe("By the token: the log was of this size by then"),
      ...{ token: address, roots: address },
      lists: z.array(address).describe("Lists of revoked certificates (RFC 5280)"),
      answers: z.array(address).describe("Answers about certificates (RFC 6960)"),
    }),
  ),
});

export const STAMP_DOORS: readonly Door[] = [
  {
    ...{ ...ANYONE, path: "/ledger/checkpoint/cosigned" },
    summary: "A head with the lines of its witnesses: the newest that one cosigned, or of `size`",
    request: { query: z.object({ origin, size: size.optional() }) },
    responses: text("A signed note (C2SP tlog-checkpoint, tlog-cosignature)"),
  },
  {
    ...{ ...ANYONE, path: "/ledger/stamps" },
    summary:
      "Time stamps over the head of `size`, or over the first stamped head that covers entry `index`",
    request: { query: z.object({ origin, size: size.optional(), index: size.optional() }) },
    responses: answer("Where they lie", "application/json", Stamps),
  },
  {
    ...{ ...ANYONE, path: "/ledger/stamps/checkpoint" },
    summary: "The head that was stamped, exactly",
    request: { query: z.object({ origin, size }) },
    responses: text("A signed note"),
  },
  {
    ...{ ...ANYONE, path: "/ledger/stamps/token" },
    summary: "An authority's time stamp over it (RFC 3161)",
    request: { query: stamped },
    responses: bytes("A TimeStampResp in DER", "application/timestamp-reply"),
  },
  {
    ...{ ...ANYONE, path: "/ledger/stamps/roots" },
    summary: "The certificates that this token is held against",
    request: { query: stamped },
    responses: bytes("Certificates in PEM", "application/x-pem-file"),
  },
  {
    ...{ ...ANYONE, path: "/ledger/stamps/list" },
    summary: "A list of revoked certificates of the authority, or an answer about one; the newest",
    request: {
      query: stamped.extend({
        kind: z.enum(["crl", "ocsp"]).default("crl"),
        place: z.int().min(0).max(9).default(0).describe("Of several of a kind"),
      }),
    },
    responses: bytes("In DER", "application/pkix-crl", "application/ocsp-response"),
  },
];
