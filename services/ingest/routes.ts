/** HTTP at /uploads: tus 1.0.0 for devices, and where an upload stands on its way to a receipt. */
import { type Request, type Response, Router } from "express";
import type { UtcInstant } from "../kernel/clock.ts";
import { type DeviceId, type UploadId, parseId } from "../kernel/ids.ts";
import {
  type AuthenticateDeps,
  type DeviceIdentity,
  authenticateDevice,
  senderCheck,
} from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import { receiptFile } from "../sealing/receipt-file.ts";
import { appendBytes } from "./append-bytes.ts";
import { checksumOf } from "./body-checksum.ts";
import {
  bodyBytes,
  methodOf,
  notAllowed,
  requireOffsetOctets,
  requireTusVersion,
  speakTus,
  takeBody,
  throughDoor,
} from "./guard.ts";
import { findSettled } from "./find-settled.ts";
import { joinUploads } from "./join-uploads.ts";
import { openUpload } from "./open-upload.ts";
import { terminateUpload } from "./terminate-upload.ts";
import { parseConcat } from "./tus-concat.ts";
import {
  TUS_CHECKSUMS,
  TUS_EXTENSIONS,
  TUS_VERSION,
  badHeader,
  parseDeclaredLength,
  parseWhole,
} from "./tus-headers.ts";
import { finalIsMade, isPending, noSuchUpload } from "./upload.ts";
import { type ProgressDeps, uploadProgress, uploadReceipt } from "./upload-progress.ts";

export type IngestRouteDeps = ProgressDeps & AuthenticateDeps;

/** One request about one upload of one device. */
interface Exchange {
  readonly deps: IngestRouteDeps;
  readonly deviceId: DeviceId;
  readonly id: UploadId;
  readonly request: Request;
  readonly response: Response;
  /** Rejects once the sender is no longer let in. */
  readonly checkSender: () => Promise<void>;
}

type Handler = (exchange: Exchange) => Promise<void>;

/** Seconds after which a device may ask for its receipt again. */
const RECEIPT_RETRY_SECONDS = 2;

/** Mounted at /uploads. */
export function ingestRoutes(deps: IngestRouteDeps): Router {
  const router = Router();
  router.use(speakTus);
  router.use(throughDoor((request, response) => answer(deps, request, response)));
  return router;
}

const PATH = /^\/(?:([^/]+?)(\/receipt)?\/?)?$/;

async function answer(deps: IngestRouteDeps, request: Request, response: Response): Promise<void> {
  const method = methodOf(request);
  if (method === "OPTIONS") {
    describeServer(deps, response);
    return;
  }
  const [path, idText, receipt] = PATH.exec(request.path) ?? [];
  if (path === undefined) throw noSuchUpload();
  if (method !== "GET") requireTusVersion(request);
  const proof = deviceProof(request);
  const sender = await authenticateDevice(deps, proof);
  const checkSender = senderCheck(deps, proof);
  if (idText === undefined) {
    if (method !== "POST") throw notAllowed(response, "OPTIONS, POST");
    return create(deps, sender, checkSender, request, response);
  }
  const id = parseId<UploadId>(idText);
  if (id === null) throw noSuchUpload();
  const handlers: Readonly<Record<string, Handler>> =
    receipt === undefined ? UPLOAD_METHODS : RECEIPT_METHODS;
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) {
    throw notAllowed(response, ["OPTIONS", ...Object.keys(handlers)].join(", "));
  }
  await handler({ deps, deviceId: sender.deviceId, id, request, response, checkSender });
}

function describeServer({ limits }: IngestRouteDeps, response: Response): void {
  response.setHeader("Tus-Version", TUS_VERSION);
  response.setHeader("Tus-Extension", TUS_EXTENSIONS);
  response.setHeader("Tus-Max-Size", limits.maxUploadBytes);
  response.setHeader("Tus-Checksum-Algorithm", TUS_CHECKSUMS);
  response.status(204).end();
}

async function create(
  deps: IngestRouteDeps,
  sender: DeviceIdentity,
  checkSender: () => Promise<void>,
  request: Request,
  response: Response,
): Promise<void> {
  const header = request.get("Upload-Concat");
  const concat = parseConcat(header, request.baseUrl, request.originalUrl);
  if (concat?.kind === "final") {
    await createFinal(deps, { sender, request, response, partials: concat.partials });
    return;
  }
  const body = bodyBytes(request);
  if (body !== 0) requireOffsetOctets(request);
  const checksum = checksumOf(request);
  const lengthBytes = parseDeclaredLength(
    request.get("Upload-Length"),
    request.get("Upload-Defer-Length"),
  );
  const rawMetadata = request.get("Upload-Metadata") ?? "";
  const isPartial = concat?.kind === "partial";
  const announcement = { ...sender, lengthBytes, rawMetadata, bodyBytes: body, isPartial };
  const upload = await openUpload(deps, announcement);
  // Set before the body is taken: whoever loses the connection now has lost only the answer.
  response.setHeader("Location", `${request.baseUrl}/${upload.id}`);
  if (body === 0) {
    sendOffset(response.status(201), upload);
    return;
  }
  const appended = await appendBytes(deps, {
    uploadId: upload.id,
    deviceId: upload.deviceId,
    offsetBytes: 0,
    lengthBytes: null,
    bodyBytes: body,
    checksum,
    takeBody: () => takeBody(request, response),
    checkSender,
    ownsChunks: true,
  });
  sendOffset(response.status(201), appended);
}

interface Joining extends Pick<Exchange, "request" | "response"> {
  readonly sender: DeviceIdentity;
  readonly partials: readonly (UploadId | null)[];
}

async function createFinal(
  deps: IngestRouteDeps,
  { sender, request, response, partials }: Joining,
): Promise<void> {
  for (const name of ["Upload-Length", "Upload-Defer-Length"]) {
    if (request.get(name) === undefined) continue;
    throw badHeader(name, "a final upload is as long as what it is made of");
  }
  if (bodyBytes(request) !== 0) throw finalIsMade();
  const concat = request.get("Upload-Concat") ?? "";
  const rawMetadata = request.get("Upload-Metadata") ?? "";
  const upload = await joinUploads(deps, { ...sender, partials, concat, rawMetadata });
  response.setHeader("Location", `${request.baseUrl}/${upload.id}`);
  response.setHeader("Upload-Length", upload.offsetBytes);
  response.setHeader("Upload-Offset", upload.offsetBytes);
  response.status(201).end();
}

const append: Handler = async ({ deps, deviceId, id, request, response, checkSender }) => {
  requireOffsetOctets(request);
  const offsetBytes = parseWhole("Upload-Offset", request.get("Upload-Offset"));
  if (offsetBytes === null) throw badHeader("Upload-Offset", "Upload-Offset is needed");
  const appended = await appendBytes(deps, {
    uploadId: id,
    deviceId,
    offsetBytes,
    lengthBytes: parseWhole("Upload-Length", request.get("Upload-Length")),
    bodyBytes: bodyBytes(request),
    checksum: checksumOf(request),
    takeBody: () => takeBody(request, response),
    checkSender,
    ownsChunks: true,
  });
  sendOffset(response.status(204), appended);
};

interface Offset {
  readonly offsetBytes: number;
  readonly expiresAt: UtcInstant;
}

function sendOffset(response: Response, { offsetBytes, expiresAt }: Offset): void {
  response.setHeader("Upload-Offset", offsetBytes);
  response.setHeader("Upload-Expires", httpDate(expiresAt));
  response.end();
}

/** RFC 9110 §5.6.7. */
const httpDate = (instant: UtcInstant): string => new Date(instant).toUTCString();

const lookUp: Handler = async ({ deps, deviceId, id, response }) => {
  const upload = await findSettled(deps, id, deviceId);
  if (upload.lengthBytes === null) response.setHeader("Upload-Defer-Length", "1");
  else response.setHeader("Upload-Length", upload.lengthBytes);
  if (upload.rawMetadata !== "") response.setHeader("Upload-Metadata", upload.rawMetadata);
  if (upload.concat !== null) response.setHeader("Upload-Concat", upload.concat);
  if (isPending(upload)) response.setHeader("Upload-Expires", httpDate(upload.expiresAt));
  response.setHeader("Upload-Offset", upload.offsetBytes);
  response.status(200).end();
};

const terminate: Handler = async ({ deps, deviceId, id, response }) => {
  await terminateUpload(deps, id, deviceId);
  response.status(204).end();
};

const showProgress: Handler = async ({ deps, deviceId, id, response }) => {
  response.json(await uploadProgress(deps, id, deviceId));
};

const showReceipt: Handler = async ({ deps, deviceId, id, response }) => {
  const found = await uploadReceipt(deps, id, deviceId);
  if ("progress" in found) {
    response.setHeader("Retry-After", RECEIPT_RETRY_SECONDS);
    response.status(202).json(found.progress);
    return;
  }
  response.json(receiptFile(found.receipt));
};

const UPLOAD_METHODS = { HEAD: lookUp, PATCH: append, DELETE: terminate, GET: showProgress };
const RECEIPT_METHODS = { GET: showReceipt };
