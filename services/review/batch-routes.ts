/** Routes: docking visits for people: what each dock said it found, what is missing, and the receipt. */
import { noSuchBatch } from "../batches/batch.ts";
import { BatchReceiptFile, batchReceiptFile } from "../batches/batch-receipt-file.ts";
import type { BatchStore } from "../batches/batch-store.ts";
import { BatchView, batchView } from "../batches/batch-view.ts";
import { batchReceipt } from "../batches/visit.ts";
import type { BatchId } from "../kernel/ids.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Route, route } from "./route.ts";

export interface BatchRouteDeps {
  readonly batches: BatchStore;
}

const tag = "Batches";
const BatchPage = pageOf(BatchView);

export function batchRoutes({ batches }: BatchRouteDeps): Route[] {
  const required = async (id: string) => {
    const batch = await batches.get(id as BatchId);
    if (batch === null) throw noSuchBatch();
    return batch;
  };
  return [
    route({
      method: "get",
      path: "/batches",
      tag,
      summary: "Docking visits, newest first",
      permission: "devices:see",
      query: PageQuery,
      answer: { status: 200, schema: BatchPage },
      handle: async ({ sight, query: { cursor, limit } }) => {
        const found = await batches.page(parsePosition(cursor), limit + 1, sight);
        const { entries: shown, next } = cutPage(found, limit);
        return pageReply({ entries: shown.map(batchView), next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/batches/{id}",
      tag,
      summary: "How a docking visit stands",
      permission: "devices:see",
      params: IdPath,
      answer: { status: 200, schema: BatchView },
      handle: async ({ params }) => ({ json: batchView(await required(params.id)) }),
    }),
    route({
      method: "get",
      path: "/batches/{id}/receipt",
      tag,
      summary: "The batch receipt, with the dock's own statement; 202 as long as it is on its way",
      permission: "evidence:verify",
      params: IdPath,
      answer: {
        ...{ status: 200, schema: BatchReceiptFile },
        also: { 202: { description: "Not yet: ask again after Retry-After", schema: BatchView } },
      },
      handle: async ({ params }) => {
        const batch = await required(params.id);
        const receipt = await batchReceipt({ batches }, batch);
        return receipt === null
          ? { status: 202, json: batchView(batch), headers: { "Retry-After": "2" } }
          : { json: batchReceiptFile(batch, receipt), headers: named(batch.id) };
      },
    }),
  ];
}

/** What a browser saves it as. */
const named = (id: BatchId) => ({
  "Content-Disposition": `attachment; filename="batch-${id}.receipt.json"`,
});
