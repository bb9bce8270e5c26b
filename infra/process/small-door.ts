/** The HTTP door of a small process of its own: bounded connections and times, its real address, an orderly end. */
import { type RequestListener, createServer } from "node:http";

export interface SmallDoor {
  /** With the port that was given where 0 was asked for. */
  readonly url: string;
  /** Resolves when what was asked is answered. */
  close(): Promise<void>;
}

/** Requests are small and answers quick. */
const REQUEST_LIMIT_MS = 10_000;
const MAX_CONNECTIONS = 128;

/** Listens when it resolves. @throws what the system says (`listenFault`). */
export async function openDoor(
  answer: RequestListener,
  host: string,
  port: number,
): Promise<SmallDoor> {
  const limits = { requestTimeout: REQUEST_LIMIT_MS, headersTimeout: REQUEST_LIMIT_MS };
  const server = createServer(limits, answer);
  server.maxConnections = MAX_CONNECTIONS;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", reject);
  server.listen(port, host, () => resolve(undefined));
  await promise;
  const address = server.address();
  const bound = typeof address === "object" ? (address?.port ?? port) : port;
  return {
    // RFC 3986 3.2.2: an address with colons stands in brackets.
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}/`,
    async close() {
      const { promise: closed, resolve: done } = Promise.withResolvers<undefined>();
      server.close(() => done(undefined));
      server.closeIdleConnections();
      await closed;
    },
  };
}

const FAULTS: Readonly<Record<string, "port" | "host">> = {
  EADDRINUSE: "port",
  EACCES: "port",
  ERR_SOCKET_BAD_PORT: "port",
  EADDRNOTAVAIL: "host",
  ENOTFOUND: "host",
  EAI_AGAIN: "host",
};

/** What to choose anew where `openDoor` failed; null: that would not help. */
export const listenFault = (error: unknown): "port" | "host" | null =>
  error instanceof Error && "code" in error ? (FAULTS[String(error.code)] ?? null) : null;
