/** Key-encryption keys in memory. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  type DataKeyWrapper,
  type WrappedKey,
  boundTo,
  noWrappingKey,
  wrappedKeyDiffers,
} from "../../services/encryption/data-key-wrapper.ts";
import { type KeyFamily, namesOf } from "../../services/encryption/key-family.ts";
import type { ItemId } from "../../services/kernel/ids.ts";

export class MemoryWrapper implements DataKeyWrapper {
  readonly keks = new Map(
    ["state-1", "duty-1", "open-1"].map((name) => [name, randomBytes(32)] as const),
  );

  async current(family: KeyFamily): Promise<string> {
    const [newest] = namesOf(family, [...this.keks.keys()]);
    if (newest === undefined) throw noWrappingKey(family);
    return newest;
  }

  async wrap(family: KeyFamily, itemId: ItemId, dataKey: Uint8Array): Promise<WrappedKey> {
    const kek = await this.current(family);
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#kek(kek), nonce);
    cipher.setAAD(boundTo(itemId, kek));
    const sealed = Buffer.concat([cipher.update(dataKey), cipher.final()]);
    return { kek, bytes: Buffer.concat([nonce, sealed, cipher.getAuthTag()]) };
  }

  async unwrap(itemId: ItemId, { kek, bytes }: WrappedKey): Promise<Uint8Array> {
    const key = this.#kek(kek);
    try {
      const options = { authTagLength: 16 };
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), options);
      decipher.setAAD(boundTo(itemId, kek));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    } catch (cause) {
      throw wrappedKeyDiffers(kek, cause);
    }
  }

  makeFirst(family: KeyFamily): Promise<boolean> {
    const isNone = namesOf(family, [...this.keks.keys()]).length === 0;
    if (isNone) this.keks.set(`${family}-1`, randomBytes(32));
    return Promise.resolve(isNone);
  }

  #kek(name: string): Buffer {
    const kek = this.keks.get(name);
    if (kek === undefined) throw noWrappingKey(name);
    return kek;
  }
}
