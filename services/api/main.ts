/** The API process: HTTP for devices, people and the ledger's readers. Holds no signing key and runs no decoder. */
import { createPublicKey } from "node:crypto";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { BullJobQueue } from "../../infra/bullmq/job-queue.ts";
import { RedisConfig } from "../../infra/bullmq/redis.ts";
import { FilesystemConfig } from "../../infra/filesystem/config.ts";
import { folderLockYourself } from "../../infra/filesystem/lock-yourself.ts";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { shippedPacks } from "../../infra/host/shipped-packs.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { certificateFormats } from "../../infra/keys/certificate-formats.ts";
import { openItemKeys } from "../../infra/keys/open-item-keys.ts";
import { timestampVerifier } from "../../infra/keys/timestamp-verifier.ts";
import { OutsideConfig, outsideSignatures } from "../../infra/keys/outside-signatures.ts";
import { TrustConfig } from "../../infra/keys/keys-config.ts";
import { OidcConfig } from "../../infra/oidc/config.ts";
import { identityProvider } from "../../infra/oidc/identity-provider.ts";
import { PostgresConfig, connect } from "../../infra/postgres/connection.ts";
import { houseLooks } from "../../infra/postgres/house-looks.ts";
import { missingMigrations } from "../../infra/postgres/migrate.ts";
import { exifThreads } from "../../infra/exif/exif-threads.ts";
import { createThreadPrinters } from "../../infra/pdf/print-threads.ts";
import { PostgresOtherNodes } from "../../infra/postgres/other-nodes.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { storedBytes } from "../../infra/postgres/stored-bytes.ts";
import { beginProcess } from "../../infra/process/begin-process.ts";
import { LogConfig } from "../../infra/process/logger.ts";
import { installedTranscriber } from "../../infra/ffmpeg/installed-programs.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { beginRequestSpan } from "../../infra/process/spans.ts";
import { requireStore } from "../../infra/process/require-store.ts";
import { StoreConfig } from "../../infra/process/store-config.ts";
import { S3Config } from "../../infra/s3/config.ts";
import { bucketLockYourself } from "../../infra/s3/lock-yourself.ts";
import { createS3Stores } from "../../infra/s3/stores.ts";
import { zipWriter } from "../../infra/zip/archive-writer.ts";
import { SIGN_ON_RETURN_PATH, signOnRoutes } from "../access/sign-on-routes.ts";
import { LoginTurns } from "../access/login.ts";
import { AxisConfig } from "../axis/axis-config.ts";
import { axisDoor } from "../axis/routes.ts";
import { houseDays } from "../policy/house-days.ts";
import { zoneDays } from "../calendar/zone-days.ts";
import { periodMs } from "../fixity/fixity-config.ts";
import { GatherMemory } from "../ingest/gather-memory.ts";
import { uploadDoors } from "../ingest/door-routes.ts";
import { IngestConfig, fairTurns, ingestLimits } from "../ingest/ingest-config.ts";
import { StoreRoom } from "../ingest/store-room.ts";
import { UploadTurns } from "../ingest/upload-turns.ts";
import { type Clock, utcInstant } from "../kernel/clock.ts";
import { zoneTime } from "../kernel/zone-time.ts";
import { LiveConfig } from "../live/live-config.ts";
import { outsideRoutes } from "../anchors/routes.ts";
import { currentLog } from "../ledger/current-log.ts";
import { verifierKey } from "../ledger/note.ts";
import { revocationsOf } from "../keys/list-revocations.ts";
import { ledgerRoutes } from "../ledger/routes.ts";
import { storeCheck } from "../objects/recognise-store.ts";
import { familiesNow } from "../review/secrecy-families.ts";
import { classificationOf } from "../secrecy/classification.ts";
import { SecrecyConfig } from "../secrecy/ceiling.ts";
import { SharedAccesses } from "../review/access-events.ts";
import { PrintTurns } from "../review/print-turns.ts";
import { ReadTurns } from "../review/read-turns.ts";
import type { Route } from "../review/route.ts";
import packageJson from "../../package.json" with { type: "json" };
import type { Express } from "express";
import { apiRoutes } from "./api-routes.ts";
import { type CommonDeps, createApp, createMachineApp } from "./app.ts";
import { batchDoor } from "./batch-door.ts";
import { checkDoor } from "./check-door.ts";
import { clockDoor } from "./clock-door.ts";
import { ApiConfig } from "./config.ts";
import { disposalRules } from "./disposal-rules.ts";
import { estDoor } from "./est-door.ts";
import { drain } from "./http-server.ts";
import { LiveDoor } from "./live-routes.ts";
import { MachineConfig } from "./machine-config.ts";
import { machinePort, machineUrl } from "./machine-port.ts";
import { createMetrics } from "./metrics.ts";
import { ViewingRound } from "./viewing-round.ts";
import { watchWrappingKeys } from "./wrapping-key-watch.ts";
import { hooksOf, openEvents } from "./open-events.ts";
import type { OpenedStores } from "./opened-stores.ts";
import { requireSchema } from "./require-schema.ts";
import { houseFacts } from "./status.ts";
import { houseHealth } from "./house-health.ts";
import { houseMetrics } from "./house-metrics.ts";
import { servesInto } from "./serve.ts";
import { silences } from "./silences.ts";
import { countHolds } from "../holds/hold-store.ts";

const PARALLEL_READINGS = 2;
const DRAIN_MS = 10_000;
const PACKS_FOLDER = new URL("../policy/packs", import.meta.url).pathname;
const PAGE_FOLDER = new URL("../web/dist", import.meta.url).pathname;

const config = readConfig(
  process.env,
  ApiConfig,
  AxisConfig,
  IngestConfig,
  LiveConfig,
  SecrecyConfig,
  LogConfig,
  MachineConfig,
  OidcConfig,
  OutsideConfig,
  PostgresConfig,
  RedisConfig,
  StoreConfig,
  TrustConfig,
);
const { logger, shutdown } = await beginProcess("api", config, process.env);
const clock: Clock = () => utcInstant(new Date());
const agencyTime = zoneTime(config.HOLDFAST_TIME_ZONE);
const agencyDays = zoneDays(config.HOLDFAST_TIME_ZONE);

const connection = connect(config);
shutdown.add("postgres", () => connection.pool.end());
const end = (code: number): Promise<void> => shutdown.end(code);
await requireSchema(await missingMigrations(connection.pool), logger, end);
const queue = await BullJobQueue.open(config, logger);
shutdown.add("redis", () => queue.close());

const { objects: lying, incoming, lockYourself } = openStores();
const stores = createStores(connection);
const itemKeys = openItemKeys(process.env, stores.itemKeys, clock, shutdown);
const objects = itemKeys.plain(lying);
const sameStore = storeCheck({ objects, identity: stores.identity });
await requireStore(sameStore, logger, end, { mayBeOut: true });
const { access, certificates, evidence, ledger, reviews, seals } = stores;
const ledgerKey = createPublicKey(config.HOLDFAST_LEDGER_PUBLIC_KEY);
const rootCertificatePem = config.HOLDFAST_ROOT_CERTIFICATE;
const keyOfLog = (origin: string): string => verifierKey(origin, ledgerKey);
const currentOrigin = () => currentLog({ ledger, agency: config.HOLDFAST_AGENCY, clock });
const revocations = revocationsOf({ ...stores, agency: config.HOLDFAST_AGENCY });
const [turns, limits] = [new UploadTurns(), ingestLimits(config)];
const nodes = await PostgresOtherNodes.open({
  url: config.HOLDFAST_DATABASE_URL,
  pool: connection.pool,
  name: turns.processName,
  settle: (id) => turns.settle(id),
  onFailure: (error) => logger.warn({ err: error }, "other nodes are not heard; tried again"),
});
shutdown.add("nodes", () => nodes.close());
const calendar = houseDays(stores.dayTables);
const fixityPeriodMs = periodMs(clock(), config.HOLDFAST_FIXITY_PERIOD);
const [silence, fixity] = [silences(config), () => stores.fixity.summary()];
let draining = false;
const viewingRound = new ViewingRound({ store: stores.viewings, clock }, (error) =>
  logger.warn({ err: error }, "viewings are not told; tried again"),
);
shutdown.add("viewings", () => viewingRound.close());
const events = openEvents(stores.eventLine, logger);
const hooks = hooksOf(stores, itemKeys.deps, config);

function openStores(): OpenedStores {
  if (config.HOLDFAST_STORE === "filesystem") {
    const stores = createFilesystemStores(readConfig(process.env, FilesystemConfig), clock);
    return { ...stores, lockYourself: folderLockYourself };
  }
  const place = readConfig(process.env, S3Config);
  const stores = createS3Stores(place, () => storedBytes(connection.db));
  shutdown.add("store", () => Promise.resolve().then(() => stores.close()));
  return { ...stores, lockYourself: bucketLockYourself(place) };
}

const transcriber = await installedTranscriber(process.env);
const [printers, readExif] = [createThreadPrinters(), exifThreads()];
const packNow = { policies: stores.policies, days: agencyDays, clock };
const classification = classificationOf(config, clock, calendar, familiesNow(packNow));

/** Addresses in answers begin with `publicOrigin`, those for devices with `machines`. */
const routesOf = (publicOrigin: string, machines: string | null): Route[] =>
  apiRoutes({
    ...{ ...stores, clock, lockYourself, objects, incoming, publicOrigin, machineUrl: machines },
    ...{ agency: config.HOLDFAST_AGENCY, shippedPacks: () => shippedPacks(PACKS_FOLDER) },
    ...{ printer: printers.records, receiptPrinter: printers.certificates, archive: zipWriter },
    ...{ ...outsideSignatures(config), readExif },
    ...{ accesses: new SharedAccesses(), readTurns: new ReadTurns(PARALLEL_READINGS) },
    ...{ derivatives: evidence, items: evidence, classification, queue },
    prints: new PrintTurns({ printing: 2, waiting: 8, stallMs: 60_000 }),
    stamps: { ...stores, verifier: timestampVerifier },
    fixity: { store: stores.fixity, periodMs: fixityPeriodMs },
    rootCertificatePem,
    ...{ signatures: cmsVerifier, verifierKey: keyOfLog, viewings: viewingRound.viewings },
    ...{ ...transcriber, zoneTime: agencyTime, today: () => agencyDays.dayOf(clock()) },
    ...{ ...silence, days: agencyDays, calendar, ...disposalRules(packNow, config) },
    ...{ sleep: (ms: number) => sleep(ms), turns: new LoginTurns(), status },
    ...{ codeHours: config.HOLDFAST_ENROLMENT_CODE_HOURS, events, hooks, health },
    rootCertificateSha256: house.rootCertificateSha256,
  });

/** What the doors of machines need; one turn and one memory for all of this process. */
const ingest = {
  ...{ clock, incoming, limits, nodes, queue, seals, turns, items: evidence },
  ...{ actions: stores.actions, ceiling: classification.ceiling },
  ...{ clocks: stores.clocks, devices: stores.devices, uploads: stores.uploads },
  ...{ memory: new GatherMemory(limits.memoryBytes), room: new StoreRoom(incoming) },
  fair: fairTurns(limits, incoming.writers),
};
const live = new LiveDoor({ ...ingest, live: stores.live }, config, logger);
const ofAgency = { days: agencyDays, agency: config.HOLDFAST_AGENCY };
const looks = {
  ...houseLooks(connection, { ...silence, ...ofAgency, clock }),
  ...{ ...silence, clock, fixity, freeBytes: () => incoming.freeBytes() },
  holds: () => countHolds(stores.holds, clock(), agencyDays.dayOf(clock())),
  lostKeks: watchWrappingKeys(itemKeys.deps, logger, shutdown),
};
const { dependencies, health } = houseHealth({
  ...{ ...looks, fixityPeriodMs, redis: () => queue.check(), counts: () => reviews.counts() },
  store: sameStore,
});
const common = {
  log: logger,
  beginSpan: beginRequestSpan,
  metrics: createMetrics(reviews, clock, houseMetrics({ ...looks, dependencies })),
  dependencies,
  draining: () => draining,
};

const machineDoors = (): CommonDeps["doors"] => [
  ...uploadDoors(ingest, config),
  ["/api/v1/uploads", checkDoor(ingest)],
  ["/api/v1/batches", batchDoor({ ...ingest, ...stores })],
  ["/api/v1/devices", clockDoor(ingest)],
  ...axisDoor({ ...ingest, axis: stores.axis }, config.HOLDFAST_AXIS_URL),
  ["/", ledgerRoutes({ ledger, objects, currentOrigin, verifierKey: keyOfLog, revocations })],
  ["/", outsideRoutes({ ...stores, currentOrigin })],
];

/** Built once the ports are known, for addresses are made from them. */
function buildApp(publicOrigin: string, machines: string | null): Express {
  return createApp({
    ...{ ...stores, ...common, access, clock, publicOrigin, today: classification.today },
    version: packageJson.version,
    verify: { ledger, objects, verifierKey: keyOfLog, signatures: cmsVerifier, rootCertificatePem },
    routes: routesOf(publicOrigin, machines),
    doors: [...machineDoors(), ["/", signOnDoor(publicOrigin)]],
    pageFolder: config.HOLDFAST_PAGE_DIR ?? PAGE_FOLDER,
    trustedProxies: config.HOLDFAST_TRUSTED_PROXIES,
  });
}

/** It sends people back to an address that is known once the port is. */
const provider = identityProvider(config, () => `${publicOrigin}${SIGN_ON_RETURN_PATH}`);
const signOnDoor = (origin: string) =>
  signOnRoutes({ ...{ access, clock, provider, publicOrigin: origin }, ...stores });

const house = houseFacts({
  ...{ agency: config.HOLDFAST_AGENCY, version: packageJson.version },
  rootCertificatePem,
  demo: config.HOLDFAST_DEMO === "true",
  signOn: provider?.title ?? null,
});
const status = async () => ({ ...house, ledgerVerifierKey: keyOfLog(await currentOrigin()) });

const servers: Server[] = [];
// One step for both ports: one after the other they would need twice the time.
shutdown.add("http", async () => {
  draining = true;
  events.watch.close();
  await live.close();
  await turns.drain();
  await drain(servers, DRAIN_MS);
});

const serve = servesInto(servers, {
  connections: config.HOLDFAST_MAX_CONNECTIONS,
  connectionsPerAddress: config.HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS,
});
const machine = machinePort(config);
const machineListens = machine === null ? null : await serve(() => machineApp, machine);
const machineOrigin = machineListens === null ? null : machineUrl(config, machineListens);
const machineApp = createMachineApp({
  ...{ ...common, publicOrigin: machineOrigin ?? "https://localhost" },
  doors: [
    [
      "/.well-known/est",
      estDoor({
        ...{ certificates, clock, devices: ingest.devices, sleep: (ms) => sleep(ms) },
        formats: certificateFormats,
        authorities: machine?.authorities ?? [],
      }),
    ],
    ["/live", live.router],
    ...machineDoors(),
  ],
});
await live.listen(serve, config, machine, common);
const port = await serve(() => app, {
  ...{ host: config.HOLDFAST_HOST, port: config.HOLDFAST_PORT, tls: null },
});
const host = config.HOLDFAST_HOST.includes(":")
  ? `[${config.HOLDFAST_HOST}]`
  : config.HOLDFAST_HOST;
const publicOrigin = new URL(config.HOLDFAST_PUBLIC_URL ?? `http://${host}:${port}`).origin;
const app = buildApp(publicOrigin, machineOrigin);
logger.info({ port, machinePort: machineListens }, "ready");
