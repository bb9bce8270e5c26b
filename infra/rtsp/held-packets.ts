/** What a camera sent lately: from the last key picture before all that may not be kept yet, so that another listener misses nothing. */
import { type KeyRule, beginsKey } from "./key-packets.ts";
import type { Unit } from "./message.ts";

type Packet = Extract<Unit, { readonly kind: "packet" }>;

interface Held {
  readonly whole: Buffer;
  readonly atMs: number;
  readonly isKey: boolean;
}

/** A minute of 4 Mbit/s. What sends more between two key pictures is not held. */
const MOST_BYTES = 32 << 20;

export class HeldPackets {
  readonly #rule: KeyRule | null;
  /** The newest of each channel: they tell how streams lie beside one another. */
  readonly #reports = new Map<number, Buffer>();
  #held: Held[] = [];
  #bytes = 0;
  #keptMs = 0;
  /** Of the last key picture: several packets may tell it (parameter sets go before it), and the first one counts. */
  #keyStamp: number | null = null;
  lastMs = 0;

  constructor(rule: KeyRule | null) {
    this.#rule = rule;
  }

  /** Whether it is the first packet of a key picture. */
  push({ channel, packet, whole }: Packet, nowMs: number): boolean {
    // Channels of reports are the odd ones, as ffmpeg asks for them.
    if (channel % 2 === 1) {
      this.#reports.set(channel, Buffer.from(whole));
      return false;
    }
    this.lastMs = nowMs;
    if (this.#rule === null) return false;
    const isKey = beginsKey(packet, this.#rule) && packet.readUInt32BE(4) !== this.#keyStamp;
    if (isKey) this.#keyStamp = packet.readUInt32BE(4);
    if (!isKey && this.#held.length === 0) return false;
    // No copy: what came in one read is packets, nearly all of them held.
    this.#held.push({ whole, atMs: nowMs, isKey });
    this.#bytes += whole.byteLength;
    if (isKey) this.#trim();
    if (this.#bytes > MOST_BYTES) this.#dropAll();
    return isKey;
  }

  /** All that came before is durable. */
  kept(beforeMs: number): void {
    this.#keptMs = Math.max(this.#keptMs, beforeMs);
    this.#trim();
  }

  /** From a key picture on; null: there is none. */
  all(): { readonly packets: readonly Buffer[]; readonly fromMs: number } | null {
    const [first] = this.#held;
    if (first === undefined) return null;
    const packets = this.#held.map(({ whole }) => whole);
    return { packets: [...this.#reports.values(), ...packets], fromMs: first.atMs };
  }

  #trim(): void {
    const from = this.#held.findLastIndex(({ isKey, atMs }) => isKey && atMs <= this.#keptMs);
    if (from <= 0) return;
    for (const { whole } of this.#held.splice(0, from)) this.#bytes -= whole.byteLength;
  }

  #dropAll(): void {
    this.#held = [];
    this.#bytes = 0;
  }
}
