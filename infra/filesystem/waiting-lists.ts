/** What waits in a spool, remembered: nobody else writes there, so what was read once and what was done since is what lies there. */
import type { Spooled } from "../../services/recorder/ports.ts";

/** Without a network there are days of segments: of a channel with more the disk is asked each time. */
const MOST = 500;
/** Of a channel the newest segment is held for whoever sends it next; a larger one is read. */
const MOST_BYTES = 4 << 20;

interface Known {
  /** Null: the disk knows. */
  list: readonly Spooled[] | null;
  /** What was closed and sent: a list that was read meanwhile may lack it. */
  changes: number;
  /** One gets its name: whoever reads may find it, and even send it, before it is told of. */
  isClosing: boolean;
  newest: { readonly of: Spooled; readonly parts: readonly Buffer[] } | null;
}

export class WaitingLists {
  readonly #read: (channel: string) => Promise<readonly Spooled[]>;
  readonly #known = new Map<string, Known>();

  /** `read`: all of a channel that waits, oldest first, as the disk has it. */
  constructor(read: (channel: string) => Promise<readonly Spooled[]>) {
    this.#read = read;
  }

  async of(channel: string): Promise<readonly Spooled[]> {
    const known = this.#of(channel);
    if (known.list !== null) return known.list;
    const before = known.changes;
    const read = await this.#read(channel);
    const isTrue = known.changes === before && !known.isClosing;
    if (isTrue && read.length <= MOST) known.list = read;
    return read;
  }

  /** Before one gets its name. */
  closing(channel: string): void {
    this.#of(channel).isClosing = true;
  }

  /** `parts`: all that it holds; null: not known. */
  closed(segment: Spooled, parts: readonly Buffer[] | null): void {
    const known = this.#of(segment.channel);
    known.changes += 1;
    known.isClosing = false;
    const isHeld = parts !== null && segment.bytes <= MOST_BYTES;
    known.newest = isHeld ? { of: segment, parts } : null;
    if (known.list === null) return;
    const last = known.list.at(-1);
    const isNext = last === undefined || last.take <= segment.take;
    known.list = isNext && known.list.length < MOST ? [...known.list, segment] : null;
  }

  sent({ channel, take, sequence }: Spooled): void {
    const known = this.#of(channel);
    known.changes += 1;
    const isOther = (one: Spooled): boolean => one.take !== take || one.sequence !== sequence;
    // It may be the one that is not told of yet.
    known.list = known.isClosing ? null : (known.list?.filter(isOther) ?? null);
  }

  /** Once, of the one that was closed last; null: it is on the disk alone. */
  bytesOf({ channel, take, sequence }: Spooled): Buffer | null {
    const known = this.#known.get(channel);
    const newest = known?.newest ?? null;
    if (known === undefined || newest?.of.take !== take || newest.of.sequence !== sequence)
      return null;
    known.newest = null;
    return Buffer.concat(newest.parts);
  }

  /** Nothing of it lies there any more. */
  forget(channel: string): void {
    this.#known.delete(channel);
  }

  #of(channel: string): Known {
    let known = this.#known.get(channel);
    if (known === undefined) {
      known = { list: null, changes: 0, isClosing: false, newest: null };
      this.#known.set(channel, known);
    }
    return known;
  }
}
