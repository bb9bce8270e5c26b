/**
 * What follows once a backup stands in its place: the database is brought to this version's schema, and its ledger up to what was
 * signed since. Each may be cut off; `up` and `ledger catch-up` do them as well.
 */
import { join } from "node:path";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { lockFolder } from "../../../infra/host/folder-lock.ts";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { openCheckpointSigner } from "../../../infra/keys/checkpoint-signer.ts";
import { createBackupStore } from "../../../infra/postgres/backup-store.ts";
import { type Connection, connect } from "../../../infra/postgres/connection.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { createStoreIdentity } from "../../../infra/postgres/store-identity.ts";
import type { BackupStatement } from "../../backup/statement.ts";
import { utcInstant } from "../../kernel/clock.ts";
import type { Sha256 } from "../../kernel/digest.ts";
import { type Refusal, isRefusal } from "../../kernel/refusal.ts";
import { type CaughtUp, catchUpAll } from "../../ledger/catch-up.ts";
import { lookAtStore } from "../../objects/recognise-store.ts";
import { entryCounter, tellLogs } from "../catch-up/tell-logs.ts";
import type { DataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { GENERAL } from "../texts/general.ts";
import { RESTORE } from "../texts/restore.ts";
import type { TrialFound } from "./try.ts";

const clock = () => utcInstant(new Date());

export interface Restored {
  readonly statement: BackupStatement;
  readonly statementSha256: Sha256;
  readonly steps: readonly TrialFound[];
}

/** The house stands whatever comes of this; what does not is said, with what to do. */
export async function takeUpBeyond(
  term: Terminal,
  folder: DataFolder,
  { statement: { madeAt }, statementSha256, steps }: Restored,
): Promise<ExitCode> {
  const cluster = await startCluster({ folder: folder.postgres, port: await freePort() });
  const connection = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 2 });
  try {
    await migrate(connection.pool);
    const trial = { statementSha256, madeAt, triedAt: clock(), isSound: true };
    await createBackupStore(connection.db).tried(trial);
    const counter = entryCounter();
    const said = { restored: true, madeAt, statementSha256, steps };
    const logs = await takeUp(folder, connection, counter.entry).catch(refusedOnly);
    if (isRefusal(logs)) {
      const { code, message, fix } = logs;
      term.result({ ...said, error: { code, message } });
      term.say(RESTORE.notTakenUp, { code, message });
      if (fix !== undefined) term.say(GENERAL.fix, { fix });
      return EXIT.attention;
    }
    term.result({ ...said, logs, kinds: Object.fromEntries(counter.kinds) });
    tellLogs(term, logs, counter.kinds, false);
    term.say(RESTORE.next);
    return EXIT.ok;
  } finally {
    await connection.pool.end();
    await cluster.stop();
  }
}

async function takeUp(
  folder: DataFolder,
  { db }: Connection,
  entry: Parameters<typeof catchUpAll>[2]["entry"],
): Promise<readonly CaughtUp[]> {
  const installation = await readInstallation(folder);
  if (installation === null) throw new Error("broken invariant: it was moved in");
  const { objects } = createFilesystemStores(
    { HOLDFAST_FILESYSTEM_DIR: folder.objects, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    clock,
  );
  await lookAtStore({ objects, identity: createStoreIdentity(db) });
  // As the signer takes it: two over one memory could sign two histories.
  const lock = await lockFolder(join(folder.keys, "signer.lock"));
  if (!lock.held) throw new VerbFailure(EXIT.attention, RESTORE.runs, { pid: lock.by.pid });
  try {
    const signer = await openCheckpointSigner(folder.keys);
    const deps = { ledger: createLedgerStore(db), objects, signer, clock };
    return await catchUpAll(deps, installation.agency, { isDry: false, entry });
  } finally {
    await lock.release();
  }
}

function refusedOnly(error: unknown): Refusal {
  if (isRefusal(error)) return error;
  throw error;
}
