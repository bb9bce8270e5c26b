/** The body of one push: whole, or in stretches as they come. What came before a connection broke is given out too. */
import type { Readable } from "node:stream";
import type { BodyLimits } from "./live-config.ts";
import { lookAtMedia } from "./media-look.ts";
import { fragmentsEnd, nextBoxEnd } from "./mp4-look.ts";
import { PACKET_BYTES, packetsEnd } from "./ts-look.ts";

/** "stopped": by us, because a newer body of the same track came, or this process ends. */
export type BodyEnd = "complete" | "cut" | "too-long" | "too-slow" | "stopped";

export interface Stretch {
  readonly bytes: Buffer;
  /** Null: more follows. */
  readonly end: BodyEnd | null;
}

export class LiveBody {
  readonly #body: Readable;
  readonly #limits: BodyLimits;
  readonly #timer: NodeJS.Timeout;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #windowBytes = 0;
  #isHeld = false;
  #end: BodyEnd | null = null;
  #wake: () => void = () => undefined;

  constructor(body: Readable, limits: BodyLimits) {
    this.#body = body;
    this.#limits = limits;
    this.#timer = setInterval(() => this.#checkRate(), limits.windowMs);
    body.on("data", this.#onData);
    body.on("end", () => this.stop("complete"));
    body.on("error", this.#onCut);
    body.on("close", this.#onCut);
    if (body.destroyed) this.#onCut();
  }

  /** All of it, up to the most that one segment may have. */
  async whole(): Promise<{ readonly bytes: Buffer; readonly end: BodyEnd }> {
    while (this.#end === null) {
      if (this.#bytes > this.#limits.mostBytes) this.stop("too-long");
      else await this.#change();
    }
    return { bytes: this.#take(Math.min(this.#bytes, this.#limits.mostBytes)), end: this.#end };
  }

  /** Stretches of whole packets or fragments, each soon after it came; what cannot be joined comes as one, at the end. */
  async *stretches(): AsyncGenerator<Stretch> {
    for (;;) {
      await this.#filled();
      const end = this.#end;
      const bytes = this.#peek();
      if (end !== null) {
        yield { bytes: this.#take(bytes.byteLength), end };
        return;
      }
      const { whole, nextAt } = wholeBytes(bytes);
      if (whole === 0 && bytes.byteLength > this.#limits.mostBytes) {
        this.stop("too-long");
        continue;
      }
      if (whole > 0) yield { bytes: this.#take(whole), end };
      await this.#grown(nextAt - whole);
    }
  }

  /** Takes no more of it. */
  stop(end: BodyEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    clearInterval(this.#timer);
    this.#body.off("data", this.#onData);
    this.#body.pause();
    this.#wake();
  }

  /** Until there is a stretch by size or by time, or the end. */
  async #filled(): Promise<void> {
    const { stretchBytes, stretchMs } = this.#limits;
    const until = Date.now() + stretchMs;
    while (this.#end === null && this.#bytes < stretchBytes) {
      const leftMs = until - Date.now();
      if (leftMs <= 0 && this.#bytes > 0) return;
      await this.#change(leftMs > 0 ? leftMs : undefined);
    }
  }

  /** So many bytes: each look costs all that is here. More than a segment may have is looked at anyhow. */
  async #grown(count: number): Promise<void> {
    const enough = Math.min(count, this.#limits.mostBytes + 1);
    while (this.#end === null && this.#bytes < enough) await this.#change();
  }

  #change(limitMs?: number): Promise<void> {
    if (this.#isHeld && this.#end === null && this.#bytes <= this.#mostHeld()) {
      this.#isHeld = false;
      this.#body.resume();
    }
    return new Promise((resolve) => {
      const timer = limitMs === undefined ? undefined : setTimeout(resolve, limitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    this.#windowBytes += chunk.byteLength;
    // The sender waits while what came is being stored.
    if (this.#bytes > this.#mostHeld()) {
      this.#isHeld = true;
      this.#body.pause();
    }
    this.#wake();
  };

  readonly #onCut = (): void => {
    if (this.#end !== null) return;
    for (let chunk = this.#read(); chunk !== null; chunk = this.#read()) {
      this.#chunks.push(chunk);
      this.#bytes += chunk.byteLength;
    }
    this.stop("cut");
  };

  #read(): Buffer | null {
    return this.#body.read() as Buffer | null;
  }

  #mostHeld(): number {
    return this.#limits.mostBytes + this.#limits.stretchBytes;
  }

  #peek(): Buffer {
    const [first] = this.#chunks;
    const bytes =
      first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  #take(count: number): Buffer {
    const bytes = this.#peek();
    const rest = bytes.subarray(count);
    this.#chunks = rest.byteLength === 0 ? [] : [rest];
    this.#bytes = rest.byteLength;
    return bytes.subarray(0, count);
  }

  #checkRate(): void {
    const { minBytesPerSecond, windowMs } = this.#limits;
    const isSlow = this.#windowBytes < Math.max(1, (minBytesPerSecond * windowMs) / 1_000);
    if (isSlow && !this.#isHeld) this.stop("too-slow");
    this.#windowBytes = 0;
  }
}

interface Whole {
  /** What of a body that goes on can be kept by itself; 0: not yet. An initialisation goes before what is behind it. */
  readonly whole: number;
  /** So many bytes must be here before more can be; counted from the first of these. */
  readonly nextAt: number;
}

function wholeBytes(bytes: Buffer): Whole {
  const { container, initBytes } = lookAtMedia(bytes);
  if (container === "mpegts") return { whole: packetsEnd(bytes), nextAt: bytes.byteLength + 1 };
  if (container === "fmp4") {
    const whole = initBytes > 0 ? initBytes : fragmentsEnd(bytes);
    return { whole, nextAt: initBytes > 0 ? initBytes + 1 : nextBoxEnd(bytes) };
  }
  // What is no media by its first bytes never will be.
  const isShort = bytes.byteLength < JUDGED_BYTES;
  return { whole: 0, nextAt: isShort ? bytes.byteLength + 1 : Infinity };
}

/** By so many of its first bytes a body is judged. */
const JUDGED_BYTES = 3 * PACKET_BYTES;
