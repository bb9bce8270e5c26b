/** MPEG transport streams (ISO 13818-1) in memory: where packets lie, and the presentation times of the first stream of pictures, else of sound. */

export const PACKET_BYTES = 188;
const SYNC = 0x47;
/** Of the 90 kHz clock, whose times have 33 bits. */
const WRAP = 2 ** 33;

/** Packets follow one another from the first byte on; a body shorter than three is judged by what it has. */
export function isTransportStream(bytes: Buffer): boolean {
  if (bytes.byteLength < PACKET_BYTES) return false;
  return [0, 1, 2].every((packet) => {
    const at = packet * PACKET_BYTES;
    return at >= bytes.byteLength || bytes[at] === SYNC;
  });
}

/** Bytes of whole packets. */
export const packetsEnd = (bytes: Buffer): number =>
  bytes.byteLength - (bytes.byteLength % PACKET_BYTES);

/** From the first to the last time, in ms; null where none is told. The last picture's own duration is not known. */
export function tsTimes(bytes: Buffer): { readonly fromMs: number; readonly toMs: number } | null {
  const all = [...pesTimes(bytes)];
  const isVideo = all.some(({ stream }) => stream >> 4 === 0xe);
  const chosen = all.find(({ stream }) => !isVideo || stream >> 4 === 0xe);
  const times = all.filter(({ pid }) => pid === chosen?.pid).map(({ pts }) => pts);
  const [first] = times;
  if (first === undefined) return null;
  // Pictures come in the order of decoding; a time far below the first is one behind the wrap.
  const unwrapped = times.map((pts) => (first - pts > WRAP / 2 ? pts + WRAP : pts));
  const ms = (ticks: number): number => Math.round(ticks / 90);
  return { fromMs: ms(Math.min(...slice(unwrapped))), toMs: ms(max(unwrapped)) };
}

/** The first pictures may be shown in another order than they come. */
const slice = (times: readonly number[]): readonly number[] => times.slice(0, 32);
const max = (times: readonly number[]): number => times.reduce((most, one) => Math.max(most, one));

function* pesTimes(bytes: Buffer) {
  for (let at = 0; at + PACKET_BYTES <= bytes.byteLength; at += PACKET_BYTES) {
    if (bytes[at] !== SYNC) continue;
    const head = bytes.readUInt32BE(at);
    const begins = (head & 0x40_0000) !== 0;
    const adaptation = (head >> 4) & 3;
    if (!begins || (adaptation & 1) === 0) continue;
    const payload = at + 4 + (adaptation === 3 ? 1 + (bytes[at + 4] ?? 0) : 0);
    const pts = ptsAt(bytes, payload, at + PACKET_BYTES);
    if (pts !== null) yield { pid: (head >> 8) & 0x1fff, ...pts };
  }
}

function ptsAt(bytes: Buffer, at: number, end: number) {
  if (at + 14 > end || bytes.readUIntBE(at, 3) !== 1) return null;
  const stream = bytes[at + 3] ?? 0;
  const isMedia = stream >> 4 === 0xe || stream >> 5 === 6;
  if (!isMedia || ((bytes[at + 7] ?? 0) & 0x80) === 0) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(at + 9, at + 14);
  const high = ((a >> 1) & 7) * 2 ** 30;
  return { stream, pts: high + (((b << 7) | (c >> 1)) << 15) + ((d << 7) | (e >> 1)) };
}
