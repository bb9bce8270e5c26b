/** Positions of a track "camm" (Google's Camera Motion Metadata): packets of fixed lengths, of which two kinds tell a place. */
import { type LinePoint, gpxOf } from "./gpx-lines.ts";

const HEAD_BYTES = 4;
/** Of what follows the head of each kind: turns, lenses, gyroscopes, movements, places in a room, places on earth (5 and 6), magnetism. */
const KINDS = [12, 8, 12, 12, 12, 24, 56, 12] as const;

/**
 * Null: it is not in that form, or tells no place. Kind 6 says of each place whether it is one, and so goes before kind 5. Its time
 * is told by none: writers differ on where it counts from.
 */
export function cammLines(track: Buffer): readonly string[] | null {
  const plain: LinePoint[] = [];
  const fixed: (LinePoint | null)[] = [];
  for (let at = 0; at + HEAD_BYTES <= track.byteLength;) {
    const kind = track.readUInt16LE(at + 2);
    const length = KINDS[kind];
    const body = track.subarray(at + HEAD_BYTES, at + HEAD_BYTES + (length ?? 0));
    if (length === undefined || body.byteLength < length) break;
    if (kind === 5) plain.push(pointAt(body, 0, body.readDoubleLE(16)));
    if (kind === 6)
      fixed.push(body.readInt32LE(8) < 2 ? null : pointAt(body, 12, body.readFloatLE(28)));
    at += HEAD_BYTES + length;
  }
  const found = fixed.length > 0 ? fixed : plain;
  return found.length === 0 ? null : gpxOf(found);
}

const pointAt = (body: Buffer, at: number, metres: number): LinePoint => ({
  latitude: body.readDoubleLE(at),
  longitude: body.readDoubleLE(at + 8),
  metres,
  atMs: null,
});
