/** Reads what ffprobe prints of each frame it decoded, with the complaints that came with it: where a stream is damaged, and where it ends. */
import type { DecodedStream } from "../../services/media/media-check.ts";

type Stream = DecodedStream["stream"];
interface Fault {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Stretches are joined later; a stream that is nothing but faults must not fill the memory. */
const MAX_FAULTS = 10_000;
/** What demuxers say of a file that ends in the middle of a block. */
const BROKEN_END =
  /File ended prematurely|partial file|Packet corrupt .*at EOF|overread end of atom/;

export class FrameLines {
  readonly #stream: Stream;
  readonly #faults: Fault[] = [];
  #frames = 0;
  #firstMs: number | null = null;
  #endMs: number | null = null;
  #errors = 0;
  /** Of a picture: until the next one that rests on no other. */
  #openMs: number | null = null;
  #brokenEnd = false;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  /** So much of it is decoded. */
  get doneMs(): number {
    return (this.#endMs ?? 0) - (this.#firstMs ?? 0);
  }

  /** One line of `-of compact`: "frame|key_frame=1|best_effort_timestamp_time=0.04|…|log|…". */
  frame(line: string): void {
    if (!line.startsWith("frame|")) return;
    this.#frames += 1;
    const atMs =
      millis(/\|best_effort_timestamp_time=([\d.-]{1,20})/.exec(line)?.[1]) ?? this.#endMs;
    const lastsMs = millis(/\|(?:pkt_)?duration_time=([\d.]{1,20})/.exec(line)?.[1]) ?? 0;
    if (atMs === null) return;
    this.#firstMs = Math.min(this.#firstMs ?? atMs, atMs);
    this.#endMs = Math.max(this.#endMs ?? 0, atMs + lastsMs);
    this.#judge(atMs, lastsMs, line);
  }

  #judge(atMs: number, lastsMs: number, line: string): void {
    const isFaulty = line.includes("|log|");
    if (this.#stream === "audio") {
      if (isFaulty) this.#keep({ fromMs: atMs, toMs: atMs + lastsMs });
    } else if (isFaulty) this.#openMs ??= atMs;
    else if (this.#openMs !== null && line.includes("|key_frame=1|")) {
      this.#keep({ fromMs: this.#openMs, toMs: atMs });
      this.#openMs = null;
    }
  }

  /** One line of standard error: a complaint of the demuxer or of a decoder. */
  complaint(line: string): void {
    if (!/^\[[^\]]{1,80}\] /.test(line)) return;
    this.#errors += 1;
    if (BROKEN_END.test(line)) this.#brokenEnd = true;
  }

  /** What came of the stream, once the tool has ended. */
  end(): DecodedStream {
    if (this.#openMs !== null) this.#keep({ fromMs: this.#openMs, toMs: null });
    this.#openMs = null;
    return {
      stream: this.#stream,
      frames: this.#frames,
      ...{ firstMs: this.#firstMs, endMs: this.#endMs },
      errors: this.#errors,
      faults: this.#faults,
      brokenEnd: this.#brokenEnd,
    };
  }

  #keep(fault: Fault): void {
    const last = this.#faults.at(-1);
    const isFull = this.#faults.length >= MAX_FAULTS && last !== undefined;
    if (isFull) this.#faults[this.#faults.length - 1] = { ...last, toMs: fault.toMs };
    else this.#faults.push(fault);
  }
}

const millis = (seconds: string | undefined): number | null => {
  const ms = Math.round(Number(seconds) * 1_000);
  return seconds !== undefined && Number.isSafeInteger(ms) ? ms : null;
};
