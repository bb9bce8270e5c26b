/** The HTTP server's limits. Node's own would cut a steady slow upload after five minutes, and let idle ones pile up. */
import { constants } from "node:crypto";
import { type RequestListener, type Server, type ServerOptions, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";

export interface HttpLimits {
  /** Slow headers hold a socket and nothing else; a client that cannot say them in this time will not upload. */
  readonly headersMs: number;
  /** Without one byte either way. */
  readonly idleMs: number;
  readonly connections: number;
  /** A connection's address is its sender's, or the proxy's: what a header says of it is never believed. */
  readonly connectionsPerAddress: number;
}

/** A server that devices show their certificates to. PEM all. */
export interface ServerTls {
  readonly key: string;
  /** Its certificate and those above it. */
  readonly cert: string;
  /** Against which OpenSSL judges what a device shows. */
  readonly ca: readonly string[];
}

/** Where a server listens, and how. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly tls: ServerTls | null;
}

const LIMITS: HttpLimits = {
  headersMs: 12_000,
  idleMs: 60_000,
  connections: 4_096,
  connectionsPerAddress: 1_024,
};
/** A dock sends the next part within seconds. */
const KEEP_ALIVE_MS = 30_000;

export function createHttpServer(
  listener: RequestListener,
  given: Partial<HttpLimits> = {},
  tls: ServerTls | null = null,
): Server {
  const limits = { ...LIMITS, ...given };
  const options: ServerOptions = {
    requestTimeout: 0, // an upload may last for hours; ingest watches its rate
    headersTimeout: limits.headersMs,
    connectionsCheckingInterval: Math.min(2_000, limits.headersMs / 4),
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: 16 << 10,
  };
  const server =
    tls === null
      ? createServer(options, listener)
      : createTlsServer({ ...options, ...tlsOptions(tls, limits) }, listener);
  // Senders like ffmpeg close their side right after the last byte; Node would drop what it has not read.
  (server as Server & { httpAllowHalfOpen: boolean }).httpAllowHalfOpen = true;
  server.maxHeadersCount = 250;
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs);
  const byAddress = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    capByAddress(byAddress, socket, limits.connectionsPerAddress);
  });
  return server;
}

/** Of TLS 1.3 all that OpenSSL offers itself; of TLS 1.2 only what encrypts with proof and keeps no key that opens it later. */
const CIPHERS = [
  ...["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"],
  ...["ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384"],
  ...["ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305"],
  ...["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256"],
].join(":");

/**
 * A certificate is asked for and may be missing: a device that has none yet comes to enrol, and what a
 * request needs is decided at its door, where a no can be explained. Each connection proves anew that the
 * device holds its key: nothing is resumed.
 */
const tlsOptions = ({ key, cert, ca }: ServerTls, { headersMs }: HttpLimits) => ({
  ...{ key, cert, ca: [...ca] },
  allowHalfOpen: true, // httpAllowHalfOpen is for plain connections alone
  requestCert: true,
  rejectUnauthorized: false,
  minVersion: "TLSv1.2" as const,
  ciphers: CIPHERS,
  handshakeTimeout: headersMs,
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
});

function capByAddress(byAddress: Map<string, number>, socket: Socket, limit: number): void {
  const address = socket.remoteAddress ?? "";
  const open = (byAddress.get(address) ?? 0) + 1;
  if (open > limit) {
    socket.destroy();
    return;
  }
  byAddress.set(address, open);
  socket.once("close", () => {
    const left = (byAddress.get(address) ?? 1) - 1;
    if (left > 0) byAddress.set(address, left);
    else byAddress.delete(address);
  });
}

/** Resolves with the port once the server listens. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** All at once take no new connection, let running requests end, and cut what is left after `graceMs`. */
export async function drain(servers: readonly Server[], graceMs: number): Promise<void> {
  await Promise.all(servers.map((server) => drainOne(server, graceMs)));
}

async function drainOne(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}
