/** RTSP as it comes over a connection: in any pieces, with packets between messages, from strangers. */
import { describe, expect, it } from "vitest";
import { NotRtsp, UnitReader } from "../../../infra/rtsp/message.ts";

const ANSWER = Buffer.from(
  "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n",
);
const PACKET = Buffer.from([0x24, 1, 0, 3, 7, 8, 9]);
const STREAM = Buffer.concat([ANSWER, PACKET, PACKET, ANSWER]);

describe("a connection of RTSP", () => {
  it("is cut the same wherever its pieces end", () => {
    for (let at = 1; at < STREAM.byteLength; at += 1) {
      const reader = new UnitReader();
      const units = [...reader.push(STREAM.subarray(0, at)), ...reader.push(STREAM.subarray(at))];
      expect(units.map(({ kind }) => kind)).toEqual(["message", "packet", "packet", "message"]);
    }
  });

  it("gives messages and packets whole", () => {
    const [message, packet] = new UnitReader().push(STREAM);
    expect(message).toMatchObject({ first: "RTSP/1.0 200 OK", body: Buffer.from("v=0\r\n") });
    expect(packet).toMatchObject({ channel: 1, packet: Buffer.from([7, 8, 9]), whole: PACKET });
  });

  it.each([
    ["headers without an end", Buffer.alloc(64 << 10, 0x61)],
    ["another protocol", Buffer.from("HTTP/1.1 200 OK\r\n\r\n")],
    ["a body of a gigabyte", Buffer.from("RTSP/1.0 200 OK\r\nContent-Length: 1073741824\r\n\r\n")],
    ["a length that is none", Buffer.from("RTSP/1.0 200 OK\r\nContent-Length: x\r\n\r\n")],
    ["a negative length", Buffer.from("RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n")],
  ])("ends at %s", (_name, bytes) => expect(() => new UnitReader().push(bytes)).toThrow(NotRtsp));
});
