/** Proofs that stand alone (C2SP tlog-proof): an entry's index, its path, and the checkpoint over it. */
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Checkpoint, openCheckpoint, originOfNote } from "./checkpoint.ts";
import { hashLeaf, verifyInclusion } from "./merkle.ts";
import { type NoteVerifier, strictBase64 } from "./note.ts";

export interface TlogProof {
  readonly index: number;
  readonly inclusion: readonly Sha256[];
  /** The signed checkpoint, exact text. */
  readonly note: string;
}

const MAGIC = "c2sp.org/tlog-proof@v1";
/** A tree of 2^53 leaves has paths no longer than this. */
const MAX_PATH = 53;

export function encodeProof({ index, inclusion, note }: TlogProof): string {
  const path = inclusion.map((hash) => `${Buffer.from(hash, "hex").toString("base64")}\n`);
  return `${MAGIC}\nindex ${index}\n${path.join("")}\n${note}`;
}

/** `text` as a proof, or null. "extra" lines are refused: nothing signs them, and we write none. */
export function parseProof(text: string): TlogProof | null {
  const split = text.indexOf("\n\n");
  const [magic, indexLine = "", ...path] = text.slice(0, split).split("\n");
  const digits = /^index (0|[1-9]\d{0,15})$/.exec(indexLine)?.[1];
  const inclusion = path.map((line) => strictBase64(line));
  if (split < 0 || magic !== MAGIC || digits === undefined || path.length > MAX_PATH) return null;
  const hashes: Sha256[] = [];
  for (const hash of inclusion) {
    if (hash?.byteLength !== 32) return null;
    hashes.push(hash.toString("hex") as Sha256);
  }
  return { index: Number(digits), inclusion: hashes, note: text.slice(split + 2) };
}

/** The log a proof says it is from; believed only once its checkpoint verifies under that log's key. */
export const originOfProof = (proof: string): string => originOfNote(parseProof(proof)?.note ?? "");

/**
 * Checks that the ledger of `verifier` holds `leaf`, by `text` alone.
 * @throws Refusal tampered "ledger/malformed-proof", "ledger/bad-checkpoint", "ledger/not-included".
 */
export function verifyProof(
  text: string,
  leaf: string,
  verifier: NoteVerifier,
): { readonly index: number; readonly checkpoint: Checkpoint } {
  const proof = parseProof(text);
  if (proof === null) {
    throw new Refusal("tampered", "ledger/malformed-proof", "this is no tlog-proof");
  }
  const checkpoint = openCheckpoint(proof.note, verifier);
  const { index, inclusion } = proof;
  const { size, rootSha256 } = checkpoint;
  if (!verifyInclusion(hashLeaf(leaf), index, size, inclusion, rootSha256)) {
    throw new Refusal("tampered", "ledger/not-included", "the proof does not lead to the root");
  }
  return { index, checkpoint };
}
