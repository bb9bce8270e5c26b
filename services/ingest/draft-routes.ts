/**
 * HTTP at /resumable: "Resumable Uploads for HTTP" (draft-ietf-httpbis-resumable-upload, interop 8), a second
 * door to the same uploads as /uploads. Off by default: until there is an RFC each version breaks the last.
 *
 * Stricter than the draft in one thing: an upload that has all bytes of its length is complete and evidence,
 * also where the client meant to say so later (a server may complete an upload, §4.1.2).
 */
import { Readable } from "node:stream";
import { type Request, type Response, Router } from "express";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type UploadId, parseId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import {
  type DeviceIdentity,
  authenticateDevice,
  senderCheck,
} from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import { type Appended, appendBytes } from "./append-bytes.ts";
import { announcementOf } from "./draft-announcement.ts";
import {
  INTEROP_VERSION,
  PARTIAL_UPLOAD,
  badDraftHeader,
  contentDigest,
  formatCompletion,
  formatDigest,
  formatLimits,
  parseCompletion,
  parseCount,
} from "./draft-headers.ts";
import { inDraftWords, inconsistentLength, lengthExceeded } from "./draft-problems.ts";
import { findSettled } from "./find-settled.ts";
import { bodyBytes, notAllowed, takeBody, throughDoor } from "./guard.ts";
import { openUpload } from "./open-upload.ts";
import { type IngestRouteDeps } from "./routes.ts";
import { terminateUpload } from "./terminate-upload.ts";
import { isPending, noSuchUpload } from "./upload.ts";
import { uploadProgress } from "./upload-progress.ts";

/** One request, and who sent it. */
interface Exchange {
  readonly deps: IngestRouteDeps;
  readonly sender: DeviceIdentity;
  readonly checkSender: () => Promise<void>;
  readonly request: Request;
  readonly response: Response;
}

/** Mounted at /resumable. */
export function draftRoutes(deps: IngestRouteDeps): Router {
  const router = Router();
  router.use(throughDoor((request, response) => answer(deps, request, response)));
  return router;
}

async function answer(deps: IngestRouteDeps, request: Request, response: Response): Promise<void> {
  const { method } = request;
  sayLimits(deps, response, plusMs(deps.clock(), deps.limits.expiryMs));
  if (method === "OPTIONS") {
    response.status(204).end();
    return;
  }
  const proof = deviceProof(request);
  const sender = await authenticateDevice(deps, proof);
  const exchange = { deps, sender, checkSender: senderCheck(deps, proof), request, response };
  const [path, idText] = /^\/(?:([^/]+)\/?)?$/.exec(request.path) ?? [];
  if (path === undefined) throw noSuchUpload();
  if (idText === undefined) {
    if (method !== "POST") throw notAllowed(response, "OPTIONS, POST");
    await create(exchange);
    return;
  }
  const id = parseId<UploadId>(idText);
  if (id === null) throw noSuchUpload();
  if (method === "HEAD" || method === "GET") await retrieveOffset(exchange, id);
  else if (method === "PATCH") await append(exchange, id);
  else if (method === "DELETE") await cancel(exchange, id);
  else throw notAllowed(response, "OPTIONS, HEAD, GET, PATCH, DELETE");
}

/** `expiresAt` is null where nothing ends it any more. */
function sayLimits(
  { limits, clock }: IngestRouteDeps,
  response: Response,
  expiresAt: UtcInstant | null,
): void {
  const leftMs = expiresAt === null ? null : Date.parse(expiresAt) - Date.parse(clock());
  const age = leftMs === null ? null : Math.max(0, Math.floor(leftMs / 1000));
  const said = { "max-size": limits.maxUploadBytes, "max-age": age };
  response.setHeader("Upload-Limit", formatLimits(said));
}

/** 104, if the client knows the same version of the draft and reads what it is told. */
function inform(
  { request, response }: Exchange,
  fields: Readonly<Record<string, string | number>>,
): void {
  const isSpoken = parseCount(request.get("Upload-Draft-Interop-Version")) === INTEROP_VERSION;
  if (!isSpoken || request.httpVersion !== "1.1" || response.headersSent) return;
  if ((response.socket?.writableLength ?? 0) > 0) return;
  response.writeInformation(104, { ...fields, "Upload-Draft-Interop-Version": INTEROP_VERSION });
}

/** The length that a request tells in one way or two. @throws Refusal invalid "ingest/inconsistent-upload-length". */
function lengthSaid(request: Request, offsetBytes: number, isLast: boolean): number | null {
  const body = bodyBytes(request);
  const declared = parseCount(request.get("Upload-Length"));
  const summed = isLast && body !== null ? offsetBytes + body : null;
  if (summed !== null && declared !== null && summed !== declared) throw inconsistentLength();
  return summed ?? declared;
}

async function create(exchange: Exchange): Promise<void> {
  const { deps, sender, request, response } = exchange;
  const isLast = parseCompletion(request.get("Upload-Complete"));
  if (isLast === null) throw badDraftHeader("Upload-Complete", "is no Boolean");
  response.setHeader("Upload-Complete", formatCompletion(false));
  const body = bodyBytes(request);
  const lengthBytes = lengthSaid(request, 0, isLast);
  if (lengthBytes !== null && (body ?? 0) > lengthBytes) throw inconsistentLength();
  // Before anything is made: a digest that cannot be read would be found too late.
  contentDigest(request.get("Content-Digest"));
  const rawMetadata = announcementOf({
    contentDisposition: request.get("Content-Disposition"),
    contentType: request.get("Content-Type"),
    reprDigest: request.get("Repr-Digest"),
    uploadMetadata: request.get("Upload-Metadata"),
  });
  const upload = await openUpload(deps, { ...sender, lengthBytes, rawMetadata, bodyBytes: body });
  // Set before the body is taken: whoever loses the connection now has lost only the answer.
  const location = `${request.baseUrl}/${upload.id}`;
  response.setHeader("Location", location);
  sayLimits(deps, response, upload.expiresAt);
  inform(exchange, { Location: location, "Upload-Limit": String(response.get("Upload-Limit")) });
  const isEmpty = body === 0 && (!isLast || lengthBytes === 0);
  const appended = isEmpty
    ? { ...upload, isCut: false }
    : await receive(exchange, upload.id, 0, isLast);
  await acknowledge(exchange, upload.id, appended, 201);
}

async function append(exchange: Exchange, id: UploadId): Promise<void> {
  const { request, response } = exchange;
  response.setHeader("Upload-Complete", formatCompletion(false));
  if (request.get("Content-Type")?.trim().toLowerCase() !== PARTIAL_UPLOAD) {
    throw new Refusal("invalid", "ingest/content-type", "the body has another content type", {
      fix: `Send Content-Type: ${PARTIAL_UPLOAD}.`,
    });
  }
  const offsetBytes = parseCount(request.get("Upload-Offset"));
  if (offsetBytes === null) throw badDraftHeader("Upload-Offset", "is no Integer from 0 on");
  const isLast = parseCompletion(request.get("Upload-Complete"));
  if (isLast === null) throw badDraftHeader("Upload-Complete", "is no Boolean");
  const appended = await receive(exchange, id, offsetBytes, isLast);
  await acknowledge(exchange, id, appended, 200);
}

/** Appends the body; with `isLast` the upload is complete where the body ends. */
async function receive(
  exchange: Exchange,
  id: UploadId,
  offsetBytes: number,
  isLast: boolean,
): Promise<Appended> {
  const { deps, sender, checkSender, request, response } = exchange;
  const body = bodyBytes(request);
  const upload = { uploadId: id, deviceId: sender.deviceId, checkSender };
  try {
    const appended = await appendBytes(deps, {
      ...upload,
      offsetBytes,
      lengthBytes: lengthSaid(request, offsetBytes, isLast),
      bodyBytes: body,
      checksum: contentDigest(request.get("Content-Digest")),
      takeBody: () => takeBody(request, response),
      onCommit: (offset) => inform(exchange, { "Upload-Offset": offset }),
      ownsChunks: true,
    });
    if (appended.isCut || !isLast || appended.offsetBytes === appended.lengthBytes) return appended;
    if (appended.lengthBytes !== null) throw inconsistentLength();
    // The body was chunked: only its end told the length.
    const { offsetBytes: endBytes } = appended;
    const end = { offsetBytes: endBytes, lengthBytes: endBytes, bodyBytes: 0, checksum: null };
    return await appendBytes(deps, { ...upload, ...end, takeBody: () => Readable.from([]) });
  } catch (error) {
    // An answer that was lost is given again (§4.4.2): nothing was to be added, and all is there.
    if (isRefusal(error, "ingest/not-open") && isLast && body === 0) {
      return { ...(await findSettled(deps, id, sender.deviceId)), isCut: false };
    }
    if (isRefusal(error, "ingest/body-too-long")) {
      await terminateUpload(deps, id, sender.deviceId);
      throw lengthExceeded();
    }
    const said = inDraftWords(error, offsetBytes);
    if (isRefusal(said, "ingest/mismatching-upload-offset")) {
      response.setHeader("Upload-Offset", String(said.facts["expected-offset"]));
    }
    throw said;
  }
}

/** What was appended; of a complete upload, where it stands on its way to a receipt. */
async function acknowledge(
  { deps, sender, response }: Exchange,
  id: UploadId,
  appended: Appended,
  whenComplete: 200 | 201,
): Promise<void> {
  const isComplete = appended.offsetBytes === appended.lengthBytes;
  response.setHeader("Upload-Offset", appended.offsetBytes);
  response.setHeader("Upload-Complete", formatCompletion(isComplete));
  sayLimits(deps, response, isComplete ? null : appended.expiresAt);
  if (isComplete) {
    const progress = await uploadProgress(deps, id, sender.deviceId);
    response.status(whenComplete).json(progress);
    return;
  }
  response.status(whenComplete === 201 ? 201 : 204).end();
}

async function retrieveOffset({ deps, sender, response }: Exchange, id: UploadId): Promise<void> {
  const upload = await findSettled(deps, id, sender.deviceId);
  response.setHeader("Upload-Offset", upload.offsetBytes);
  response.setHeader("Upload-Complete", formatCompletion(upload.state !== "open"));
  if (upload.lengthBytes !== null) response.setHeader("Upload-Length", upload.lengthBytes);
  sayLimits(deps, response, isPending(upload) ? upload.expiresAt : null);
  if (upload.state === "received") {
    // Known once the original was read back; whoever asked with Want-Repr-Digest finds it here.
    const { original } = await deps.items.get(id);
    if (original !== null) response.setHeader("Repr-Digest", formatDigest(original.sha256));
  }
  response.status(204).end();
}

async function cancel({ deps, sender, response }: Exchange, id: UploadId): Promise<void> {
  await terminateUpload(deps, id, sender.deviceId);
  response.removeHeader("Upload-Limit");
  response.status(204).end();
}
