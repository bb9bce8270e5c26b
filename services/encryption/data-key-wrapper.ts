/** Port: wraps data keys with key-encryption keys (KEK). Contract suite: test/contract/data-key-wrapper.contract.ts. */
import { Buffer } from "node:buffer";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { KeyFamily } from "./key-family.ts";

export const DATA_KEY_BYTES = 32;

export interface WrappedKey {
  /** Name of the key-encryption key, e.g. "state-1". */
  readonly kek: string;
  readonly bytes: Uint8Array;
}

export interface DataKeyWrapper {
  /** Name of the key that new data keys of this family are wrapped with. @throws Refusal unavailable "encryption/no-wrapping-key". */
  current(family: KeyFamily): Promise<string>;

  /** `dataKey` for this item alone. @throws as `current`. */
  wrap(family: KeyFamily, itemId: ItemId, dataKey: Uint8Array): Promise<WrappedKey>;

  /**
   * @throws Refusal unavailable "encryption/no-wrapping-key" where the key is out of reach or not there; tampered
   * "encryption/wrapped-key-differs" for bytes that were not wrapped for this item under that name.
   */
  unwrap(itemId: ItemId, wrapped: WrappedKey): Promise<Uint8Array>;

  /**
   * Makes the first key of a family that has none, where the place of the keys can; false if there is one.
   * @throws as `current`.
   */
  makeFirst?(family: KeyFamily): Promise<boolean>;
}

/** What is bound to a wrapped key: that it is one, under which name, and for whom. */
export const boundTo = (itemId: ItemId, kek: string): Buffer =>
  Buffer.from(`holdfast/item-key/v1\n${kek}\n${itemId}`);

/** `cause`, where it is a refusal, says why and what to do. */
export const noWrappingKey = (kek: string, cause?: unknown): Refusal => {
  const why = isRefusal(cause) ? cause : null;
  const fix =
    "Put the file of that name back into HOLDFAST_WRAPPING_KEYS, or have its token answer.";
  return new Refusal(
    "unavailable",
    "encryption/no-wrapping-key",
    "a key-encryption key is out of reach",
    {
      fix: why?.fix ?? fix,
      facts: why === null ? { kek } : { ...why.facts, kek, why: why.code },
      cause,
    },
  );
};

export const wrappedKeyDiffers = (kek: string, cause?: unknown): Refusal =>
  new Refusal("tampered", "encryption/wrapped-key-differs", "no key of this item was wrapped so", {
    fix: "The key of that name is another one, or the database was changed; compare with a backup.",
    facts: { kek },
    cause,
  });

/** Where no keys are configured: what is encrypted already cannot be read. */
export const noWrapper: DataKeyWrapper = {
  current: (family) => Promise.reject(noWrappingKey(family)),
  wrap: (family) => Promise.reject(noWrappingKey(family)),
  unwrap: (_itemId, { kek }) => Promise.reject(noWrappingKey(kek)),
};
