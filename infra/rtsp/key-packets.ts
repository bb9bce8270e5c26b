/** Which packets of a camera's pictures begin one that needs none before it, by their coding (RFC 6184, 7798, 2435, 6416). Pure. */

/** Of one stream of a description: the type its packets have (RFC 3550, 5.1), and what begins a picture. */
export interface KeyRule {
  readonly payloadType: number;
  readonly isKey: (payload: Buffer) => boolean;
}

const RULES: Readonly<Record<string, (payload: Buffer) => boolean>> = {
  h264: h264Key,
  h265: h265Key,
  // A JPEG's first fragment; each is a picture by itself.
  jpeg: (payload) => payload.byteLength > 8 && payload.readUIntBE(1, 3) === 0,
  "mp4v-es": mpeg4Key,
};

/** Null where nobody can tell: pictures of another coding, or of the same type as the sound. Sound alone may begin anywhere. */
export function keyRule(sdp: string): KeyRule | null {
  const media = sdp.split(/^m=/m).slice(1);
  const types = media.map((part) => Number(/^\w+ \d+(?:\/\d+)? [\w/]+ (\d+)/.exec(part)?.[1]));
  const place = media.findIndex((part) => part.startsWith("video "));
  const [only] = types;
  if (place < 0 && only !== undefined) return { payloadType: only, isKey: () => true };
  const payloadType = types[place];
  if (payloadType === undefined) return null;
  const [, name] =
    new RegExp(`^a=rtpmap:${payloadType} ([A-Za-z0-9-]{1,32})/`, "m").exec(media[place] ?? "") ??
    [];
  const isKey = RULES[(name ?? (payloadType === 26 ? "jpeg" : "")).toLowerCase()];
  const isShared = types.some((type, at) => at !== place && type === payloadType);
  return isKey === undefined || isShared ? null : { payloadType, isKey };
}

export function beginsKey(packet: Buffer, { payloadType, isKey }: KeyRule): boolean {
  if (packet.byteLength < 13 || (packet.readUInt8(1) & 0x7f) !== payloadType) return false;
  const payload = payloadOf(packet);
  return payload.byteLength > 0 && isKey(payload);
}

/** Behind the header, its sources and its extension. */
function payloadOf(packet: Buffer): Buffer {
  const first = packet.readUInt8(0);
  let at = 12 + 4 * (first & 15);
  if ((first & 0x10) !== 0 && at + 4 <= packet.byteLength)
    at += 4 + 4 * packet.readUInt16BE(at + 2);
  return packet.subarray(at);
}

/** A parameter set, or the first slice of a picture of type 5. */
function h264Key(payload: Buffer): boolean {
  const type = payload.readUInt8(0) & 31;
  if (type === 28) return payload.byteLength > 1 && (payload.readUInt8(1) & 0x9f) === 0x85;
  if (type !== 24) return type === 7 || type === 5;
  return payload.byteLength > 3 && [5, 7].includes(payload.readUInt8(3) & 31);
}

/** A parameter set, or the first slice of a picture of types 16 to 21. */
function h265Key(payload: Buffer): boolean {
  const isBegin = (type: number): boolean =>
    (type >= 16 && type <= 21) || type === 32 || type === 33;
  const type = (payload.readUInt8(0) >> 1) & 63;
  if (type === 49) {
    const head = payload.byteLength > 2 ? payload.readUInt8(2) : 0;
    return (head & 0x80) !== 0 && isBegin(head & 63);
  }
  if (type !== 48) return isBegin(type);
  return payload.byteLength > 4 && isBegin((payload.readUInt8(4) >> 1) & 63);
}

/** A sequence, a group, or a picture whose coding type is 0. */
function mpeg4Key(payload: Buffer): boolean {
  if (payload.byteLength < 5 || payload.readUIntBE(0, 3) !== 1) return false;
  const code = payload.readUInt8(3);
  return code === 0xb0 || code === 0xb3 || (code === 0xb6 && payload.readUInt8(4) >> 6 === 0);
}
