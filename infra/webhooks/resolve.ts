/**
 * Resolve as this machine's hosts file and name servers say. Not by getaddrinfo: that holds one of the few threads that read and
 * write files until a name server answers, and custody's own work would wait for somebody's name.
 */
import { Resolver } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import type { Resolve } from "../../services/webhooks/webhook-door.ts";

const HOSTS = "/etc/hosts";
const [TRY_MS, TRIES] = [3_000, 2];

export const resolveHere: Resolve = async (host) => {
  const named = hostsOf(await readFile(HOSTS, "utf8").catch(() => ""), host);
  return named.length > 0 ? named : asked(host);
};

/** What a hosts file says of `host`: an address, then its names; # begins a remark. */
export function hostsOf(text: string, host: string): readonly string[] {
  const wanted = host.toLowerCase().replace(/\.$/, "");
  return text.split("\n").flatMap((line) => {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    const isIt = names.some((name) => name.toLowerCase() === wanted);
    return isIt && isIP(address) !== 0 ? [address] : [];
  });
}

async function asked(host: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [four, six].flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  if (found.length === 0) {
    throw new Error("the name has no address", {
      cause: four.status === "rejected" ? four.reason : undefined,
    });
  }
  return found;
}
