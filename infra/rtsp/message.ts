/** Cuts a connection of RTSP (RFC 2326) into messages and interleaved packets; a stranger may be at the other end. */

export type Unit =
  /** A request or an answer: its first line, its header lines as they came, its body. */
  | {
      readonly kind: "message";
      readonly first: string;
      readonly headers: readonly string[];
      readonly body: Buffer;
    }
  /** A packet of a channel (section 10.12), with the four bytes before it; `whole` may hold others behind it, likewise. */
  | {
      readonly kind: "packet";
      readonly channel: number;
      readonly packet: Buffer;
      readonly whole: Buffer;
    };

export type Message = Extract<Unit, { readonly kind: "message" }>;

const DOLLAR = 0x24;
const MOST_HEADER_BYTES = 64 << 10;
const MOST_BODY_BYTES = 256 << 10;

export class NotRtsp extends Error {
  override readonly name = "NotRtsp";
}

export class UnitReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws NotRtsp. */
  push(chunk: Buffer): readonly Unit[] {
    this.#rest = this.#rest.byteLength === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const units: Unit[] = [];
    for (let unit = this.#next(); unit !== null; unit = this.#next()) units.push(unit);
    return units;
  }

  #next(): Unit | null {
    return this.#rest[0] === DOLLAR ? this.#packet() : this.#message();
  }

  #packet(): Unit | null {
    const rest = this.#rest;
    if (rest.byteLength < 4) return null;
    const end = 4 + rest.readUInt16BE(2);
    if (rest.byteLength < end) return null;
    this.#rest = rest.subarray(end);
    const whole = rest.subarray(0, end);
    return { kind: "packet", channel: rest[1] ?? 0, packet: whole.subarray(4), whole };
  }

  #message(): Unit | null {
    const found = messageIn(this.#rest);
    if (found === null) return null;
    this.#rest = this.#rest.subarray(found.bytes);
    return found.message;
  }
}

/** What `rest` begins with; null: it is not here whole. @throws NotRtsp. */
export function messageIn(
  rest: Buffer,
): { readonly message: Message; readonly bytes: number } | null {
  const headerEnd = rest.subarray(0, MOST_HEADER_BYTES).indexOf("\r\n\r\n");
  if (headerEnd < 0) {
    if (rest.byteLength >= MOST_HEADER_BYTES) throw new NotRtsp("no end of headers");
    return null;
  }
  const [first = "", ...headers] = rest.toString("latin1", 0, headerEnd).trimStart().split("\r\n");
  const length = Number(headerOf(headers, "content-length") ?? 0);
  if (!/RTSP\/\d/.test(first) || !Number.isInteger(length) || length < 0) {
    throw new NotRtsp("no message of RTSP");
  }
  if (length > MOST_BODY_BYTES) throw new NotRtsp("too long a body");
  const bytes = headerEnd + 4 + length;
  if (rest.byteLength < bytes) return null;
  const body = rest.subarray(headerEnd + 4, bytes);
  return { message: { kind: "message", first, headers, body }, bytes };
}

/** The first header of this name. */
export function headerOf(headers: readonly string[], name: string): string | null {
  const line = headers.find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

export const cseqOf = (headers: readonly string[]): string =>
  `CSeq: ${headerOf(headers, "cseq") ?? "0"}`;

export const withoutCseq = (headers: readonly string[]): readonly string[] =>
  headers.filter((line) => !/^cseq:/i.test(line));

export const statusOf = (first: string): number =>
  Number(/^RTSP\/\d\.\d (\d{3})/.exec(first)?.[1] ?? 0);

/** A camera may offer several ways to sign in, a header each. */
export const challengesIn = (headers: readonly string[]): readonly string[] =>
  headers.flatMap((line) => /^www-authenticate:\s*(.*)$/i.exec(line)?.[1] ?? []);

export const bytesOf = (first: string, headers: readonly string[], body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([first, ...headers, "", ""].join("\r\n"), "latin1"), body]);

/** A request is granted, and nothing more is said. */
export const okFor = (headers: readonly string[]): Buffer =>
  bytesOf("RTSP/1.0 200 OK", [cseqOf(headers)], Buffer.alloc(0));
