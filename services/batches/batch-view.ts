/** A batch as it is shown: to the dock whose it is, and to people. */
import { z } from "zod";
import type { ListedBatch } from "./batch.ts";
import { Camera } from "./dock-statement.ts";
import { SequenceReport } from "./sequence.ts";
import { sequenceWords } from "./sequence-words.ts";

export const BatchView = z.object({
  id: z.uuid(),
  deviceId: z.uuid().describe("The dock"),
  camera: Camera.extend({
    deviceId: z.uuid().nullable().describe("The camera in the register, where one has this name"),
  }),
  state: z
    .enum(["open", "left-open", "closed"])
    .describe("left-open: no statement came in time; one that comes later still closes it"),
  openedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  files: z.int().nullable().describe("How many the dock's statement lists"),
  statementSha256: z.string().nullable(),
  sequence: SequenceReport.nullable().describe(
    "Missing numbers, and the end against the last visit",
  ),
  hasReceipt: z
    .boolean()
    .describe("Whether the batch receipt is there; it comes after the statement"),
  words: z.object({ "zh-CN": z.string(), en: z.string() }).nullable(),
});
export type BatchView = z.infer<typeof BatchView>;

export const batchView = (batch: ListedBatch): BatchView => ({
  ...{ id: batch.id, deviceId: batch.deviceId, state: batch.state },
  camera: { ...batch.camera, deviceId: batch.cameraDeviceId },
  ...{ openedAt: batch.openedAt, endedAt: batch.endedAt, files: batch.fileCount },
  statementSha256: batch.statement?.sha256 ?? null,
  ...{ sequence: batch.sequence, hasReceipt: batch.hasReceipt },
  words: batch.sequence === null ? null : sequenceWords(batch.sequence),
});
