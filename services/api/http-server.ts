/** The HTTP server's limits. Node's own would cut a steady slow upload after five minutes, and let idle ones pile up. */
import { type RequestListener, type Server, createServer } from "node:http";
import type { Socket } from "node:net";

/** Slow headers hold a socket and nothing else; a client that cannot say them in this time will not upload. */
const HEADERS_LIMIT_MS = 12_000;
/** Without one byte either way. */
const IDLE_LIMIT_MS = 60_000;
/** A dock sends the next part within seconds. */
const KEEP_ALIVE_MS = 30_000;
const MAX_CONNECTIONS = 4_096;
const MAX_CONNECTIONS_PER_ADDRESS = 1_024;

export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      requestTimeout: 0, // an upload may last for hours; ingest watches its rate
      headersTimeout: HEADERS_LIMIT_MS,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16 << 10,
    },
    listener,
  );
  // Senders like ffmpeg close their side right after the last byte; Node would drop what it has not read.
  (server as Server & { httpAllowHalfOpen: boolean }).httpAllowHalfOpen = true;
  server.maxHeadersCount = 250;
  server.maxConnections = MAX_CONNECTIONS;
  server.setTimeout(IDLE_LIMIT_MS);
  const byAddress = new Map<string, number>();
  server.on("connection", (socket) => capByAddress(byAddress, socket));
  return server;
}

function capByAddress(byAddress: Map<string, number>, socket: Socket): void {
  const address = socket.remoteAddress ?? "";
  const open = (byAddress.get(address) ?? 0) + 1;
  if (open > MAX_CONNECTIONS_PER_ADDRESS) {
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

/** Takes no new connection, lets running requests end, and cuts what is left after `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}
