/** Servers of this process: all with the same limits of connections, all drained together. */
import type { RequestListener, Server } from "node:http";
import { continueAfterChecks } from "../ingest/guard.ts";
import { type HttpLimits, type Place, createHttpServer, listen } from "./http-server.ts";

/** Answers the port that it listens on. */
export type Serve = (
  app: () => RequestListener,
  place: Place,
  limits?: Partial<HttpLimits>,
) => Promise<number>;

export const servesInto =
  (servers: Server[], common: Partial<HttpLimits>): Serve =>
  async (app, place, limits = {}) => {
    const server = createHttpServer(
      (request, response) => app()(request, response),
      { ...common, ...limits },
      place.tls,
    );
    continueAfterChecks(server);
    const port = await listen(server, place.host, place.port);
    servers.push(server);
    return port;
  };
