/** The signer process: the only one that reads private keys. It has no port, no database and no file but its keys; custody alone reaches it. */
import { join } from "node:path";
import { lockFolder } from "../../infra/host/folder-lock.ts";
import { hasSignerFile, readRootCertificate } from "../../infra/keys/certificate-authority.ts";
import { openCheckpointSigner, readLedgerPublicKey } from "../../infra/keys/checkpoint-signer.ts";
import {
  openDeviceIssuer,
  readDeviceAuthorityCertificate,
} from "../../infra/keys/device-authority.ts";
import { gmKeySource, readGmRoot } from "../../infra/keys/gm-authority.ts";
import {
  KeysConfig,
  SignerSocketConfig,
  TokenConfig,
  tokenEnvironment,
} from "../../infra/keys/keys-config.ts";
import { TokenClient } from "../../infra/keys/pkcs11/token-client.ts";
import { parseTokenUri } from "../../infra/keys/pkcs11/token-uri.ts";
import { requireKind, signerFile } from "../../infra/keys/signer-file.ts";
import { type SignerCall, type SignerKeys, serveSigner } from "../../infra/keys/signer-server.ts";
import { requireNoToken, signerToken } from "../../infra/keys/signer-token.ts";
import { type KeySource, openSigningKey } from "../../infra/keys/signing-key.ts";
import { LogConfig, createLogger } from "../../infra/process/logger.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { Shutdown } from "../../infra/process/shutdown.ts";
import { type Clock, utcInstant } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { SignerConfig } from "./config.ts";

const config = readConfig(
  process.env,
  KeysConfig,
  LogConfig,
  SignerConfig,
  SignerSocketConfig,
  TokenConfig,
);
const logger = createLogger("signer", config);
const shutdown = new Shutdown(logger);
const clock: Clock = () => utcInstant(new Date());
const folder = config.HOLDFAST_KEYS_DIR;
process.umask(0o077);

await takeKeys();
const devices = await openDeviceIssuer(folder, clock, config.HOLDFAST_DEVICE_CERTIFICATE_DAYS);
if (devices === null) {
  logger.warn({}, "no authority for devices: put the root's key back, then start with `up`");
}
const keys = {
  signing: await openSigningKey(await signerSource().catch(refused), clock),
  second: await secondKey(),
  checkpoints: await openCheckpointSigner(folder),
  devices,
  deviceAuthorityPem: await readDeviceAuthorityCertificate(folder),
  rootCertificatePem: await readRootCertificate(folder),
  ledgerPublicKeyPem: await readLedgerPublicKey(folder),
};
const server = await serveSigner(config.HOLDFAST_SIGNER_SOCKET, keys, told).catch(refused);
shutdown.add("socket", () => server.close());
logger.info({}, "ready");

async function signerSource(): Promise<KeySource> {
  const kind = config.HOLDFAST_SIGNING_KEY;
  if (config.HOLDFAST_SIGNER_KEY !== "file") return await tokenSource();
  await requireNoToken(folder);
  if (await requireKind(folder, kind, new Date())) {
    logger.info({ kind }, "a new signing key of another kind");
  }
  return signerFile(folder);
}

async function tokenSource(): Promise<KeySource> {
  const uri = parseTokenUri(config.HOLDFAST_SIGNER_KEY);
  const token = new TokenClient(uri, folder, {
    env: tokenEnvironment(config.HOLDFAST_TOKEN_ENVIRONMENT),
    onOpen: () => logger.info({}, "logged in to the token"),
  });
  shutdown.add("token", () => token.close());
  if (await hasSignerFile(folder)) {
    logger.warn(
      {},
      "signer.pem could still sign beside the token: revoke that key and remove the file",
    );
  }
  const plan = { kind: config.HOLDFAST_SIGNING_KEY, isOneKey: uri.id !== null };
  return await signerToken(folder, token, plan, new Date());
}

async function secondKey(): Promise<SignerKeys["second"]> {
  const rootCertificatePem = await readGmRoot(folder);
  if (rootCertificatePem === null) return null;
  return { key: await openSigningKey(gmKeySource(folder), clock), rootCertificatePem };
}

/** Two signers over one memory of heads could sign two histories. */
async function takeKeys(): Promise<void> {
  const lock = await lockFolder(join(folder, "signer.lock"));
  if (lock.held) {
    shutdown.add("lock", () => lock.release());
    return;
  }
  logger.error({ pid: lock.by.pid }, "another signer has these keys");
  await shutdown.end(78);
}

/** Custody asks for the keys all the time, to see whether this process lives. */
function told({ error, ...line }: SignerCall): void {
  if (error !== undefined) logger.error({ ...line, err: error }, "not signed");
  else if (line.code !== undefined) logger.warn(line, "refused");
  else if (line.call !== "keys") logger.info(line, "signed");
}

async function refused(error: unknown): Promise<never> {
  const fix = isRefusal(error) ? error.fix : undefined;
  logger.error({ err: error, fix }, "not started");
  await shutdown.end(78);
  throw error;
}
