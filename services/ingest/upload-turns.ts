/**
 * Who may write to an upload in this process: one request at a time, and the newest one wins.
 *
 * A client that asks again has given up its older request, even if this side has not noticed yet that
 * the connection is dead. So a newer request ends the older one, waits until its writes have settled,
 * and only then looks where the upload stands. Between processes OtherNodes asks for the same, and the
 * fencing number decides.
 */
import { randomUUID } from "node:crypto";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { noSuchUpload } from "./upload.ts";

/** Why a request had to stop receiving. */
export type StopReason = "superseded" | "draining" | "crowded";

export class Turn {
  /** The device whose upload it is; null while that is not yet known. */
  owner: DeviceId | null = null;
  readonly left: Promise<void>;
  #stopped: StopReason | null = null;
  #onStop: ((reason: StopReason) => void) | null = null;
  #leave: () => void = () => undefined;

  constructor() {
    this.left = new Promise((resolve) => (this.#leave = resolve));
  }

  get stopped(): StopReason | null {
    return this.#stopped;
  }

  /** Calls `listener` when the turn must end, at once if it must already. */
  onStop(listener: (reason: StopReason) => void): void {
    this.#onStop = listener;
    if (this.#stopped !== null) listener(this.#stopped);
  }

  stop(reason: StopReason): void {
    if (this.#stopped !== null) return;
    this.#stopped = reason;
    this.#onStop?.(reason);
  }

  leave(): void {
    this.#leave();
  }
}

export function stoppedBy(reason: StopReason): Refusal {
  switch (reason) {
    case "superseded":
      return new Refusal("conflict", "ingest/superseded", "a newer request took this upload over", {
        fix: "Ask with HEAD where the upload stands, unless the newer request is yours.",
      });
    case "draining":
      return new Refusal("unavailable", "ingest/draining", "the service is about to restart", {
        fix: "Ask with HEAD in a few seconds and go on there.",
      });
    case "crowded":
      return tooManyUploads("other devices wait for their turn");
  }
}

export const tooManyUploads = (message: string): Refusal =>
  new Refusal("unavailable", "ingest/too-many-uploads", message, {
    fix: "What arrived is kept: ask with HEAD in a few seconds where to go on.",
  });

export class UploadTurns {
  /** What this process is called as a writer; a new start of it is a new writer. */
  readonly processName: string = randomUUID();
  readonly #newest = new Map<UploadId, Turn>();
  readonly #unclean = new Set<UploadId>();
  #draining = false;

  /**
   * Runs `work` once every older request for this upload has left.
   * @throws Refusal missing "ingest/no-such-upload" if another device is writing to it; conflict
   * "ingest/superseded" if a newer request came while this one waited; unavailable "ingest/draining".
   */
  async take<T>(id: UploadId, deviceId: DeviceId, work: (turn: Turn) => Promise<T>): Promise<T> {
    if (this.#draining) throw stoppedBy("draining");
    const older = this.#newest.get(id);
    // A stranger who learned an id must not be able to end its owner's request.
    if (older !== undefined && older.owner !== null && older.owner !== deviceId) {
      throw noSuchUpload();
    }
    const turn = new Turn();
    this.#newest.set(id, turn);
    try {
      older?.stop("superseded");
      await older?.left;
      if (turn.stopped !== null) throw stoppedBy(turn.stopped);
      return await work(turn);
    } finally {
      if (this.#newest.get(id) === turn) this.#newest.delete(id);
      turn.leave();
    }
  }

  /** Ends every request that writes to this upload. Answers whether there was one. */
  async settle(id: UploadId): Promise<boolean> {
    const turn = this.#newest.get(id);
    turn?.stop("superseded");
    await turn?.left;
    return turn !== undefined;
  }

  /** True after a session of which it is unknown what the store or the database kept. */
  needsNewFence(id: UploadId): boolean {
    return this.#unclean.has(id);
  }

  /** The next session needs a new fencing number, or no longer. */
  mark(id: UploadId, { unclean }: { readonly unclean: boolean }): void {
    if (unclean) this.#unclean.add(id);
    else this.#unclean.delete(id);
  }

  /** Ends every request, keeping what arrived, and takes no new one. Resolves when all have left. */
  async drain(): Promise<void> {
    this.#draining = true;
    const turns = [...this.#newest.values()];
    for (const turn of turns) turn.stop("draining");
    await Promise.all(turns.map((turn) => turn.left));
  }
}
