/** Connections that only hold a place: slow, silent, stalled or too many. Each ends; whoever works is served. */
import type { Server } from "node:http";
import { type Socket, connect } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type HttpLimits,
  createHttpServer,
  drain,
  listen,
} from "../../../services/api/http-server.ts";

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const produced = { bytes: 0 };
const CHUNK = Buffer.alloc(64 << 10);
function* endless(): Generator<Buffer> {
  for (;;) {
    produced.bytes += CHUNK.byteLength;
    yield CHUNK;
  }
}

/** Answers "/" at once; "/download" never ends. */
async function start(limits: Partial<HttpLimits>): Promise<number> {
  const server = createHttpServer((request, response) => {
    if (request.url !== "/download") response.end("served");
    else pipeline(Readable.from(endless()), response).catch(() => undefined);
  }, limits);
  servers.push(server);
  return listen(server, "127.0.0.1", 0);
}

function open(port: number, localAddress = "127.0.0.1"): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  sockets.push(socket);
  socket.on("error", () => undefined);
  return new Promise((resolve) => socket.once("connect", () => resolve(socket)));
}

const isOver = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once("close", resolve));

/** Rejects after five seconds. */
async function closedSoon(socket: Socket): Promise<void> {
  socket.resume();
  const late = sleep(5_000, null, { ref: false }).then(() => {
    throw new Error("still open");
  });
  await Promise.race([isOver(socket), late]);
}

const WAIT = { timeout: 5_000, interval: 50 };
const leftOpen = (all: readonly Socket[], count: number): Promise<void> =>
  vi.waitFor(() => expect(all.filter(({ closed }) => !closed)).toHaveLength(count), WAIT);

const request = (path: string, more = ""): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

async function answerOn(socket: Socket, more = ""): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => (text += chunk.toString("latin1")));
  socket.write(request("/", more));
  for (let at = 0; at < 100 && !text.includes("served") && !socket.closed; at += 1) await sleep(10);
  return text;
}

describe("a connection", () => {
  test("that says its head byte by byte, or nothing at all, is closed in time", async () => {
    const port = await start({ headersMs: 400 });
    const [slow, silent] = [await open(port), await open(port)];
    const dripping = setInterval(() => slow.write("X"), 50);
    slow.write("GET / HTTP/1.1\r\nHost: ");
    await closedSoon(slow);
    clearInterval(dripping);
    await closedSoon(silent);
  });

  test("whose reader stalls in a download is closed, and no memory was filled for it", async () => {
    const port = await start({ idleMs: 500 });
    const stalled = await open(port);
    stalled.pause();
    produced.bytes = 0;
    stalled.write(request("/download"));
    await sleep(2_000);
    // Open still, it would now be sent without end.
    await closedSoon(stalled);
    // What the kernel takes for a reader who does not read; a store would not be read further either.
    expect(produced.bytes).toBeLessThan(32 << 20);
  });

  test("too many from one address are closed, whatever its headers say; others are served", async () => {
    const port = await start({ connectionsPerAddress: 20 });
    const many = await Promise.all(Array.from({ length: 60 }, () => open(port)));
    await leftOpen(many, 20);
    expect(await answerOn(await open(port, "127.0.0.2"))).toContain("served");
    const spoofed = await open(port);
    expect(await answerOn(spoofed, "X-Forwarded-For: 10.1.2.3\r\n")).toBe("");
    for (const socket of many) socket.destroy();
    await vi.waitFor(
      async () => expect(await answerOn(await open(port))).toContain("served"),
      WAIT,
    );
  });

  test("too many from everywhere are closed, and those that are open go on", async () => {
    const port = await start({ connections: 10 });
    const first = await open(port);
    const many = await Promise.all(Array.from({ length: 30 }, () => open(port, "127.0.0.3")));
    await leftOpen(many, 9);
    expect(await answerOn(first)).toContain("served");
  });

  test("of two servers are ended at once, within one time", async () => {
    const ports = [await start({}), await start({})];
    for (const port of ports) (await open(port)).write(request("/download"));
    await sleep(100);
    const from = performance.now();
    await drain(servers, 600);
    expect(performance.now() - from).toBeGreaterThan(500);
    expect(performance.now() - from).toBeLessThan(1_100);
  });
});
