/** The data keys of items as a process's environment has them: which items are encrypted, and where the keys are that wrap theirs. */
import type { z } from "zod";
import { type DataKeyWrapper, noWrapper } from "../../services/encryption/data-key-wrapper.ts";
import type { ItemKeyStore } from "../../services/encryption/item-key-store.ts";
import { type ItemKeys, type ItemKeysDeps, itemKeys } from "../../services/encryption/item-keys.ts";
import { plainObjects } from "../../services/encryption/plain-objects.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import type { ObjectStore } from "../../services/objects/object-store.ts";
import { ConfigError, readConfig } from "../process/read-config.ts";
import { EncryptionConfig } from "./encryption-config.ts";
import { wrappingFiles } from "./wrapping-files.ts";

export interface OpenedKeys extends ItemKeys {
  readonly deps: ItemKeysDeps;
  /** `objects` as readers see it. */
  plain(objects: ObjectStore): ObjectStore;
}

/** @throws ConfigError where items are to be encrypted and no keys are named. */
export function openItemKeys(env: NodeJS.ProcessEnv, keys: ItemKeyStore, clock: Clock): OpenedKeys {
  const config = readConfig(env, EncryptionConfig);
  const wrapper = openWrapper(config);
  const isConfigured = wrapper !== noWrapper;
  const policy = config.HOLDFAST_ENCRYPT ?? (isConfigured ? "labelled" : "none");
  if (policy !== "none" && !isConfigured) {
    throw new ConfigError(
      "configuration is not usable:\n  HOLDFAST_WRAPPING_KEYS: needed where HOLDFAST_ENCRYPT is not none",
    );
  }
  const deps = { keys, wrapper, policy, clock };
  const opened = itemKeys(deps);
  return { ...opened, deps, plain: (objects) => plainObjects(objects, opened) };
}

export function openWrapper({
  HOLDFAST_WRAPPING_KEYS: place,
}: z.infer<typeof EncryptionConfig>): DataKeyWrapper {
  return place === undefined ? noWrapper : wrappingFiles(place);
}
