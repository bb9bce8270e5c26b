/** One question to a witness (C2SP tlog-witness): from what it cosigned last to an anchor, with a proof that was checked here first. */
import type { UtcInstant } from "../kernel/clock.ts";
import { Refusal, type RefusalCode } from "../kernel/refusal.ts";
import { encodeAddCheckpoint, parseSize } from "../ledger/add-checkpoint.ts";
import { cosignatureIn } from "../ledger/cosignature.ts";
import { type Nodes, proveConsistency, rootAt, verifyConsistency } from "../ledger/merkle.ts";
import type { NoteVerifier } from "../ledger/note.ts";
import type { Anchor } from "./anchor-store.ts";

/** Port: asks at the configured address and at no other. The adapter bounds time and size. */
export interface WitnessDoor {
  /** `prefix` is the witness's submission prefix. Null: no whole answer came. */
  addCheckpoint(prefix: string, body: string): Promise<WitnessReply | null>;
}

export interface WitnessReply {
  readonly status: number;
  readonly body: string;
}

export interface Question {
  readonly door: WitnessDoor;
  readonly witness: { readonly verifier: NoteVerifier; readonly url: string };
  readonly anchor: Anchor;
  /** Published entries of the log: nobody outside may know of more. */
  readonly headSize: number;
  /** Hashes of the log's tree up to the anchor. */
  readonly nodes: Nodes;
}

export type Answer =
  | { readonly line: string; readonly at: UtcInstant; readonly size: number }
  /** `size`: where the witness stands, as far as it said. */
  | { readonly problem: RefusalCode; readonly size: number }
  /** It is further than this anchor. That another process brought it there is seen the next time, by a larger head. */
  | { readonly passed: true; readonly size: number };

/** The witness may have moved on between two questions, once for each process that asks it. */
const MAX_TRIES = 3;

/**
 * `from`: where it stood when it was asked last. Nobody signs that number: beyond the head it is asked once more.
 * @throws Refusal tampered "ledger/tiles-differ" if our own tiles contradict the anchor.
 */
export async function askWitness(question: Question, from: number): Promise<Answer> {
  const { door, witness, anchor, headSize } = question;
  const wasAhead = from > headSize && from > anchor.size;
  let size = wasAhead ? anchor.size : from;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (size > anchor.size) return { passed: true, size };
    const proof = await provePath(question, size);
    const body = encodeAddCheckpoint({ oldSize: size, proof, note: anchor.note });
    const reply = await door.addCheckpoint(witness.url, body);
    if (reply?.status !== 409) return judge(question, reply, size);
    const stands = parseSize(reply.body.replace(/\n$/, ""));
    if (stands === null) return { problem: "anchors/witness-unusable-answer", size };
    // tlog-witness 1.0.0 answers 409 where it holds another root of this very size.
    if (stands === size) return { problem: "anchors/witness-contradicts", size };
    if (wasAhead && stands > headSize) return { problem: "anchors/witness-ahead", size: stands };
    size = stands;
  }
  return { problem: "anchors/witness-unusable-answer", size };
}

function judge({ anchor, witness }: Question, reply: WitnessReply | null, size: number): Answer {
  if (reply === null) return { problem: "anchors/witness-unreachable", size };
  if (reply.status === 200) {
    const found = cosignatureIn(reply.body, anchor.note, witness.verifier);
    return found === null
      ? { problem: "anchors/bad-cosignature", size }
      : { ...found, size: anchor.size };
  }
  return { problem: PROBLEMS[reply.status] ?? "anchors/witness-unusable-answer", size };
}

const PROBLEMS: Readonly<Record<number, RefusalCode>> = {
  403: "anchors/witness-knows-no-key",
  404: "anchors/witness-knows-no-log",
  // The proof verified here: so the witness saw another history up to there.
  422: "anchors/witness-contradicts",
  502: "anchors/witness-unreachable",
  503: "anchors/witness-unreachable",
  504: "anchors/witness-unreachable",
};

/** What is sent is first believed here: a refusal of it then speaks of the witness's memory, never of our tiles. */
async function provePath({ anchor, nodes }: Question, from: number) {
  const proof = await proveConsistency(from, anchor.size, nodes);
  const older = { size: from, root: await rootAt(from, nodes) };
  const newer = { size: anchor.size, root: anchor.rootSha256 };
  if (verifyConsistency(older, newer, proof)) return proof;
  throw new Refusal("tampered", "ledger/tiles-differ", "the tiles do not make the signed root", {
    fix: "Restore the ledger's tiles from a copy.",
  });
}
