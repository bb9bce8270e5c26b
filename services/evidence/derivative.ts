/** A file made from an original: what it is, how it was made, where it lies. Shared by media, sealing and review. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Encrypted } from "./encrypted.ts";
import type { ObjectRef } from "../objects/object-store.ts";

export const DERIVATIVE_KINDS = ["viewing", "poster"] as const;
export type DerivativeKind = (typeof DERIVATIVE_KINDS)[number];

/** Enough for a court to make the file again. */
export interface MadeBy {
  /** "ffmpeg". */
  readonly tool: string;
  /** First line of its own version text. */
  readonly version: string;
  /** Exact arguments, with the fixed names "in/src" and "out/…". */
  readonly arguments: readonly string[];
  /** "remux" keeps every packet; "encode" makes new ones; "still" is one picture. */
  readonly method: "remux" | "encode" | "still";
}

export interface Derivative {
  readonly itemId: ItemId;
  readonly kind: DerivativeKind;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly object: ObjectRef;
  /** Absent: it lies in clear. */
  readonly encrypted?: Encrypted;
  readonly madeBy: MadeBy;
}

/** Port: derivatives, one of each kind an item. Part of the evidence store's adapter. */
export interface DerivativeStore {
  /** Keeps the first of a kind and answers the one that is kept. */
  keepOnce(derivative: Derivative): Promise<Derivative>;
  derivatives(itemId: ItemId): Promise<readonly Derivative[]>;
}
