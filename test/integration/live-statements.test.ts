/** What one live segment costs PostgreSQL, counted in statements: each is a way there and back before a recorder hears that it is kept. */
import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";

let server: LiveServer;
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const box = (type: string, content: string): Buffer => {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type + content, "latin1")]);
  bytes.writeUInt32BE(bytes.byteLength, 0);
  return bytes;
};

it("asks PostgreSQL twelve times at most for a segment that follows another", async () => {
  server = await startLiveServer();
  await server.tell("start");
  await server.push("init.mp4", Buffer.concat([box("ftyp", "iso6"), box("moov", "")]));
  const push = async (number: number) => {
    const body = Buffer.concat([box("moof", ""), box("mdat", `${number}`)]);
    const { status } = await server.push(`s${number}.m4s`, body);
    expect(status).toBe(201);
  };
  await push(1);
  const query = vi.spyOn(pg.Client.prototype, "query");
  const counts: number[] = [];
  for (const number of [2, 3, 4]) {
    query.mockClear();
    await push(number);
    counts.push(query.mock.calls.length);
  }
  expect(Math.max(...counts)).toBeLessThanOrEqual(12);
}, 60_000);
