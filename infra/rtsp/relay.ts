/**
 * A door on loopback in front of one camera, for one listener: it signs in at the camera, so that whoever decodes what comes
 * knows no password and none stands among a program's arguments, which every user of the machine may read.
 */
import { randomBytes } from "node:crypto";
import { createServer, connect, type Server, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type Credentials, authorizer } from "./authorization.ts";
import { UnitReader, bytesOf, challengesIn, statusOf } from "./message.ts";

export interface CameraAddress {
  /** rtsp: or rtsps:, without user and password. */
  readonly url: URL;
  readonly credentials: Credentials | null;
}

export interface RelayEvents {
  /** What a camera says of a stream beside its packets (RTCP). */
  readonly onReport: (packet: Buffer) => void;
}

export interface Relay {
  /** Where the listener asks; secret, and good for one connection. */
  readonly url: string;
  close(): void;
}

const CONNECT_LIMIT_MS = 5_000;
const PORT = { "rtsp:": 554, "rtsps:": 322 } as const;

/** Reached when the listener connects; a camera that is away ends the listener's connection. */
export async function openRelay(camera: CameraAddress, events: RelayEvents): Promise<Relay> {
  const secret = randomBytes(16).toString("hex");
  const server = createServer({ allowHalfOpen: false });
  const port = await listening(server);
  const local = `rtsp://127.0.0.1:${port}/${secret}`;
  const sockets = new Set<Socket>();
  server.once("connection", (listener) => {
    server.close(); // for one connection
    const upstream = connectCamera(camera.url);
    for (const socket of [listener, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined); // its "close" follows
      socket.once("close", () => {
        for (const one of sockets) one.destroy();
      });
    }
    join({ listener, upstream, local, camera, events });
  });
  return {
    url: local,
    close: () => {
      server.close();
      for (const one of sockets) one.destroy();
    },
  };
}

/** Destroyed where nobody answers. */
export function connectCamera(url: URL): Socket {
  const isTls = url.protocol === "rtsps:";
  const port = url.port === "" ? PORT[isTls ? "rtsps:" : "rtsp:"] : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const socket = isTls ? connectTls({ host, port, servername: host }) : connect({ host, port });
  const late = setTimeout(() => socket.destroy(), CONNECT_LIMIT_MS);
  socket.once(isTls ? "secureConnect" : "connect", () => clearTimeout(late));
  socket.once("close", () => clearTimeout(late));
  return socket;
}

interface Ends {
  readonly listener: Socket;
  readonly upstream: Socket;
  readonly local: string;
  readonly camera: CameraAddress;
  readonly events: RelayEvents;
}

interface Asked {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly isSecondTry: boolean;
}

function join({ listener, upstream, local, camera, events }: Ends): void {
  let authorize: ReturnType<typeof authorizer> = null;
  let isKnown = false;
  const asked: Asked[] = [];
  const ask = (request: Asked): void => {
    asked.push(request);
    const own =
      authorize === null ? [] : [`Authorization: ${authorize(request.method, request.uri)}`];
    const first = `${request.method} ${request.uri} RTSP/1.0`;
    upstream.write(bytesOf(first, [...request.headers, ...own], request.body));
  };
  pump(listener, upstream, (unit) => {
    if (unit.kind === "packet") return unit.whole;
    const [method = "", uri = ""] = unit.first.split(" ");
    isKnown ||= uri.startsWith(local);
    if (!isKnown) {
      listener.destroy(); // whoever does not know the secret is not the listener
      return null;
    }
    const rest = uri.startsWith(local) ? bareUrl(camera.url) + uri.slice(local.length) : uri;
    ask({ method, uri: rest, headers: unit.headers, body: unit.body, isSecondTry: false });
    return null;
  });
  pump(upstream, listener, (unit) => {
    if (unit.kind === "packet") {
      // Channels of reports are the odd ones, as ffmpeg asks for them.
      if (unit.channel % 2 === 1) events.onReport(unit.packet);
      return unit.whole;
    }
    const request = asked.shift();
    if (statusOf(unit.first) === 401 && request !== undefined && !request.isSecondTry) {
      authorize =
        camera.credentials === null
          ? null
          : authorizer(challengesIn(unit.headers), camera.credentials);
      if (authorize !== null) {
        ask({ ...request, isSecondTry: true });
        return null;
      }
    }
    return bytesOf(unit.first, unit.headers, unit.body);
  });
}

/** Units of one end to the other; a slow reader slows the sender down. */
function pump(
  from: Socket,
  to: Socket,
  pass: (unit: ReturnType<UnitReader["push"]>[number]) => Buffer | null,
): void {
  const reader = new UnitReader();
  from.on("data", (chunk: Buffer) => {
    try {
      const passed = reader.push(chunk).flatMap((unit) => pass(unit) ?? []);
      if (passed.length > 0 && !to.destroyed && !to.write(Buffer.concat(passed))) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    } catch {
      from.destroy(); // what is no RTSP ends the connection; the recorder tells that nothing came
    }
  });
}

/** Without a user, a password or a slash at its end. */
export const bareUrl = (url: URL): string =>
  `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, "")}${url.search}`;

async function listening(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : 0);
  });
  return promise;
}
