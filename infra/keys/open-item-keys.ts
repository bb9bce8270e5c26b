/** The data keys of items as a process's environment has them: which items are encrypted, and where the keys are that wrap theirs. */
import type { z } from "zod";
import { noWrapper } from "../../services/encryption/data-key-wrapper.ts";
import type { ItemKeyStore } from "../../services/encryption/item-key-store.ts";
import { type ItemKeys, type ItemKeysDeps, itemKeys } from "../../services/encryption/item-keys.ts";
import { plainObjects } from "../../services/encryption/plain-objects.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import type { ObjectStore } from "../../services/objects/object-store.ts";
import { ConfigError, readConfig } from "../process/read-config.ts";
import type { Shutdown } from "../process/shutdown.ts";
import { EncryptionConfig, wrappingFolder } from "./encryption-config.ts";
import { tokenEnvironment } from "./keys-config.ts";
import { parseWrappingUri } from "./pkcs11/token-uri.ts";
import { WrappingToken } from "./pkcs11/wrapping-token.ts";
import { wrappingFiles } from "./wrapping-files.ts";

export interface OpenedKeys extends ItemKeys {
  readonly deps: ItemKeysDeps;
  /** `objects` as readers see it. */
  plain(objects: ObjectStore): ObjectStore;
}

/** @throws ConfigError where items are to be encrypted and no keys are named. */
export function openItemKeys(
  env: NodeJS.ProcessEnv,
  keys: ItemKeyStore,
  clock: Clock,
  ending: Pick<Shutdown, "add">,
): OpenedKeys {
  const place = openWrapper(readConfig(env, EncryptionConfig));
  ending.add("wrapping keys", () => place.close());
  const deps = { keys, clock, wrapper: place.wrapper, policy: place.policy };
  const opened = itemKeys(deps);
  return { ...opened, deps, plain: (objects) => plainObjects(objects, opened) };
}

export interface OpenedWrapper extends Pick<ItemKeysDeps, "wrapper" | "policy"> {
  close(): Promise<void>;
}

/** A token is logged in to when a key is needed first. @throws as `openItemKeys`. */
export function openWrapper(config: z.infer<typeof EncryptionConfig>): OpenedWrapper {
  const opened = placeOf(config);
  const isConfigured = opened.wrapper !== noWrapper;
  const policy = config.HOLDFAST_ENCRYPT ?? (isConfigured ? "labelled" : "none");
  if (policy !== "none" && !isConfigured) {
    throw new ConfigError(
      "configuration is not usable:\n  HOLDFAST_WRAPPING_KEYS: needed where HOLDFAST_ENCRYPT is not none",
    );
  }
  return { ...opened, policy };
}

function placeOf({
  HOLDFAST_WRAPPING_KEYS: place,
  HOLDFAST_WRAPPING_TOKEN_ENVIRONMENT: environment,
}: z.infer<typeof EncryptionConfig>): Omit<OpenedWrapper, "policy"> {
  const nothing = (): Promise<void> => Promise.resolve();
  if (place === undefined) return { wrapper: noWrapper, close: nothing };
  const folder = wrappingFolder(place);
  if (folder !== null) return { wrapper: wrappingFiles(folder), close: nothing };
  const token = new WrappingToken(parseWrappingUri(place), { env: tokenEnvironment(environment) });
  return { wrapper: token, close: () => token.close() };
}
