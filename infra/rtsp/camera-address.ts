/** Where a camera is, and a connection to it. */
import { type OnReadOpts, type Socket, connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Credentials } from "./authorization.ts";

export interface CameraAddress {
  /** rtsp: or rtsps:, without user and password. */
  readonly url: URL;
  readonly credentials: Credentials | null;
}

/** One that has power again is found by the next try. */
const CONNECT_LIMIT_MS = 2_500;
const PORT = { "rtsp:": 554, "rtsps:": 322 } as const;

/** Destroyed where nobody answers. `onread`: told what comes, instead of "data". */
export function connectCamera(url: URL, onread?: OnReadOpts): Socket {
  const isTls = url.protocol === "rtsps:";
  const port = url.port === "" ? PORT[isTls ? "rtsps:" : "rtsp:"] : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const at = { host, port, ...(onread === undefined ? {} : { onread }) };
  const socket = isTls ? connectTls({ ...at, servername: host }) : connect(at);
  const late = setTimeout(() => socket.destroy(), CONNECT_LIMIT_MS);
  socket.once(isTls ? "secureConnect" : "connect", () => clearTimeout(late));
  socket.once("close", () => clearTimeout(late));
  return socket;
}

/** Without a user, a password or a slash at its end. */
export const bareUrl = (url: URL): string =>
  `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, "")}${url.search}`;
