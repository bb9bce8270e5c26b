/** What a dock asks the service beside tus: which bytes are there already, and its docking visits. */
import { z } from "zod";
import { BatchReceiptFile } from "../../services/batches/batch-receipt-file.ts";
import type { StatementTexts } from "../../services/batches/dock-statement.ts";
import { SALTED_STATEMENT } from "../../services/batches/salted-statement.ts";
import { LAYOUT_NAMES } from "../../services/batches/sequence.ts";
import { type BatchId, type UploadId, parseId } from "../../services/kernel/ids.ts";
import type { Answer } from "./exchange.ts";
import { type Outcome, failure, parsed } from "./outcome.ts";

export type Ask = (
  method: string,
  path: string,
  headers?: Readonly<Record<string, string>>,
  body?: Uint8Array,
) => Promise<Answer | null>;

const Standings = z.object({
  files: z.array(z.object({ state: z.string(), upload: z.string().nullable() })).length(1),
});
const Opened = z.object({
  lastSeen: z
    .object({ layout: z.enum(LAYOUT_NAMES), series: z.string(), last: z.number() })
    .nullable(),
  /** A service that names none takes the first version alone. */
  statements: z.array(z.string()).default([]),
});

export function batchCalls(ask: Ask) {
  const send = (method: string, path: string, body: unknown): Promise<Answer | null> => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { "Content-Type": "application/json", "Content-Length": String(bytes.length) };
    return ask(method, `/api/v1${path}`, headers, bytes);
  };
  return {
    check: async (file: {
      readonly sha256: string;
      readonly sizeBytes: number;
    }): Promise<Outcome<UploadId | null>> => {
      const answer = await send("POST", "/uploads/check", { files: [file] });
      const found = Standings.safeParse(parsed(answer?.body));
      if (answer?.status !== 200 || !found.success) return failure(answer);
      const [{ state, upload } = { state: "", upload: null }] = found.data.files;
      const isWhole = state === "sealed" || state === "received";
      const id = parseId<UploadId>(upload?.split("/").at(-1) ?? "");
      return { ok: true, value: isWhole ? id : null };
    },
    openBatch: async (opening: object) => {
      const answer = await send("POST", "/batches", opening);
      const opened = Opened.safeParse(parsed(answer?.body));
      if (answer?.status !== 201 || !opened.success) return failure(answer);
      const { lastSeen, statements } = opened.data;
      const takesSalted = statements.includes(SALTED_STATEMENT);
      return { ok: true as const, value: { lastSeen, takesSalted } };
    },
    closeBatch: async (
      batch: BatchId,
      { text, openings, signature }: StatementTexts & { readonly signature: string },
    ): Promise<Outcome<true>> => {
      // A service from before version 2 knows no such field.
      const opened = openings === null ? {} : { openings };
      const said = { statement: text, ...opened, signature };
      const answer = await send("PUT", `/batches/${batch}/statement`, said);
      return answer?.status === 200 ? { ok: true, value: true } : failure(answer);
    },
    batchReceipt: async (batch: BatchId): Promise<Outcome<BatchReceiptFile | null>> => {
      const answer = await ask("GET", `/api/v1/batches/${batch}/receipt`);
      if (answer?.status === 202) return { ok: true, value: null };
      const receipt = BatchReceiptFile.safeParse(parsed(answer?.body));
      return answer?.status === 200 && receipt.success
        ? { ok: true, value: receipt.data }
        : failure(answer);
    },
  };
}
