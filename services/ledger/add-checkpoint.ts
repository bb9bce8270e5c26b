/** The texts of C2SP tlog-witness `add-checkpoint`: what a log asks, and what a witness answers. */
import type { Sha256 } from "../kernel/digest.ts";
import { strictBase64 } from "./note.ts";

export interface AddCheckpoint {
  /** Size of the last checkpoint this witness cosigned, as the log believes; 0: none. */
  readonly oldSize: number;
  /** RFC 6962 consistency proof from `oldSize` to the checkpoint. */
  readonly proof: readonly Sha256[];
  /** The signed checkpoint, exact text. */
  readonly note: string;
}

/** Longest request that is read: a proof and a note with some dozens of signature lines. */
export const ADD_CHECKPOINT_MAX_BYTES = 64 << 10;
/** Type of the answer that tells where a witness stands. */
export const SIZE_TYPE = "text/x.tlog.size";
const MAX_PROOF = 63;

export const encodeAddCheckpoint = ({ oldSize, proof, note }: AddCheckpoint): string =>
  `old ${oldSize}\n${proof.map((hash) => `${Buffer.from(hash, "hex").toString("base64")}\n`).join("")}\n${note}`;

/** `text` as such a request, or null. The note is not looked into. */
export function parseAddCheckpoint(text: string): AddCheckpoint | null {
  const split = text.indexOf("\n\n");
  if (split < 0 || text.length > ADD_CHECKPOINT_MAX_BYTES) return null;
  const [old = "", ...lines] = text.slice(0, split).split("\n");
  const oldSize = old.startsWith("old ") ? parseSize(old.slice("old ".length)) : null;
  if (oldSize === null || lines.length > MAX_PROOF) return null;
  const proof: Sha256[] = [];
  for (const line of lines) {
    const hash = strictBase64(line);
    if (hash?.byteLength !== 32) return null;
    proof.push(hash.toString("hex") as Sha256);
  }
  return { oldSize, proof, note: text.slice(split + 2) };
}

/** A tree's size in decimal, or null. */
export function parseSize(text: string): number | null {
  const size = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(size) ? size : null;
}
