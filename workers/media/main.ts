/** The media process: decodes hostile files in a box. It holds no key and writes no ledger. */
import { BullJobQueue } from "../../infra/bullmq/job-queue.ts";
import { JobRunner } from "../../infra/bullmq/job-runner.ts";
import { RedisConfig, requireSafeQueue } from "../../infra/bullmq/redis.ts";
import { c2paValidator } from "../../infra/c2pa/validator.ts";
import { boxedProgram } from "../../infra/ffmpeg/boxed-program.ts";
import { MediaConfig } from "../../infra/ffmpeg/config.ts";
import { ScratchJobFolders } from "../../infra/ffmpeg/job-folders.ts";
import { FfmpegMediaTools } from "../../infra/ffmpeg/media-tools.ts";
import { openSandbox } from "../../infra/ffmpeg/sandbox.ts";
import { FilesystemConfig } from "../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { requireValidator } from "../../infra/host/runnable-program.ts";
import { openItemKeys } from "../../infra/keys/open-item-keys.ts";
import { PostgresConfig, connect } from "../../infra/postgres/connection.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { createSourceStore } from "../../infra/postgres/source-store.ts";
import { createStoreIdentity } from "../../infra/postgres/store-identity.ts";
import { Heartbeat } from "../../infra/postgres/heartbeat.ts";
import { LogConfig, createLogger } from "../../infra/process/logger.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { requireStore } from "../../infra/process/require-store.ts";
import { Shutdown } from "../../infra/process/shutdown.ts";
import { StoreConfig } from "../../infra/process/store-config.ts";
import { S3Config } from "../../infra/s3/config.ts";
import { createS3Stores } from "../../infra/s3/stores.ts";
import type { ViewingCopyDeps } from "../../services/media/make-viewing-copy.ts";
import { type Clock, utcInstant } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { ObjectStore } from "../../services/objects/object-store.ts";
import { storeCheck } from "../../services/objects/recognise-store.ts";
import { readRoots } from "../../services/source/foreign-chain.ts";
import { outsideValidator } from "../../services/source/outside-validator.ts";
import { SourceConfig } from "../../services/source/source-config.ts";
import type { SourceValidator } from "../../services/source/validator.ts";
import { probeJob } from "./probe.ts";
import { viewingCopyJob } from "./viewing-copy.ts";

const config = readConfig(
  process.env,
  LogConfig,
  MediaConfig,
  PostgresConfig,
  RedisConfig,
  SourceConfig,
  StoreConfig,
);
const logger = createLogger("media", config);
const shutdown = new Shutdown(logger);
const clock: Clock = () => utcInstant(new Date());

/** Without a box, or the validator that was named, nothing is taken up: the items wait, and nothing is said of them for good. */
async function orEnd<T>(opened: Promise<T>): Promise<T> {
  try {
    return await opened;
  } catch (error) {
    const fix = isRefusal(error) ? error.fix : undefined;
    logger.error({ err: error, fix }, "media files are not decoded here");
    await shutdown.end(78);
    throw error;
  }
}

await requireSafeQueue(config, logger, (code) => shutdown.end(code));
const [validator] = config.HOLDFAST_SOURCE_VALIDATOR;
if (validator !== undefined) await orEnd(requireValidator(validator));
const sandbox = await orEnd(openSandbox(config));
if (!sandbox.boxed) {
  logger.warn(
    "HOLDFAST_MEDIA_SANDBOX=off: hostile files are decoded WITHOUT a box on this machine",
  );
}
const connection = connect(config);
shutdown.add("postgres", () => connection.pool.end());
const folders = await ScratchJobFolders.start(config);
shutdown.add("scratch", () => folders[Symbol.asyncDispose]());
const queue = await BullJobQueue.open(config, logger);
shutdown.add("queue", () => queue.close());

function openObjects(): ObjectStore {
  if (config.HOLDFAST_STORE === "filesystem") {
    return createFilesystemStores(readConfig(process.env, FilesystemConfig), clock).objects;
  }
  const stores = createS3Stores(readConfig(process.env, S3Config));
  shutdown.add("store", () => {
    stores.close();
    return Promise.resolve();
  });
  return stores.objects;
}

function openValidators(): readonly SourceValidator[] {
  const run = boxedProgram(sandbox);
  const [path, ...rest] = config.HOLDFAST_SOURCE_VALIDATOR;
  const kind = config.HOLDFAST_SOURCE_VALIDATOR_KIND;
  const c2pa = c2paValidator(run, config.HOLDFAST_C2PA_TRUST);
  return path === undefined ? [c2pa] : [c2pa, outsideValidator(run, [path, ...rest], kind)];
}

const objects = openObjects();
const sameStore = storeCheck({ objects, identity: createStoreIdentity(connection.db) });
await requireStore(sameStore, logger, (code) => shutdown.end(code), { mayBeOut: true });
const itemKeys = openItemKeys(process.env, createItemKeyStore(connection.db), clock, shutdown);
const evidence = new PostgresEvidenceStore(connection.db);
const deps: ViewingCopyDeps = {
  items: evidence,
  derivatives: evidence,
  sources: createSourceStore(connection.db),
  sourceRoots: readRoots(config.HOLDFAST_SOURCE_ROOTS),
  validators: openValidators(),
  objects: itemKeys.plain(objects),
  encryption: { keys: itemKeys, objects },
  folders,
  tools: new FfmpegMediaTools(sandbox),
  queue,
  clock,
  actor: "process:media",
};

const runner = new JobRunner({ items: evidence, clock, logger }, config);
for (const job of [probeJob(deps), viewingCopyJob(deps)]) runner.start(job);
shutdown.add("jobs", () => runner.close());
const heartbeat = await Heartbeat.begin(connection.pool, "media", (error) => {
  logger.warn({ err: error }, "a heartbeat failed; the next one comes");
});
shutdown.add("heartbeat", () => heartbeat.close());
logger.info({ boxed: sandbox.boxed }, "ready");
