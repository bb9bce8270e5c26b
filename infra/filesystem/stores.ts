/** Both stores in one folder, so that a finished upload becomes an object without a copy. */
import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { utcInstant, type Clock } from "../../services/kernel/clock.ts";
import type { FilesystemConfig } from "./config.ts";
import { FilesystemIncomingStore } from "./incoming-store.ts";
import { ObjectFiles } from "./object-files.ts";
import { FilesystemObjectStore } from "./object-store.ts";

export interface FilesystemStores {
  readonly objects: FilesystemObjectStore;
  readonly incoming: FilesystemIncomingStore;
}

type Unreserved = Omit<FilesystemConfig, "HOLDFAST_FILESYSTEM_RESERVE_MIB">;

/** Without a reserve in `config` none is left. */
export function createFilesystemStores(
  config: Unreserved & Partial<FilesystemConfig>,
  clock: Clock = () => utcInstant(new Date()),
): FilesystemStores {
  const root = resolve(config.HOLDFAST_FILESYSTEM_DIR);
  makeRoot(root);
  const files = new ObjectFiles(root);
  return {
    objects: new FilesystemObjectStore(
      files,
      clock,
      config.HOLDFAST_FILESYSTEM_IMMUTABLE === "auto",
    ),
    incoming: new FilesystemIncomingStore(
      files,
      (config.HOLDFAST_FILESYSTEM_RESERVE_MIB ?? 0) * 2 ** 20,
    ),
  };
}

/**
 * A store that vanishes with its folder's entry would take acknowledged bytes along. The folder is
 * synced at every start, because one that exists may have been made just before a crash.
 */
function makeRoot(root: string): void {
  const made = mkdirSync(root, { recursive: true, mode: 0o700 }) ?? root;
  for (let at = root; at.length >= made.length; at = dirname(at)) {
    const parent = openSync(dirname(at), "r");
    try {
      fsyncSync(parent);
    } finally {
      closeSync(parent);
    }
  }
}
