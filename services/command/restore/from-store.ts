/**
 * The last resort: a house whose database is lost, and every backup of it, gets an empty one that knows the store it belongs to. What
 * ledger and store tell is taken up then, as after a backup was put back. Made beside its place, and moved in whole.
 */
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DataFolder } from "../data-folder.ts";
import { EXIT } from "../exit-code.ts";
import { boxFiles } from "../process-environment.ts";
import { VerbFailure } from "../terminal.ts";
import { FROM_STORE } from "../texts/from-store.ts";

const WORK = ".remaking";

export interface RemakeTools {
  /** A cluster in the new folder, brought to the newest schema and to know the store; it is stopped when this resolves. */
  makeDatabase(cluster: string): Promise<void>;
  synced(folder: string): Promise<void>;
}

/** @throws VerbFailure attention where a database is there, or what is not in the store is missing; and as `takeOverStore`. */
export async function remakeDatabase(tools: RemakeTools, folder: DataFolder): Promise<void> {
  await requireReady(folder);
  const work = join(folder.root, WORK);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });
  const cluster = join(work, "cluster");
  await tools.makeDatabase(cluster);
  await rm(join(cluster, "postgres.log"), { force: true });
  await rename(cluster, folder.postgres);
  await tools.synced(folder.root);
  await rm(work, { recursive: true });
}

async function requireReady(folder: DataFolder): Promise<void> {
  const { root, postgres, installation, keys, objects } = folder;
  const there = await readdir(root);
  const facts = { data: root };
  if (there.includes(basename(postgres)))
    throw new VerbFailure(EXIT.attention, FROM_STORE.there, facts);
  const ofPublic: readonly string[] = await readdir(folder.public).catch(() => []);
  const { rootCertificate, ledgerPublicKey } = boxFiles(folder);
  const missing = [
    ...[installation, keys, objects]
      .map((path) => basename(path))
      .filter((n) => !there.includes(n)),
    ...[rootCertificate, ledgerPublicKey]
      .map((p) => basename(p))
      .filter((n) => !ofPublic.includes(n)),
  ];
  if (missing.length === 0) return;
  const told = { ...facts, missing: missing.join(", ") };
  throw new VerbFailure(EXIT.attention, FROM_STORE.incomplete, told);
}
