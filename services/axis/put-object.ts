/**
 * Use case: a body-worn system puts an object. It becomes an upload and an item, acknowledged once all of it is
 * durable and received, and not at all otherwise.
 *
 * Swift cannot go on in the middle, so nothing of a body counts before the whole of it has come and was
 * compared. What an upload holds is noted before its last byte is committed, so that after a lost answer the
 * same bytes are known again: they are acknowledged and make no second item. Other bytes under the name of
 * an object make an item beside it, which names the earlier one.
 */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Sha256 } from "../kernel/digest.ts";
import { isRefusal, Refusal } from "../kernel/refusal.ts";
import type { DeviceIdentity } from "../access/authenticate-device.ts";
import { type Appended, appendBytes } from "../ingest/append-bytes.ts";
import type { IngestDeps } from "../ingest/ingest-deps.ts";
import { openUpload } from "../ingest/open-upload.ts";
import { terminateUpload } from "../ingest/terminate-upload.ts";
import type { Upload } from "../ingest/upload.ts";
import type { WholeBody } from "../ingest/body-checksum.ts";
import { announcementOf } from "./announce-object.ts";
import {
  type AxisStore,
  type Content,
  type Metadata,
  type ObjectPlace,
  noSuchContainer,
} from "./axis-store.ts";

export interface AxisDeps extends IngestDeps {
  readonly axis: AxisStore;
}

export interface PutRequest {
  readonly sender: DeviceIdentity;
  readonly container: string;
  readonly name: string;
  readonly metadata: Metadata;
  readonly contentType: string | undefined;
  /** Content-Length; null for a chunked body. */
  readonly bodyBytes: number | null;
  /** MD5 that the body must have, hex; null if it is not said. */
  readonly etag: string | null;
  readonly takeBody: () => Readable;
  /** Rejects once the sender is no longer let in. */
  readonly checkSender: () => Promise<void>;
  /** See `AppendRequest`. */
  readonly ownsChunks?: boolean;
}

/** "same-bytes": the object was here already and nothing was added. */
export interface PutOutcome {
  readonly md5: string;
  readonly how: "new" | "same-bytes" | "beside-earlier";
}

/**
 * @throws Refusal missing "axis/no-such-container"; invalid "axis/etag-differs"; unavailable "axis/body-cut";
 * as `openUpload` and `appendBytes` say.
 */
export async function putObject(deps: AxisDeps, request: PutRequest): Promise<PutOutcome> {
  const { axis, clock } = deps;
  const { sender, container, name, metadata, contentType, bodyBytes, etag } = request;
  const place: ObjectPlace = { deviceId: sender.deviceId, container, name };
  const containerMetadata = await axis.container(sender.deviceId, container);
  if (containerMetadata === null) throw noSuchContainer();
  for (const id of await axis.unfinished(place)) await drop(deps, { ...place, id });
  const earlier = (await axis.object(place))?.content?.uploadId ?? null;
  const facts = { container, name, contentType, containerMetadata, etag, earlier };
  const rawMetadata = announcementOf({ ...facts, objectMetadata: metadata });
  // An upload of no bytes would be an item before it is noted here, so it gets its length at the end.
  const lengthBytes = bodyBytes === 0 ? null : bodyBytes;
  const upload = await openUpload(deps, { ...sender, lengthBytes, bodyBytes, rawMetadata });
  const body = new ReceivedBody(axis, place, upload, etag);
  try {
    await axis.begin(place, { id: upload.id, at: clock(), metadata });
    await receive(deps, upload, request, body);
  } catch (error) {
    await drop(deps, upload);
    if (body.isSame) return { md5: body.md5, how: "same-bytes" };
    throw error;
  }
  return { md5: body.md5, how: earlier === null ? "new" : "beside-earlier" };
}

async function receive(
  deps: AxisDeps,
  { id: uploadId, deviceId, lengthBytes }: Upload,
  request: PutRequest,
  body: ReceivedBody,
): Promise<void> {
  const append = { uploadId, deviceId, checksum: null, checkSender: request.checkSender };
  const end = async (sizeBytes: number): Promise<Appended> =>
    appendBytes(deps, {
      ...append,
      ...{ offsetBytes: sizeBytes, lengthBytes: sizeBytes, bodyBytes: 0 },
      takeBody: request.takeBody,
    });
  if (request.bodyBytes === 0) {
    await body.check(NOTHING);
    await end(0);
    return;
  }
  const appended = await appendBytes(deps, {
    ...append,
    ...{ offsetBytes: 0, lengthBytes: null, bodyBytes: request.bodyBytes },
    checksum: { algorithms: ["md5", "sha256"], check: (whole) => body.check(whole) },
    takeBody: request.takeBody,
    ownsChunks: request.ownsChunks ?? false,
  });
  if (appended.isCut || !body.isWhole) throw bodyCut();
  if (lengthBytes === null) await end(appended.offsetBytes);
}

/** What has come, judged before any of it counts. */
class ReceivedBody {
  readonly #axis: AxisStore;
  readonly #place: ObjectPlace;
  readonly #upload: Upload;
  readonly #etag: string | null;
  md5 = "";
  isSame = false;

  constructor(axis: AxisStore, place: ObjectPlace, upload: Upload, etag: string | null) {
    this.#axis = axis;
    this.#place = place;
    this.#upload = upload;
    this.#etag = etag;
  }

  get isWhole(): boolean {
    return this.md5 !== "";
  }

  /** @throws Refusal invalid "axis/etag-differs"; conflict "axis/same-bytes" if there is nothing to add. */
  async check({ digestOf, sizeBytes }: Pick<WholeBody, "digestOf" | "sizeBytes">): Promise<void> {
    const md5 = digestOf("md5").toString("hex");
    if (this.#etag !== null && this.#etag !== md5) throw etagDiffers();
    const content: Content = {
      sizeBytes,
      md5,
      sha256: digestOf("sha256").toString("hex") as Sha256,
    };
    this.isSame = await this.#axis.holds(this.#place, content.sha256);
    this.md5 = md5;
    if (this.isSame) throw new Refusal("conflict", "axis/same-bytes", "the object is here already");
    await this.#axis.settle(this.#upload.id, content);
  }
}

const NOTHING = {
  sizeBytes: 0,
  digestOf: (algorithm: string): Buffer => createHash(algorithm).digest(),
};

/** What did not become an item goes; an item stays, and what cannot be dropped now expires. */
async function drop(deps: AxisDeps, { id, deviceId }: Pick<Upload, "id" | "deviceId">) {
  try {
    await terminateUpload(deps, id, deviceId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

const etagDiffers = (): Refusal =>
  new Refusal("invalid", "axis/etag-differs", "the body has another MD5 than its ETag", {
    fix: "Nothing of this body was kept: send the object again.",
  });

const bodyCut = (): Refusal =>
  new Refusal("unavailable", "axis/body-cut", "the body ended before all of it had come", {
    fix: "Nothing of this body was kept: send the object again.",
  });
