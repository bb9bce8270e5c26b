/** Configuration of an S3-compatible store with Object Lock. */
import { z } from "zod";

/** How a store checks what it is sent: by a SHA-256 that it also keeps, by Content-MD5, or not at all. */
const CHECKSUM_KINDS = ["sha256", "signed", "md5", "none"] as const;
export type ChecksumKind = (typeof CHECKSUM_KINDS)[number];

export const S3Config = z.object({
  HOLDFAST_S3_ENDPOINT: z.url().describe("Address of the store, e.g. https://s3.example.org"),
  HOLDFAST_S3_REGION: z
    .string()
    .min(1)
    .default("us-east-1")
    .describe("Region, as the store names it"),
  HOLDFAST_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .describe("Bucket made with Object Lock; versioning comes with it"),
  HOLDFAST_S3_ACCESS_KEY: z.string().min(1).describe("Access key id (or _FILE)"),
  HOLDFAST_S3_SECRET_KEY: z.string().min(1).describe("Secret access key (or _FILE)"),
  HOLDFAST_S3_PATH_STYLE: z
    .enum(["yes", "no"])
    .default("yes")
    .describe("yes: the bucket stands in the path; no: in the host name"),
  HOLDFAST_S3_PREFIX: z
    .string()
    .regex(/^([\w.-]+\/)*$/)
    .default("")
    .describe("Put before every key, ends with /; lets houses share a bucket"),
  HOLDFAST_S3_CHECKSUM: z
    .enum(["auto", ...CHECKSUM_KINDS])
    .default("auto")
    .describe(
      "How the store checks bodies: sha256 (kept, composite for parts), signed (the SHA-256 that the signature covers), md5, none; auto tries it out at the start",
    ),
  HOLDFAST_S3_CAPACITY_GIB: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe("How much may be stored there; an upload that would not fit is refused with 507"),
  HOLDFAST_S3_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .default(60_000)
    .describe("Longest wait for the answer to one request"),
  HOLDFAST_S3_ATTEMPTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .default(3)
    .describe("Tries of one request before the store counts as unavailable"),
  HOLDFAST_S3_MEMORY_MIB: z.coerce
    .number()
    .int()
    .min(64)
    .default(1024)
    .describe("Most memory for parts of all uploads of one process; beyond it new ones wait"),
});

export type S3Config = z.infer<typeof S3Config>;
