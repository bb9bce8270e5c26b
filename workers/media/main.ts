/** The media process: decodes hostile files in a box. It holds no key and writes no ledger. */
import { BullJobQueue } from "../../infra/bullmq/job-queue.ts";
import { JobRunner } from "../../infra/bullmq/job-runner.ts";
import { RedisConfig, requireSafeQueue } from "../../infra/bullmq/redis.ts";
import { c2paValidator } from "../../infra/c2pa/validator.ts";
import { boxedProgram } from "../../infra/ffmpeg/boxed-program.ts";
import { MediaConfig } from "../../infra/ffmpeg/config.ts";
import { derivedMakers } from "../../infra/ffmpeg/derived-makers.ts";
import { ScratchJobFolders } from "../../infra/ffmpeg/job-folders.ts";
import { engineOf } from "../../infra/ffmpeg/ffmpeg-spawn.ts";
import { beginMarkSearch } from "../../infra/ffmpeg/mark-search.ts";
import { FfmpegMediaTools } from "../../infra/ffmpeg/media-tools.ts";
import { openPrograms } from "../../infra/ffmpeg/open-programs.ts";
import { FfmpegPictureDigester } from "../../infra/ffmpeg/picture-digester.ts";
import { openSandbox } from "../../infra/ffmpeg/sandbox.ts";
import { BoxedTranscriber } from "../../infra/ffmpeg/transcriber.ts";
import { FilesystemConfig } from "../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { requireValidator } from "../../infra/host/runnable-program.ts";
import { openItemKeys } from "../../infra/keys/open-item-keys.ts";
import { openFont } from "../../infra/pdf/font.ts";
import { PostgresConfig, connect } from "../../infra/postgres/connection.ts";
import { Heartbeat } from "../../infra/postgres/heartbeat.ts";
import { PostgresOtherNodes } from "../../infra/postgres/other-nodes.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { beginProcess } from "../../infra/process/begin-process.ts";
import { LogConfig } from "../../infra/process/logger.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { requireStore } from "../../infra/process/require-store.ts";
import { StoreConfig } from "../../infra/process/store-config.ts";
import { S3Config } from "../../infra/s3/config.ts";
import { createS3Stores } from "../../infra/s3/stores.ts";
import { GatherMemory } from "../../services/ingest/gather-memory.ts";
import { IngestConfig, fairTurns, ingestLimits } from "../../services/ingest/ingest-config.ts";
import type { IngestDeps } from "../../services/ingest/ingest-deps.ts";
import { StoreRoom } from "../../services/ingest/store-room.ts";
import { UploadTurns } from "../../services/ingest/upload-turns.ts";
import { liveIngest } from "../../services/live/live-deps.ts";
import { TAKE_LIMITS } from "../../services/live/take.ts";
import type { IncomingStore } from "../../services/objects/incoming-store.ts";
import { KeptCopies } from "../../services/media/kept-copies.ts";
import type { ViewingCopyDeps } from "../../services/media/make-viewing-copy.ts";
import { type Clock, utcInstant } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { ObjectStore } from "../../services/objects/object-store.ts";
import { storeCheck } from "../../services/objects/recognise-store.ts";
import { readRoots } from "../../services/source/foreign-chain.ts";
import { outsideValidator } from "../../services/source/outside-validator.ts";
import { SourceConfig } from "../../services/source/source-config.ts";
import type { SourceValidator } from "../../services/source/validator.ts";
import { checkMediaJob } from "./check-media.ts";
import { citedOnce } from "./cited.ts";
import { derivedOnce } from "./derived.ts";
import { encodeCopyJob } from "./encode-copy.ts";
import { overviewJob } from "./overview.ts";
import { probeJob } from "./probe.ts";
import { Rounds } from "./rounds.ts";
import { viewingCopyJob } from "./viewing-copy.ts";

const config = readConfig(
  process.env,
  IngestConfig,
  LogConfig,
  MediaConfig,
  PostgresConfig,
  RedisConfig,
  SourceConfig,
  StoreConfig,
);
const { logger, shutdown } = await beginProcess("media", config, process.env);
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

function openStore(): { readonly objects: ObjectStore; readonly incoming: IncomingStore } {
  if (config.HOLDFAST_STORE === "filesystem") {
    return createFilesystemStores(readConfig(process.env, FilesystemConfig), clock);
  }
  const opened = createS3Stores(readConfig(process.env, S3Config));
  shutdown.add("store", () => {
    opened.close();
    return Promise.resolve();
  });
  return opened;
}

function openValidators(): readonly SourceValidator[] {
  const run = boxedProgram(sandbox);
  const [path, ...rest] = config.HOLDFAST_SOURCE_VALIDATOR;
  const kind = config.HOLDFAST_SOURCE_VALIDATOR_KIND;
  const c2pa = c2paValidator(run, config.HOLDFAST_C2PA_TRUST);
  return path === undefined ? [c2pa] : [c2pa, outsideValidator(run, [path, ...rest], kind)];
}

const programs = await openPrograms(config, sandbox, folders, (facts) =>
  logger.warn(facts, "programs of makers are not used; holdfast doctor says why"),
);
const { objects, incoming } = openStore();
const stores = createStores(connection);
const sameStore = storeCheck({ objects, identity: stores.identity });
await requireStore(sameStore, logger, (code) => shutdown.end(code), { mayBeOut: true });
const itemKeys = openItemKeys(process.env, stores.itemKeys, clock, shutdown);
const { evidence } = stores;
const tools = new FfmpegMediaTools(
  sandbox,
  engineOf(config),
  config.HOLDFAST_STORE === "filesystem",
);
const isStudied = config.HOLDFAST_MEDIA_CHECK === "on";
const isOverviewed = config.HOLDFAST_MEDIA_OVERVIEW === "on";
const runner = new JobRunner({ items: evidence, clock, logger }, config);
const kept = new KeptCopies(folders, {
  ...{ most: 2, forMs: 30_000 },
  onFailure: (error) => logger.warn({ err: error }, "a working copy stays until the next start"),
});
const deps: ViewingCopyDeps = {
  items: evidence,
  derivatives: evidence,
  sources: stores.sources,
  sourceRoots: readRoots(config.HOLDFAST_SOURCE_ROOTS),
  validators: openValidators(),
  objects: itemKeys.plain(objects),
  encryption: { keys: itemKeys, objects },
  ...{ folders, kept, programs, beginMarkSearch },
  ...{ tools, isStudied, isOverviewed },
  // What follows a probe runs here at once, on the copy that is here.
  queue: runner.near(queue),
  clock,
  actor: "process:media",
};

// Switched off too, it takes what waited before, and every forged wake-up.
const jobs = [probeJob(deps), viewingCopyJob(deps), encodeCopyJob(deps)];
const after = [overviewJob({ ...deps, tools }), checkMediaJob({ ...deps, tools })];
for (const job of [...jobs, ...after]) runner.start(job);
shutdown.add("kept", () => kept[Symbol.asyncDispose]());
shutdown.add("jobs", () => runner.close());

/** What is made here is taken in like what devices send; no quota is of it. */
async function ownIngest(): Promise<IngestDeps> {
  const limits = ingestLimits(config);
  const turns = new UploadTurns();
  const nodes = await PostgresOtherNodes.open({
    ...{ url: config.HOLDFAST_DATABASE_URL, pool: connection.pool, name: turns.processName },
    settle: (id) => turns.settle(id),
    onFailure: (error) => logger.warn({ err: error }, "other nodes are not heard; tried again"),
  });
  shutdown.add("nodes", () => nodes.close());
  const { uploads, clocks, actions } = stores;
  const own = {
    ...{ uploads, incoming, clocks, actions, queue, clock, turns, nodes, limits },
    ...{ ceiling: { highest: null, contact: null }, room: new StoreRoom(incoming) },
    ...{ memory: new GatherMemory(limits.memoryBytes), fair: fairTurns(limits, incoming.writers) },
  };
  return liveIngest(own, TAKE_LIMITS);
}

const transcriber = new BoxedTranscriber(sandbox, folders, programs);
const reading = { items: evidence, objects: deps.objects, folders, clock, programs };
const derivedWork = {
  ...{ ...reading, derived: stores.derived, cases: stores.cases, ingest: await ownIngest() },
  makers: derivedMakers(sandbox, tools, openFont, transcriber),
};
const digester = new FfmpegPictureDigester(sandbox);
const citedWork = { ...reading, kept, digester, cited: stores.cited };
const rounds = [
  new Rounds((signal) => derivedOnce(derivedWork, signal), logger, "a derived recording"),
  new Rounds((signal) => citedOnce(citedWork, signal), logger, "a picture that was cited"),
];
shutdown.add("rounds", () => Promise.all(rounds.map((each) => each.close())));
const heartbeat = await Heartbeat.begin(connection.pool, "media", (error) => {
  logger.warn({ err: error }, "a heartbeat failed; the next one comes");
});
shutdown.add("heartbeat", () => heartbeat.close());
logger.info({ boxed: sandbox.boxed }, "ready");
