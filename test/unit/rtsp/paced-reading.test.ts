/** A camera that is read a few times a second: all that it sends comes, in order, by TLS as without; what is held waits, and the last is read. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { afterEach, expect, it } from "vitest";
import type { Unit } from "../../../infra/rtsp/message.ts";
import { readCamera } from "../../../infra/rtsp/paced-reading.ts";

const ANSWER = Buffer.from("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
let server: Server | null = null;
let camera: Promise<Socket>;

afterEach(async () => {
  (await camera).destroy();
  server?.close();
});

/** `size` bytes in all, numbered. */
function packet(number: number, size = 1_400): Buffer {
  const whole = Buffer.alloc(size, number & 255);
  whole.writeUInt8(0x24, 0);
  whole.writeUInt8(0, 1);
  whole.writeUInt16BE(size - 4, 2);
  return whole;
}

async function reading(made: Server, scheme: "rtsp" | "rtsps") {
  server = made;
  camera = once(made, scheme === "rtsp" ? "connection" : "secureConnection").then(
    ([socket]) => socket as Socket,
  );
  made.listen(0, "127.0.0.1");
  await once(made, "listening");
  const { port } = made.address() as AddressInfo;
  const came: Unit[] = [];
  let hear = (): void => undefined;
  const read = readCamera(
    new URL(`${scheme}://localhost:${port}/`),
    null,
    (unit) => came.push(unit),
    () => hear(),
  );
  read.socket.on("error", () => undefined);
  const bytes = (): number =>
    came.reduce((sum, unit) => sum + (unit.kind === "packet" ? unit.whole.byteLength : 0), 0);
  const until = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) await new Promise<void>((resolve) => (hear = resolve));
  };
  return { read, came, bytes, until, camera: await camera };
}

function secureServer(): Server {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-camera-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  const own = ["-keyout", key, "-out", cert, "-subj", "/CN=localhost", "-days", "2", "-nodes"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  const name = ["-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...own, ...name], { stdio: "ignore" });
  const pem = { key: readFileSync(key), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), pem.cert]);
  return tls.createServer(pem);
}

it.each([
  ["rtsp", () => createServer()],
  ["rtsps", secureServer],
] as const)("by %s all comes, in order, slowly as in a flood", async (scheme, made) => {
  const { came, bytes, until, camera: sender } = await reading(made(), scheme);
  const sent = Array.from({ length: 3_000 }, (_, number) => packet(number));
  sender.write(ANSWER);
  for (const one of sent.slice(0, 20)) {
    sender.write(one);
    await new Promise(setImmediate);
  }
  await until(() => bytes() === 20 * 1_400);
  for (const one of sent.slice(20)) sender.write(one);
  await until(() => bytes() === sent.length * 1_400);
  expect(came[0]).toMatchObject({ kind: "message", first: "RTSP/1.0 200 OK" });
  const runs = came.flatMap((unit) => (unit.kind === "packet" ? [unit.whole] : []));
  expect(Buffer.concat(runs).equals(Buffer.concat(sent))).toBe(true);
});

it("reads nothing while it is held, and all of it afterwards", async () => {
  const { read, bytes, until, camera: sender } = await reading(createServer(), "rtsp");
  sender.write(packet(0));
  await until(() => bytes() === 1_400);
  read.hold();
  // More than a connection takes: it is not read, so this does not drain.
  const isDrained = sender.write(Buffer.concat(Array.from({ length: 40_000 }, () => packet(1))));
  expect([isDrained, bytes()]).toEqual([false, 1_400]);
  read.release();
  await until(() => bytes() === 40_001 * 1_400);
});

it("reads the last of what was sent before it is left, and rests no more", async () => {
  const { read, bytes, until, camera: sender } = await reading(createServer(), "rtsp");
  sender.write(packet(0));
  await until(() => bytes() === 1_400);
  sender.write(packet(1));
  await new Promise<void>((resolve) => read.finish(resolve));
  expect(bytes()).toBe(2_800);
});

it("ends where no RTSP comes, and hears that the camera ended", async () => {
  const { read, camera: sender } = await reading(createServer(), "rtsp");
  sender.write("HTTP/1.1 200 OK\r\n\r\n");
  await once(read.socket, "close");
  const other = await reading(createServer(), "rtsp");
  other.camera.write(packet(0));
  await other.until(() => other.bytes() === 1_400);
  other.camera.end();
  await once(other.read.socket, "close");
});
