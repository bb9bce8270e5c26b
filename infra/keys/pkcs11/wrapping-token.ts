/**
 * DataKeyWrapper over a token (PKCS #11): key-encryption keys that never leave it, named "haikou-state-1" where the URI says
 * object=haikou. The bytes are those of wrapping-files.ts: AES-256-GCM with a nonce in front, for one item under one name.
 */
import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import {
  type DataKeyWrapper,
  boundTo,
  noWrappingKey,
  wrappedKeyDiffers,
} from "../../../services/encryption/data-key-wrapper.ts";
import { KekName, type KeyFamily, namesOf } from "../../../services/encryption/key-family.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import type { Said, TokenCall } from "./token-protocol.ts";
import { TokenLine, type TokenOptions } from "./token-line.ts";
import type { WrappingUri } from "./token-uri.ts";
import { wrappingRefusal } from "./wrapping-refusal.ts";

const [ID_BYTES, NONCE_BYTES] = [16, 12];
/** Of a data key with its nonce and tag, and more than that. */
const MAX_WRAPPED = 512;

export class WrappingToken implements DataKeyWrapper {
  readonly #line: TokenLine;
  readonly #prefix: string;

  /** What became of the PIN is kept beside its file, for all processes that use the token. Nothing is started yet. */
  constructor(uri: WrappingUri, options: TokenOptions) {
    this.#prefix = `${uri.object}-`;
    this.#line = new TokenLine(uri, dirname(uri.pinFile), options, wrappingRefusal);
  }

  async current(family: KeyFamily): Promise<string> {
    const [newest] = await this.#named(family);
    if (newest === undefined) throw noWrappingKey(family, wrappingRefusal("no-key", null));
    return newest;
  }

  async wrap(family: KeyFamily, itemId: Parameters<typeof boundTo>[0], dataKey: Uint8Array) {
    const kek = await this.current(family);
    const bound = boundTo(itemId, kek);
    const said = { label: this.#prefix + kek, nonce: randomBytes(NONCE_BYTES), bound };
    const [bytes] = await this.#ask(kek, "wrap", { ...said, bytes: dataKey });
    if (bytes === undefined) throw noWrappingKey(kek, wrappingRefusal("other", null));
    return { kek, bytes };
  }

  async unwrap(...[itemId, { kek, bytes }]: Parameters<DataKeyWrapper["unwrap"]>) {
    if (!KekName.safeParse(kek).success || bytes.byteLength > MAX_WRAPPED)
      throw wrappedKeyDiffers(kek);
    const said = { label: this.#prefix + kek, bound: boundTo(itemId, kek), bytes };
    const [dataKey] = await this.#ask(kek, "unwrap", said);
    if (dataKey === undefined) throw wrappedKeyDiffers(kek);
    return dataKey;
  }

  async makeFirst(family: KeyFamily): Promise<boolean> {
    if ((await this.#named(family)).length > 0) return false;
    const said = { label: `${this.#prefix}${family}-1`, fresh: randomBytes(ID_BYTES) };
    await this.#ask(family, "make-secret", said);
    return true;
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  /** The newest first. A session whose token went away shows no keys, and goes on so when it is back: none is believed once. */
  async #named(family: KeyFamily): Promise<readonly string[]> {
    const found = await this.#listed(family);
    if (found.length > 0) return found;
    await this.#line.close();
    return this.#listed(family);
  }

  async #listed(family: KeyFamily): Promise<readonly string[]> {
    const found = await this.#ask(family, "secrets", { prefix: this.#prefix });
    const names = found.map((label) => label.toString("utf8").slice(this.#prefix.length));
    return namesOf(family, names);
  }

  /** `kek`: a key, or its family. */
  async #ask<Op extends TokenCall>(
    kek: string,
    op: Op,
    said: Said<Op>,
  ): Promise<readonly Buffer[]> {
    try {
      return await this.#line.ask(op, said);
    } catch (error) {
      throw isRefusal(error) ? noWrappingKey(kek, error) : error;
    }
  }
}
