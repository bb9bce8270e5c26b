/** Resolve as this machine does it, with its hosts file: getaddrinfo. */
import { lookup } from "node:dns/promises";
import type { Resolve } from "../../services/webhooks/webhook-door.ts";

export const resolveHere: Resolve = async (host) =>
  (await lookup(host, { all: true, order: "verbatim" })).map(({ address }) => address);
