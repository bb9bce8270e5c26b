/** A worker says in the database, every few seconds, that it lives; whoever asks learns which are silent. */
import type { Pool } from "pg";

/** "signer" has no way to the database: custody beats for it. */
export const WORKERS = ["signer", "custody", "media"] as const;
export type WorkerName = (typeof WORKERS)[number];

const EVERY_MS = 2_000;
/** A few beats may be late on a busy machine; with this a dead process is named within fifteen seconds. */
const SILENT_SECONDS = 10;

/**
 * Beats until closed. A process that is gone, whose event loop stands still or that cannot reach the
 * database stops beating by itself: nothing has to notice that it died.
 */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  #beat: Promise<void> = Promise.resolve();

  private constructor(beat: () => Promise<void>) {
    let isUnderWay = false;
    this.#timer = setInterval(() => {
      if (isUnderWay) return;
      isUnderWay = true;
      this.#beat = beat().finally(() => (isUnderWay = false));
    }, EVERY_MS);
  }

  /**
   * Resolves after the first beat, so that a process which says "ready" is heard of at once. A beat that
   * fails is told to `onFailure`, the first as well: the next one comes. `look` looks whether there is
   * anything to beat for.
   */
  static async begin(
    pool: Pool,
    name: WorkerName,
    onFailure: (error: unknown) => void,
    look: () => Promise<void> = () => Promise.resolve(),
  ): Promise<Heartbeat> {
    const tryBeat = (): Promise<void> =>
      look()
        .then(() => beat(pool, name))
        .catch(onFailure);
    await tryBeat();
    return new Heartbeat(tryBeat);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beat;
  }
}

/** One row for all processes of a name: any of them that lives keeps the work going. */
async function beat(pool: Pool, name: WorkerName): Promise<void> {
  await pool.query(
    `INSERT INTO heartbeats (process, beat_at) VALUES ($1, now())
     ON CONFLICT (process) DO UPDATE SET beat_at = now()`,
    [name],
  );
}

/**
 * Workers of which nothing was heard lately, or ever; of the signer nothing is known while custody is silent. Rejects
 * if the database does not answer.
 */
export async function silentWorkers(pool: Pool): Promise<readonly WorkerName[]> {
  const { rows } = await pool.query<{ process: string }>(
    `SELECT process FROM heartbeats WHERE beat_at > now() - make_interval(secs => $1)`,
    [SILENT_SECONDS],
  );
  const heard = rows.map(({ process }) => process);
  const silent = WORKERS.filter((name) => !heard.includes(name));
  return silent.includes("custody") ? silent.filter((name) => name !== "signer") : silent;
}
