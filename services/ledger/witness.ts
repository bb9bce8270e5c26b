/**
 * The rules of a witness (C2SP tlog-witness): it cosigns a checkpoint that continues the last one it cosigned of that log,
 * and nothing else, ever. Its memory is durable before a cosignature leaves it.
 */
import type { Clock } from "../kernel/clock.ts";
import { type AddCheckpoint, parseAddCheckpoint } from "./add-checkpoint.ts";
import { type Checkpoint, parseAnyCheckpointText } from "./checkpoint.ts";
import { assert } from "../kernel/refusal.ts";
import { EMPTY_ROOT, verifyConsistency } from "./merkle.ts";
import { type NoteVerifier, openNote, parseNote } from "./note.ts";
import { verifierFor } from "./pinned-keys.ts";

/** Port: what a witness remembers. Contract suite: test/contract/witness-memory.contract.ts. */
export interface WitnessMemory {
  /** The note that was cosigned last of `origin`, exact text; null: none ever. */
  last(origin: string): Promise<string | null>;
  /** Durable when it resolves. Forgets a refused checkpoint of this very text. */
  keep(origin: string, note: string): Promise<void>;
  /**
   * Keeps what a log signed and this witness could not cosign, once: it may prove a fork. Of each house (`houseOf`) the first
   * MAX_REFUSED forks stay; of the rest the newest, for anybody can send a true head with a wrong proof.
   */
  keepRefused(refused: RefusedCheckpoint): Promise<void>;
}

export interface RefusedCheckpoint {
  readonly origin: string;
  readonly refused: string;
  /** What stood here before it. */
  readonly standing: string | null;
  /** Another root for the size of `standing`: the two prove themselves, and only a holder of the log's key can make them. */
  readonly isFork: boolean;
}

/** Of either kind of one house: forks, and the rest. */
export const MAX_REFUSED = 100;

/** Whose log it is: one key signs all its years, so that years must not each have places, nor one house take another's. */
export const houseOf = (origin: string): string => origin.replace(/\/\d{4}$/, "");

export interface WitnessDeps {
  /** Keys of the logs it serves; a key of one year serves an agency's other years (`verifierFor`). */
  readonly logs: readonly NoteVerifier[];
  readonly memory: WitnessMemory;
  /** The line it adds to the note of `text`. */
  readonly cosign: (text: string, at: ReturnType<Clock>) => string;
  readonly clock: Clock;
}

/** What became of a request; the names are the protocol's cases. */
export type WitnessAnswer =
  | { readonly is: "cosigned"; readonly lines: string; readonly checkpoint: Checkpoint }
  /** The log must prove from `size`. */
  | { readonly is: "other-size"; readonly size: number }
  | { readonly is: "malformed" | "unknown-log" | "not-signed" }
  | { readonly is: "not-consistent"; readonly checkpoint: Checkpoint };

/** One at a time: between the look at the memory and its change nothing else may happen. */
export class Witness {
  readonly #deps: WitnessDeps;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: WitnessDeps) {
    this.#deps = deps;
  }

  /** `body`: a request's exact text. @throws what the memory throws; then nothing was cosigned. */
  addCheckpoint(body: string): Promise<WitnessAnswer> {
    const mine = this.#turn.then(() => this.#add(body));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #add(body: string): Promise<WitnessAnswer> {
    const read = readRequest(body);
    if (read === null) return { is: "malformed" };
    const { request, text, checkpoint } = read;
    const { origin } = checkpoint;
    const log = verifierFor(origin, this.#deps.logs);
    if (log === null) return { is: "unknown-log" };
    if (openNote(request.note, log) === null) return { is: "not-signed" };

    const { memory, clock } = this.#deps;
    const standing = await memory.last(origin);
    const last = standing === null ? null : checkpointIn(standing);
    assert(standing === null || last !== null, "a witness remembers checkpoints");
    const size = last?.size ?? 0;
    if (request.oldSize !== size) return { is: "other-size", size };
    if (!continues(last, checkpoint, request)) {
      const isFork = last?.size === checkpoint.size && last.rootSha256 !== checkpoint.rootSha256;
      await memory.keepRefused({ origin, refused: request.note, standing, isFork });
      return { is: "not-consistent", checkpoint };
    }
    const lines = this.#deps.cosign(text, clock());
    await memory.keep(origin, withOwnLines(request.note, log, lines));
    return { is: "cosigned", lines, checkpoint };
  }
}

/** Null for what is no request, or one that goes back. Nothing is verified yet. */
function readRequest(body: string) {
  const request = parseAddCheckpoint(body);
  const text = request === null ? undefined : parseNote(request.note)?.text;
  const checkpoint = text === undefined ? null : parseAnyCheckpointText(text);
  if (request === null || text === undefined || checkpoint === null) return null;
  return request.oldSize > checkpoint.size ? null : { request, text, checkpoint };
}

/** The checkpoint in a note that a witness keeps. */
export const checkpointIn = (note: string): Checkpoint | null =>
  parseAnyCheckpointText(parseNote(note)?.text ?? "");

/** `to` holds all that `last` holds, in its place. */
function continues(last: Checkpoint | null, to: Checkpoint, { proof }: AddCheckpoint): boolean {
  if (to.size === 0 && to.rootSha256 !== EMPTY_ROOT) return false;
  // The empty tree is a prefix of every tree.
  if (last === null || last.size === 0) return proof.length === 0;
  return verifyConsistency(
    { size: last.size, root: last.rootSha256 },
    { size: to.size, root: to.rootSha256 },
    proof,
  );
}

/** The note with the log's own line and ours; lines of strangers would be kept for nothing. */
function withOwnLines(note: string, log: NoteVerifier, lines: string): string {
  const split = note.lastIndexOf("\n\n") + 2;
  const own = note
    .slice(split)
    .split("\n")
    .filter((line) => line.startsWith(`— ${log.name} `));
  return `${note.slice(0, split)}${own.map((line) => `${line}\n`).join("")}${lines}`;
}
