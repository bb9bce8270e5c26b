/** Sets an agency up where no `up` does: schema, keys and the first account. Safe to run at every start. */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeDurably } from "../../../infra/host/durable-file.ts";
import { takeUpKeys } from "../../../infra/keys/ceremony.ts";
import {
  createAuthority,
  readRootCertificate,
  requireKeysOfHouse,
} from "../../../infra/keys/certificate-authority.ts";
import { prepareMachineFiles, serverHosts } from "../../../infra/keys/device-authority.ts";
import { GM_ROOT, gmRootIfWanted } from "../../../infra/keys/gm-authority.ts";
import { createLedgerKey } from "../../../infra/keys/checkpoint-signer.ts";
import { KeysConfig, TokenConfig } from "../../../infra/keys/keys-config.ts";
import { EncryptionConfig, wrappingFolder } from "../../../infra/keys/encryption-config.ts";
import { ensureWrappingKeys } from "../../../infra/keys/wrapping-files.ts";
import { PostgresAccessStore } from "../../../infra/postgres/access-store.ts";
import { connect, PostgresConfig } from "../../../infra/postgres/connection.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { createLogger, LogConfig } from "../../../infra/process/logger.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { ensureAdmin } from "../first-admin.ts";
import { SetupConfig } from "./config.ts";

const config = readConfig(
  process.env,
  EncryptionConfig,
  KeysConfig,
  LogConfig,
  PostgresConfig,
  SetupConfig,
  TokenConfig,
);
const logger = createLogger("setup", config);
const { pool, db } = connect(config);
try {
  const applied = await migrate(pool);
  logger.info({ applied }, "schema");
  const keys = config.HOLDFAST_KEYS_DIR;
  const shown = config.HOLDFAST_PUBLIC_DIR;
  const isInToken = config.HOLDFAST_SIGNER_KEY !== "file";
  await requireKeysOfHouse(keys, join(shown, "root.pem"));
  const from = config.HOLDFAST_KEYS_FROM;
  if (from !== undefined) await takeUpKeys(from, keys, config.HOLDFAST_AGENCY);
  await createAuthority(keys, config.HOLDFAST_AGENCY, new Date(), isInToken);
  await createLedgerKey(keys);
  const wrapping = wrappingFolder(config.HOLDFAST_WRAPPING_KEYS);
  if (wrapping !== null) await ensureWrappingKeys(wrapping);
  const isWanted = config.HOLDFAST_GM === "true";
  const gmRoot = await gmRootIfWanted(keys, config.HOLDFAST_AGENCY, isWanted, new Date());
  await mkdir(shown, { recursive: true });
  await writeDurably(join(shown, "root.pem"), await readRootCertificate(keys), 0o644);
  if (gmRoot !== null) await writeDurably(join(shown, GM_ROOT), gmRoot, 0o644);
  await copyFile(join(keys, "ledger-key.pub.pem"), join(shown, "ledger-key.pub.pem"));
  const machine = config.HOLDFAST_MACHINE_DIR;
  if (machine !== undefined) {
    const hosts = serverHosts(config.HOLDFAST_MACHINE_PUBLIC_URL, undefined);
    const authority = join(shown, "device-ca.pem");
    const paths = {
      authority,
      certificate: join(machine, "machine.pem"),
      port: join(machine, "port"),
    };
    await prepareMachineFiles(keys, paths, hosts, config.HOLDFAST_MACHINE_PORT ?? "", new Date());
  }
  logger.info({}, "keys");
  const deps = { access: new PostgresAccessStore(db), clock: () => utcInstant(new Date()) };
  const password = config.HOLDFAST_ADMIN_PASSWORD;
  const admin = { name: "admin", displayName: "系统管理员", role: "admin", password } as const;
  await ensureAdmin(deps, admin, false);
  logger.info({}, "set up");
} finally {
  await pool.end();
}
