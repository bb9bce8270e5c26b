/** How an original or a copy lies in the store where it is encrypted: what can be checked there without a key. */
import type { Sha256 } from "../kernel/digest.ts";

export interface Encrypted {
  /** Name of the layout (services/encryption/frames.ts). */
  readonly scheme: string;
  /** Of the object as it is stored. */
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

/** Bytes that an object takes in the store. */
export const storedBytes = (sizeBytes: number, encrypted: Encrypted | undefined): number =>
  encrypted?.sizeBytes ?? sizeBytes;
