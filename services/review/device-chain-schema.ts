/** The shapes of /api/v1 about a device's chain of recordings: see api-schema.ts. */
import { z } from "zod";
import { ItemStage } from "./item-stage-schema.ts";

const id = z.uuid();
const instant = z.iso.datetime().describe("UTC, RFC 3339");
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const words = z.object({ "zh-CN": z.string(), en: z.string() });

export const FINDING_KINDS = [
  "chain-broken",
  "sequence-twice",
  "previous-missing",
  "end-missing",
  "numbers-missing",
  "ends-lower",
  "clock-step",
  "duplicate",
  "quarantined",
] as const;

export const ChainQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

const recording = z.object({
  itemId: id.nullable().describe("Null: not for the caller's eyes; counted all the same"),
  filename: z.string().nullable(),
  receivedAt: instant,
  recordedAt: instant.nullable().describe("By the device's clock"),
  stage: ItemStage,
  sizeBytes: z.int(),
  senderId: id.describe("Whose chain of manifests it is in: the device itself, or its dock"),
  sequence: z.string().nullable().describe("Its place in the sender's chain; null: not sealed yet"),
  manifestSha256: digest.nullable(),
  previousManifestSha256: digest.nullable(),
  visitId: id.nullable().describe("The docking visit that lists it"),
  clockOffsetMs: z.int().nullable().describe("Its clock minus the server's, as last checked"),
});

const finding = z.object({
  kind: z.enum(FINDING_KINDS),
  words,
  at: instant,
  itemId: id.nullable(),
  visitId: id.nullable().describe("The docking visit that reported it"),
});

export const DeviceChain = z.object({
  device: z.object({ id, name: z.string(), kind: z.string(), retiredAt: instant.nullable() }),
  end: z.object({
    sequence: z.int().describe("How many manifests the device's chain has"),
    manifestSha256: digest.nullable().describe("The last of them"),
  }),
  entries: z.array(recording).describe("Newest arrival first"),
  visits: z
    .array(
      z.object({
        id,
        openedAt: instant,
        camera: z.string(),
        files: z.int().nullable(),
        words: words.nullable().describe("What its numbers say, against the visit before"),
        isGap: z.boolean(),
      }),
    )
    .describe("Docking visits of that time, newest first, at most 200"),
  findings: z.array(finding).describe("Newest first"),
  nextCursor: z.string().nullable(),
});
export type DeviceChainBody = z.infer<typeof DeviceChain>;
export type ChainFinding = z.infer<typeof finding>;
