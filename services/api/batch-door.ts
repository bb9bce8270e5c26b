/** HTTP at /api/v1/batches for docks: open a docking visit, state what was found, fetch its receipt. People's requests go on. */
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type AuthenticateDeps, authenticateDevice } from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import { batchReceiptFile } from "../batches/batch-receipt-file.ts";
import { batchView } from "../batches/batch-view.ts";
import { Camera, STATEMENTS_TAKEN } from "../batches/dock-statement.ts";
import { type VisitDeps, batchOf, batchReceipt, closeBatch, openBatch } from "../batches/visit.ts";
import { noSuchBatch } from "../batches/batch.ts";
import { idField } from "../kernel/fields.ts";
import { type BatchId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { deviceAnswer } from "./device-door.ts";
import { readJson } from "./read-json.ts";

type BatchDoorDeps = VisitDeps & AuthenticateDeps;

/** A statement of thousands of files, as a JSON string. */
const STATEMENT_BOUNDS = { maxBytes: 6 << 20, maxDepth: 2 };
const RECEIPT_RETRY_SECONDS = 2;

export const Opening = z.strictObject({
  id: idField<BatchId>(),
  camera: Camera,
  publicKey: z.string().max(200),
});
export const Statement = z.strictObject({
  statement: z.string(),
  openings: z.string().nullable().default(null),
  signature: z.base64().max(200),
});

type Handler = (deps: BatchDoorDeps, request: Request, response: Response) => Promise<void>;

export function batchDoor(deps: BatchDoorDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const serve = (method: "get" | "post" | "put", path: string, handler: Handler): void => {
    const answer = deviceAnswer(`/api/v1/batches${path}`, (...asked) => handler(deps, ...asked));
    router[method](path, (request, response, next) =>
      method === "get" && !isDevice(request) ? next() : answer(request, response, next),
    );
  };
  serve("post", "/", open);
  serve("put", "/:id/statement", close);
  serve("get", "/:id", show);
  serve("get", "/:id/receipt", showReceipt);
  return router;
}

/** A person's session or token is for the routes of people behind this door. */
function isDevice(request: Request): boolean {
  const { certificate, authorization } = deviceProof(request);
  return certificate !== null || /^Bearer +hfd_/i.test(authorization ?? "");
}

const open: Handler = async (deps, request, response) => {
  const { deviceId } = await authenticateDevice(deps, deviceProof(request));
  const asked = Opening.safeParse(await readJson(request));
  if (!asked.success) throw badRequest('{"id": UUID, "camera": {"name", "serial"}, "publicKey"}');
  const { batch, lastSeen } = await openBatch(deps, deviceId, asked.data);
  response.status(201).json({ ...batchView(batch), lastSeen, statements: STATEMENTS_TAKEN });
};

const close: Handler = async (deps, request, response) => {
  const { deviceId } = await authenticateDevice(deps, deviceProof(request));
  const asked = Statement.safeParse(await readJson(request, STATEMENT_BOUNDS));
  if (!asked.success)
    throw badRequest(
      '{"statement": exact text, "openings": exact text or null, "signature": base64}',
    );
  const { statement: text, openings, signature } = asked.data;
  const signed = { text, openings, signature: Buffer.from(signature, "base64") };
  response.json(batchView(await closeBatch(deps, deviceId, idIn(request), signed)));
};

const show: Handler = async (deps, request, response) => {
  const { deviceId } = await authenticateDevice(deps, deviceProof(request));
  response.json(batchView(await batchOf(deps, idIn(request), deviceId)));
};

const showReceipt: Handler = async (deps, request, response) => {
  const { deviceId } = await authenticateDevice(deps, deviceProof(request));
  const batch = await batchOf(deps, idIn(request), deviceId);
  const receipt = await batchReceipt(deps, batch);
  if (receipt === null) {
    response.setHeader("Retry-After", RECEIPT_RETRY_SECONDS);
    response.status(202).json(batchView(batch));
    return;
  }
  response.json(batchReceiptFile(batch, receipt));
};

function idIn(request: Request): BatchId {
  const id = parseId<BatchId>(String(request.params["id"]));
  if (id === null) throw noSuchBatch();
  return id;
}

const badRequest = (shape: string): Refusal =>
  new Refusal("invalid", "batches/bad-request", "the body is not understood", {
    fix: `Send ${shape} and nothing else.`,
  });
