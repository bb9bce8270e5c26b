/** The custody process: it reads originals back, has them signed, locks them and writes the ledger. It decodes nothing and holds no key. */
import { createPublicKey } from "node:crypto";
import { BullJobQueue } from "../../infra/bullmq/job-queue.ts";
import { JobRunner } from "../../infra/bullmq/job-runner.ts";
import { RedisConfig, requireSafeQueue } from "../../infra/bullmq/redis.ts";
import { FilesystemConfig } from "../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import about from "../../package.json" with { type: "json" };
import { claimSigner } from "../../infra/keys/claim-signer.ts";
import { type MayUse, manifestSigner } from "../../infra/keys/cms-signer.ts";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { certifiedKey } from "../../infra/keys/house-key.ts";
import { SecondRootConfig, SignerSocketConfig, TrustConfig } from "../../infra/keys/keys-config.ts";
import { openItemKeys } from "../../infra/keys/open-item-keys.ts";
import { RecipientConfig, recipientSignatures } from "../../infra/keys/recipient-signature.ts";
import { signerClient } from "../../infra/keys/signer-client.ts";
import { TimestampConfig, openTimestampAuthorities } from "../../infra/keys/timestamp-client.ts";
import { PostgresConfig, connect } from "../../infra/postgres/connection.ts";
import { Heartbeat, type WorkerName } from "../../infra/postgres/heartbeat.ts";
import { keepLedgerLook } from "../../infra/postgres/ledger-stop.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { beginProcess } from "../../infra/process/begin-process.ts";
import { LogConfig } from "../../infra/process/logger.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { requireStore } from "../../infra/process/require-store.ts";
import { StoreConfig } from "../../infra/process/store-config.ts";
import { S3Config } from "../../infra/s3/config.ts";
import { createS3Stores } from "../../infra/s3/stores.ts";
import { openWebhookDoor } from "../../infra/webhooks/open-door.ts";
import { witnessDoor } from "../../infra/witness/witness-door.ts";
import { createThreadPrinters } from "../../infra/pdf/print-threads.ts";
import { zipWriter } from "../../infra/zip/archive-writer.ts";
import { carriedRenewals } from "../../services/anchors/carried-renewals.ts";
import { type Entered, outsideProof } from "../../services/anchors/outside-proof.ts";
import { periodMs } from "../../services/fixity/fixity-config.ts";
import type { MoreDigest } from "../../services/evidence/evidence-item.ts";
import { type Clock, utcInstant } from "../../services/kernel/clock.ts";
import { zoneTime } from "../../services/kernel/zone-time.ts";
import { keyGate } from "../../services/keys/register-key.ts";
import type { KeyRole } from "../../services/ledger/key-words.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { sharedTrees } from "../../services/ledger/tile-tree.ts";
import { custodyPrinter } from "../../services/review/packaged-custody.ts";
import { floorAfter } from "../../services/sealing/retention-floor.ts";
import type { IncomingStore } from "../../services/objects/incoming-store.ts";
import type { ObjectLock, ObjectStore } from "../../services/objects/object-store.ts";
import { logVerdicts } from "../../services/source/log-verdicts.ts";
import { keepStoreId, storeCheck } from "../../services/objects/recognise-store.ts";
import { StepsUnderWay, auditPace, auditRounds } from "./audit.ts";
import { caseDocumentRounds } from "./case-document-round.ts";
import { CustodyConfig } from "./config.ts";
import { certificateRound } from "./device-certificates.ts";
import {
  packageLine,
  packagedCompleteness,
  packagedIndex,
  preparePackages,
} from "./prepare-package.ts";
import { readShareHere } from "./read-share.ts";
import { BatchReceipts } from "./receipt-batches.ts";
import { recordRound } from "./enter-records.ts";
import { anchorRound, lookRound } from "./ledger-rounds.ts";
import { lockHolds } from "./lock-holds.ts";
import { clearLeftovers, expire } from "./expire.ts";
import { custodyDisposal } from "./disposal-round.ts";
import { holdRound } from "./hold-round.ts";
import { keyRound } from "./key-round.ts";
import { renewalRound } from "./renew-logs.ts";
import { rounds } from "./repeat.ts";
import { retentionRound } from "./retention-rounds.ts";
import { sealCopiesJobs } from "./seal-overview.ts";
import { sealJob } from "./seal.ts";
import { searchRound } from "./search-round.ts";
import { sweep } from "./sweep.ts";
import { readVerifierPage } from "./verifier-page.ts";
import { openWebhooks } from "./webhook-round.ts";
import { witnessRounds } from "./witness-rounds.ts";
import { tellOutcomes } from "./tell-outcomes.ts";
import { timestampRounds } from "./timestamp-rounds.ts";
import { wrappingKeyRound } from "./wrapping-key-round.ts";
import { verifyOriginalJob } from "./verify-original.ts";

const [SOON_MS, SECOND_MS, OFTEN_MS, UNHURRIED_MS] = [500, 1_000, 2_000, 5_000];
/** Leftovers: lists everything that is stored, a thousand objects a call. */
const [EXPIRY_EVERY_MS, LEFTOVERS_EVERY_MS] = [60_000, 24 * 3_600_000];
const config = readConfig(
  process.env,
  CustodyConfig,
  LogConfig,
  PostgresConfig,
  RecipientConfig,
  RedisConfig,
  SecondRootConfig,
  SignerSocketConfig,
  StoreConfig,
  TimestampConfig,
  TrustConfig,
);
const { logger, shutdown } = await beginProcess("custody", config, process.env);
const clock: Clock = () => utcInstant(new Date());

const connection = connect(config);
shutdown.add("postgres", () => connection.pool.end());
const stores = createStores(connection);
const { anchors, batches, evidence, renewals, seals, sources, tokens, uploads } = stores;
const { objects, incoming } = await openStores();
const end = (code: number): Promise<void> => shutdown.end(code);
const sameStore = storeCheck({ objects, identity: stores.identity });
await requireStore(sameStore, logger, end);
if (!(await lockHolds({ objects, incoming, clock }, config.HOLDFAST_LOCK_MODE, logger))) {
  await end(78);
}
await requireSafeQueue(config, logger, end);

const rootCertificatePem = config.HOLDFAST_ROOT_CERTIFICATE;
const gmRoot = config.HOLDFAST_GM_ROOT_CERTIFICATE;
const keys = signerClient(config.HOLDFAST_SIGNER_SOCKET, {
  rootCertificatePem,
  ledgerPublicKey: createPublicKey(config.HOLDFAST_LEDGER_PUBLIC_KEY),
  gmRootCertificatePem: gmRoot,
});
shutdown.add("signer", () => keys.close());
const moreDigests: readonly MoreDigest[] = [
  ...(gmRoot === undefined ? [] : (["sm3"] as const)),
  ...(config.HOLDFAST_SECOND_DIGEST === "none" ? [] : [config.HOLDFAST_SECOND_DIGEST]),
];
const house = { store: config.HOLDFAST_STORE, moreDigests };
const readShare = readShareHere(config.HOLDFAST_READ_BACK, house, logger);
const lock = (): ObjectLock => ({
  mode: config.HOLDFAST_LOCK_MODE,
  until: floorAfter(clock(), config.HOLDFAST_RETENTION_FLOOR),
});
const writing = {
  ...{ agency: config.HOLDFAST_AGENCY, ledger: stores.ledger, objects, clock, lock },
  signer: keys.checkpoints,
};
const sequencer = new Sequencer(writing);
const register = { keys: stores.keys, ledger: sequencer, clock };
const gate = keyGate({ ...register, entries: stores.ledger });
const mayUse =
  (role: KeyRole): MayUse =>
  (raw) =>
    gate.require(certifiedKey(role, raw));
const signing = (role: KeyRole, key: typeof keys.signing, root: string) =>
  manifestSigner(key, root, clock, mayUse(role));
const signer = signing("manifest-signer", keys.signing, rootCertificatePem);
const certifies = config.HOLDFAST_COPY_CREDENTIALS !== "none";
const claims = certifies ? claimSigner(keys.signing, mayUse("manifest-signer")) : null;
const secondSigner = gmRoot === undefined ? null : signing("second-signer", keys.second, gmRoot);
const itemKeys = openItemKeys(process.env, stores.itemKeys, clock, shutdown);
const queue = await BullJobQueue.open(config, logger);
shutdown.add("queue", () => queue.close());
shutdown.add("ledger", () => sequencer.close());

const runner = new JobRunner({ items: evidence, clock, logger }, config);
const near = runner.near(queue);
const step = { items: evidence, queue: near, clock, actor: "process:custody" } as const;
const sealing = {
  ...step,
  ...{ seals, signer, secondSigner, objects },
  ...{ signatures: cmsVerifier, ledger: sequencer },
  retention: { floor: config.HOLDFAST_RETENTION_FLOOR, mode: config.HOLDFAST_LOCK_MODE },
  derivatives: evidence,
};
const trees = sharedTrees(objects);
const witnessing = {
  ...{ tokens, renewals, clock },
  ...{ anchors, witnesses: stores.witnesses, policy: config.HOLDFAST_WITNESSES },
  nodes: (origin: string, size: number) => trees(origin, size).nodes,
};
const printers = createThreadPrinters();
const packages = {
  ...sealing,
  batches,
  heads: stores.ledger,
  outside: (entered: Entered) => outsideProof(witnessing, entered),
  renewed: carriedRenewals(renewals),
  witnessPolicy: witnessing.policy,
  ...{ sources, keys: register.keys, objects: itemKeys.plain(objects) },
  packages: stores.packages,
  verifierKey: (origin: string) => keys.checkpoints.verifierKey(origin),
  archive: zipWriter,
  agency: config.HOLDFAST_AGENCY,
  printer: printers.certificates,
  custodyPrinter: custodyPrinter({
    ...{ agency: config.HOLDFAST_AGENCY, zoneTime: zoneTime(config.HOLDFAST_TIME_ZONE) },
    ...{ records: stores.records, ledger: stores.ledger, reviews: stores.reviews },
    printer: printers.records,
  }),
  completeness: packagedCompleteness(stores, config.HOLDFAST_TIME_ZONE, clock),
  archiveIndex: packagedIndex(stores, config),
  ...{ claims, generator: { name: "Holdfast", version: about.version } },
  verifierPage: await readVerifierPage(() =>
    logger.warn("verify.html is not built: packages go without it"),
  ),
};
const underWay = new StepsUnderWay();
runner.start(
  underWay.counted(
    verifyOriginalJob({ ...step, uploads, incoming, objects, moreDigests, readShare, itemKeys }),
  ),
);
runner.start(underWay.counted(sealJob(sealing)));
for (const job of sealCopiesJobs(sealing)) runner.start(underWay.counted(job));
shutdown.add("jobs", () => runner.close());
const repeat = rounds(logger, shutdown);
repeat("sweep", config.HOLDFAST_SWEEP_EVERY_MS, () => sweep({ ...step, queue }));
repeat("packages", SOON_MS, async (signal) => {
  const prepared = await preparePackages(packages, signal);
  tellOutcomes(logger, prepared.map(packageLine), "package", "package waits on");
});
const batchReceipts = new BatchReceipts({ ...sealing, batches });
repeat("batches", SOON_MS, async (signal) => {
  tellOutcomes(logger, await batchReceipts.round(signal), "batch receipt", "batch waits on");
});
const leastMs = config.HOLDFAST_ANCHOR_SECONDS * 1_000;
const renewing = { anchors, tokens, renewals, objects, lock, ledger: sequencer, clock };
repeat("anchors", SECOND_MS, anchorRound({ ...renewing, leastMs }, logger));
const looking = { ...writing, sameStore, keep: keepLedgerLook.bind(null, connection.pool) };
repeat("ledger", OFTEN_MS, lookRound(looking, logger));
const records = {
  ...{ actions: stores.actions, records: stores.records, devices: stores.deviceEvents },
  ...{ ledger: sequencer, clock, objects },
  items: evidence,
};
repeat("records", UNHURRIED_MS, recordRound(records, logger));
const sending = { stores, wrapper: itemKeys.deps.wrapper, clock, config, version: about.version };
const hooks = openWebhooks({ ...sending, door: openWebhookDoor(config) }, logger);
repeat("webhooks", SECOND_MS, (signal) => hooks.round(signal));
shutdown.add("webhooks under way", () => hooks.close());
repeat("holds", SECOND_MS, holdRound({ ...{ objects, clock }, holds: stores.holds, log: logger }));
repeat("keys", OFTEN_MS, keyRound({ ...register, signer: keys }, logger));
const certifying = { clock, issuer: keys.devices, certificates: stores.certificates };
repeat("certificates", SOON_MS, certificateRound(certifying, logger));
const verdicts = { ...step, sources, items: evidence, ledger: sequencer };
const keeping = { ...packages, objects, stores, incoming, timeZone: config.HOLDFAST_TIME_ZONE };
repeat("retention", OFTEN_MS, retentionRound(keeping, config.HOLDFAST_TIME_ZONE, logger));
repeat("search", SECOND_MS, searchRound(keeping, logger));
repeat("sources", SECOND_MS, async () => {
  tellOutcomes(logger, await logVerdicts(verdicts), null, "verdict on a source waits on");
});
const authorities = await openTimestampAuthorities(config.HOLDFAST_TIMESTAMP_AUTHORITIES);
repeat("renewals", UNHURRIED_MS, renewalRound(renewing, logger));
for (const { name, round } of [
  ...caseDocumentRounds({ ...stores, ...packages }, logger),
  ...(await timestampRounds(renewing, authorities, logger)),
  ...(await witnessRounds(
    { ...renewing, ...witnessing, door: witnessDoor },
    witnessing.policy,
    logger,
  )),
]) {
  repeat(name, SECOND_MS, round);
}
const recipients = recipientSignatures(config.HOLDFAST_RECIPIENT_ROOTS);
const ending = { ...keeping, authorities, recipients, agencyLevel: config.HOLDFAST_AGENCY_LEVEL };
repeat("disposal", EXPIRY_EVERY_MS, custodyDisposal(ending, logger));
const auditing = auditDeps();
repeat("audit", UNHURRIED_MS, auditRounds(auditing, { ...auditing, ledger: sequencer }, logger));
repeat("wrapping-keys", UNHURRIED_MS, wrappingKeyRound(itemKeys.deps, logger));
repeat("expiry", EXPIRY_EVERY_MS, () => expire({ ...keeping, uploads }));
repeat("store", LEFTOVERS_EVERY_MS, () => keepStoreId(objects, lock()));
repeat("leftovers", LEFTOVERS_EVERY_MS, () => clearLeftovers({ incoming, clock, logger }));
await beat("custody", "a heartbeat failed; the next one comes");
// The signer reaches no database: custody, which alone hears of it, says that it lives.
await beat("signer", "the signer does not answer; nothing is sealed until it does", () =>
  keys.check(),
);
logger.info({}, "ready");

/** What the continuous audit needs: no key but the ledger's public one. */
function auditDeps() {
  return {
    ...{ clock, objects, seals, items: evidence, derivatives: evidence, ledger: stores.ledger },
    ...{ fixity: stores.fixity, renewals: stores.renewals, batches, sameStore },
    verifierKey: (origin: string) => keys.checkpoints.verifierKey(origin),
    signatures: cmsVerifier,
    ...{ rootCertificatePem, secondRootPem: gmRoot ?? null, retention: sealing.retention },
    pace: auditPace(config.HOLDFAST_FIXITY_BYTES_PER_SECOND, underWay),
    periodMs: periodMs(clock(), config.HOLDFAST_FIXITY_PERIOD),
  };
}

async function openStores(): Promise<{ objects: ObjectStore; incoming: IncomingStore }> {
  if (config.HOLDFAST_STORE === "filesystem") {
    return createFilesystemStores(readConfig(process.env, FilesystemConfig), clock);
  }
  const stores = createS3Stores(readConfig(process.env, S3Config));
  shutdown.add("store", () => Promise.resolve().then(() => stores.close()));
  await stores.checkBucket();
  logger.info({ checksums: await stores.checksums() }, "how the store checks what it is sent");
  return stores;
}

async function beat(name: WorkerName, fault: string, look?: () => Promise<void>): Promise<void> {
  const onFailure = (error: unknown): void => logger.warn({ err: error }, fault);
  const heartbeat = await Heartbeat.begin(connection.pool, name, onFailure, look);
  shutdown.add(`heartbeat of ${name}`, () => heartbeat.close());
}
