/** HTTP at /axis: the Swift subset of the Axis body-worn integration API (content destination), whole objects only. */
import { type Request, type Response, Router } from "express";
import {
  type AuthenticateDeps,
  type DeviceIdentity,
  authenticateDevice,
  senderCheck,
} from "../access/authenticate-device.ts";
import { deviceProof } from "../access/guard.ts";
import { bodyBytes, notAllowed, takeBody, throughDoor } from "../ingest/guard.ts";
import { Refusal } from "../kernel/refusal.ts";
import { RECORD_CONTAINERS } from "./announce-object.ts";
import type { StoredObject } from "./axis-store.ts";
import { CAPABILITIES, CAPABILITIES_ETAG, CAPABILITIES_NAME } from "./capabilities.ts";
import { changeContainer, putContainer } from "./containers.ts";
import { type AxisDeps, putObject } from "./put-object.ts";
import { asSwift, unauthorized } from "./swift-refusal.ts";
import {
  bounded,
  metadataHeaders,
  parseEtag,
  parseMarker,
  parseMetadata,
  parseTarget,
} from "./swift-request.ts";

export interface AxisRouteDeps extends AxisDeps, AuthenticateDeps {
  /** Scheme and host by which the body-worn systems reach this service. */
  readonly axisOrigin: string;
}

interface Exchange {
  readonly deps: AxisRouteDeps;
  readonly sender: DeviceIdentity;
  readonly checkSender: () => Promise<void>;
  readonly container: string;
  readonly object: string;
  readonly request: Request;
  readonly response: Response;
}
type Handler = (exchange: Exchange) => Promise<void>;

/** No code of the core's uploads: those say 503 here (see asSwift). */
const METHOD = "api/method-not-allowed";

/** Names of a listing at once; the next page begins behind `marker`. */
const LISTED = 1_000;

/** Where the operator says how its senders reach it; shut otherwise. */
export const axisDoor = (
  deps: Omit<AxisRouteDeps, "axisOrigin">,
  url: string | undefined,
): [string, Router][] =>
  url === undefined ? [] : [["/axis", axisRoutes({ ...deps, axisOrigin: new URL(url).origin })]];

/** Mounted at /axis. */
function axisRoutes(deps: AxisRouteDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(
    "/auth/v1.0",
    throughDoor((...exchange) => signIn(deps, ...exchange), asSwift),
  );
  router.use(
    "/v1",
    throughDoor((...exchange) => answer(deps, ...exchange), asSwift),
  );
  return router;
}

/**
 * The device's own token is the token of each request: nothing has to be kept that could outlive it, and a
 * device that is retired is out at once.
 */
async function signIn(deps: AxisRouteDeps, request: Request, response: Response): Promise<void> {
  if (request.method !== "GET") throw notAllowed(response, "GET", METHOD);
  const key = request.get("X-Auth-Key") ?? "";
  const proof = { ...deviceProof(request), authorization: `Bearer ${key}` };
  const { deviceId } = await authenticateDevice(deps, proof);
  if (request.get("X-Auth-User")?.trim().toLowerCase() !== deviceId) throw unauthorized();
  response.setHeader("X-Auth-Token", key);
  response.setHeader("X-Storage-Url", `${deps.axisOrigin}/axis/v1/${deviceId}`);
  response.status(200).end();
}

async function answer(deps: AxisRouteDeps, request: Request, response: Response): Promise<void> {
  const token = request.get("X-Auth-Token") ?? "";
  const proof = { ...deviceProof(request), authorization: `Bearer ${token}` };
  const sender = await authenticateDevice(deps, proof);
  const { account, container, object } = parseTarget(request.path);
  if (account !== sender.deviceId) {
    throw new Refusal("forbidden", "axis/other-account", "this account is another device's", {
      fix: "Use the X-Storage-Url that came with the token.",
    });
  }
  const methods: Readonly<Record<string, Handler>> =
    container === null ? {} : object === null ? CONTAINER_METHODS : OBJECT_METHODS;
  const handler = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (handler === undefined) throw notAllowed(response, Object.keys(methods).join(", "), METHOD);
  const parts = { container: container ?? "", object: object ?? "", request, response };
  await handler({ deps, sender, checkSender: senderCheck(deps, proof), ...parts });
}

const makeContainer: Handler = async ({ deps, sender, container, request, response }) => {
  const metadata = parseMetadata("container", request.headers);
  const { isNew } = await putContainer(deps, sender, container, metadata);
  response.status(isNew ? 201 : 202).end();
};

const postContainer: Handler = async ({ deps, sender, checkSender, container, ...http }) => {
  const metadata = parseMetadata("container", http.request.headers);
  await changeContainer(deps, sender, container, metadata, checkSender);
  http.response.status(204).end();
};

const showContainer: Handler = async ({ deps, sender, container, request, response }) => {
  const metadata = await deps.axis.container(sender.deviceId, container);
  if (metadata === null) throw noSuchObject();
  for (const header of metadataHeaders("Container", metadata)) response.setHeader(...header);
  const after = parseMarker(request.query["marker"]);
  const names = await deps.axis.objectNames(sender.deviceId, container, after, LISTED);
  response.type("text/plain");
  if (request.method === "HEAD" || names.length === 0) response.status(204).end();
  else response.status(200).send(names.map((name) => `${name}\n`).join(""));
};

const placeOf = ({ sender, container, object }: Exchange) => {
  return { deviceId: sender.deviceId, container, name: object };
};

const storeObject: Handler = async (exchange) => {
  const { deps, sender, checkSender, container, object, request, response } = exchange;
  const metadata = bounded(parseMetadata("object", request.headers));
  const length = bodyBytes(request);
  if (RECORD_CONTAINERS.includes(container)) {
    if (length !== 0) throw recordWithBytes();
    if (isCapabilities(exchange)) throw ownFile();
    await putContainer(deps, sender, container, {});
    await deps.axis.putRecord(placeOf(exchange), deps.clock(), metadata);
    response.status(201).setHeader("ETag", EMPTY_MD5).end();
    return;
  }
  const { md5, how } = await putObject(deps, {
    ...{ sender, checkSender, container, name: object, metadata, bodyBytes: length },
    contentType: request.get("Content-Type"),
    etag: parseEtag(request.get("ETag")),
    takeBody: () => takeBody(request, response),
    ownsChunks: true,
  });
  response.status(201).setHeader("ETag", md5).setHeader("X-Holdfast-Object", how).end();
};

const postObject: Handler = async (exchange) => {
  const { deps, request, response } = exchange;
  const metadata = bounded(parseMetadata("object", request.headers));
  if (!(await deps.axis.replaceMetadata(placeOf(exchange), metadata))) throw noSuchObject();
  response.status(202).end();
};

/** No byte of evidence leaves by this door: only the system's own records can be read. */
const showObject: Handler = async (exchange) => {
  const { deps, request, response } = exchange;
  if (isCapabilities(exchange)) {
    response.setHeader("ETag", CAPABILITIES_ETAG).type("application/json").send(CAPABILITIES);
    return;
  }
  const found = await deps.axis.object(placeOf(exchange));
  if (found === null) throw noSuchObject();
  if (request.method === "GET" && found.content !== null) throw notRead();
  describe(found, response);
  response.status(200).end();
};

function describe({ metadata, putAt, content }: StoredObject, response: Response): void {
  for (const header of metadataHeaders("Object", metadata)) response.setHeader(...header);
  response.setHeader("Last-Modified", new Date(putAt).toUTCString());
  response.setHeader("ETag", content?.md5 ?? EMPTY_MD5);
  response.setHeader("Content-Length", content?.sizeBytes ?? 0);
}

const isCapabilities = ({ container, object }: Exchange): boolean =>
  container === "System" && object === CAPABILITIES_NAME;

/** Of nothing. */
const EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

const noSuchObject = (): Refusal =>
  new Refusal("missing", "axis/no-such-object", "there is no such container or object");

const notRead = (): Refusal =>
  new Refusal("forbidden", "axis/not-read", "evidence is not read through this door", {
    fix: "Read it as a person, with a purpose, on its item's page.",
  });

const ownFile = (): Refusal =>
  new Refusal("forbidden", "axis/own-file", "this file is the service's own");

const recordWithBytes = (): Refusal =>
  new Refusal("invalid", "axis/bad-request", "a record of the system has no bytes", {
    fix: "Put recordings into a container of their own.",
  });

const CONTAINER_METHODS = {
  PUT: makeContainer,
  POST: postContainer,
  HEAD: showContainer,
  GET: showContainer,
};
const OBJECT_METHODS = { PUT: storeObject, POST: postObject, HEAD: showObject, GET: showObject };
