/** The contestant: our ingest router with hash and durable writes, real PostgreSQL, in a folder or on S3. Prints its port. */
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { PostgresDeviceStore } from "../../../infra/postgres/device-store.ts";
import { PostgresEvidenceStore } from "../../../infra/postgres/evidence-store.ts";
import { PostgresUploadStore } from "../../../infra/postgres/upload-store.ts";
import { S3Config } from "../../../infra/s3/config.ts";
import { createS3Stores } from "../../../infra/s3/stores.ts";
import express from "express";
import { createHttpServer, listen } from "../../../services/api/http-server.ts";
import { problemHandler } from "../../../services/api/problem.ts";
import { GatherMemory } from "../../../services/ingest/gather-memory.ts";
import { continueAfterChecks } from "../../../services/ingest/guard.ts";
import { IngestConfig, fairTurns, ingestLimits } from "../../../services/ingest/ingest-config.ts";
import { ingestRoutes } from "../../../services/ingest/routes.ts";
import { StoreRoom } from "../../../services/ingest/store-room.ts";
import { UploadTurns } from "../../../services/ingest/upload-turns.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import type { SealStore } from "../../../services/sealing/seal-store.ts";

const [folder = "", databaseUrl = ""] = process.argv.slice(2);
const { pool, db } = connect({ HOLDFAST_DATABASE_URL: databaseUrl, HOLDFAST_DATABASE_POOL: 16 });
const { incoming } =
  process.env["HOLDFAST_S3_ENDPOINT"] === undefined
    ? createFilesystemStores({
        HOLDFAST_FILESYSTEM_DIR: folder,
        HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
      })
    : createS3Stores(S3Config.parse(process.env));
const limits = ingestLimits(IngestConfig.parse({}));
const app = express();
app.use(
  "/uploads",
  ingestRoutes({
    uploads: new PostgresUploadStore(pool),
    devices: new PostgresDeviceStore(db),
    items: new PostgresEvidenceStore(db),
    // No receipt is asked for here.
    seals: { receipt: () => Promise.resolve(null) } as unknown as SealStore,
    incoming,
    actions: { count: () => Promise.resolve() },
    ceiling: { highest: null, contact: null },
    queue: { wake: () => Promise.resolve() },
    clock: () => utcInstant(new Date()),
    clocks: { add: async () => undefined, find: async () => null, last: async () => null },
    turns: new UploadTurns(),
    nodes: { settle: async () => undefined },
    memory: new GatherMemory(limits.memoryBytes),
    fair: fairTurns(limits, incoming.writers),
    room: new StoreRoom(incoming),
    limits,
  }),
);
const fault = (fields: object) => void process.stderr.write(`${JSON.stringify(fields)}\n`);
app.use(problemHandler({ info: () => undefined, warn: fault, error: fault }));
const server = createHttpServer(app);
continueAfterChecks(server);
process.stdout.write(`${await listen(server, "127.0.0.1", 0)}\n`);
