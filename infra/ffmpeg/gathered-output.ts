/** What a program writes in one go, given out in one piece: it writes a fragment in eight, and each piece costs as much as a fragment. */
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** A fragment is written in less, and a picture half a second old is not made late by it. */
const GATHER_MS = 20;
/** More waits in the pipe. */
const MOST_BYTES = 4 << 20;

/** Ends with the output; a pipe that broke is an end like any other. */
export const gathered = (child: Pick<ChildProcess, "once">, output: Readable) =>
  piecesOf(new Gathering(child, output));

async function* piecesOf(gathering: Gathering): AsyncGenerator<Buffer> {
  for (let next = await gathering.next(); next !== null; next = await gathering.next()) yield next;
}

class Gathering {
  readonly #output: Readable;
  #parts: Buffer[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #isDue = false;
  #isOver = false;
  #hear: (() => void) | null = null;

  constructor(child: Pick<ChildProcess, "once">, output: Readable) {
    this.#output = output;
    let isAlive = true;
    output.on("data", (chunk: Buffer) => {
      this.#parts.push(chunk);
      this.#bytes += chunk.byteLength;
      if (this.#bytes >= MOST_BYTES) {
        // What is left of one that is gone is little, and its pipe closes when it is read.
        if (isAlive) output.pause();
        this.#ring();
      } else this.#timer ??= setTimeout(() => this.#ring(), GATHER_MS);
    });
    child.once("exit", () => {
      isAlive = false;
      output.resume();
    });
    output.on("error", () => undefined); // its "close" follows
    output.once("close", () => {
      this.#isOver = true;
      this.#ring();
    });
  }

  /** Null: it is over. */
  async next(): Promise<Buffer | null> {
    if (!this.#isDue && !this.#isOver) await new Promise<void>((hear) => (this.#hear = hear));
    this.#settle();
    const parts = this.#parts;
    this.#parts = [];
    this.#bytes = 0;
    if (parts.length === 0) return null;
    this.#output.resume();
    const [only, ...others] = parts;
    return only !== undefined && others.length === 0 ? only : Buffer.concat(parts);
  }

  #settle(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isDue = false;
  }

  #ring(): void {
    this.#settle();
    this.#isDue = true;
    this.#hear?.();
    this.#hear = null;
  }
}
