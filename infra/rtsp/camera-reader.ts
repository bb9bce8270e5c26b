/** Cuts what a camera sends into messages and runs of packets, in memory of its own: nothing is copied, and a run costs as much as a packet. */
import { type KeyRule, beginsKey } from "./key-packets.ts";
import { type Unit, messageIn } from "./message.ts";

const DOLLAR = 0x24;
const SLAB_BYTES = 1 << 20;
/** A packet and its head, and room to read into behind it. */
const LEAST_ROOM = 128 << 10;

export class CameraReader {
  readonly #rule: KeyRule | null;
  #slab: Buffer = Buffer.allocUnsafeSlow(SLAB_BYTES);
  /** What came and is in no unit yet lies between the two. */
  #from = 0;
  #to = 0;

  constructor(rule: KeyRule | null) {
    this.#rule = rule;
  }

  /** Where the next bytes go. Units of before stay as they are. */
  room(): Buffer {
    if (SLAB_BYTES - this.#to < LEAST_ROOM) {
      const rest = this.#slab.subarray(this.#from, this.#to);
      // At most a packet of 64 KiB, or a message with its longest body: both are less than a slab.
      this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      rest.copy(this.#slab);
      this.#to = rest.byteLength;
      this.#from = 0;
    }
    return this.#slab.subarray(this.#to);
  }

  /**
   * So many bytes of that room came. A run ends before whatever may begin a key picture, and a report (an odd channel) stands
   * alone; `packet` is its first.
   * @throws NotRtsp.
   */
  took(bytes: number): readonly Unit[] {
    this.#to += bytes;
    const units: Unit[] = [];
    while (this.#from < this.#to) {
      const before = this.#from;
      if (this.#slab[before] === DOLLAR) this.#packets(units);
      else this.#message(units);
      if (this.#from === before) break;
    }
    return units;
  }

  #message(units: Unit[]): void {
    const found = messageIn(this.#slab.subarray(this.#from, this.#to));
    if (found === null) return;
    // Kept for as long as its session; not so the memory it came in.
    units.push({ ...found.message, body: Buffer.from(found.message.body) });
    this.#from += found.bytes;
  }

  #packets(units: Unit[]): void {
    const slab = this.#slab;
    let at = this.#from;
    const end = (): void => {
      if (at > this.#from) units.push(this.#run(at));
      this.#from = at;
    };
    while (this.#to - at >= 4 && slab[at] === DOLLAR) {
      const next = at + 4 + slab.readUInt16BE(at + 2);
      if (next > this.#to) break;
      const isReport = ((slab[at + 1] ?? 0) & 1) === 1;
      if (isReport || this.#isKey(at + 4, next)) end();
      at = next;
      if (isReport) end();
    }
    end();
  }

  #isKey(from: number, to: number): boolean {
    // Most packets are told by their type, and need no look at what they hold.
    if (this.#rule === null || ((this.#slab[from + 1] ?? 0) & 0x7f) !== this.#rule.payloadType)
      return false;
    return beginsKey(this.#slab.subarray(from, to), this.#rule);
  }

  #run(to: number): Unit {
    const whole = this.#slab.subarray(this.#from, to);
    const packet = whole.subarray(4, 4 + whole.readUInt16BE(2));
    return { kind: "packet", channel: whole[1] ?? 0, packet, whole };
  }
}
