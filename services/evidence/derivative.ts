/** A file made from an original: what it is, how it was made, where it lies. Shared by media, sealing and review. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Encrypted } from "./encrypted.ts";
import type { ProgramUse } from "./program-use.ts";
import type { ObjectRef } from "../objects/object-store.ts";

/** What a recording is looked at by before it is played, and where it was recorded if it says so: made and sealed after the copy, of every recording that has one. */
export const OVERVIEW_KINDS = ["storyboard", "peaks", "positions"] as const;
export const DERIVATIVE_KINDS = ["viewing", "poster", ...OVERVIEW_KINDS] as const;
export type DerivativeKind = (typeof DERIVATIVE_KINDS)[number];

/** Enough for a court to make the file again. */
export interface MadeBy {
  /** "ffmpeg". */
  readonly tool: string;
  /** First line of its own version text. */
  readonly version: string;
  /** Exact arguments, with the fixed names "in/src" and "out/…". */
  readonly arguments: readonly string[];
  /** Of the streams that were taken over as they are; absent where none was. */
  readonly packets?: KeptPackets;
  /** "remux" keeps every packet; "encode" makes new ones; "still" is one picture. */
  readonly method: "remux" | "encode" | "still";
  /** Of a container that is its maker's own: what opened it first. The tool was given what that wrote. */
  readonly program?: ProgramUse;
}

/** SHA-256 over all packets of a stream, the same in original and copy: of "whole" packets, or of their "content" without its framing. */
export interface Packets {
  readonly form: "whole" | "content";
  readonly sha256: Sha256;
}
export interface KeptPackets {
  readonly video?: Packets;
  readonly audio?: Packets;
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
  /** What its bytes do not say by themselves; of an overview, in the shape of services/media/overview.ts. */
  readonly numbers?: unknown;
}

/** Port: derivatives, one of each kind an item. Part of the evidence store's adapter. */
export interface DerivativeStore {
  /** Keeps the first of a kind and answers the one that is kept. */
  keepOnce(derivative: Derivative): Promise<Derivative>;
  derivatives(itemId: ItemId): Promise<readonly Derivative[]>;
}
