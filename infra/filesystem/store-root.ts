/** The folder that a store was opened in, and whether what stands under its name is that folder still. */
import { statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { Refusal } from "../../services/kernel/refusal.ts";

interface Place {
  readonly dev: bigint;
  readonly ino: bigint;
}

export class StoreRoot {
  readonly path: string;
  /** Null: it was not there; only paths are made of it. */
  readonly #opened: Place | null;

  /** Notes the folder before anybody looks whose store it is, so that no other can come in between. */
  constructor(path: string) {
    this.path = path;
    this.#opened = statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  }

  /**
   * To be asked after bytes were made durable and before anybody hears of it, and before anything is called missing: where a
   * file system was unmounted, a folder of the same name remains, takes every write, and is hidden once the mount is back.
   * @throws Refusal unavailable "objects/store-replaced"
   */
  async requireSame(): Promise<void> {
    const now: Place | null = await stat(this.path, { bigint: true }).catch(() => null);
    if (now !== null && now.dev === this.#opened?.dev && now.ino === this.#opened.ino) return;
    throw new Refusal(
      "unavailable",
      "objects/store-replaced",
      "the folder of the store is not the one that was opened",
      {
        fix: "What was written into this one counts for nothing. Mount the folder of before; if it is still refused then, `holdfast down` and `holdfast up`.",
      },
    );
  }
}
