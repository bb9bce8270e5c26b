/** A token as the signer sees it: keys of one name, which sign and never leave. */
import { randomBytes } from "node:crypto";
import type { KeyHandle } from "../key-handle.ts";
import { TokenLine, type TokenOptions } from "./token-line.ts";
import type { TokenKeyKind } from "./token.ts";
import { tokenRefusal } from "./token-refusal.ts";
import type { TokenUri } from "./token-uri.ts";

export class TokenClient {
  readonly #filter: { readonly object: string | null; readonly id: Buffer | null };
  readonly #line: TokenLine;

  /** `folder` keeps which PIN was refused. Nothing is started yet. */
  constructor(uri: TokenUri, folder: string, options: TokenOptions) {
    this.#filter = { object: uri.object, id: uri.id };
    this.#line = new TokenLine(uri, folder, options, tokenRefusal);
  }

  /** SubjectPublicKeyInfo of the keys of this name. @throws Refusal unavailable. */
  keys(): Promise<readonly Buffer[]> {
    return this.#line.ask("keys", { filter: this.#filter });
  }

  /** A new key of this name that never leaves the token; its SubjectPublicKeyInfo. */
  async make(kind: TokenKeyKind): Promise<Buffer> {
    const said = { filter: this.#filter, kind, fresh: randomBytes(16) };
    return only(await this.#line.ask("make", said));
  }

  /** The key of `spki`, which need not be reachable now. */
  key(spki: Buffer): KeyHandle {
    const named = { filter: this.#filter, spki };
    return {
      spki,
      sign: async (bytes) => only(await this.#line.ask("sign", { ...named, bytes })),
      check: async () => void (await this.#line.ask("check", named)),
    };
  }

  close(): Promise<void> {
    return this.#line.close();
  }
}

function only([found]: readonly Buffer[]): Buffer {
  if (found === undefined) throw tokenRefusal("other", null);
  return found;
}
