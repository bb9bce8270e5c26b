/** tus-js-client against the ingest router on real PostgreSQL and the real filesystem store. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type HttpRequest, Upload } from "tus-js-client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { clearIncoming, expireUploads } from "../../services/ingest/expire-uploads.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import { verifyOriginal } from "../../services/ingest/verify-original.ts";
import { type FilesystemStores, createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresUploadStore } from "../../infra/postgres/upload-store.ts";
import {
  type IngestServer,
  MemoryJobQueue,
  ingestProcess,
  startIngestServer,
  twoDevices,
  wallClock,
} from "../fixtures/ingest-server.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";
import { RawConnection, send } from "../fixtures/raw-http.ts";

let database: FreshDatabase;
let folder: string;
let stores: FilesystemStores;
let servers: IngestServer[] = [];
const devices = twoDevices();

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "holdfast-ingest-"));
  stores = createFilesystemStores({
    HOLDFAST_FILESYSTEM_DIR: folder,
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
  });
  const values = [devices.first, devices.other].map(({ id, secret }) => ({
    id,
    name: id,
    kind: "body_camera" as const,
    token_sha256: sha256(secret),
    created_at: wallClock(),
    retired_at: null,
    last_manifest_sha256: null,
  }));
  await database.connection.db.insertInto("devices").values(values).execute();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    await server.close();
    expect(server.faults).toEqual([]);
  }
});

const items = () => new PostgresEvidenceStore(database.connection.db);
const uploads = () => new PostgresUploadStore(database.connection.pool);

/** A process of its own, as far as fencing goes. */
async function start(): Promise<IngestServer> {
  const ingest = ingestProcess(
    { uploads: uploads(), incoming: stores.incoming },
    { limits: { maxUploadBytes: 1 << 30 } },
  );
  const server = await startIngestServer(ingest, items(), devices);
  servers.push(server);
  return server;
}

interface Sending {
  readonly server: IngestServer;
  readonly file: Buffer | Readable;
  readonly options?: Partial<ConstructorParameters<typeof Upload>[1]>;
}

/** Sends with tus-js-client and answers the address of the upload. */
function sendWithTus({ server, file, options = {} }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(file, {
      endpoint: server.url,
      headers: { Authorization: server.auth["Authorization"] ?? "" },
      retryDelays: [0, 50, 100, 200, 400, 800],
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ""),
      ...options,
    });
    upload.start();
  });
}

const idOf = (url: string): ItemId => url.split("/").at(-1) as ItemId;

/** Runs the next step, and expects the item to hold exactly these bytes. */
async function expectVerified(id: ItemId, bytes: Buffer): Promise<void> {
  const queue = new MemoryJobQueue();
  const deps = {
    uploads: uploads(),
    items: items(),
    incoming: stores.incoming,
    objects: stores.objects,
    queue,
    clock: wallClock,
    actor: "process:custody" as const,
  };
  await verifyOriginal(deps, id, new AbortController().signal);
  const item = await items().get(id);
  expect(item).toMatchObject({ stage: "verified", sizeBytes: bytes.byteLength });
  expect(item.original?.sha256).toBe(sha256(bytes));
  expect(firstBreak(await items().custody(id))).toBeNull();
}

it("takes a file in one request, with what was announced about it", async () => {
  const server = await start();
  const bytes = randomBytes(20_000_003);
  const metadata = {
    filename: "现场.mp4",
    filetype: "video/mp4",
    sha256: sha256(bytes),
    case: "琼1",
  };
  const url = await sendWithTus({ server, file: bytes, options: { metadata } });
  await expectVerified(idOf(url), bytes);
  expect((await items().get(idOf(url))).announced).toMatchObject({
    filename: "现场.mp4",
    mediaType: "video/mp4",
    sha256: sha256(bytes),
    caseNumber: "琼1",
  });
});

it("takes a file in many requests of odd size", async () => {
  const server = await start();
  const bytes = randomBytes(9_999_999);
  const url = await sendWithTus({ server, file: bytes, options: { chunkSize: 1_234_567 } });
  await expectVerified(idOf(url), bytes);
});

it("takes a file in four uploads side by side, each of several requests, as one original", async () => {
  const server = await start();
  const bytes = randomBytes(30_000_003);
  const metadata = { filename: "长.mp4", sha256: sha256(bytes) };
  const options = { parallelUploads: 4, chunkSize: 5_000_000, metadata };
  const url = await sendWithTus({ server, file: bytes, options });
  await expectVerified(idOf(url), bytes);
  expect((await items().get(idOf(url))).announced).toMatchObject({ filename: "长.mp4" });
  const { pool } = database.connection;
  const partials = "SELECT state FROM uploads WHERE concat = 'partial'";
  const { rows } = await pool.query<{ state: string }>(partials);
  expect(rows.map(({ state }) => state)).toEqual(["joined", "joined", "joined", "joined"]);
  const later = () => plusMs(wallClock(), 2 * 3_600_000);
  const sweep = { uploads: uploads(), incoming: stores.incoming, clock: later };
  expect(await expireUploads(sweep)).toBe(4);
  await clearIncoming({ ...sweep, items: items(), objects: stores.objects });
  const left = [];
  for await (const id of stores.incoming.list()) left.push(await uploads().get(id));
  expect(left.filter((upload) => upload?.concat !== null)).toEqual([]);
});

it("takes bytes with the announcement", async () => {
  const server = await start();
  const bytes = randomBytes(3_000_000);
  const options = { uploadDataDuringCreation: true, chunkSize: 2_000_000 };
  const url = await sendWithTus({ server, file: bytes, options });
  await expectVerified(idOf(url), bytes);
});

it("takes a stream whose length is not known before its end", async () => {
  const server = await start();
  const bytes = randomBytes(5_000_000);
  const file = Readable.from(
    (function* () {
      for (let at = 0; at < bytes.byteLength; at += 70_000) yield bytes.subarray(at, at + 70_000);
    })(),
  );
  const options = { uploadLengthDeferred: true, chunkSize: 1_000_000 };
  const url = await sendWithTus({ server, file, options });
  await expectVerified(idOf(url), bytes);
});

it("takes a file of no bytes", async () => {
  const server = await start();
  const url = await sendWithTus({ server, file: Buffer.alloc(0) });
  await expectVerified(idOf(url), Buffer.alloc(0));
});

it("goes on after every connection was cut in the middle, and sends nothing twice that was kept", async () => {
  const server = await start();
  const bytes = randomBytes(12_000_000);
  let cuts = 0;
  const timer = setInterval(() => {
    if (cuts >= 4) return;
    cuts += 1;
    server.server.closeAllConnections();
  }, 10);
  try {
    const offsets: number[] = [];
    const url = await sendWithTus({
      server,
      file: bytes,
      options: {
        chunkSize: 3_000_000,
        onBeforeRequest: (request: HttpRequest) => {
          const offset = request.getHeader("Upload-Offset");
          if (offset !== undefined) offsets.push(Number(offset));
        },
      },
    });
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(cuts).toBeGreaterThan(0);
    await expectVerified(idOf(url), bytes);
  } finally {
    clearInterval(timer);
  }
});

it("is verified as one object when two processes took turns and one was cut off", async () => {
  const nodes = [await start(), await start()] as const;
  const bytes = randomBytes(6_000_000);
  const created = await send("POST", nodes[0].url, {
    ...nodes[0].auth,
    "Upload-Length": String(bytes.byteLength),
  });
  const path = created.headers.location ?? "";
  const headers = { ...nodes[0].auth, "Content-Type": "application/offset+octet-stream" };
  const broken = await RawConnection.open(nodes[0].port);
  await broken.head(`PATCH ${path}`, {
    ...headers,
    "Upload-Offset": 0,
    "Content-Length": bytes.byteLength,
  });
  await broken.write(bytes.subarray(0, 2_000_000));
  await sleep(100);
  broken.reset();
  for (let turn = 1; ; turn = 1 - turn) {
    const node = nodes[turn as 0 | 1];
    const url = `http://127.0.0.1:${node.port}${path}`;
    const offset = Number((await send("HEAD", url, node.auth)).headers["upload-offset"]);
    if (offset === bytes.byteLength) break;
    const piece = bytes.subarray(offset, offset + 1_500_000);
    await send("PATCH", url, { ...headers, "Upload-Offset": String(offset) }, piece);
  }
  await expectVerified(idOf(path), bytes);
});

it("makes a second item of the same bytes a duplicate of the first", async () => {
  const server = await start();
  const bytes = randomBytes(100_000);
  const first = idOf(await sendWithTus({ server, file: bytes }));
  await expectVerified(first, bytes);
  const second = idOf(await sendWithTus({ server, file: bytes }));
  await expectVerified(second, bytes);
  expect((await items().get(second)).duplicateOf).toBe(first);
});

it("answers 503 and acknowledges nothing while the database is away", async () => {
  const server = await start();
  const created = await send("POST", server.url, { ...server.auth, "Upload-Length": "10" });
  const url = `http://127.0.0.1:${server.port}${created.headers.location ?? ""}`;
  const { pool } = database.connection;
  const query = pool.query.bind(pool);
  pool.query = () => Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" }));
  const headers = { ...server.auth, "Content-Type": "application/offset+octet-stream" };
  const patch = () => send("PATCH", url, { ...headers, "Upload-Offset": "0" }, Buffer.alloc(10));
  const away = await patch();
  pool.query = query;
  expect([away.status, away.headers["upload-offset"]]).toEqual([503, undefined]);
  expect((await patch()).status).toBe(204);
});
