/** What a camera sends, read into memory of its own: each byte is in one unit, in order, and what may be a key picture begins one. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { CameraReader } from "../../../infra/rtsp/camera-reader.ts";
import { keyRule } from "../../../infra/rtsp/key-packets.ts";
import { NotRtsp, type Unit } from "../../../infra/rtsp/message.ts";

const RULE = keyRule("v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n");
const ANSWER = Buffer.from("RTSP/1.0 200 OK\r\nCSeq: 4\r\nContent-Length: 2\r\n\r\nok");

function packet(channel: number, isKey: boolean, bytes: number): Buffer {
  const whole = Buffer.alloc(4 + 13 + bytes, bytes);
  whole.writeUInt8(0x24, 0);
  whole.writeUInt8(channel, 1);
  whole.writeUInt16BE(13 + bytes, 2);
  whole.writeUInt8(0x80, 4);
  whole.writeUInt8(96, 5);
  whole.writeUInt8(isKey ? 0x65 : 0x41, 16);
  return whole;
}

/** As a connection brings them, in pieces. */
function read(reader: CameraReader, bytes: Buffer, pieces: readonly number[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0, turn = 0; at < bytes.byteLength; turn += 1) {
    const room = reader.room();
    const piece = bytes.subarray(at, at + Math.min(pieces[turn % pieces.length] ?? 1, room.length));
    piece.copy(room);
    units.push(...reader.took(piece.byteLength));
    at += piece.byteLength;
  }
  return units;
}

const SENT = fc.oneof(
  fc.constant(ANSWER),
  fc
    .record({ channel: fc.nat(3), isKey: fc.boolean(), bytes: fc.nat(60_000) })
    .map(({ channel, isKey, bytes }) => packet(channel, isKey, bytes)),
);

it("holds each byte once and in order, whatever pieces it came in and however much came before", () => {
  const cases = fc.record({
    all: fc.array(SENT, { minLength: 1, maxLength: 80 }),
    pieces: fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 5 }),
  });
  fc.assert(
    fc.property(cases, ({ all, pieces }) => {
      const units = read(new CameraReader(RULE), Buffer.concat(all), pieces);
      const found = units.map((unit) =>
        unit.kind === "packet" ? unit.whole : Buffer.concat([head(unit.body), unit.body]),
      );
      expect(Buffer.concat(found).equals(Buffer.concat(all))).toBe(true);
      for (const unit of units) {
        if (unit.kind === "message") continue;
        expect(unit.packet.equals(unit.whole.subarray(4, 4 + unit.whole.readUInt16BE(2)))).toBe(
          true,
        );
        // A report stands alone, and a key picture begins its run.
        const others = heads(unit.whole).slice(1);
        expect(others.filter(({ isKey, channel }) => isKey || channel % 2 === 1)).toEqual([]);
        if (unit.channel % 2 === 1) expect(others).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

const head = (body: Buffer): Buffer => ANSWER.subarray(0, ANSWER.byteLength - body.byteLength);

function heads(run: Buffer) {
  const found = [];
  for (let at = 0; at < run.byteLength; at += 4 + run.readUInt16BE(at + 2)) {
    const channel = run.readUInt8(at + 1);
    found.push({ channel, isKey: channel % 2 === 0 && run.readUInt8(at + 16) === 0x65 });
  }
  return found;
}

it("makes one unit of what came together, and copies nothing of it", () => {
  const reader = new CameraReader(RULE);
  const all = [packet(0, true, 900), ...Array.from({ length: 40 }, () => packet(0, false, 1_400))];
  const units = read(reader, Buffer.concat(all), [100_000]);
  expect(units).toHaveLength(1);
  const [run] = units;
  expect(run?.kind === "packet" && run.whole.buffer === reader.room().buffer).toBe(true);
});

it.each([
  ["another protocol", Buffer.from("HTTP/1.1 200 OK\r\n\r\n")],
  ["headers without an end", Buffer.alloc(64 << 10, 0x61)],
  ["a body of a gigabyte", Buffer.from("RTSP/1.0 200 OK\r\nContent-Length: 1073741824\r\n\r\n")],
])("ends at %s", (_name, bytes) =>
  expect(() => read(new CameraReader(null), bytes, [1_000])).toThrow(NotRtsp),
);
